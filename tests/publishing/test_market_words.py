"""What is said of prices: each sentence with the case in which it is not said."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.matching.carried import CarriedTonnes
from analysis.matching.price_gaps import VERDICTS, PriceTest, PublicSupply
from analysis.matching.ranges import Supply
from publishing.language import Language, speaking
from publishing.listings.market import carried_table, delivered_table, market_table
from publishing.sentences.market import (
    carried_lines,
    delivered_headline,
    delivered_line,
    market_headline,
    market_note,
    public_support_line,
    verdict_word,
)
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
    assert none == (
        "At the prices observed in 2024–2025, none of these flows would pay its freight in 70 % "
        "of the months"
    )
    assert every.startswith("At the prices observed in 2024–2025, 100 % of the tonnes")
    assert unknown == "No pair between regencies has monthly prices on both sides yet"
    assert nothing == "No pair between regencies to hold against prices"
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    judged = inside.merge(prices.pairs, on=["origin", "destination"])
    paying = judged.loc[judged["price_verdict"].str.startswith("covers"), "tonnes"].sum()
    known = judged.loc[judged["price_verdict"] != "unknown", "tonnes"].sum()
    assert f"{100 * paying / known:.0f} %" in now


def _corridor(shown_t: float, min_t: float, max_t: float, unjudged_t: float = 0.0) -> CarriedTonnes:
    supply = Supply(("5301", "5316"), ("5317",), 100.0, 100.0)
    return CarriedTonnes(supply, 100.0, shown_t, min_t, max_t, unjudged_t)


def test_the_headline_says_that_the_pairs_are_one_choice(answer: Answer, prices: PriceTest) -> None:
    match = answer.match
    with speaking("en"):
        choice = market_headline(match, prices, replace(_corridor(20, 10, 40), supply=None))
        fixed = market_headline(match, prices, _corridor(20, 20, 20))
        nothing = market_headline(match, _all(prices, "below_freight"), _corridor(0, 0, 0))
        others = market_headline(match, _all(prices, "below_freight"), _corridor(0, 0, 40))
        unknown = market_headline(match, _all(prices, "below_freight"), _corridor(0, 0, 0, 5))
    assert choice.endswith("answers 10 t to 40 t of 100 t, for the pairs shown are one choice")
    assert "one choice" not in fixed
    assert nothing.endswith("in this or any other of the equally good answers")
    # Where another best answer would carry some, or a price is lacking, that is not said.
    assert "any other" not in others
    assert "0 t to 40 t" in others
    assert "any other" not in unknown


@pytest.mark.parametrize(
    ("carried", "said"),
    [
        (_corridor(20, 10, 40), "20 % would pay their freight as shown; 10 t to 40 t, depending"),
        (_corridor(20, 20, 20), "of 100 t 20 % would pay their freight."),
        (_corridor(0, 0, 0), "of 100 t none would pay its freight, whichever"),
        (_corridor(0, 0, 0, 30), "For 30 t of it there is no price yet."),
        (_corridor(20, float("nan"), float("nan")), "of 100 t 20 % would pay their freight."),
    ],
)
def test_a_corridor_is_judged_by_its_tonnes(carried: CarriedTonnes, said: str) -> None:
    pair = replace(carried, supply=Supply(("5301",), ("5317",), 100.0, 100.0))
    with speaking("en"):
        (line,) = carried_lines([pair, carried])
    assert said in line
    assert line.startswith("Corridor Sumba Barat, Sumba Tengah → Sumba Barat Daya: ")


ROW = {
    **{"origin": "5315", "destination": "5309", "gateway": "X_TGPERAK", "tonnes": 10.0},
    **{"n_months": 20, "n_cheaper": 18, "median_difference_idr_per_kg": 400.0},
    **{"freight_idr_per_kg": 600.0, "closing_freight_idr_per_kg": 200.0},
    **{"least_difference_idr_per_kg": 50.0, "least_month": "2024-08", "gateway_is_cheaper": True},
}


def test_what_would_close_the_difference_to_a_gateway() -> None:
    dear = {**ROW, "closing_freight_idr_per_kg": -1.0, "least_difference_idr_per_kg": -70.0}
    with speaking("en"):
        told, hopeless = delivered_line(ROW, 2000.0), delivered_line(dear, None)
    assert "cheaper than Manggarai Barat in 18 of 20 months, by Rp 400/kg" in told
    assert "at most Rp 200/kg instead of Rp 600/kg" in told
    assert "Rp 400/kg higher; from medium to premium it is Rp 2,000/kg" in told
    assert told.endswith("smallest in August 2024: Rp 50/kg.")
    assert "Not even free freight instead of Rp 600/kg" in hopeless
    assert "premium" not in hopeless
    assert hopeless.endswith("is cheaper at times, most in August 2024: by Rp 70/kg.")


def test_a_gateway_is_called_cheaper_only_where_it_is() -> None:
    rows = pd.DataFrame([ROW, {**ROW, "gateway_is_cheaper": False, "tonnes": 30.0}])
    with speaking("en"):
        assert "for 1 of 2 pairs (25 % of their tonnes)" in delivered_headline(rows)
        # A gateway cheaper in 60 % of the months is no cheaper gateway: the share is said.
        nowhere = delivered_headline(rows.tail(1))
        assert nowhere.endswith(
            "for no pair cheaper than the neighbour in 70 % of the months or more"
        )
        assert delivered_headline(rows.head(0)) == ""
        table = delivered_table(
            rows.assign(median_inside_idr_per_kg=1.0, median_gateway_idr_per_kg=1.0)
        ).readable()
        assert table["Gateway cheaper in (months)"].tolist() == rows["n_cheaper"].tolist()
        assert table["Months compared"].tolist() == rows["n_months"].tolist()
        assert table["Cheapest gateway (code)"].tolist() == rows["gateway"].tolist()


def test_a_large_flow_stands_beside_what_public_support_moved() -> None:
    support = PublicSupply("Bulog", 2017, 90.0, 100.0, "C", "V63")
    large, small = (Supply(("5301",), ("5317",), 1.0, most) for most in (10.0, 9.0))
    with speaking("en"):
        said = public_support_line(large, support)
        assert public_support_line(small, support) == ""
        assert public_support_line(large, None) == public_support_line(None, support) == ""
    assert "Bulog brought 90 t to 100 t of rice into NTT in 2017" in said
    assert "is 10 % of the higher figure" in said


def test_public_support_is_that_of_the_table_and_of_rice_alone() -> None:
    found = market.public_supply("rice")
    assert found is not None
    table = evaluation.load("rice_supply")
    row = table[(table["measure"] == "brought_in") & (table["year"] == found.year)].iloc[0]
    assert (found.low_t, found.high_t) == (row["value_low"], row["value_high"])
    assert market.public_supply("chili") is None


def test_the_better_quality_costs_more_at_its_own_gateway() -> None:
    table = evaluation.load("monthly_prices")
    rows = table[(table["commodity"] == "rice") & (table["gateway_node"] == "X_TGPERAK")]
    wide = rows.pivot(index=["place_code", "year", "month"], columns="form", values="value")
    step = (wide["consumer_premium"] - wide["consumer_medium"]).dropna()
    assert market.quality_step("rice", "X_TGPERAK") == pytest.approx(step.median())
    assert market.quality_step("chili", "X_TGPERAK") is None


def test_nothing_is_said_where_no_price_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = replace(evaluation.baseline_answer("rice", 2022))
    monkeypatch.setattr(market, "price_test", lambda _answer: None)
    assert market.sentences(answer) == []
    assert market.delivered(replace(answer)).empty


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
    carried = carried_table(prices, None).table
    assert len(carried) > 0
    assert set(carried["price_verdict"]) <= {"covers_freight", "covers_all"}
    assert (carried["median_after_freight_idr_per_kg"].diff().dropna() <= 0).all()
    assert carried_table(_all(prices, "below_freight"), None).table.empty


def test_a_place_without_prices_has_no_verdict(answer: Answer, prices: PriceTest) -> None:
    without = replace(prices, pairs=prices.pairs.head(0))
    table = market_table(answer, without).table
    assert len(table) == len(answer.match.flows)
    with speaking("en"):
        shown = market_table(answer, without).readable()
    assert set(shown["Price gap"]) == {"no price yet"}
    assert set(table["months"]) == {"–"}
    assert (
        shown[["Covers the freight in (months)", "Months compared"]].fillna(0).eq(0).all(axis=None)
    )


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
