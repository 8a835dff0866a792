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
        f"<span>{swatch(entry.color or hatch, entry.mark)}{escape(entry.label)} "
        f"<small>({number(entry.count)})</small></span>"
        for entry in legend
    )
    heading = f"<b>{escape(unit)}</b>" if unit else ""
    return f'<div class="ntt-legend">{heading}{items}</div>'


def swatch(background: str, mark: str = "") -> str:
    """HTML of a small field in a class's colour, with the sign that the class has on the map."""
    ink = palette.ink_on(background) if background.startswith("#") else palette.INDIGO
    # All else of its looks is in static/page/appearance.css: it would travel with every change.
    return f'<i class="ntt-swatch" style="color:{ink};background:{background}">{escape(mark)}</i>'
