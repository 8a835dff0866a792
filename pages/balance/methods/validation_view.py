"""Section “Against what is published”: fares, tariffs, lengths and prices, misses included."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.matching.validation import KINDS, independent_checks, rank_correlation
from analysis.prices import price_flows, rising_prices
from ntt_data.tables import load
from pages.ui.charts import show_chart
from pages.ui.on_demand import Fold, folds
from pages.ui.tables import draw_table
from publishing.charts.validation import price_and_freight, published_checks_chart
from publishing.language import _
from publishing.listings.published_checks import not_compared, price_gaps, published_checks
from publishing.listings.validation import (
    checks_table,
    kinds_table,
    not_compared_table,
    ordered_checks,
    pair_support_table,
    price_freight_table,
)
from publishing.sentences import validation as sentences
from services.answer import evaluation, freight
from services.answer.pairs import PRICE_YEAR, comparable_prices


def show() -> None:
    """Draw the section."""
    checks = published_checks(
        {ends: float(freight.legs(*ends)["cost_idr_per_t"].sum()) for ends in price_gaps().values()}
    )
    independent = independent_checks(checks)
    st.header(sentences.headline(independent))
    st.caption(sentences.checks_note())
    draw_table(kinds_table(independent), "checks-by-kind", list(checks["source_ids"]))
    _show_charts(independent)
    ordered = ordered_checks(checks)
    draw_table(
        checks_table(ordered), "published-checks-table", list(ordered["source_ids"]), height=420
    )
    folds(Fold(_("Published, but not compared"), "not-compared", _show_not_compared))
    _show_prices()


def _show_charts(independent: pd.DataFrame) -> None:
    """One chart a kind, independent comparisons only: agreement of the others is no finding."""
    for kind in KINDS:
        shown = independent[independent["kind"] == kind].sort_values("difference_pct")
        if shown.empty:
            continue
        headline = sentences.headline(shown)
        st.subheader(headline)
        show_chart(
            published_checks_chart(shown, kind),
            f"published-checks-{kind}",
            checks_table(shown).readable,
            list(shown["source_ids"]),
            headline,
        )
    for said in sentences.untested_kinds(independent):
        st.caption(said)


def _show_not_compared() -> None:
    reasons = not_compared()
    rows = load("transport_costs").set_index("item_id").loc[list(reasons)]
    draw_table(not_compared_table(reasons), "not-compared", list(rows["source_ids"]))


def _show_prices() -> None:
    prices = comparable_prices("rice")
    known = prices.set_index("regency_code")["price_idr_per_kg"]
    cheapest = freight.gateway_costs().groupby("destination")["cost_idr_per_t"].min() / 1000
    correlation, n = rank_correlation(cheapest, known)
    st.header(sentences.price_headline(correlation))
    st.caption(sentences.price_note(correlation, n, PRICE_YEAR))
    points = pd.DataFrame({"freight": cheapest, "price": known}).dropna().astype("float64")
    show_chart(
        price_and_freight(points, PRICE_YEAR),
        "price-freight",
        price_freight_table(points).readable,
        list(prices["source_id"]),
        _(
            "Price of medium rice against the modelled freight from outside, {n} regencies",
            n=len(points),
        ),
    )
    rising = rising_prices(prices, freight.capital_costs())
    st.subheader(sentences.paying_trade_headline(rising))
    st.caption(sentences.paying_trade_note(rising))
    _show_pair_support(prices)


def _show_pair_support(prices: pd.DataFrame) -> None:
    year = max(evaluation.balanced_commodities()["rice"])
    flows = evaluation.baseline_answer("rice", year).match.flows
    inside = flows[flows["origin_kind"] == "regency"]
    judged = price_flows(inside[["origin", "destination", "tonnes", "cost_idr_per_kg"]], prices)
    st.subheader(sentences.pair_support_headline(judged))
    draw_table(pair_support_table(judged), "pair-support", list(prices["source_id"]))
    st.caption(
        _(
            "Balance of {year}, retail prices of {price_year}: years differ.",
            year=year,
            price_year=PRICE_YEAR,
        )
    )
