"""The pairs of a match beside the map of its flows; of the pair that is open, path and reasons."""

from __future__ import annotations

import streamlit as st

from analysis.answer import Answer
from geo.places import place_name, regency_names
from pages.balance.matcher import pair_view, parts
from pages.balance.matcher.match_shown import shown_match
from pages.ui.fragments import named_fragment
from pages.ui.map_widget import show_map
from pages.ui.matching_view import show_path
from pages.ui.opportunity import offer_opportunity
from pages.ui.picture_download import offer_picture
from pages.ui.regency import answer_of
from pages.ui.tables import Openable, draw_table
from publishing import words
from publishing.files.framed_answers import framed_map, framed_match
from publishing.language import _
from publishing.listings.matching import partners_table
from publishing.maps.choropleth import Choropleth
from publishing.names import commodity_name
from publishing.sentences import matching as sentences
from services.answer import evaluation, freight, pairs
from services.desk.matched_opportunities import pair_key


@named_fragment(parts.PATHS)
def show_pairs_and_paths() -> None:
    """Pairs beside the map of flows; a click on a pair shows its path and its reasons."""
    shown = shown_match()
    answer = shown.answer
    commodity = answer.scenario.commodity
    left, right = st.columns([3, 2], gap="medium")
    table = pair_view.pairs_shown(shown.best, answer, shown.firmness, commodity)
    codes = pair_view.pair_codes(table)
    row = draw_table(
        table,
        key=f"pairs-{shown.key}",
        source_ids=[*evaluation.match_sources(answer.balance), *pair_view.price_sources(commodity)],
        openable=Openable("pair", _("Pair"), ["-".join(each) for each in codes]),
        empty=_("No pair: no regency has a surplus to give, or none lacks."),
        note=shown.note,
    )
    st.caption(sentences.ranges_note(answer.ranges, answer.scenario.matching.objective))
    st.caption(sentences.tie_rule())
    st.caption(
        _(
            "Price gap: monthly consumer prices of both places against the freight alone; an "
            "incentive, no evidence of trade."
        )
    )
    pair: tuple[str, str] | None = None
    if row is not None:
        pair = codes[row]
    with left:
        show_outside = st.toggle(_("Draw supply from outside too"), key="draw-outside")
        chart = (
            pair_view.path_chart(answer, *pair)
            if pair
            else pair_view.flow_chart(answer, show_outside)
        )
        show_map(chart.picture, key="flow-map")
        st.caption(sentences.line_legend(path=pair is not None))
        if pair:
            _offer_path(*pair, chart)
        if pair is None and codes:
            sources = evaluation.answer_sources(answer)
            offer_picture(
                f"answer-pairs-{shown.key}",
                lambda: framed_match(answer, chart, sources),
                _("with supply from outside") if show_outside else "",
            )
    with right:
        if pair:
            with answer_of("-".join(pair)):
                show_path(*pair)
                _show_reasons(answer, *pair)
                _offer_case(answer, *pair)
        else:
            with st.container(key="screen-only-path"):
                st.info(
                    _("Click a row of the table to see its path leg by leg, and why it was chosen.")
                )


def _offer_path(origin: str, destination: str, chart: Choropleth) -> None:
    names = {"origin": place_name(origin), "destination": place_name(destination)}
    offer_picture(
        "map-path",
        lambda: framed_map(
            *(chart, _("Path from {origin} to {destination}", **names)),
            *(sentences.line_legend(path=True), freight.legs(origin, destination)["source_ids"]),
            [words.sentence_of(words.modelled_flow())],
        ),
        " ".join(names.values()),
    )


def _offer_case(answer: Answer, origin: str, destination: str) -> None:
    """Only of the standard answer: the form freezes the figures of that one."""
    scenario = answer.scenario
    standard = evaluation.baseline_answer(scenario.commodity, scenario.year)
    if scenario == standard.scenario and not answer.swaps and origin in regency_names():
        offer_opportunity(pair_key(scenario.commodity, scenario.year, origin, destination))


def _show_reasons(answer: Answer, origin: str, destination: str) -> None:
    """The pair's next-best partners on both sides, and what doing without it would cost."""
    found = pairs.pair_reasons(answer, origin, destination)
    st.subheader(_("Why this pair?"))
    st.markdown(sentences.without_pair(found))
    draw_table(
        partners_table(found),
        f"why-{origin}-{destination}",
        evaluation.answer_sources(answer),
        empty=_("Nobody else can be reached."),
        about=f"{commodity_name(answer.scenario.commodity)} {answer.scenario.year}",
    )
