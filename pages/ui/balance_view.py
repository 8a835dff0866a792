"""What two pages or more show of a balance."""

from __future__ import annotations

import streamlit as st

from analysis.balance.result import Balance
from publishing.sentences.balance import cautions, what_it_holds


def show_what_it_holds(result: Balance) -> None:
    """By the headline: that stocks and seasons are not in it, and what it assumes."""
    st.caption(what_it_holds(result))


def show_cautions(result: Balance) -> None:
    """What is known against figures of this balance, and whose; silent when nothing is."""
    text = cautions(result)
    if text:
        st.markdown(f":orange[:material/report:] {text}")
