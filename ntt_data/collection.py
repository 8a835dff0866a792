"""What a round of collecting figures can ask: sheets of the offices, and what each one answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: ``months`` is a text that names months.
Kind = Literal["number", "price", "text", "months"]


@dataclass(frozen=True)
class Measure:
    """One field of an item.

    ``unit`` is None where it is the item's own (tonnes of a form, head); a price is per kg, of an
    item that is counted in head per head.
    """

    code: str
    kind: Kind = "number"
    unit: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether an amount is asked, and not a text."""
        return self.kind in ("number", "price")

    def unit_for(self, of_item: str) -> str | None:
        """Its unit with an item that is counted in ``of_item``; None for a text."""
        if not self.is_number:
            return None
        if self.kind == "price" and of_item == "head":
            return "idr_per_head"
        return self.unit or of_item


_STOCK = (
    Measure("stock_start"),
    Measure("stock_end"),
    Measure("own_need"),
    Measure("to_sell"),
    Measure("lacking"),
    Measure("asked_price", "price", "idr_per_kg"),
    Measure("lack_months", "months"),
    Measure("note", "text"),
)

#: Each sheet is one office's: its measures in the order of the form.
SHEETS: dict[str, tuple[Measure, ...]] = {
    "agriculture": (
        Measure("production"),
        Measure("harvested_area", unit="ha"),
        Measure("harvest_months", "months"),
        *_STOCK,
    ),
    "livestock": (Measure("herd", unit="head"), Measure("production"), *_STOCK),
    "fisheries": (Measure("production"), *_STOCK),
    "trade_stock": _STOCK,
    "investment": (Measure("count", unit="count"), Measure("description", "text")),
}


def unit_of(sheet: str, measure: str, of_item: str) -> str | None:
    """Unit of one field: its own, else its item's; None for a text.

    >>> unit_of("agriculture", "production", "t"), unit_of("agriculture", "harvested_area", "t")
    ('t', 'ha')
    >>> unit_of("livestock", "asked_price", "t"), unit_of("livestock", "asked_price", "head")
    ('idr_per_kg', 'idr_per_head')
    """
    found = next(each for each in SHEETS[sheet] if each.code == measure)
    return found.unit_for(of_item)


def dated(measure: str, period: int) -> str:
    """A measure of one of a round's periods in a name; the first one goes without its number.

    >>> dated("production", 1), dated("production", 2)
    ('production', 'production.2')
    """
    return measure if period == 1 else f"{measure}.{period}"


def undated(name: str) -> tuple[str, int]:
    """Measure and number of the period that a name says; ValueError where it says none.

    >>> undated("production"), undated("production.2")
    (('production', 1), ('production', 2))
    """
    measure, dot, period = name.partition(".")
    if dot and not (period.isascii() and period.isdigit() and len(period) < 3):
        raise ValueError(name)
    return measure, int(period) if dot else 1


def counts_heads(form: str | None) -> bool:
    """Whether a form counts animals, such as ``head_male``, and weighs nothing."""
    return form is not None and form.startswith("head_")


#: What the investment office is asked about, in place of commodities.
POTENTIALS = (
    *("tourism_objects", "processing_places", "natural_potential"),
    *("cultural_potential", "investment_offers"),
)
