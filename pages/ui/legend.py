"""The legend below a map."""

from __future__ import annotations

import streamlit as st

from publishing.maps.choropleth import Choropleth
from publishing.maps.legend import legend_html


def show_legend(chart: Choropleth) -> None:
    """Swatches with words and the number of regencies in each class."""
    st.html(legend_html(chart.unit, chart.legend))
