"""One commodity of the first screen on the map, with the picture of it for a wall."""

from __future__ import annotations

import streamlit as st

from analysis.answer import Answer
from analysis.overview import Overview
from geo.places import full_names
from pages.ui import state
from pages.ui.balance_view import show_cautions, show_province_alone, show_what_it_holds
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.provenance import show_provenance
from pages.ui.regency import answer_of, choose_regency, pick_regency
from pages.ui.site_map import script
from publishing.files.framed_answers import framed_balance, framed_match
from publishing.language import _
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import Choropleth
from publishing.maps.flows import flow_lines
from publishing.markdown_text import plain
from publishing.sentences.balance import headline
from publishing.sentences.matching import line_legend
from publishing.sources import source_line
from services.answer import evaluation


@fragment
def show_map_of_one(overview: Overview, titles: dict[str, str]) -> None:
    """One commodity on the map; a click or the list below says one regency's figures in words."""
    briefs = {each.answer.balance.settings.commodity: each for each in overview.briefs}
    commodity = state.segments(
        *(_("On the map"), "commodity", list(briefs), next(iter(briefs))),
        format_func=lambda code: titles[code],
    )
    answer = briefs[commodity].answer
    st.subheader(headline(answer.balance))
    picture, choice = st.container(), st.container()
    with choice:
        selected = choose_regency(allow_none=True)
    reference = evaluation.reference_balance(commodity)
    shown = balance_choropleth(answer.balance, selected, reference=reference)
    with choice:
        if selected:
            with answer_of(selected):
                st.text(" · ".join(shown.picture.tooltips[selected]))
                st.page_link(
                    script("profile"),
                    label=_("Profile of this regency"),
                    query_params={"regency": selected},
                )
    with picture:
        if not answer.balance.suspended:
            lines = flow_lines(answer.match, answer.ranges, with_external=False)
            shown = shown.with_overlay(lines)
        show_map(shown.picture, key="overview-map", on_select=pick_regency)
        show_legend(shown)
        if not answer.balance.suspended:
            st.caption(line_legend(path=False))
        _offer_picture(answer, shown, full_names().get(selected, "") if selected else "")
    show_what_it_holds(answer.balance)
    show_cautions(answer.balance)
    show_province_alone(commodity)
    source_ids = tuple(answer.balance.table["source_ids"])
    st.caption(plain(source_line(source_ids)))
    show_provenance("overview", source_ids, named=True)


def _offer_picture(answer: Answer, shown: Choropleth, marked: str) -> None:
    """What the map shows with its finding and figures, for a wall; ``marked``: whose border."""
    balance = answer.balance
    of = f"{balance.settings.commodity}-{balance.settings.year}"
    sources = evaluation.answer_sources(answer)
    if balance.suspended:
        offer_picture(
            f"answer-{of}",
            lambda: framed_balance(balance, shown, balance.table["source_ids"]),
            marked,
        )
    else:
        offer_picture(
            f"answer-pairs-{of}",
            lambda: framed_match(answer, shown, sources),
            marked,
        )
