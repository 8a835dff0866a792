"""The pairs of a match beside the map of its flows; of the pair that is open, path and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.answer import Answer
from geo.places import place_name, regency_names
from pages.balance.matcher import pair_view, parts
from pages.balance.matcher.match_shown import shown_match
from pages.ui import state
from pages.ui.fragments import is_redrawn_itself, named_fragment
from pages.ui.map_widget import show_map
from pages.ui.matching_view import show_path
from pages.ui.opportunity import offer_opportunity
from pages.ui.picture_download import offer_picture
from pages.ui.provenance import cited_ids
from pages.ui.regency import answer_of
from pages.ui.tables import Openable, draw_below, draw_cells, draw_table
from pages.ui.take_along import note_table
from publishing import words
from publishing.files.framed import Framed
from publishing.files.framed_answers import framed_map, framed_match
from publishing.language import _
from publishing.listings.matching import partners_table
from publishing.maps.choropleth import Choropleth
from publishing.names import commodity_name
from publishing.sentences import matching as sentences
from publishing.tables import ReadyTable
from services.answer import evaluation, freight, pairs
from services.desk.matched_opportunities import pair_key


@named_fragment(parts.PATHS)
def show_pairs_and_paths() -> None:
    """Pairs beside the map of flows; a click on a pair shows its path and its reasons."""
    answer = shown_match().answer
    left, right = st.columns([3, 2], gap="medium")
    _draw_pairs()
    _show_below_pairs()
    _say_ranges()
    st.caption(sentences.tie_rule())
    st.caption(
        _(
            "Price gap: monthly consumer prices of both places against the freight alone; an "
            "incentive, no evidence of trade."
        )
    )
    pair = shown_pairs().opened()
    with left:
        show_outside = st.toggle(_("Draw supply from outside too"), key=_OUTSIDE)
        _draw_flows()
        st.caption(sentences.line_legend(path=pair is not None))
        if pair:
            _offer_path(*pair, _chart())
        elif shown_pairs().codes:
            offer_picture(
                f"answer-pairs-{answer.scenario.commodity}",
                _framed,
                _("with supply from outside") if show_outside else "",
                lambda: f"answer-pairs-{shown_match().key}",
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


_OUTSIDE = "draw-outside"


def _framed() -> Framed:
    answer = shown_match().answer
    return framed_match(answer, _chart(), evaluation.answer_sources(answer))


@dataclass(frozen=True)
class _Pairs:
    """The table of the pairs, and the ends of each row."""

    table: ReadyTable
    codes: Sequence[tuple[str, str]]

    @property
    def rows(self) -> Openable:
        return Openable(
            parts.PAIR, _("Pair"), ["-".join(each) for each in self.codes], parts.redraw_paths
        )

    def opened(self) -> tuple[str, str] | None:
        """The ends of the pair that is open; the table has been drawn before."""
        code = state.kept(parts.PAIR)
        return next((each for each in self.codes if "-".join(each) == code), None)


def shown_pairs() -> _Pairs:
    """Those of the match that stands on the page."""
    shown = shown_match()
    commodity = shown.answer.scenario.commodity
    table = pair_view.pairs_shown(shown.best, shown.answer, shown.firmness, commodity)
    return _Pairs(table, pair_view.pair_codes(table))


def _key() -> str:
    return f"pairs-{shown_match().key}"


def _sources() -> list[str]:
    answer = shown_match().answer
    commodity = answer.scenario.commodity
    return [*evaluation.match_sources(answer.balance), *pair_view.price_sources(commodity)]


@named_fragment(parts.PAIRS)
def _draw_pairs() -> None:
    shown, key = shown_pairs(), _key()
    shown.rows.chosen(f"{key}-table")
    if not shown.codes:
        st.info(_("No pair: no regency has a surplus to give, or none lacks."))
        return
    draw_cells(shown.table, key, openable=shown.rows)
    if is_redrawn_itself():  # what stands below stays, with the files that were noted there
        note_table(key, shown.table.readable, cited_ids(_sources()), shown_match().note)


@named_fragment(parts.BELOW_PAIRS)
def _show_below_pairs() -> None:
    if shown_pairs().codes:
        draw_below(
            *(shown_pairs().table, _key(), _sources(), True, shown_match().note),
            renewed=lambda: (_key(), shown_pairs().table.readable, shown_match().note),
        )


@named_fragment(parts.FLOWS)
def _draw_flows() -> None:
    show_map(_chart().picture, key="flow-map")


@named_fragment(parts.RANGES)
def _say_ranges() -> None:
    answer = shown_match().answer
    st.caption(sentences.ranges_note(answer.ranges, answer.scenario.matching.objective))


def _chart() -> Choropleth:
    """All flows over the balance, or the path of the pair that is open."""
    answer, pair = shown_match().answer, shown_pairs().opened()
    if pair:
        return pair_view.path_chart(answer, *pair)
    return pair_view.flow_chart(answer, bool(st.session_state.get(_OUTSIDE)))


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
