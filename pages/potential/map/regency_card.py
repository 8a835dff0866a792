"""The short card of one regency beside a map, and the way to its profile."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.places import full_names
from pages.ui.regency import answer_of
from pages.ui.site_map import script
from publishing.language import _, once_per_language
from publishing.markdown_text import plain
from publishing.sentences.indicators import ToldIndicator
from publishing.sentences.regency_card import balance_lines, leading_lines, place_line
from services.profile import usual_balances


def show_card(code: str | None, told: ToldIndicator) -> None:
    """What the map says of the regency, its first sectors, KPJu and balances."""
    if code is None:
        with st.container(key="screen-only-card"):
            st.info(_("Click a regency on the map, or choose it here, to see its card."))
        return
    with answer_of(code), st.container(border=True):
        st.markdown(_heading(code))
        st.metric(told.unit_and_year, told.value_text(code))
        if told.notes.get(code):
            st.caption(_paragraphs(told.notes[code]))
        st.caption(_about(code))
        st.page_link(
            script("profile"),
            label=_("Open its profile"),
            query_params={"regency": code},
        )


# Kept: in a hall the card is asked for some twenty times a second, for one of 22 regencies.
@once_per_language(maxsize=32)
def _heading(code: str) -> str:
    return f"**{plain(full_names()[code])}**  \n:gray[:small[{plain(place_line(code))}]]"


@once_per_language(maxsize=32)
def _about(code: str) -> str:
    return _paragraphs([*leading_lines(code), *balance_lines(code, usual_balances())])


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n\n".join(map(plain, lines))
