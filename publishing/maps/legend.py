"""The legend of a map: what its classes are called, and how it is drawn on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from publishing import palette
from publishing.formats import number
from publishing.language import _

#: Tonnes are told in thousands where every break is one.
_THOUSAND = 1_000
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class LegendEntry:
    """One class: colour (``None`` = hatched), words, how many regencies, its sign on the map.

    ``of_scale``: one of the classes of a figure in their order, which lies between its neighbours.
    """

    color: str | None
    label: str
    count: int
    mark: str = ""
    of_scale: bool = False


def class_labels(bounds: Sequence[tuple[float, float]], unit: str) -> tuple[list[str], str]:
    """Words of every class and the unit they are in; the outer classes are open.

    ``bounds`` ascending as ``analysis.leading.indicators.Classes`` has them.

    >>> from publishing.language import speaking
    >>> with speaking("en"):
    ...     class_labels(((-38_900, -15_000), (-15_000, 0), (0, 25_800)), "t")
    (['−15 or less', '−15 to 0', 'more than 0'], 'thousand t')
    """
    if len(bounds) < 2:
        return [_exactly(upper) for _lower, upper in bounds], unit
    breaks = [upper for _lower, upper in bounds[:-1]]
    if unit == "t" and any(breaks) and not any(each % _THOUSAND for each in breaks):
        breaks, unit = [each / _THOUSAND for each in breaks], _("thousand t")
    decimals = max(map(_decimals, breaks))
    said = [number(each + 0.0, decimals) for each in breaks]
    between = [_("{low} to {high}", low=low, high=high) for low, high in pairwise(said)]
    return [
        _("{value} or less", value=said[0]),
        *between,
        _("more than {value}", value=said[-1]),
    ], unit


def legend_heading(measure: str, unit: str) -> str:
    """What is measured, with its unit; a unit with a bracket of its own gets none around it.

    >>> from publishing.language import speaking
    >>> with speaking("en"):
    ...     legend_heading("Balance", "thousand t"), legend_heading("Production", "t (GKG)")
    ('Balance (thousand t)', 'Production: t (GKG)')
    """
    if not measure:
        return unit
    if "(" in unit:
        return _("{measure}: {unit}", measure=measure, unit=unit)
    return _("{measure} ({unit})", measure=measure, unit=unit)


def _decimals(value: float) -> int:
    """How many decimals a round number needs.

    >>> _decimals(0.6), _decimals(15.0)
    (1, 0)
    """
    places = range(_MOST_DECIMALS)
    return next((n for n in places if abs(round(value, n) - value) < 1e-9), _MOST_DECIMALS)


def _exactly(value: float) -> str:
    return number(value, _decimals(value))


def legend_html(unit: str, legend: Sequence[LegendEntry]) -> str:
    """Swatches with words and the number of regencies; unknown is hatched here as on the map."""
    hatch = "repeating-linear-gradient(45deg,#f4f1ea 0 3px,#8d8a82 3px 4px)"
    items = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4rem;max-width:100%">'
        f"{swatch(entry.color or hatch, entry.mark)}{escape(entry.label)} "
        f'<span style="opacity:.8">({number(entry.count)})</span></span>'
        for entry in legend
    )
    heading = f'<span style="font-weight:600">{escape(unit)}</span>' if unit else ""
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;font-size:.9rem">'
        f"{heading}{items}</div>"
    )


def swatch(background: str, mark: str = "") -> str:
    """HTML of a small field in a class's colour, with the sign that the class has on the map."""
    ink = palette.ink_on(background) if background.startswith("#") else palette.INDIGO
    return (
        '<span style="flex:none;display:inline-flex;align-items:center;justify-content:center;'
        "width:1.2rem;height:1rem;border-radius:2px;border:1px solid #8886;font-weight:700;"
        f'font-size:.8rem;color:{ink};background:{background}">{escape(mark)}</span>'
    )
