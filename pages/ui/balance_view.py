"""What two pages or more show of a balance."""

from __future__ import annotations

import streamlit as st

from analysis.balance.result import Balance
from pages.ui.provenance import show_provenance
from publishing.sentences.balance import cautions, what_it_holds
from publishing.sentences.provincial import provincial_basis, provincial_line
from services.province import balances_of_the_province_alone, series_of_the_years


def show_what_it_holds(result: Balance) -> None:
    """By the headline: that stocks and seasons are not in it, and what it assumes."""
    text = what_it_holds(result)
    if text:
        st.caption(text)


def show_province_alone(commodity: str) -> None:
    """Years that are known for the province and no regency, each a line; mostly there are none."""
    for found in balances_of_the_province_alone(commodity):
        st.markdown(f":material/info: {provincial_line(found)}")
        st.caption(provincial_basis(found, series_of_the_years(commodity)))
        show_provenance(f"province-{found.year}", found.source_ids)


def show_cautions(result: Balance) -> None:
    """What is known against figures of this balance, and whose; silent when nothing is."""
    text = cautions(result)
    if text:
        st.markdown(f":orange[:material/report:] {text}")
