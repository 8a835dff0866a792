"""Figures that were found and are in no table: what, how many, and why."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.ui.tables import draw_table
from publishing.formats import number
from publishing.language import _
from publishing.listings.registers import left_out_table


def show_left_out() -> None:
    """Below the anomalies: what other sources hold that was not taken."""
    left_out = load("figures_left_out")
    st.header(
        _("{n} figures of other sources were left out", n=number(left_out["n_figures"].sum()))
    )
    st.write(
        _(
            "They were found with a source but stand in no table that the answers rest on. Each "
            "line says why; whoever needs one of them finds it at its source."
        )
    )
    draw_table(left_out_table(left_out), "figures-left-out", list(left_out["source_ids"]))
