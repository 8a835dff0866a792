"""Folds and popovers whose inside is made when somebody opens them.

A closed expander or popover of Streamlit is only hidden: what it holds is computed, sent and kept
for everybody, and with eighty people in a hall that is most of the work. What holds a table, a
chart or many sources is therefore one of these; for a sentence or two Streamlit's own will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from pages.ui.fragments import fragment

#: How the keys of all of them begin.
_OPEN = "open-"


@dataclass(frozen=True)
class Fold:
    """An expander: its words, a key unique on the page, and what draws its inside."""

    label: str
    key: str
    draw: Callable[[], object]


def open_on_demand(fold: Fold) -> None:
    """An expander that draws its inside once it is open; opening it redraws what it stands in."""
    with st.expander(fold.label, key=f"{_OPEN}{fold.key}", on_change="rerun") as expander:
        if expander.open:
            fold.draw()


@fragment
def folds(*each: Fold) -> None:
    """Expanders one below the other; opening one, or a choice in one, redraws these alone."""
    for fold in each:
        open_on_demand(fold)


def popover_on_demand(
    label: str,
    key: str,
    icon: str,
    draw: Callable[[], object],
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """A button that opens a box, which is drawn once it is open."""
    with st.popover(label, icon=icon, key=f"{_OPEN}{key}", on_change="rerun", type=kind) as popover:
        if popover.open:
            draw()


def is_anything_open() -> bool:
    """Whether any fold or box of the page is open: what it holds was drawn with it."""
    return any(
        value for key, value in st.session_state.items() if str(key).startswith(_OPEN) and value
    )


def is_one_open(keys: Iterable[str]) -> bool:
    """Whether one of these folds or boxes is."""
    return any(st.session_state.get(f"{_OPEN}{key}") for key in keys)
