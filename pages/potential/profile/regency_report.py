"""What the report says of one regency: its sectors, findings in words, figures of section 5."""

from __future__ import annotations

import streamlit as st

from pages.ui.quotations import show_quotation
from pages.ui.tables import draw_table
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, localised
from publishing.listings.profile import findings_table, printed_figures_table, sectors_table
from publishing.sentences.profile import sectors_note
from services import profile

_MANY = 6  # findings of one topic beyond this become a table


def show_sectors(regency_code: str) -> None:
    """List of ranks in the regency's own scheme, or why there is none."""
    rows = profile.sectors(regency_code)
    if rows.empty:
        _show_data_gap(regency_code)
        return
    st.caption(sectors_note(rows))
    draw_table(
        sectors_table(rows),
        key=f"sectors-{regency_code}",
        source_ids=rows["source_id"].unique().tolist(),
    )
    for note in rows["note_2013"].dropna():
        st.caption(_("Since 2013: “{wording}”", wording=note))


def _show_data_gap(regency_code: str) -> None:
    """The register's word on what the report lacks for this regency."""
    rows = profile.findings(regency_code)
    for row in rows[rows["topic"] == "data_gap"].to_dict("records"):
        st.warning(row[localised("finding")])
        show_quotation(row["literal"], row["source_id"], _("section 5"))


def show_findings(regency_code: str) -> None:
    """Findings by topic; wording and source open at each."""
    table, text = profile.findings(regency_code), localised("finding")
    if table.empty:
        st.info(_("Beyond its rankings the report says nothing on this regency."))
        return
    if profile.sectors(regency_code).empty:
        table = table[table["topic"] != "data_gap"]  # stands in place of the ranking already
    for topic, rows in table.groupby("topic", sort=False):
        heading = code_word(str(topic)).capitalize()
        if len(rows) > _MANY:
            with st.expander(f"{heading} ({number(len(rows))})"):
                draw_table(
                    findings_table(rows),
                    key=f"findings-{regency_code}-{topic}",
                    source_ids=rows["source_id"].unique().tolist(),
                )
            continue
        st.markdown(f"**{heading}**")
        for row in rows.to_dict("records"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(row[text])
                show_quotation(row["literal"], row["source_id"], _("section 5"))


def show_indicators(regency_code: str) -> None:
    """Table of the figures that section 5 prints on this regency."""
    figures = profile.printed_figures(regency_code)
    draw_table(
        printed_figures_table(figures),
        key=f"indicators-{regency_code}",
        source_ids=figures["source_id"].unique().tolist(),
        empty=_("Section 5 of the report prints no figures on this regency beyond its rankings."),
    )
