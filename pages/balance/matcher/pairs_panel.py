"""Who can supply whom: the choices of a match, what is said of it, and what stays unmet."""

from __future__ import annotations

import streamlit as st

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.matching.ranges import corridors_of
from pages.balance.matcher import match_folds, parts, swap_panel
from pages.balance.matcher.market_panel import show_nothing_carried
from pages.balance.matcher.match_options import choose_options, chosen_options
from pages.balance.matcher.match_shown import (
    at_least_cost,
    find_match,
    is_shown,
    shown_match,
    under,
)
from pages.balance.matcher.paths_panel import show_pairs_and_paths
from pages.ui import state
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.fragments import fragment, is_redrawn_itself, named_fragment
from pages.ui.opportunity import offer_opportunity
from pages.ui.provenance import cited_ids
from pages.ui.session import runs_alone
from pages.ui.tables import draw_below
from pages.ui.take_along import note_table
from publishing import words
from publishing.formats import compact, rupiah, tonnes
from publishing.language import _
from publishing.listings.matching import unmet_table
from publishing.names import commodity_name
from publishing.sentences import matching as sentences
from publishing.sentences.balance import left_out
from publishing.sentences.certainty import judged_corridors, pairs_headline
from publishing.tables import ReadyTable
from services.answer import evaluation
from services.desk.matched_opportunities import corridor_key


def show_match() -> None:
    """The pairs of the balance; another choice redraws these and leaves all else alone."""
    st.header(_("Who can supply whom"), anchor="pairs")
    st.caption(
        _(
            "{label} Over the road-and-sea network; freight only, the price of the goods is taken "
            "as equal.",
            label=words.sentence_of(words.modelled_flow()),
        )
    )
    _choose_and_show()
    match_folds.show()


@fragment
def _choose_and_show() -> None:
    if runs_alone() and match_folds.is_any_open():
        st.rerun()  # what they hold is of the match as well
    choose_options()
    _say_what_it_comes_to()
    shown = shown_match()
    swap_panel.show_swaps(shown.best, shown.answer)
    show_pairs_and_paths()
    st.subheader(_("Where each deficit is met from, and what stays unmet"))
    _show_unmet()


@named_fragment(parts.SAID)
def _say_what_it_comes_to() -> None:
    shown = find_match()
    best = shown.best
    st.subheader(sentences.match_headline(best.match, best.ranges) + left_out(best.balance))
    _show_figures(shown.answer.match)
    show_nothing_carried(best)
    objective = best.scenario.matching.objective
    notes = sentences.match_notes(best.match, at_least_cost().match, objective)
    for note in [*sentences.outside_notes(best.match.totals), *notes]:
        st.caption(note)
    lines = judged_corridors(best.ranges, shown.firmness)
    for corridor, line in zip(corridors_of(best.ranges), lines, strict=True):
        st.markdown(line)
        if key := corridor_key(shown.answer, corridor):
            offer_opportunity(key)
    st.markdown(pairs_headline(best.match, shown.firmness, best.ranges))


def parts_of_another_year(answer: Answer) -> list[str]:
    """Which parts show the tables of the match of this answer in the place of those that stand.

    What stands around them is mostly the same: headers, captions, controls, and often the sources.
    """
    if not is_shown() or state.kept(parts.PAIR):
        return [parts.PATHS, parts.UNMET]
    old, new = shown_match().answer, under(answer, chosen_options())
    for before, after in ((old.match.flows, new.match.flows), (old.match.unmet, new.match.unmet)):
        if before.empty or after.empty:
            return [parts.PATHS, parts.UNMET]
    sources = [cited_ids(evaluation.match_sources(each.balance)) for each in (old, new)]
    below = [] if sources[0] == sources[1] else [parts.BELOW_PAIRS, parts.BELOW_MET]
    return [parts.PAIRS, parts.FLOWS, parts.RANGES, parts.MET, *below]


@named_fragment(parts.UNMET)
def _show_unmet() -> None:
    _draw_unmet()
    _show_below_unmet()


@named_fragment(parts.BELOW_MET)
def _show_below_unmet() -> None:
    shown = shown_match()
    if not shown.answer.match.unmet.empty:
        sources = evaluation.match_sources(shown.answer.balance)
        draw_below(
            *(_unmet(), _unmet_key(), sources),
            note=shown.note,
            renewed=lambda: (_unmet_key(), _unmet().readable, shown_match().note),
        )


@named_fragment(parts.MET)
def _draw_unmet() -> None:
    shown = shown_match()
    if shown.answer.match.unmet.empty:
        st.info(_("No regency has a deficit."))
        return
    st.markdown(_unmet().markdown)
    if is_redrawn_itself():
        sources = cited_ids(evaluation.match_sources(shown.answer.balance))
        note_table(_unmet_key(), _unmet().readable, sources, shown.note)


def _unmet() -> ReadyTable:
    return unmet_table(shown_match().answer.match)


def _unmet_key() -> str:
    return f"unmet-{shown_match().key}"


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
