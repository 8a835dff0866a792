"""A row of figures that stands four abreast on a desktop and two abreast on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class FigureCell:
    """One figure: what it is, its value with unit, and what is to be known of it."""

    label: str
    value: str
    help: str | None = None


def show_figure_row(key: str, cells: Sequence[FigureCell]) -> None:
    """Draw the figures side by side; ``key`` is unique on the page."""
    with st.container(key=f"figure-row-{key}", horizontal=True):
        for cell in cells:
            st.metric(cell.label, cell.value, help=cell.help)
