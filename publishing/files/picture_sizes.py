"""The three sizes in which a picture is taken away: slide, page, phone.

Everything is laid out in the units of a size, and only its PNG has pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publishing.language import _
from publishing.maps.drawing import MapStyle

SizeName = Literal["slide", "page", "phone"]


@dataclass(frozen=True)
class PictureSize:
    """How a picture of one size is set.

    ``width`` and ``height`` in units, without a height it is as tall as it needs to be and at least
    ``least_height``; ``pixels`` of the PNG across, ``per_inch`` as it is told to who places it;
    ``svg_width`` with its unit. ``title`` to ``fine`` are heights of letters; a title of
    more than ``title_lines`` gets smaller ones. A chart, or a map, is
    laid out by itself and shown ``chart_scale``, or ``map_scale``, times as large, a chart at least
    ``chart_least`` times: rows of a ranking that then find no room are left out, and counted.
    ``map_aspect``: width by height of the map without its legend. Key figures stand in
    ``figure_columns`` above the drawing, without any beside it.
    """

    width: float
    height: float | None
    least_height: float
    pixels: int
    per_inch: int
    svg_width: str
    margin: float
    title: float
    title_lines: int
    subtitle: float
    value: float
    label: float
    note: float
    fine: float
    chart_scale: float
    chart_least: float
    map_scale: float
    map_aspect: float
    map_style: MapStyle
    figure_columns: int


_MAP = MapStyle(margin=0, notes=False)

SIZES: dict[SizeName, PictureSize] = {
    # What a projector shows; letters are those of a slide that is read from five metres.
    "slide": PictureSize(
        width=1920,
        height=1080,
        least_height=1080,
        pixels=1920,
        per_inch=144,  # as wide as a slide of 13⅓ inches
        svg_width="1920",
        margin=56,
        title=46,
        title_lines=3,
        subtitle=28,
        value=50,
        label=27,
        note=19,
        fine=15,
        chart_scale=2.6,
        chart_least=2.5,
        map_scale=1.4,
        map_aspect=1.0,
        # Larger, and names of 22 regencies would find no room beside key figures.
        map_style=MapStyle(margin=0, notes=False, names_px=14.5, legend_px=19.5),
        figure_columns=0,
    ),
    # The width of text on A4 with margins of 2 cm, for print: a unit is a quarter of a millimetre.
    "page": PictureSize(
        width=680,
        height=None,
        least_height=0,
        pixels=2008,
        per_inch=300,
        svg_width="170mm",
        margin=6,
        title=19,
        title_lines=3,
        subtitle=12.5,
        value=19,
        label=11,
        note=10.5,
        fine=9,
        chart_scale=0.85,
        chart_least=0,
        map_scale=0.72,
        map_aspect=2.0,
        map_style=_MAP,
        figure_columns=5,
    ),
    # Held upright; a unit is what a phone's browser calls a pixel.
    "phone": PictureSize(
        width=400,
        height=None,
        least_height=540,
        pixels=1080,
        per_inch=144,
        svg_width="1080",
        margin=18,
        title=21,
        title_lines=5,
        subtitle=13,
        value=22,
        label=12,
        note=11,
        fine=9.5,
        chart_scale=1.0,
        chart_least=0,
        map_scale=0.56,
        map_aspect=1.6,
        map_style=MapStyle(margin=0, notes=False, names_px=15, legend_px=22),
        figure_columns=2,
    ),
}
DEFAULT: SizeName = "slide"


def size_name(size: SizeName) -> str:
    """What a size is called, on the button and in the name of the file."""
    return {"slide": _("slide"), "page": _("A4 page"), "phone": _("phone")}[size]


def size_words(size: SizeName) -> str:
    """What a size is for, and how large it is."""
    return {
        "slide": _("For a slide or a wall: 1920 × 1080 pixels."),
        "page": _("For a document: as wide as the text of an A4 page (17 cm), for print."),
        "phone": _("To be sent to a phone: 1080 pixels wide, upright."),
    }[size]
