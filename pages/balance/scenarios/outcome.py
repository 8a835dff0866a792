"""The answer of the open scenario: the finding, four figures beside the baseline's, the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from analysis.answer import Answer
from pages.ui.balance_view import show_cautions, show_what_it_holds
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.matching_view import show_unmet
from pages.ui.on_demand import Fold, folds
from pages.ui.picture_download import offer_picture
from pages.ui.tables import draw_table
from publishing import scenario_words, words
from publishing.files.file_names import of_scenario
from publishing.files.framed_answers import framed_match
from publishing.formats import tonnes
from publishing.language import _
from publishing.listings.matching import short_pairs_table
from publishing.listings.scenario import demand_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.markdown_text import plain
from publishing.sentences import scenario as sentences
from publishing.sentences.balance import headline, total_label
from publishing.sentences.matching import agreement, cut_off, line_legend, ranges_note
from services.answer import evaluation


def show_outcome(answer: Answer, before: Answer, scenario: str) -> None:
    """The finding, the map of balances and flows, figures against ``before``, the pairs.

    ``scenario`` is the title of the one that is open, "" for the baseline.
    """
    st.header(plain(headline(answer.balance, scenario)))
    if answer.balance.suspended:
        st.info(words.not_comparable(answer.balance.suspended))
        return
    show_what_it_holds(answer.balance)
    lines = flow_lines(answer.match, answer.ranges, with_external=False)
    baseline = before.balance if scenario else None
    reference = evaluation.reference_balance(answer.balance.settings.commodity)
    chart = balance_choropleth(answer.balance, None, scenario, baseline, reference)
    chart = chart.with_overlay(lines)
    show_map(chart.picture, key="scenario-map", height=480)
    show_legend(chart)
    st.caption(line_legend(path=False))
    offer_picture(
        "answer-scenario",
        lambda: framed_match(answer, chart, evaluation.answer_sources(answer), scenario),
        _about(answer, scenario),
    )
    _show_figures(answer, before)
    _show_agreements(answer)
    sources = evaluation.answer_sources(answer)
    remark = sentences.not_measured(scenario) if scenario else ""
    folds(
        Fold(_("Pairs in this scenario"), "scenario-pairs", lambda: _show_pairs(answer, scenario)),
        Fold(
            _("What stays unmet, and why"),
            "scenario-unmet",
            lambda: show_unmet(
                *(answer.match, sources, "scenario"),
                remark=remark,
                about=_about(answer, scenario),
            ),
        ),
    )


def _about(answer: Answer, scenario: str) -> str:
    """What names of files say; an answer is kept without the name of who asks."""
    return of_scenario(answer.scenario, scenario)


def _show_figures(answer: Answer, before: Answer) -> None:
    now, then = answer.match.totals, before.match.totals
    balance, was = (a.balance.summary.total_balance_t for a in (answer, before))
    show_figure_row(
        "scenario",
        [
            _compared(total_label(answer.balance), balance, was, tonnes),
            _compared(_("Between regencies of NTT"), now.moved_t, then.moved_t, tonnes, "off"),
            _compared(_("From outside NTT"), now.external_t, then.external_t, tonnes, "off"),
            _compared(
                words.unmet_label(max(now.external_t, then.external_t)),
                *(now.unmet_t, then.unmet_t, tonnes, "inverse"),
            ),
            _compared(
                _("Freight in all"),
                now.cost_idr / 1e9,
                then.cost_idr / 1e9,
                sentences.billion,
                "inverse",
            ),
        ],
    )
    summary = answer.balance.summary
    st.caption(sentences.outcome_note(summary))
    show_cautions(answer.balance)


def _compared(
    label: str,
    value: float,
    earlier: float,
    word: Callable[[float], str],
    color: Literal["normal", "inverse", "off"] = "normal",
) -> FigureCell:
    return FigureCell(
        label,
        word(value),
        _("Baseline: {value}", value=word(earlier)),
        _change(value - earlier, word),
        color,
    )


def _change(amount: float, word: Callable[[float], str]) -> str | None:
    if abs(amount) < 0.05:
        return None
    return ("+" if amount > 0 else "−") + word(abs(amount))


def _show_agreements(answer: Answer) -> None:
    """What became of every agreed pair; silent where there is none."""
    agreements = answer.match.agreements
    # pandas takes its time also where there is none, as in most scenarios.
    for row in agreements.to_dict("records") if len(agreements) else ():
        pair = scenario_words.pair(row["origin"], row["destination"], row["agreed_t"])
        if row["reason"]:
            reason = scenario_words.agreement_reason(row["reason"])
            st.warning(agreement(pair, row["reached_t"], reason))
        else:
            st.caption(agreement(pair, row["reached_t"], ""))
    if not answer.match.is_proven:
        st.caption(cut_off())


def _show_pairs(answer: Answer, scenario: str) -> None:
    remark = sentences.not_measured(scenario) if scenario else ""
    draw_table(
        short_pairs_table(answer.match, answer.ranges).remarked(remark),
        key="scenario-pairs",
        source_ids=evaluation.answer_sources(answer),
        empty=_("No pair: no regency has a surplus to give, or none lacks."),
        about=_about(answer, scenario),
    )
    st.caption(ranges_note(answer.ranges, answer.scenario.matching.objective))


def show_demand(answer: Answer, scenario: str) -> None:
    """Every extra demand with its tonnes by regency."""
    draw_table(
        demand_table(answer.demand).remarked(sentences.not_measured(scenario)),
        key="scenario-demand",
        source_ids=["assumption"],
        empty=_("No extra demand in this scenario."),
        about=_about(answer, scenario),
    )
