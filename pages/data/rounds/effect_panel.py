"""What a round has changed, commodity by commodity: the sentence, who has turned, which pairs."""

from __future__ import annotations

import streamlit as st

from analysis.collection.effect import Effect
from ntt_data.handed_in import source_id
from ntt_data.store.collection_records import Round
from pages.ui.site_map import script
from pages.ui.tables import draw_short_table
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.effect import pair_changes_table, turned_table
from publishing.names import commodity_name, in_sentence
from publishing.sentences.coverage import how_to_supply
from publishing.sentences.effect import effect_line, effect_note
from services.effect import effects


def show_effect(asked: Round) -> None:
    """Nothing where no figure of production has been accepted yet."""
    found = effects(asked)
    if not found:
        return
    st.subheader(_("What has changed"))
    for each in found:
        st.markdown(effect_line(each, asked.rehearsal))
        if each.now.missing:
            st.info(how_to_supply(dict.fromkeys(each.now.missing, _("all regencies"))))
            continue
        # What is looked at with a rehearsal stands on no other page and in no register.
        sources = [] if asked.rehearsal else [source_id(no) for no in each.receipts]
        _show_details(each, f"effect-{asked.round_id}-{each.commodity}-{each.year}", sources)
        if not asked.rehearsal:
            st.page_link(
                script("matcher"),
                label=_(
                    "Balance of {name} {year}",
                    name=in_sentence(commodity_name(each.commodity)),
                    year=year_text(each.year),
                ),
                query_params={"commodity": each.commodity, "year": str(each.year)},
            )
    st.caption(effect_note())


def _show_details(found: Effect, key: str, sources: list[str]) -> None:
    turned, pairs = turned_table(found), pair_changes_table(found)
    if turned.table.empty and pairs.table.empty:
        return
    with st.expander(_("Which regencies and pairs")):
        for name, ready in (("turned", turned), ("pairs", pairs)):
            if not ready.table.empty:
                draw_short_table(ready, f"{key}-{name}", sources)
