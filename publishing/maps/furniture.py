"""What a map on its own needs beside its classes: a scale bar, and what it is drawn by."""

from __future__ import annotations

from geo import boundaries
from publishing import palette
from publishing.formats import number
from publishing.language import _, current_language
from publishing.maps.extent import INSET
from publishing.maps.projection import STANDARD_PARALLEL, View

_LENGTHS_KM = (200, 100, 50, 20, 10, 5)
#: Of the map's width, at most.
_LONGEST = 0.2
_INSET_PX = 14.0


def map_notes() -> list[str]:
    """Projection, whose boundaries of which day, and that they settle none."""
    attribution = (
        boundaries.ATTRIBUTION_EN if current_language() == "en" else boundaries.ATTRIBUTION_ID
    )
    return [
        _(
            "Equirectangular projection (WGS 84), true to scale at {latitude}° S; north is up. "
            "Kota Kupang is drawn again, {n} times larger. The boundaries are no reference for "
            "where a border runs.",
            latitude=number(-STANDARD_PARALLEL, 1),
            n=number(INSET.scale, 1),
        ),
        attribution + " " + _("Neighbouring land: COD-AB and Natural Earth."),
    ]


def short_map_note() -> str:
    """Whose boundaries, and that they settle none, where there is no room for more."""
    return _("Map: BPS / UN OCHA COD-AB (CC BY 3.0 IGO), simplified; no reference for borders.")


def bar_km(view: View) -> int:
    """How many kilometres the scale bar of a view is long: a round number that has room."""
    room = _LONGEST * view.width / view.px_per_km
    return next((each for each in _LENGTHS_KM if each <= room), _LENGTHS_KM[-1])


def scale_bar(view: View, letters_px: float) -> str:
    """A bar of two halves in the south-western corner, where there is only sea."""
    km = bar_km(view)
    long, tall = km * view.px_per_km, letters_px * 0.42
    left, bottom = view.left + _INSET_PX, view.top + view.height - _INSET_PX
    half = long / 2
    parts = [
        f'<g class="scale-bar" data-km="{km}" fill="{palette.INK}" stroke="{palette.INK}" '
        f'stroke-width="1"><rect x="{left:.2f}" y="{bottom - tall:.2f}" width="{half:.2f}" '
        f'height="{tall:.2f}"/><rect x="{left + half:.2f}" y="{bottom - tall:.2f}" '
        f'width="{half:.2f}" height="{tall:.2f}" fill="#FFFFFF"/></g>'
    ]
    for share, words, anchor in (
        (0.0, "0", "start"),
        (0.5, number(km / 2, 0 if km % 2 == 0 else 1), "middle"),
        (1.0, f"{number(km)} km", "middle"),
    ):
        parts.append(
            f'<text x="{left + share * long:.1f}" y="{bottom - tall - letters_px * 0.35:.1f}" '
            f'font-size="{letters_px:g}" text-anchor="{anchor}" fill="{palette.INK}">{words}</text>'
        )
    return "".join(parts)
