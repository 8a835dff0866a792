"""Gateways that reports name and the model never uses: what stands against them, by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import AnalysisError
from analysis.matching.flow_checks import ANY_GATEWAY, ModelledTrade
from analysis.matching.unused_gateways import unused_gateways

FREIGHT = pd.DataFrame(
    [
        *(("S", "01", 300.0), ("L", "01", 700.0), ("M", "01", 500.0)),  # S is nearest to 01
        *(("S", "02", 900.0), ("L", "02", 650.0), ("M", "02", 400.0)),
        *(("S", "03", 800.0), ("L", "03", np.nan), ("M", "03", 600.0)),
    ],
    columns=["gateway", "destination", "cost_idr_per_t"],
).dropna()
FLOWS = pd.DataFrame(
    [
        ("rice", 2020, "M", "02", "external", 10.0),
        ("rice", 2021, "M", "03", "external", 20.0),
        ("rice", 2021, "01", "02", "regency", 5.0),
    ],
    columns=["commodity", "year", "origin", "destination", "origin_kind", "tonnes"],
)
BALANCES = pd.DataFrame({"commodity": "rice", "year": [2020, 2021], "regency_code": "02"}).assign(
    balance_class="deficit", ratio=0.5
)
TRADE = ModelledTrade(FLOWS, BALANCES)
PLACES = {"Bima": ("S",), "NTB": ("S", "L"), "Lombok": ("L",), "Makassar": ("M",), "out": ("*",)}


def _reports(*places: str, commodity: str = "rice") -> pd.DataFrame:
    return pd.DataFrame(
        {"commodity": commodity, "origin_literal": places, "scope": "into_ntt"},
        index=[f"F{n}" for n in range(len(places))],
    )


def test_what_the_nearest_of_them_would_cost_more() -> None:
    (found,) = unused_gateways(_reports("NTB"), TRADE, PLACES, FREIGHT)
    assert found.gateways == ("L", "S")
    assert found.years == (2020, 2021)
    # 03: by S 800 instead of 600; 02: by L 650 instead of 400.
    assert found.buying["destination"].tolist() == ["03", "02"]
    assert found.buying["extra_idr_per_t"].tolist() == [200.0, 250.0]
    assert found.cheapest_for == ("01",)


def test_places_that_share_a_gateway_are_told_together() -> None:
    reports = _reports("Bima", "Lombok", "NTB", "Makassar")
    (found,) = unused_gateways(reports, TRADE, PLACES, FREIGHT)
    assert found.reports.index.tolist() == ["F0", "F1", "F2"]
    apart = unused_gateways(reports.iloc[:2], TRADE, PLACES, FREIGHT)
    assert [each.gateways for each in apart] == [("S",), ("L",)]


def test_a_gateway_that_brings_something_in_any_year_is_no_miss() -> None:
    assert unused_gateways(_reports("Makassar"), TRADE, PLACES, FREIGHT) == []
    used = pd.concat([FLOWS, FLOWS.iloc[:1].assign(origin="S", year=2021)])
    assert unused_gateways(_reports("NTB"), ModelledTrade(used, BALANCES), PLACES, FREIGHT) == []


def test_what_the_model_cannot_speak_of_is_left_out() -> None:
    assert PLACES["out"] == (ANY_GATEWAY,)
    for reports in (
        _reports("out"),
        _reports("the moon"),
        _reports("NTB", commodity="tomato"),
        _reports("NTB").assign(scope="out_of_ntt"),
        _reports("NTB").assign(commodity=None),
    ):
        assert unused_gateways(reports, TRADE, PLACES, FREIGHT) == []


def test_who_buys_outside_is_not_named_among_those_who_buy_nothing() -> None:
    dearer = pd.concat([FLOWS, FLOWS.iloc[:1].assign(destination="01")])
    (found,) = unused_gateways(_reports("NTB"), ModelledTrade(dearer, BALANCES), PLACES, FREIGHT)
    assert found.cheapest_for == ()
    assert found.buying["extra_idr_per_t"].iloc[0] == -200.0


def test_a_place_without_a_path_has_no_extra_freight_of_zero() -> None:
    (found,) = unused_gateways(_reports("Lombok"), TRADE, PLACES, FREIGHT)
    assert found.buying.set_index("destination")["extra_idr_per_t"].isna()["03"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(AnalysisError, match="cost_idr_per_t"):
        unused_gateways(_reports("NTB"), TRADE, PLACES, FREIGHT.iloc[:, :2])
