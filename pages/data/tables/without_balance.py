"""Section “What can be said already”: commodities without a balance, each with its one side."""

from __future__ import annotations

import streamlit as st

from pages.ui.one_sided import commodities, show_one_sided
from publishing.language import _
from publishing.sentences.one_sided import nature_note


def show_without_balance() -> None:
    """The section of the data page."""
    st.header(_("What can be said already"))
    st.caption(nature_note())
    for commodity in commodities():
        show_one_sided(commodity)
