"""The answer of the open scenario: the finding, four figures beside the baseline's, the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from analysis.answer import Answer
from geo.places import names_of
from pages.ui import balance_view, matching_view
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds
from pages.ui.tables import show_table
from publishing import scenario_words
from publishing.formats import coverage, rupiah, tonnes
from publishing.language import _
from publishing.tables import Column
from services.answer import evaluation


def show_outcome(answer: Answer, before: Answer) -> None:
    """The finding, the map of balances and flows, figures against ``before``, the pairs."""
    st.header(balance_view.headline(answer.balance))
    lines, points = matching_view.flow_lines(answer.match, with_external=False)
    chart = balance_view.balance_choropleth(answer.balance, None).with_overlay(lines, points)
    show_map(chart.picture, key="scenario-map", height=480)
    show_legend(chart)
    matching_view.show_line_legend(path=False)
    _show_figures(answer, before)
    _show_agreements(answer)
    folds(
        Fold(_("Pairs in this scenario"), "scenario-pairs", lambda: _show_pairs(answer)),
        Fold(
            _("What stays unmet, and why"),
            "scenario-unmet",
            lambda: matching_view.show_unmet(
                answer.match, evaluation.answer_sources(answer), "scenario"
            ),
        ),
    )


def _show_figures(answer: Answer, before: Answer) -> None:
    now, then = answer.match.totals, before.match.totals
    balance, was = (a.balance.summary.total_balance_t for a in (answer, before))
    show_figure_row(
        "scenario",
        [
            _compared(_("Balance of NTT"), balance, was, tonnes),
            _compared(_("Between regencies of NTT"), now.moved_t, then.moved_t, tonnes, "off"),
            _compared(_("From outside NTT"), now.external_t, then.external_t, tonnes, "off"),
            _compared(_("Stays unmet"), now.unmet_t, then.unmet_t, tonnes, "inverse"),
            _compared(
                _("Freight in all"), now.cost_idr / 1e9, then.cost_idr / 1e9, _billion, "inverse"
            ),
        ],
    )
    summary = answer.balance.summary
    st.caption(
        _(
            "Modelled. Known for {coverage}; changes are against the baseline of the same "
            "commodity and year.",
            coverage=coverage(summary.n_known, summary.n_total),
        )
    )


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
    # Streamlit takes the arrow's direction from an ASCII hyphen.
    return "+" + word(amount) if amount > 0 else "-" + word(-amount)


def _billion(value: float) -> str:
    return _("{amount} bn", amount=rupiah(value, 1))


def _show_agreements(answer: Answer) -> None:
    """What became of every agreed pair; silent where there is none."""
    for row in answer.match.agreements.to_dict("records"):
        pair = scenario_words.pair(row["origin"], row["destination"], row["agreed_t"])
        if row["reason"]:
            st.warning(
                _(
                    "Agreed pair {pair}: only {reached} possible, because {reason}.",
                    pair=pair,
                    reached=tonnes(row["reached_t"]),
                    reason=scenario_words.agreement_reason(row["reason"]),
                )
            )
        else:
            st.caption(_("Agreed pair {pair}: kept.", pair=pair))
    if not answer.match.is_proven:
        st.caption(
            _(
                "The search for pairs was cut off: a good answer, the same each time, but "
                "perhaps not the cheapest."
            )
        )


def _show_pairs(answer: Answer) -> None:
    flows = answer.match.flows
    show_table(
        flows.assign(
            supplier=flows["origin"].map(matching_view.place_name),
            receiver=names_of(flows["destination"]),
        ),
        {
            "supplier": Column(_("Supplier")),
            "receiver": Column(_("Receiver")),
            "tonnes": Column(_("Tonnes"), 0),
            "share_of_need_pct": Column(_("Of need (%)"), 1),
            "cost_idr_per_kg": Column(_("Rp/kg"), 0),
        },
        key="scenario-pairs",
        source_ids=evaluation.answer_sources(answer),
        empty=_("No pair: no regency has a surplus to give, or none lacks."),
    )


def show_demand(answer: Answer) -> None:
    """Every extra demand with its tonnes by regency."""
    table = answer.demand.assign(regency=names_of(answer.demand["regency_code"]))
    show_table(
        table,
        {
            "name": Column(_("Name")),
            "regency": Column(_("Regency")),
            "tonnes": Column(_("Tonnes"), 0),
        },
        key="scenario-demand",
        source_ids=["assumption"],
        empty=_("No extra demand in this scenario."),
    )
