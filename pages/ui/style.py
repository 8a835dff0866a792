"""The few rules of appearance that depend on who looks."""

from __future__ import annotations

import streamlit as st

from publishing.language import _

# Streamlit writes white on the theme's primary colour, which is a light one here.
_ON_DARK = """
<style>
[data-testid^="stBaseButton-primary"] { color: #15181E; }
</style>
"""


# A list that takes what is typed offers it as "Add: …" in English, though nothing is added.
_TYPED = """
<style>
[data-key="__creatable__"] [data-item-hl] {{ font-size: 0; }}
[data-key="__creatable__"] [data-item-hl]::after {{ content: "{words}"; font-size: 1rem; }}
</style>
"""


def apply_style() -> None:
    """What follows the theme and the language; all else is in ``static/page/appearance.css``.

    That file stands in the page's HTML (``publishing/page_html.py``): rules in an element would
    travel with every run.
    """
    typed = _TYPED.format(words=_("Find what is typed"))
    st.html(typed + (_ON_DARK if st.context.theme.type == "dark" else ""))
