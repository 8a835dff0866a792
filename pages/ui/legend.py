"""The legend below a map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from publishing import palette
from publishing.maps.choropleth import Choropleth
from publishing.maps.legend import legend_html


def show_legend(chart: Choropleth) -> None:
    """Swatches with words and the number of regencies in each class, coloured as the map is."""
    legend = list(chart.legend)
    if st.context.theme.type == "dark":
        legend = [
            replace(each, color=each.color and palette.area_on_dark(each.color)) for each in legend
        ]
    st.html(legend_html(chart.unit, legend))
