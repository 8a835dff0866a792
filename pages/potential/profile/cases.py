"""The cases of the cooperation desk to which the regency is a party."""

from __future__ import annotations

import streamlit as st

from ntt_data.store import StoreError
from pages.ui.actor import signed_in_actor
from pages.ui.site_map import script
from publishing import case_words, desk_words
from publishing.language import _
from publishing.markdown_text import plain
from services.desk.board import seen_of_regency, standing


def show_cases(regency: str) -> None:
    """Those that whoever looks may see; nothing where there are none or no database."""
    try:
        found = seen_of_regency(signed_in_actor(), regency)
    except StoreError:
        return
    if not found:
        return
    stages = case_words.stage_names("report")
    st.header(_("On the cooperation desk"))
    st.markdown(
        "\n".join(
            f"- {plain(case.content.title)} ({plain(desk_words.standing_word(standing(case)))}, "
            f"{plain(stages[case.stages['report']])})"
            for case in found
        )
    )
    st.page_link(
        script("desk"),
        label=_("All cases of this regency on the desk"),
        query_params={"regency": regency},
    )
