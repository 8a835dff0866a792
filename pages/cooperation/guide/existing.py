"""How much cooperation was found, by who takes part; what it is stands in the register."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.ui.provenance import show_provenance
from pages.ui.site_map import page_title, script
from publishing.formats import number
from publishing.language import _
from publishing.markdown_text import plain
from publishing.sentences.agreements import all_agreements_headline

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
    found = load("cooperation_agreements")
    st.header(plain(all_agreements_headline(found)))
    st.caption(
        _(
            "Each stands in the register, with what became of it as far as known. The register is "
            "not complete, and what is not in it is unknown."
        )
    )
    n_of = {group: int(found["level"].isin(levels).sum()) for group, levels in GROUPS.items()}
    st.markdown("\n".join(f"- {titles[group]}: {number(n)}" for group, n in n_of.items()))
    st.page_link(script("register"), label=page_title("register"), icon=":material/arrow_forward:")
    st.page_link(script("profile"), label=page_title("profile"), icon=":material/arrow_forward:")
    show_provenance("agreements", found["source_id"])
