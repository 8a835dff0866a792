"""How large everything is drawn: as usual, or large for a projector and its hall.

Streamlit measures in the letters of the page (rem), so that text, tables, fields and buttons follow
one rule. Charts and maps count pixels: they ask for ``factor``.
"""

from __future__ import annotations

import streamlit as st

from pages.ui import state
from publishing.language import _

_KEY = "size"
_USUAL, _LARGE = "usual", "large"
_FACTOR = 1.375  # 14 px, Streamlit's smallest text, becomes 19
_USUAL_PX = 16  # baseFontSize in .streamlit/config.toml


def choose_size() -> None:
    """The control, and the rule that follows from it; the choice stands in the address."""
    words = {_USUAL: _("usual"), _LARGE: _("large")}
    state.segments(_("Text size"), _KEY, list(words), _USUAL, format_func=words.__getitem__)
    if factor() > 1:
        rule = f"html {{ font-size: {_USUAL_PX * factor():g}px !important; }}"
        st.html(f"<style>@media screen {{ {rule} }}</style>")


def factor() -> float:
    """By how much charts and maps are drawn larger than usual."""
    return _FACTOR if state.kept(_KEY) == _LARGE else 1.0
