"""Charts and maps to take away as PNG or SVG, each in three sizes, the same on each machine."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from typing import Literal

from geo.boundaries import WEB_FOLDER
from ntt_data import log
from publishing import lettering
from publishing.files.framed import Framed, framed_svg
from publishing.files.picture_sizes import DEFAULT, SIZES, SizeName

Ending = Literal["png", "svg"]
#: What browsers read: a file that is opened elsewhere finds the typeface inside.
_SERVED_FONT = WEB_FOLDER.parent / "fonts" / "source-sans-3-latin-wght-normal.woff2"


def picture_bytes(framed: Framed, size: SizeName = DEFAULT, ending: Ending = "png") -> bytes:
    """A chart or map in its frame as a file; the same content gives the same bytes."""
    log.event("export_made", format=ending)
    if ending == "svg":
        whole = framed_svg(framed, SIZES[size])
        opening, rest = whole.split(">", 1)
        return f"{opening}><style>{_font_face()}</style>{rest}".encode()
    of_size = SIZES[size]
    points = 72 * of_size.pixels / of_size.per_inch
    return _png(framed_svg(framed, of_size, f"{points:.7g}"), of_size.per_inch)


@lru_cache(maxsize=32)  # by everything that is drawn
def _png(svg: str, per_inch: int) -> bytes:
    import vl_convert  # slow to import and needed only for pictures

    lettering.register()
    return vl_convert.svg_to_png(svg, ppi=per_inch)


@lru_cache(maxsize=1)  # for good: a file of the program
def _font_face() -> str:
    font = b64encode(_SERVED_FONT.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{lettering.FAMILY}";font-weight:200 900;'
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}'
    )
