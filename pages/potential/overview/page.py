"""Overview: what the province should know today, in five figures and three sentences."""

from __future__ import annotations

import streamlit as st

from analysis.answer import Answer
from pages.ui.balance_view import show_cautions, show_province_alone, show_what_it_holds
from pages.ui.commodities import choices, choose_balanced_commodity, choose_year
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.provenance import show_provenance
from pages.ui.regency import answer_of, choose_regency, pick_regency
from pages.ui.site_map import script
from publishing.language import _
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.markdown_text import plain
from publishing.sentences.balance import headline
from publishing.sentences.matching import line_legend
from publishing.sentences.overview import overview_figures, overview_sentences
from publishing.sources import source_line
from services.answer import evaluation
from services.overview import baseline_overview


@fragment
def map_and_regency(answer: Answer) -> None:
    """Balances and pairs; a click or the list below says one regency's figures in words."""
    picture, choice = st.container(), st.container()
    with choice:
        selected = choose_regency(allow_none=True)
    shown = balance_choropleth(answer.balance, selected)
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
        lines = flow_lines(answer.match, answer.ranges, with_external=False)
        drawn = shown.with_overlay(lines).picture
        show_map(drawn, key="overview-map", on_select=pick_regency)
        show_legend(shown)
        st.caption(line_legend(path=False))


st.title(_("Masyarakat Ekonomi NTT"))
st.markdown(
    _(
        "Who has a surplus, who lacks, and who could supply whom among the 22 regencies of "
        "Nusa Tenggara Timur."
    )
)
with choices():
    commodity = choose_balanced_commodity()
    years = evaluation.balanced_commodities()[commodity]
    year = choose_year(years, evaluation.default_year(commodity))
overview = baseline_overview(commodity, year)
answer = overview.answer

# Two named containers, so that on a phone the map comes before the figures (pages/ui/style.py).
figures, picture = st.container(key="overview-figures"), st.container(key="overview-picture")
with figures:
    for column, figure in zip(st.columns(5), overview_figures(overview), strict=True):
        with column, st.container(border=True, height="stretch"):
            st.metric(figure.label, figure.value)
            st.caption(figure.note)
            st.page_link(script(figure.page), label=figure.link, query_params=figure.query)

source_ids = tuple(answer.balance.table["source_ids"])
with picture:
    st.header(headline(answer.balance))
    show_what_it_holds(answer.balance)
    show_cautions(answer.balance)
    left, right = st.columns([3, 2], gap="large")
with left:
    map_and_regency(answer)
    st.caption(plain(source_line(source_ids)))
    show_provenance("overview", source_ids, named=True)
with right:
    for sentence in overview_sentences(overview):
        st.markdown(f"### {sentence.text}")
        st.caption(sentence.note)
        st.page_link(script(sentence.page), label=sentence.link, query_params=sentence.query)
with picture:
    show_province_alone(commodity)
