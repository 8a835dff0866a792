"""What is said of prices: each sentence with the case in which it is not said."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.matching.price_gaps import VERDICTS, PriceTest
from publishing.language import Language, speaking
from publishing.listings.market import carried_table, market_table
from publishing.sentences.market import market_headline, market_note, verdict_word
from services.answer import evaluation, market


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2022)


@pytest.fixture(scope="module")
def prices(answer: Answer) -> PriceTest:
    found = market.price_test(answer)
    assert found is not None
    return found


def _all(prices: PriceTest, verdict: str) -> PriceTest:
    return replace(prices, pairs=prices.pairs.assign(price_verdict=verdict))


def test_the_headline_follows_the_share_of_tonnes(answer: Answer, prices: PriceTest) -> None:
    match = answer.match
    with speaking("en"):
        none = market_headline(match, _all(prices, "below_freight"))
        every = market_headline(match, _all(prices, "covers_freight"))
        unknown = market_headline(match, _all(prices, "unknown"))
        nothing = market_headline(replace(match, flows=match.flows.head(0)), prices)
        now = market_headline(match, prices)
    assert none == "At the prices observed, none of these flows would pay its freight"
    assert every.startswith("At the prices observed, 100 % of the tonnes")
    assert unknown == "No pair between regencies has monthly prices on both sides yet"
    assert nothing == "No pair between regencies to hold against prices"
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    judged = inside.merge(prices.pairs, on=["origin", "destination"])
    paying = judged.loc[judged["price_verdict"].str.startswith("covers"), "tonnes"].sum()
    known = judged.loc[judged["price_verdict"] != "unknown", "tonnes"].sum()
    assert f"{100 * paying / known:.0f} %" in now


def test_the_freight_is_the_same_kind_on_both_sides(answer: Answer, prices: PriceTest) -> None:
    """No trader's margin stands in the freight from outside, as none stands in that inside."""
    tested = prices.pairs.set_index(["origin", "destination"])["freight_idr_per_kg"] * 1000
    outside = answer.costs.from_outside.set_index(["gateway", "destination"])["cost_idr_per_t"]
    inside = answer.costs.between.set_index(["origin", "destination"])["cost_idr_per_t"]
    assert tested[("X_MAKASSAR", "5371")] == pytest.approx(outside[("X_MAKASSAR", "5371")])
    assert tested[("5315", "5320")] == pytest.approx(inside[("5315", "5320")])


def test_a_gap_of_the_table_is_that_of_the_prices(prices: PriceTest) -> None:
    """Manggarai Barat to Sabu Raijua, month by month from the curated prices."""
    monthly = (
        market.monthly_prices("rice")
        .pivot(index="month", columns="place", values="price_idr_per_kg")[["5315", "5320"]]
        .dropna()
    )
    row = prices.pairs.set_index(["origin", "destination"]).loc[("5315", "5320")]
    gap = monthly["5320"] - monthly["5315"]
    assert row["n_months"] == len(gap) == 20
    assert row["median_gap_idr_per_kg"] == gap.median()
    assert row["n_covers_freight"] == (gap >= row["freight_idr_per_kg"]).sum()


def test_only_pairs_that_prices_carry_are_listed(prices: PriceTest) -> None:
    carried = carried_table(prices).table
    assert len(carried) > 0
    assert set(carried["price_verdict"]) <= {"covers_freight", "covers_all"}
    assert (carried["median_after_freight_idr_per_kg"].diff().dropna() <= 0).all()
    assert carried_table(_all(prices, "below_freight")).table.empty


def test_a_place_without_prices_has_no_verdict(answer: Answer, prices: PriceTest) -> None:
    without = replace(prices, pairs=prices.pairs.head(0))
    table = market_table(answer, without).table
    assert len(table) == len(answer.match.flows)
    with speaking("en"):
        shown = market_table(answer, without).readable()
    assert set(shown["Price gap"]) == {"no price yet"}
    assert set(shown["Covers the freight in"]) == {"–"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_compared_is_said(prices: PriceTest, language: Language) -> None:
    with speaking(language):
        note = market_note(prices)
        plain = market_note(replace(prices, margin_share=None))
        assert len({verdict_word(code) for code in VERDICTS}) == len(VERDICTS)
    for told in ("2024-01", "2025-08", "70 %", "20,8 %" if language == "id" else "20.8 %"):
        assert told in note
    assert "20" not in plain.split("%")[-1]


def test_a_gateway_of_two_towns_has_a_price_only_when_both_report() -> None:
    table = evaluation.load("monthly_prices")
    rice = table[(table["commodity"] == "rice") & (table["form"] == "consumer_medium")]
    sape = rice[rice["gateway_node"] == "X_SAPE"].dropna(subset=["value"])
    first = sape[(sape["year"] == 2024) & (sape["month"] == 1)]
    assert first["place_code"].nunique() == 2
    found = market.monthly_prices("rice").set_index(["place", "month"])["price_idr_per_kg"]
    assert found[("X_SAPE", "2024-01")] == pytest.approx(first["value"].mean())


def test_a_good_without_prices_is_not_judged() -> None:
    assert market.monthly_prices("coffee").empty
    assert isinstance(market.monthly_prices("coffee"), pd.DataFrame)
