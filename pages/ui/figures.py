"""A row of figures that stands four abreast on a desktop and two abreast on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

_OPPOSITE: dict[str, Literal["normal", "inverse", "off"]] = {
    "normal": "inverse",
    "inverse": "normal",
    "off": "off",
}
_MOST_CHARS = 11  # "−143.826 t" fits half a phone's width in full size


@dataclass(frozen=True)
class FigureCell:
    """One figure: what it is, its value with unit, and what is to be known of it."""

    label: str
    value: str
    help: str | None = None
    change: str | None = None  # against what it is compared with
    change_color: Literal["normal", "inverse", "off"] = "normal"


def show_figure_row(key: str, cells: Sequence[FigureCell]) -> None:
    """Draw the figures side by side; ``key`` is unique on the page."""
    # A figure never breaks: a row with a long one has smaller digits (static/page/appearance.css).
    is_long = max(len(cell.value) for cell in cells) > _MOST_CHARS
    size = "long-" if is_long else ""
    with st.container(key=f"figure-row-{size}{key}", horizontal=True):
        for cell in cells:
            falls = (cell.change or "").startswith("−")
            st.metric(
                cell.label,
                cell.value,
                cell.change,
                # Streamlit takes all but an ASCII hyphen for a rise, by its colour and its arrow.
                delta_color=_OPPOSITE[cell.change_color] if falls else cell.change_color,
                delta_arrow="down" if falls else "auto",
                help=cell.help,
            )
