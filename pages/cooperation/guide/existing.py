"""Agreements, declarations and talks that were found, of all regencies and of the province."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.ui.provenance import show_provenance
from pages.ui.site_map import page_title, script
from publishing.language import _
from publishing.listings.regency_records import agreements_table
from publishing.markdown_text import plain
from publishing.sentences.agreements import agreement_lines, all_agreements_headline

#: Who takes part, from the nearest to the widest circle: values of the column ``level``.
GROUPS = {
    "regencies": ("inter_regency",),
    "others": ("with_company", "with_ministry", "with_province", "other_province"),
    "province": ("whole_province", "inter_provincial"),
}


def show() -> None:
    """Draw the section."""
    titles = {
        "regencies": _("Between regencies of NTT"),
        "others": _("Of a regency with others"),
        "province": _("Of the whole province"),
    }
    found = load("cooperation_agreements").sort_values("date", ascending=False, ignore_index=True)
    st.header(plain(all_agreements_headline(found)))
    st.caption(
        _(
            "With what became of each as far as known. The list is not complete, and what is not "
            "in it is unknown. To supply one, send it with its source to the Biro Ekonomi dan "
            "Kerja Sama."
        )
    )
    for group, levels in GROUPS.items():
        rows = found[found["level"].isin(levels)]
        st.subheader(f"{titles[group]} ({len(rows)})")
        st.markdown(
            "\n".join(
                f"- **{plain(line.partners)}**: {plain(line.subject)}. {plain(line.outcome)}. "
                f":gray[:small[{plain(line.about)}; {plain(line.source)}]]"
                for line in agreement_lines(rows)
            )
        )
    st.page_link(script("register"), label=page_title("register"), icon=":material/arrow_forward:")
    st.page_link(script("profile"), label=page_title("profile"), icon=":material/arrow_forward:")
    show_provenance("agreements", found["source_id"], lambda: agreements_table(found).readable())
