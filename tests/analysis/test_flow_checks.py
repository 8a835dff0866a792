"""Reported flows beside the model: verdicts by hand, and what must hold."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.flow_checks import (
    ANY_GATEWAY,
    FLOW_CHECK_COLUMNS,
    FLOW_REASONS,
    FLOW_VERDICTS,
    ModelledTrade,
    compare_flows,
)
from analysis.matching.validation import ValidationInputError
from tests.support.examples import many

BALANCES = pd.DataFrame(
    [
        ("rice", year, code, name, ratio)
        for year in (2020, 2022)
        for code, name, ratio in (
            *(("01", "surplus", 1.5), ("02", "deficit", 0.4), ("03", "deficit", 0.8)),
            *(("04", "surplus", 2.0), ("05", "balanced", 1.0), ("06", "unknown", np.nan)),
        )
    ],
    columns=["commodity", "year", "regency_code", "balance_class", "ratio"],
)
FLOWS = pd.DataFrame(
    [
        ("rice", 2020, "01", "02", "regency", 10.0),
        ("rice", 2022, "01", "02", "regency", 30.0),
        ("rice", 2022, "04", "02", "regency", 5.0),
        ("rice", 2022, "X", "03", "external", 7.0),
    ],
    columns=["commodity", "year", "origin", "destination", "origin_kind", "tonnes"],
)
TRADE = ModelledTrade(FLOWS, BALANCES)
GATEWAYS = {
    "Surabaya": ("X",),
    "Makassar": ("Y",),
    "two ways": ("Y", "X"),
    "elsewhere": (ANY_GATEWAY,),
}


def _report(
    origin: str | None,
    destination: str | None,
    commodity: str | None = "rice",
    period: str | None = "2022-05",
    scope: str = "inter_regency",
    literal: str = "somewhere",
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "flow_id": ["F"],
            "commodity": [commodity],
            "origin_code": [origin],
            "origin_literal": [literal],
            "destination_code": [destination],
            "period": [period],
            "scope": [scope],
        }
    )


def _check(*args: object, **fields: object) -> pd.Series:
    return compare_flows(_report(*args, **fields), TRADE, GATEWAYS).iloc[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("origin", "destination", "reason"),
    [
        ("01", "02", "pair_proposed"),
        ("01", "03", "other_partner"),
        ("02", "03", "origin_no_surplus"),
        ("05", "03", "origin_no_surplus"),
        ("01", "04", "destination_no_deficit"),
        ("02", "01", "against_balance"),
        ("06", "02", "place_unknown"),
        ("01", "99", "place_unknown"),
        ("01", None, "place_unclear"),
    ],
)
def test_reason_of_a_pair(origin: str, destination: str | None, reason: str) -> None:
    row = _check(origin, destination)
    assert row["reason"] == reason
    assert row["verdict"] == FLOW_REASONS[reason]


def test_facts_beside_the_verdict() -> None:
    row = _check("01", "02")
    assert row[["tonnes", "year", "years_hit", "years_modelled"]].tolist() == [30.0, 2022, 2, 2]
    assert row[["origin_ratio", "destination_ratio"]].tolist() == [1.5, 0.4]


@pytest.mark.parametrize(
    ("period", "year"),
    [("2020-01", 2020), ("2025-09", 2022), ("2021", 2020), (None, 2022), ("May", 2022)],
)
def test_year_of_the_report_or_the_nearest(period: str | None, year: int) -> None:
    assert _check("01", "02", period=period)["year"] == year


@pytest.mark.parametrize(
    ("literal", "destination", "reason"),
    [
        ("Surabaya", "03", "gateway_proposed"),
        ("Surabaya", None, "gateway_into_ntt"),
        ("two ways", "03", "gateway_proposed"),
        ("elsewhere", None, "only_outside"),
        ("elsewhere", "03", "gateway_proposed"),
        ("Makassar", "03", "other_gateway"),
        ("Makassar", None, "gateway_unused"),
        ("Makassar", "02", "met_inside"),
        ("Makassar", "01", "destination_no_deficit"),
        ("Makassar", "06", "place_unknown"),
        ("the moon", "03", "no_gateway"),
    ],
)
def test_reason_of_supply_from_outside(literal: str, destination: str | None, reason: str) -> None:
    assert _check(None, destination, scope="into_ntt", literal=literal)["reason"] == reason


def test_no_report_is_hit_without_its_destination() -> None:
    """All that came from outside into the whole province is no evidence for a flow."""
    for literal in GATEWAYS:
        row = _check(None, None, scope="into_ntt", literal=literal)
        assert row["verdict"] != "hit"
    anywhere = _check(None, None, scope="into_ntt", literal="elsewhere")
    assert anywhere["verdict"] == "not_compared"
    assert np.isnan(anywhere["tonnes"])


def test_where_the_model_is_silent() -> None:
    assert _check("01", "02", commodity=None)["reason"] == "no_commodity"
    assert _check("01", "02", commodity="tomato")["reason"] == "not_modelled"
    assert _check("01", None, scope="out_of_ntt")["reason"] == "out_of_ntt"
    assert _check(None, "01", scope="demand")["reason"] == "demand"
    silent = _check("01", "02", commodity="tomato")
    assert silent[["year", "tonnes", "years_hit", "origin_ratio"]].isna().all()


def test_strange_scope_is_named() -> None:
    with pytest.raises(ValidationInputError, match="sideways"):
        _check("01", "02", scope="sideways")


def test_order_and_columns_are_those_of_the_reports() -> None:
    reports = pd.concat([_report("02", "03"), _report("01", "02")]).assign(flow_id=["F2", "F1"])
    checked = compare_flows(reports, TRADE, GATEWAYS)
    assert checked["flow_id"].tolist() == ["F2", "F1"]
    assert list(checked.columns) == FLOW_CHECK_COLUMNS
    assert set(FLOW_REASONS.values()) == set(FLOW_VERDICTS)
    empty = compare_flows(reports.head(0), TRADE, GATEWAYS)
    assert empty.empty
    assert list(empty.columns) == FLOW_CHECK_COLUMNS


@settings(max_examples=many(30), deadline=None)
@given(seed=st.integers(0, 1000))
def test_order_of_the_model_does_not_matter(seed: int) -> None:
    shuffled = ModelledTrade(
        FLOWS.sample(frac=1, random_state=seed), BALANCES.sample(frac=1, random_state=seed)
    )
    reports = pd.concat([_report("01", "02"), _report("04", "03")], ignore_index=True)
    pd.testing.assert_frame_equal(
        compare_flows(reports, shuffled, GATEWAYS), compare_flows(reports, TRADE, GATEWAYS)
    )
