"""What to do on Monday: the steps from the wish to cooperate to the first letter, and on."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ntt_data.store.clock import now
from ntt_data.tables import load
from pages.cooperation.guide.advice import BEFORE_SIGNING, show_folded
from pages.cooperation.guide.layout import rows_of, show_obtained, take_away
from pages.ui import state
from pages.ui.provenance import show_provenance
from pages.ui.site_map import guide_sections, page_title, script
from publishing.files.file_names import file_name
from publishing.language import _, keep_language, localised
from publishing.listings.guide import first_steps_table
from publishing.markdown_text import plain
from publishing.sentences.first_steps import path_text, step_lines, steps_headline

#: Where a step leads on: pages of the application, and sections of this one.
LEADS_TO_PAGES = {
    "note": ("matcher", "partners", "profile"),
    "cooperation_unit": ("rounds",),
}
LEADS_TO_SECTIONS = {
    "offer_letter": "stages",
    "accord": "model",
    "council_approval": "law",
    "agreement": "clauses",
}


def show() -> None:
    """Draw the section."""
    steps = load("first_steps").sort_values("order", ignore_index=True)
    st.header(plain(steps_headline(steps)))
    st.caption(
        _(
            "Put together from the report of 2019 and from what was found of the rules in force. "
            "No legal advice: where it says “not yet confirmed by the bureau”, the words of the "
            "rule were not read here. Ask the legal section (bagian hukum) before signing."
        )
    )
    st.download_button(
        _("Steps as text (TXT)"),
        keep_language(lambda: path_text(steps)),
        file_name("first-steps", "txt", now()),
        "text/plain",
        key="first-steps-txt",
        icon=":material/download:",
        on_click="ignore",
    )
    for row in rows_of(steps):
        _step(row)
    st.markdown(
        _("After that: implementation, oversight and reporting, stages f to h of the report.")
    )
    _link_to_section("stages", "end")
    st.header(_("Before anybody signs"))
    show_folded(BEFORE_SIGNING)
    take_away(first_steps_table(steps), steps["source_ids"], "first_steps")


def _step(row: Any) -> None:
    with st.container(border=True, key=f"whole-{row.step}"):
        name = plain(getattr(row, localised("name")))
        lines = [f"{row.order}. **{name}**"]
        lines += [f"    - **{plain(label)}:** {plain(text)}" for label, text in step_lines(row)]
        st.markdown("\n".join(lines))
        show_obtained(row.wording)
        with st.container(horizontal=True, vertical_alignment="center"):
            for page in LEADS_TO_PAGES.get(row.step, ()):
                st.page_link(script(page), label=page_title(page), icon=":material/arrow_forward:")
            if row.step in LEADS_TO_SECTIONS:
                _link_to_section(LEADS_TO_SECTIONS[row.step], row.step)
            show_provenance(f"step-{row.step}", [row.source_ids])


def _link_to_section(section: str, beside: str) -> None:
    # A link to the page that is open already would leave its address as it was.
    st.button(
        guide_sections()[section],
        key=f"to-{section}-{beside}",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=lambda: state.choose("section", section),
    )
