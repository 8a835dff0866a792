"""Who can supply whom: the choices of a match and everything that follows from them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.uncertainty.pair_robustness import PairDraws
from pages.balance.matcher import draws, pair_reasons, robustness
from pages.balance.matcher.match_options import choose_options
from pages.ui import balance_view, matching_view
from pages.ui.fragments import fragment
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds
from publishing.language import _, once_per_language
from publishing.tables import ReadyTable
from services.answer import evaluation


@fragment
def show_match(balance: Balance) -> None:
    """The pairs of one balance; another choice redraws this part and leaves the balance alone."""
    commodity, year = balance.settings.commodity, balance.settings.year
    key = f"{commodity}-{year}"
    st.header(_("Who can supply whom"), anchor="pairs")
    st.caption(
        _(
            "Modelled, not reported, over the road-and-sea network. Freight only; the price of the "
            "goods is taken as equal."
        )
    )
    options = choose_options()
    source_ids = evaluation.match_sources(balance)
    answer = evaluation.baseline_answer(commodity, year, options)
    match, firmness = answer.match, draws.firmness(answer)
    st.subheader(matching_view.match_headline(match))
    matching_view.show_match_figures(match)
    least_cost = evaluation.baseline_answer(
        commodity, year, replace(options, objective="least_cost")
    )
    matching_view.show_match_notes(match, least_cost.match)
    st.markdown(robustness.pairs_headline(match, firmness))

    _pairs_and_paths(answer, firmness)

    st.subheader(_("Where each deficit is met from, and what stays unmet"))
    matching_view.show_unmet(match, source_ids, key)
    folds(
        Fold(
            _("What the surplus regencies send and keep"),
            "unsold",
            lambda: matching_view.show_unsold(match, source_ids, key),
        ),
        Fold(
            _("How firm each pair is"),
            "firmness",
            lambda: robustness.show_pair_robustness(match, firmness, source_ids, key),
        ),
        Fold(
            _("Compared with other ways"),
            "alternatives",
            lambda: pair_reasons.show_alternatives(answer),
        ),
        Fold(
            _("What one more tonne would be worth"),
            "worth",
            lambda: matching_view.show_shadow_prices(match, source_ids, key),
        ),
        Fold(_("Cost assumptions"), "costs", matching_view.show_cost_parameters),
    )


@once_per_language(maxsize=256)
def _pairs_table(match: MatchResult, firmness: PairDraws, commodity: str) -> ReadyTable:
    extra = {
        _("How firm"): robustness.pair_words(match, firmness),
        **pair_reasons.price_columns(match, commodity),
    }
    return matching_view.pairs_table(match, extra)


@fragment
def _pairs_and_paths(answer: Answer, firmness: PairDraws) -> None:
    """Pairs beside the map of flows; a click on a pair shows its path and its reasons."""
    balance, match = answer.balance, answer.match
    commodity, year = balance.settings.commodity, balance.settings.year
    left, right = st.columns(2, gap="medium")
    source_ids = [*evaluation.match_sources(balance), *pair_reasons.price_sources(commodity)]
    pairs = _pairs_table(match, firmness, commodity)
    pair = matching_view.show_pairs(pairs, source_ids, f"{commodity}-{year}")
    st.caption(pair_reasons.price_note(commodity))
    with left:
        show_outside = st.toggle(_("Draw supply from outside too"), key="draw-outside")
        chart = balance_view.balance_choropleth(balance, None)
        if pair:
            lines, points = matching_view.path_lines(*pair)
        else:
            lines, points = matching_view.flow_lines(match, show_outside)
        show_map(chart.with_overlay(lines, points).picture, key="flow-map")
        matching_view.show_line_legend(path=pair is not None)
    with right:
        if pair:
            matching_view.show_path(*pair)
            pair_reasons.show_reasons(answer, *pair)
        else:
            st.info(
                _("Click a row of the table to see its path leg by leg, and why it was chosen.")
            )
