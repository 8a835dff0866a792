"""Plausible but odd figures: each one is a question to the office, never a refusal.

A figure is held against the regency's own earlier years, against the other way in which what was
typed can be read, against the other figures of the same item, and where it has no earlier years
against what else is known of it: a price against known prices, the own need against the computed
one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

#: Beyond this ratio to the median of the earlier years a figure is asked about, up and down; the
#: same bound by which single curated years are called outliers.
ODD_RATIO = 4.0
#: Fewer earlier years say nothing about what is usual (which of two readings is nearer, they do).
FEWEST_YEARS = 2

Code = Literal[
    "far_from_earlier_years",
    "more_than_whole_years",
    "far_from_known_price",
    "far_from_computed_need",
    "other_reading_nearer",
    "two_conventions",
    "harvest_without_area",
    "area_without_harvest",
    "below_zero",
    "sells_and_lacks",
    "sells_more_than_it_has",
]


#: What a figure without earlier years of its own can be held against, and how it is asked about.
_HELD_AGAINST: Mapping[str, Code] = {
    "asked_price": "far_from_known_price",
    "own_need": "far_from_computed_need",
}


@dataclass(frozen=True)
class Amount:
    """One answered figure; ``value`` is 0 for nihil and None for an answer without an amount.

    ``other`` is the second way in which the typed text can be read, if there is one.
    """

    value: float | None
    other: float | None = None


@dataclass(frozen=True)
class Question:
    """What the office is asked about one field; ``against`` is what it was held against."""

    measure: str
    code: Code
    value: float
    against: float | None = None


def questions_of(
    amounts: Mapping[str, Amount],
    earlier: Mapping[str, Sequence[float]],
    mixed: bool = False,
    known: Mapping[str, Sequence[float]] | None = None,
    part_of_year: bool = False,
) -> list[Question]:
    """The questions about one item of a sheet.

    Parameters
    ----------
    amounts : mapping of str to Amount
        What was answered, by measure, in the item's unit.
    earlier : mapping of str to sequence of float
        The regency's own figures of earlier years, by measure, in the same unit and form; none
        where nothing is known.
    mixed : bool
        Whether the sheet has a number that only the other convention can have meant: then each one
        that can be read in two ways is asked about.

    known : mapping of str to sequence of float, optional
        What else is known of ``asked_price`` and ``own_need``, in the unit of the measure: the
        figure is odd when it is far from each of these, and is held against the nearest one.
    part_of_year : bool
        The amounts are of some months: earlier years then say only what is too much for them.

    Returns
    -------
    list of Question
        In the order of the measures; at most one question about the same thing.

    Examples
    --------
    >>> typed = Amount(12_500.0, other=12.5)
    >>> [q.code for q in questions_of({"production": typed}, {"production": [11.0, 13.0]})]
    ['other_reading_nearer']
    >>> questions_of({"production": typed}, {"production": [11_000.0, 13_000.0]})
    []
    """
    return [
        *(
            question
            for measure, amount in amounts.items()
            if amount.value is not None
            for question in _alone(
                *(measure, amount, earlier.get(measure, ()), (known or {}).get(measure, ())),
                mixed,
                part_of_year,
            )
        ),
        *_together({name: each.value for name, each in amounts.items()}),
    ]


def _alone(
    measure: str,
    amount: Amount,
    earlier: Sequence[float],
    held_against: Sequence[float],
    mixed: bool,
    part_of_year: bool,
) -> Iterator[Question]:
    value = amount.value
    assert value is not None
    if value < 0:
        yield Question(measure, "below_zero", value)
        return
    if value == 0:
        return
    known = [each for each in earlier if each > 0]
    usual = median(known) if known else None
    nearest = min(
        (each for each in held_against if each > 0),
        key=lambda each: _distance(value, each),
        default=None,
    )
    other = amount.other
    # Little in some months is no wonder; more than in a whole year is.
    is_odd = usual is not None and (
        value > usual if part_of_year else _distance(value, usual) > math.log(ODD_RATIO)
    )
    if (
        usual is not None
        and other is not None
        and other > 0
        and _distance(other, usual) < _distance(value, usual)
        and (is_odd or not part_of_year)
    ):
        yield Question(measure, "other_reading_nearer", value, other)
    elif is_odd and len(known) >= FEWEST_YEARS:
        code: Code = "more_than_whole_years" if part_of_year else "far_from_earlier_years"
        yield Question(measure, code, value, usual)
    elif nearest is not None and _distance(value, nearest) > math.log(ODD_RATIO):
        yield Question(measure, _HELD_AGAINST[measure], value, nearest)
    elif mixed and other is not None:
        yield Question(measure, "two_conventions", value, other)


def _distance(value: float, usual: float) -> float:
    return abs(math.log(value / usual))


def _together(values: Mapping[str, float | None]) -> Iterator[Question]:
    production, area = values.get("production"), values.get("harvested_area")
    if production is not None and area is not None:
        if production > 0 and area == 0:
            yield Question("production", "harvest_without_area", production, area)
        if production == 0 and area > 0:
            yield Question("harvested_area", "area_without_harvest", area, production)
    to_sell, lacking = values.get("to_sell"), values.get("lacking")
    if to_sell is not None and lacking is not None and to_sell > 0 and lacking > 0:
        yield Question("to_sell", "sells_and_lacks", to_sell, lacking)
    stock = values.get("stock_start")
    # A trader's sheet asks for no production; without both figures nothing can be said.
    if to_sell is not None and production is not None and stock is not None:
        has = production + stock
        if 0 <= has < to_sell:
            yield Question("to_sell", "sells_more_than_it_has", to_sell, has)
