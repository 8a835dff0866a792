"""What is said of the model beside published figures, prices and reports, without the page."""

import importlib
import re

import numpy as np
import pandas as pd
import pytest

from analysis.matching.validation import KINDS, independent_checks
from geo import places
from ntt_data.tables import load
from publishing.charts.validation import price_and_freight, published_checks_chart
from publishing.language import Language, speaking
from publishing.listings import flow_checks as flow_sheets
from publishing.listings import validation as listings
from publishing.listings.published_checks import not_compared, price_gaps, published_checks
from publishing.maps.flow_checks import checked_flows_picture
from publishing.sentences import flow_checks as flow_words
from publishing.sentences import methods
from publishing.sentences import validation as sentences
from services.answer import freight
from services.answer.reported_flows import checked_flows, gateways_of, lacking, modelled_trade


@pytest.fixture(scope="module")
def checks() -> pd.DataFrame:
    costs = {ends: freight.legs(*ends)["cost_idr_per_t"].sum() for ends in price_gaps().values()}
    with speaking("id"):
        return published_checks(costs)


@pytest.fixture(scope="module")
def between() -> pd.DataFrame:
    return checked_flows().query("scope == 'inter_regency'")


# --- published figures ---------------------------------------------------------------------------


def test_every_published_cost_is_compared_or_explained(checks: pd.DataFrame) -> None:
    every = set(load("transport_costs")["item_id"])
    compared = set(checks["check_id"]) & every
    assert compared | set(not_compared()) == every
    assert not compared & set(not_compared())


def test_checks_by_hand(checks: pd.DataFrame) -> None:
    found = checks.set_index("check_id")
    # (74.1 km x 1,400 + 121,500) x 8 t
    assert found.at["TC28", "model"] == pytest.approx(1_801_920)
    assert found.at["TC28", "used"]
    # T-13 to Kalabahi: 1,325 km x 200 x 16 t = 4.24 m against 3.579 m.
    assert found.at["TC06", "difference_pct"] == pytest.approx(18.47, abs=0.01)
    # 800 km x 1,260 x 8 t = 8.064 m against 6.5 m.
    assert found.at["TC03", "difference_pct"] == pytest.approx(24.06, abs=0.01)
    # 1.8 m x 250,000 / 65,000 = 6.923 m against (372.2 x 1,400 + 121,500) x 8 = 5.141 m.
    assert found.at["TC36", "difference_pct"] == pytest.approx(-25.75, abs=0.01)
    assert found.at["E008", "used"], "Kupang - Atambua is 275 km by construction"
    assert found.at["E044", "verdict"] == "not_comparable"


def test_headline_counts_independent_checks_kind_by_kind(checks: pd.DataFrame) -> None:
    free = independent_checks(checks)
    assert not free["used"].astype(bool).any()
    costs = free[free["kind"] == "cost"]
    misses = int((costs["verdict"] == "misses").sum())
    assert misses > 0, "the misses are shown"
    with speaking("en"):
        said = sentences.headline(free)
        nothing = sentences.headline(free.head(0))
        untested = sentences.untested_kinds(free[free["kind"] == "road_length"])
    assert said.startswith(f"Fares, tariffs and handling: of {len(costs)} ")
    assert f"{misses} miss" in said.split(";")[0]
    assert not re.search(rf"\b{len(free)}\b", said), "no number for all kinds together"
    assert nothing == "No published figure can test the model"
    assert len(untested) == len(KINDS) - 1


def test_a_road_published_twice_counts_once(checks: pd.DataFrame) -> None:
    """Labuan Bajo - Ruteng is printed as 117 and as 130 km; the network has 123."""
    both = checks[checks["check_id"].isin(["E011", "E012"])]
    assert both["subject"].nunique() == 1
    free = independent_checks(checks)
    # |123 - 130| / 130 = 5.4 % lies farther off than |123 - 117| / 117 = 5.1 %.
    assert free.loc[free["subject"].isin(both["subject"]), "check_id"].tolist() == ["E012"]
    roads = free[free["kind"] == "road_length"]
    assert roads["subject"].is_unique


@pytest.mark.parametrize("language", ["id", "en"])
def test_checks_as_chart_and_table(checks: pd.DataFrame, language: Language) -> None:
    free = independent_checks(checks)
    shown = free[free["kind"] == "cost"]
    with speaking(language):
        spec = published_checks_chart(shown, "cost")
        by_kind = listings.kinds_table(free).readable()
        table = listings.checks_table(listings.ordered_checks(checks)).readable()
        left_out = listings.not_compared_table(not_compared()).readable()
    dots = spec["layer"][-1]
    assert len(spec["datasets"][dots["data"]["name"]]) == len(shown)
    assert len(table) == len(checks)
    assert len(left_out) == len(not_compared())
    assert len(by_kind) == len(KINDS)


# --- prices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("correlation", "said"),
    [(0.9, "Rice is dearer"), (0.3, "only weakly"), (0.0, "do not follow"), (-0.9, "do not")],
)
def test_price_headline(correlation: float, said: str) -> None:
    with speaking("en"):
        assert said in sentences.price_headline(correlation)


def test_trade_that_would_pay_is_counted_and_named() -> None:
    rising = pd.DataFrame(
        {
            "origin": ["5301", "5302"],
            "destination": ["5371", "5371"],
            "price_gap_idr_per_kg": [1000.0, 100.0],
            "cost_idr_per_kg": [400.0, 400.0],
            "price_support": ["covers_freight", "below_freight"],
        }
    )
    with speaking("en"):
        assert sentences.paying_trade_headline(rising).startswith("Between 1 of 2 pairs")
        note = sentences.paying_trade_note(rising)
        support = sentences.pair_support_headline(rising.assign(tonnes=[1.0, 3.0]))
        table = listings.pair_support_table(rising.assign(tonnes=[1.0, 3.0])).readable()
    assert note.endswith("Sumba Barat → Kota Kupang (1,000 > 400 Rp/kg).")
    assert support == "Prices support 1 of 2 modelled rice pairs (25 % of the tonnes)"
    assert table["Verdict"].tolist() == ["price supports", "price does not support"]


def test_every_place_with_a_price_is_a_dot() -> None:
    points = pd.DataFrame({"freight": [900.0, 500.0], "price": [14e3, 13e3]}, ["5301", "5371"])
    with speaking("en"):
        spec = price_and_freight(points, 2023)
        table = listings.price_freight_table(points).readable()
    (rows,) = spec["datasets"].values()
    assert [row["name"] for row in rows] == ["Sumba Barat", "Kota Kupang"]
    assert table.columns.tolist()[:2] == ["Regency (code)", "Regency"]


# --- reported flows ------------------------------------------------------------------------------


def _reason(row: dict[str, object]) -> str:
    silence = flow_words.not_modelled(str(row["commodity"]), *lacking(str(row["commodity"])))
    return flow_words.reason_sentence(row, silence)


def test_headline_of_reports(between: pd.DataFrame) -> None:
    with speaking("en"):
        said = flow_words.headline(between.assign(verdict="not_compared"))
        assert said.endswith("0 can be compared: 0 hit, 0 partly, 0 missed")
        assert "can be compared: 0 " not in flow_words.headline(between)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_report_has_a_reason_in_words(language: Language) -> None:
    with speaking(language):
        said = [_reason(row) for row in checked_flows().to_dict("records")]
    assert all(said)
    assert not any(re.search(r"[{}]|\bnan\b", sentence) for sentence in said)


def test_silence_names_what_is_missing() -> None:
    with speaking("id"):
        # Tomato: no coefficient, and production of one regency alone.
        tomato = flow_words.not_modelled("tomato", *lacking("tomato"))
        ginger = flow_words.not_modelled("ginger", *lacking("ginger"))
    assert "koefisien konversi" in tomato
    assert "1 dari 22 daerah" in tomato
    assert ginger.endswith("belum ada produksi")


def test_every_named_origin_outside_is_known_or_left_open() -> None:
    into = load("reported_flows").query("scope == 'into_ntt'")
    open_origins = {"Belawan", "Banyuwangi, Surabaya, Bali, Bima, Sulawesi"}
    assert set(into["origin_literal"]) <= set(gateways_of()) | open_origins
    assert {one for several in gateways_of().values() for one in several} - {"*"} <= set(
        places.gateways()
    )


def test_arrows_have_the_best_verdict_on_any_commodity(between: pd.DataFrame) -> None:
    two = between.dropna(subset=["origin_code", "destination_code"]).head(1)
    both = pd.concat([two.assign(verdict="miss"), two.assign(verdict="not_compared")])
    both.index = pd.RangeIndex(2)
    with speaking("en"):
        picture = checked_flows_picture(both, pd.Series(["rice", "maize"]))
    (line,) = picture.lines
    assert line.dash == "4 6"
    assert line.text[1:] == ["rice: miss", "maize: not compared"]


def test_reports_stand_beside_the_modelled_pairs() -> None:
    flows = modelled_trade().flows.query("commodity == 'rice' and year == 2021")
    reports = flow_sheets.reports_of_pairs(flows, load("reported_flows"))
    assert any(report and report.startswith("RF46") for report in reports)
    with speaking("en"):
        table = flow_sheets.modelled_pairs_table(flows, reports).readable()
    assert (table["Reported"] == "no report known").sum() == reports.count(None)


def test_checked_flows_as_a_table(between: pd.DataFrame) -> None:
    with speaking("en"):
        goods = pd.Series("rice", between.index)
        why = [_reason(row) for row in between.to_dict("records")]
        table = flow_sheets.flow_checks_table(between, goods, why, ["–"] * len(between)).readable()
    assert len(table) == len(between)
    for header, column in (
        ("Years with this flow", "years_hit"),
        ("Years modelled", "years_modelled"),
        ("From (code)", "origin_code"),
    ):
        pd.testing.assert_series_equal(table[header], between[column], check_names=False)


def test_a_whole_province_is_no_hit() -> None:
    """RF41, from outside to three towns of which the row keeps none: was a hit with every tonne."""
    checked = checked_flows().set_index("flow_id")
    assert checked.at["RF41", "verdict"] == "not_compared"
    hits = checked[checked["verdict"] == "hit"]
    assert hits["destination_code"].notna().all()
    into = checked[checked["scope"] == "into_ntt"]
    with speaking("en"):
        said = flow_words.into_sentence(into)
    assert said.startswith(f"Of {len(into)} reported flows into NTT")


# --- the method in words -------------------------------------------------------------------------


def test_places_in_the_code_exist() -> None:
    for formula in methods.formulas():
        for name in formula.code:
            module, attribute = name.rsplit(".", 1)
            assert hasattr(importlib.import_module(module), attribute), name


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_parameter_is_told_with_its_derivation(language: Language) -> None:
    with speaking(language):
        for row in load("cost_parameters").to_dict("records"):
            said = methods.parameter_sentence(row).replace("\\", "")
            note = row["note_id" if language == "id" else "note_en"]
            assert note in said
            assert said.startswith("**")
    assert np.isfinite(load("cost_parameters")["value"]).all()
