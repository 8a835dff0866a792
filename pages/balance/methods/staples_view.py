"""Section “Rice alone”: the rice balance beside the food security atlas' ratio of all staples."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.staples import comparison_table
from publishing.sentences import staples as sentences
from publishing.sources import split_ids
from services import staples


def show() -> None:
    """Draw the section."""
    found = staples.comparisons()
    if not found:
        st.info(_("No edition can be compared with a rice balance."))
        return
    newest = next((each for each in found if each.edition == each.balance_year), found[0])
    st.header(sentences.comparison_headline(newest))
    st.markdown("\n".join(f"- {line}" for line in sentences.comparison_sentences(newest)))
    st.write(sentences.correlation_sentence(found))
    ratios = load("fsva_ratios")
    used = ratios[ratios["edition_year"].isin({each.edition for each in found})]
    sources = [*used["source_id"].unique(), *staples.rice_sources(newest.balance_year)]
    draw_table(comparison_table(found), "rice-and-staples", split_ids(sources))
    st.caption(sentences.comparison_note())
