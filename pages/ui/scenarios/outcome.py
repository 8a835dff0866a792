"""The answer of the open scenario: the finding, four figures beside the baseline's, the map."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.ui import balance_view, matching_view
from pages.ui.choropleth import show_legend
from pages.ui.commodities import names_of
from pages.ui.formats import coverage, rupiah, tonnes
from pages.ui.language import _
from pages.ui.map_widget import show_map
from pages.ui.scenarios import scenario_words
from pages.ui.scenarios.evaluation import Answer
from pages.ui.tables import Column, show_table


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
    with st.expander(_("Pairs in this scenario")):
        _show_pairs(answer)
    with st.expander(_("What stays unmet, and why")):
        matching_view.show_unmet(answer.match, answer.source_ids(), "scenario")


def _show_figures(answer: Answer, before: Answer) -> None:
    now, then = answer.match.totals, before.match.totals
    balance, was = (a.balance.summary.total_balance_t for a in (answer, before))
    cells = [
        (_("Balance of NTT"), balance, was, "normal", tonnes),
        (_("Between regencies of NTT"), now.moved_t, then.moved_t, "off", tonnes),
        (_("From outside NTT"), now.external_t, then.external_t, "off", tonnes),
        (_("Stays unmet"), now.unmet_t, then.unmet_t, "inverse", tonnes),
        (_("Freight in all"), now.cost_idr / 1e9, then.cost_idr / 1e9, "inverse", _billion),
    ]
    with st.container(key="figure-row-scenario"):
        columns = [*st.columns(3), *st.columns(3)]
        for column, (label, value, earlier, colour, word) in zip(columns, cells, strict=False):
            column.metric(
                label,
                word(value),
                _change(value - earlier, word),
                delta_color=colour,
                help=_("Baseline: {value}", value=word(earlier)),
            )
    summary = answer.balance.summary
    st.caption(
        _(
            "Modelled. Known for {coverage}; changes are against the baseline of the same "
            "commodity and year.",
            coverage=coverage(summary.n_known, summary.n_total),
        )
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
        source_ids=answer.source_ids(),
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
