"""The question the product exists for, on the real figures: who can supply rice to whom?

Expected by anyone who knows NTT: western Flores and central Sumba supply; Kota Kupang, Timor
Tengah Selatan, Sikka and Flores Timur lack.
"""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.balance.compute import (
    BalanceSettings,
    BalanceTables,
    choose_settings,
    compute_balance,
    summarise_balance,
)
from analysis.matching.match import MatchResult, match, nearest_surplus
from geo.paths import external_costs, path_costs
from geo.places import gateways
from ntt_data.tables import load
from tests.support.make_network import REAL

MANGGARAI_BARAT, MANGGARAI, MANGGARAI_TIMUR, NGADA = "5315", "5313", "5319", "5312"
SUMBA_TENGAH = "5316"
KOTA_KUPANG, TTS, SIKKA, FLORES_TIMUR, ENDE = "5371", "5304", "5310", "5309", "5311"


@pytest.fixture(scope="module")
def balance() -> pd.DataFrame:
    tables = BalanceTables(
        regencies=load("regencies"),
        production=load("production"),
        conversions=load("conversions"),
        population=load("population"),
        consumption=load("consumption"),
    )
    settings = choose_settings(tables, "rice", 2022)
    assert isinstance(settings, BalanceSettings)
    return compute_balance(tables, settings)


@pytest.fixture(scope="module")
def network() -> tuple[pd.DataFrame, pd.DataFrame]:
    return path_costs(REAL), external_costs(REAL, gateways())


@pytest.fixture(scope="module")
def result(balance, network) -> MatchResult:
    return match(balance, *network)


def test_all_22_regencies_are_known(balance) -> None:
    summary = summarise_balance(balance)
    assert (summary.n_known, summary.n_doubtful, summary.n_total) == (21, 1, 22)
    # The conversion nets seed, feed and loss; all that is assumed is the norm of 2024
    # (the table as it is, not carried to 2022) and that nothing is eaten outside the home.
    assert set(balance["assumptions"]) == {"norm_year;eaten_out"}
    assert set(balance["net_conversion"]) == {True}
    # BPS: 442.84 thousand tonnes of rice for food in 2022; the conversion is that over the
    # 756.05 thousand tonnes of paddy, so the regencies must add up to it.
    assert summary.with_doubtful_available_t == pytest.approx(442_840, rel=1e-4)
    # Without Lembata, whose 201 t GKG are a fourteenth of its other years.
    assert summary.total_available_t == pytest.approx(442_840 - 201.09 * 442.84 / 756.05, rel=1e-4)


def test_kota_kupang_by_hand(balance) -> None:
    # 1,568.24 t GKG x 442.84/756.05 = 918.6 t; 442,281 people x 1.738 kg/week x 365/7 =
    # 90.624 kg a year: 40,081 t; 39,163 t short.
    row = balance.set_index("regency_code").loc[KOTA_KUPANG]
    assert row["available_t"] == pytest.approx(1568.24 * 442.84 / 756.05, rel=1e-4)
    assert row["need_t"] == pytest.approx(442_281 * 1.738 * 365 / 7 / 1000, rel=1e-4)
    assert row["balance_t"] == pytest.approx(-39_163, abs=2)


def test_who_supplies_and_who_lacks(balance) -> None:
    classes = balance.set_index("regency_code")["balance_class"]
    suppliers = [MANGGARAI_BARAT, MANGGARAI, MANGGARAI_TIMUR, NGADA, SUMBA_TENGAH]
    assert set(classes[suppliers]) == {"surplus"}
    assert set(classes[[KOTA_KUPANG, TTS, SIKKA, FLORES_TIMUR, ENDE]]) == {"deficit"}


def test_the_pairs_an_official_would_nod_at(result) -> None:
    flows = result.flows[result.flows["origin_kind"] == "regency"]
    pairs = set(zip(flows["origin"], flows["destination"], strict=True))
    assert {(NGADA, ENDE), (MANGGARAI_BARAT, SIKKA), (MANGGARAI_BARAT, FLORES_TIMUR)} <= pairs
    # The province as a whole lacks: nothing stays unsold, and the rest comes by sea.
    assert result.totals.unsold_t == 0
    assert result.totals.unmet_t == 0
    assert result.totals.moved_t == pytest.approx(73_388, abs=20)
    assert result.totals.external_t == pytest.approx(148_443 - 11_749, abs=40)  # without Lembata


def test_it_costs_less_than_everyone_turning_to_the_nearest(balance, network, result) -> None:
    assert result.totals.cost_idr < nearest_surplus(balance, *network).totals.cost_idr
