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
