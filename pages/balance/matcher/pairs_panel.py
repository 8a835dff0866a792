"""Who can supply whom: the choices of a match and everything that follows from them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.matching.options import MatchingOptions
from analysis.matching.ranges import corridors_of
from analysis.uncertainty.pair_robustness import PairDraws
from geo.places import place_name, regency_names
from ntt_data.tables import load
from pages.balance.matcher import certainty, pair_view, swap_panel
from pages.balance.matcher.market_panel import show_market, show_nothing_carried
from pages.balance.matcher.match_options import choose_options
from pages.balance.matcher.pair_lookup import look_pair_up
from pages.balance.matcher.turning_panel import show_turning
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.fragments import fragment
from pages.ui.map_widget import show_map
from pages.ui.matching_view import show_cost_parameters, show_path, show_unmet
from pages.ui.on_demand import Fold, folds
from pages.ui.opportunity import offer_opportunity
from pages.ui.picture_download import offer_picture
from pages.ui.regency import answer_of
from pages.ui.tables import Openable, draw_table
from publishing import words
from publishing.files.framed_answers import framed_map, framed_match
from publishing.formats import compact, rupiah, tonnes
from publishing.language import _
from publishing.listings.certainty import robustness_table
from publishing.listings.matching import (
    alternatives_table,
    near_best_table,
    partners_table,
    shadow_price_table,
    unsold_table,
)
from publishing.maps.choropleth import Choropleth
from publishing.names import commodity_name
from publishing.sentences import matching as sentences
from publishing.sentences.balance import left_out
from publishing.sentences.certainty import judged_corridors, pairs_headline, robustness_note
from publishing.sentences.scenario import other_match
from publishing.sentences.swap import swapped_note
from publishing.tables import ReadyTable
from services.answer import evaluation, freight, pairs
from services.desk.matched_opportunities import corridor_key, pair_key


@fragment
def show_match(baseline: Answer) -> None:
    """The pairs of one balance; another choice redraws this part and leaves the balance alone."""
    st.header(_("Who can supply whom"), anchor="pairs")
    st.caption(
        _(
            "{label} Over the road-and-sea network; freight only, the price of the goods is taken "
            "as equal.",
            label=words.sentence_of(words.modelled_flow()),
        )
    )
    options = choose_options()
    # What is said of the match holds for every best answer; only pairs, map and tables can be
    # those of another one of them.
    best = _under(baseline, options)
    answer, firmness = swap_panel.swapped(best), certainty.firmness(best)
    match = answer.match
    st.subheader(sentences.match_headline(best.match, best.ranges) + left_out(best.balance))
    _show_figures(match)
    show_nothing_carried(best)
    least_cost = _under(baseline, replace(options, objective="least_cost"))
    notes = sentences.match_notes(best.match, least_cost.match, options.objective)
    for note in [*sentences.outside_notes(best.match.totals), *notes]:
        st.caption(note)
    lines = judged_corridors(best.ranges, firmness)
    for corridor, line in zip(corridors_of(best.ranges), lines, strict=True):
        st.markdown(line)
        if key := corridor_key(answer, corridor):
            offer_opportunity(key)
    st.markdown(pairs_headline(best.match, firmness, best.ranges))
    swap_panel.show_swaps(best, answer)

    _pairs_and_paths(best, answer, firmness)

    st.subheader(_("Where each deficit is met from, and what stays unmet"))
    source_ids, key = evaluation.match_sources(answer.balance), _key(answer)
    show_unmet(match, source_ids, key, _note(answer))
    folds(
        Fold(
            _("What the surplus regencies send and keep"),
            "unsold",
            lambda: draw_table(
                *(unsold_table(match), f"unsold-{key}", source_ids),
                empty=_("No regency has a surplus."),
                note=_note(answer),
            ),
        ),
        Fold(_("Look a pair up"), "lookup", lambda: look_pair_up(answer, key, _note(answer))),
        Fold(
            _("How firm each pair is"),
            "firmness",
            lambda: _show_robustness(answer, firmness, source_ids),
        ),
        Fold(_("What a little dearer freight would allow"), "near", lambda: _show_near_best(best)),
        Fold(_("Compared with other ways"), "alternatives", lambda: _show_alternatives(answer)),
        Fold(
            _("What one more tonne would be worth"),
            "worth",
            lambda: _draw(
                shadow_price_table(match),
                f"shadow-{key}",
                source_ids,
                _("No price can be set: need stays unmet everywhere."),
            ),
        ),
        Fold(_("What turns it over"), "turning", lambda: show_turning(best)),
        Fold(_("Would the market carry it?"), "market", lambda: show_market(answer, key)),
        Fold(_("Cost assumptions"), "costs", show_cost_parameters),
    )


def show_suspended(balance: Balance) -> None:
    """In place of the pairs: why there are none, and what can be read all the same."""
    st.header(_("Who can supply whom"), anchor="pairs")
    st.info(
        _(
            "No pairs are formed for {name}. {reason}",
            name=commodity_name(balance.settings.commodity).lower(),
            reason=words.not_comparable(balance.suspended),
        )
    )


def _under(baseline: Answer, options: MatchingOptions) -> Answer:
    """The same balance, matched under other options."""
    answer = evaluation.evaluate(replace(baseline.scenario, matching=options))
    assert isinstance(answer, Answer), "options of the match play no part in the balance"
    return answer


def _key(answer: Answer) -> str:
    """Part of the names of files: swapped pairs are told apart there too."""
    swapped = "-swapped" if answer.swaps else ""
    return f"{answer.scenario.commodity}-{answer.scenario.year}{swapped}"


def _note(answer: Answer) -> str:
    """For the files of tables: that pairs are swapped, and under which options they were found."""
    swapped = swapped_note() if answer.swaps else ""
    return " ".join(filter(None, (swapped, other_match(answer.scenario.matching))))


def _draw(table: ReadyTable, key: str, source_ids: list[str], empty: str) -> None:
    draw_table(table, key, source_ids, empty=empty)


def _show_figures(match: MatchResult) -> None:
    """Tonnes moved within NTT, brought from outside, unmet; freight per kilogram."""
    totals = match.totals
    mean = totals.internal_cost_idr / totals.moved_t / 1000 if totals.moved_t else None
    show_figure_row(
        "match",
        [
            FigureCell(_("Between regencies of NTT"), tonnes(totals.moved_t)),
            FigureCell(_("From outside NTT"), tonnes(totals.external_t)),
            FigureCell(words.unmet_label(totals.external_t), tonnes(totals.unmet_t)),
            FigureCell(
                _("Freight between regencies"),
                f"{rupiah(mean)}/kg" if mean is not None else "–",
                _(
                    "Mean over all tonnes; in all {amount} rupiah",
                    amount=compact(totals.internal_cost_idr),
                ),
            ),
        ],
    )


@fragment
def _pairs_and_paths(best: Answer, answer: Answer, firmness: PairDraws) -> None:
    """Pairs beside the map of flows; a click on a pair shows its path and its reasons.

    ``best`` is what the rule among equals shows, ``answer`` the same or a swapped one.
    """
    commodity = answer.scenario.commodity
    left, right = st.columns([3, 2], gap="medium")
    table = pair_view.pairs_shown(best, answer, firmness, commodity)
    codes = pair_view.pair_codes(table)
    row = draw_table(
        table,
        key=f"pairs-{_key(answer)}",
        source_ids=[*evaluation.match_sources(answer.balance), *pair_view.price_sources(commodity)],
        openable=Openable("pair", _("Pair"), ["-".join(each) for each in codes]),
        empty=_("No pair: no regency has a surplus to give, or none lacks."),
        note=_note(answer),
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
                f"answer-pairs-{_key(answer)}",
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


def _show_robustness(answer: Answer, firmness: PairDraws, source_ids: list[str]) -> None:
    """Pairs with their word, how often they appear and with how many tonnes."""
    _draw(
        robustness_table(answer.match, firmness),
        f"robust-{_key(answer)}",
        # The spreads with which the match is repeated are assumptions.
        [*source_ids, "assumption"],
        _("No pair between regencies to judge"),
    )
    st.caption(robustness_note(firmness))


def _show_near_best(answer: Answer) -> None:
    """Ranges of every pair within a little above the best freight."""
    if answer.ranges is None:
        st.info(sentences.ranges_note(None, answer.scenario.matching.objective))
        return
    with st.spinner(_("Working out the ranges …")):
        near = pairs.near_best(answer)
    _draw(
        near_best_table(answer.ranges, near),
        f"near-{_key(answer)}",
        evaluation.answer_sources(answer),
        _("No pair."),
    )
    rates = load("cost_parameters").set_index("parameter")
    road = {side: float(rates[side]["road_idr_per_t_km"]) for side in ("value", "low", "high")}
    st.caption(sentences.near_best_note(road))


def _show_alternatives(answer: Answer) -> None:
    draw_table(
        alternatives_table(pairs.alternatives(answer)),
        f"alternatives-{_key(answer)}",
        evaluation.answer_sources(answer),
    )
    st.caption(_("Costs can only be compared where the unmet tonnes are the same."))
