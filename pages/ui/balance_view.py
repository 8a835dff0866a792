"""What two pages or more show of a balance."""

from __future__ import annotations

import streamlit as st

from analysis.balance.result import Balance
from publishing.sentences.balance import cautions


def show_cautions(result: Balance) -> None:
    """What is known against figures of this balance, and whose; silent when nothing is."""
    text = cautions(result)
    if text:
        st.markdown(f":orange[:material/report:] {text}")
