"""QR codes, drawn here and asked of nobody."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_svg(text: str) -> Markup:
    """An SVG that carries this text, black on white whatever the theme."""
    drawn = segno.make(text, error="m").svg_inline(
        border=3, light="#fff", dark="#000", omitsize=True
    )
    return Markup(drawn)


def qr_address(text: str) -> str:
    """The same as the address of a picture, for where no SVG may stand in the page itself."""
    return segno.make(text, error="m").svg_data_uri(
        border=3, light="#fff", dark="#000", omitsize=True
    )
