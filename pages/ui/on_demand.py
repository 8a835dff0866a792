"""What is below a fold is made when somebody opens it.

A closed expander of Streamlit is only hidden: its tables are computed, sent and kept for everybody,
and with eighty people in a hall that is most of the work.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def on_demand(label: str, key: str, draw: Callable[[], None], alone: bool = True) -> None:
    """An expander that calls ``draw`` once it is open.

    ``alone``: opening it, and everything chosen in it, redraws this part and not the page; pass
    ``False`` when something in it changes what stands elsewhere.
    """

    def part() -> None:
        with st.expander(label, key=f"open-{key}", on_change="rerun") as fold:
            if fold.open:
                draw()

    if alone:
        part = st.fragment(part)
    part()
