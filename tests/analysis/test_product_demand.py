from __future__ import annotations

import pandas as pd
import pytest

from analysis.balance.product_demand import DEMAND_CODES, GOODS, demand_evidence, prices_of
from analysis.balance.tourism_need import tourism_need
from tests.support.make_kpju import held

FIGURES = ["regency_code", "commodity", "form", "year", "value", "unit", "flag", "source_id"]


def figures(*given: tuple[str, str, str, int, float, str | None]) -> pd.DataFrame:
    """(regency, commodity, form, year, value, flag)"""
    rows = [(a, b, c, d, e, "u", f, "S1") for a, b, c, d, e, f in given]
    return pd.DataFrame(rows, columns=FIGURES)


NO_FIGURES = figures()
NO_FLOWS = pd.DataFrame(columns=["commodity", "destination_code", "source_ids"])
NO_FINDINGS = pd.DataFrame(columns=["regency_code", "topic", "commodity", "source_id"])
NO_VISITORS = pd.DataFrame({"regency_code": ["1"], "codes": [""], "prominent": [False]})


def evidence(product: str, **given: pd.DataFrame) -> dict[str, list[str]]:
    table = demand_evidence(
        [product],
        given.get("consumption", NO_FIGURES),
        given.get("prices", NO_FIGURES),
        given.get("flows", NO_FLOWS),
        given.get("findings", NO_FINDINGS),
        given.get("visitors", NO_VISITORS),
    )
    assert set(table["code"]) <= set(DEMAND_CODES)
    return table.groupby("regency_code")["code"].agg(list).to_dict()


def test_what_is_eaten_of_cattle_is_beef() -> None:
    consumption = figures(
        ("1", "beef", "meat", 2024, 0.0, None),
        ("2", "beef", "meat", 2024, 0.2, "suspect"),
        ("3", "beef", "meat", 2024, 0.9, None),
        ("3", "beef", "trimmings", 2024, 9.0, None),  # not a form that counts
        ("1", "beef", "meat", 2023, 5.0, None),  # an older year
        ("1", "cattle", "meat", 2024, 5.0, None),
    )
    # Median of 0, 0.2, 0.9 is 0.2: only regency 3 eats more; regency 1 eats none.
    found = evidence("cattle", consumption=consumption)
    assert found == {"2": ["consumed"], "3": ["consumed", "consumed_more"]}


def test_forms_that_add_up() -> None:
    consumption = figures(
        ("1", "banana", "fresh_ambon", 2024, 1.5, None),
        ("1", "banana", "fresh_other", 2024, 5.0, "suspect"),
    )
    table = demand_evidence(["banana"], consumption, NO_FIGURES, NO_FLOWS, NO_FINDINGS, NO_VISITORS)
    assert table[["value", "flag"]].values.tolist() == [[6.5, "suspect"]]


def test_unknown_norm_is_no_evidence() -> None:
    consumption = figures(("1", "beef", "meat", 2024, float("nan"), None))
    assert evidence("cattle", consumption=consumption) == {}


def test_reports_and_prices() -> None:
    flows = pd.DataFrame(
        {
            "commodity": ["tomato", "tomato", "maize"],
            "destination_code": ["1", None, "2"],
            "source_ids": ["F2;F1", "F3", "F4"],
        }
    )
    findings = pd.DataFrame(
        {"regency_code": ["3"], "topic": ["demand"], "commodity": ["tomato"], "source_id": ["R"]}
    )
    assert evidence("tomato", flows=flows, findings=findings) == {
        "1": ["reported_flow"],
        "3": ["reported_demand"],
    }
    prices = figures(("1", "rice", "consumer_medium", 2025, 14000.0, "imputed"))
    assert evidence("rice", prices=prices) == {"1": ["priced"]}
    assert prices_of("maize", prices).empty, "no price is kept of maize"


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("tour_guide", ["1", "2"]),  # a service: wherever the report speaks of visitors
        ("coffee", ["2"]),  # a good: only where it does so prominently
        ("kiosk_shop", []),  # serves its own place
    ],
)
def test_visitors(product: str, expected: list[str]) -> None:
    visitors = pd.DataFrame(
        {
            "regency_code": ["1", "2", "3"],
            "codes": ["tourism_kpju", "priority_destination", ""],
            "prominent": [False, True, False],
        }
    )
    assert sorted(evidence(product, visitors=visitors)) == expected


def test_tourism_need_by_hand() -> None:
    lists = held(("1", "guesthouse", 3, "tourism", "not_judged"))
    sectors = pd.DataFrame(
        {
            "regency_code": ["1", "2", "3", "4"],
            "rank": [5, 6, 1, 2],
            "sector": ["tourism", "tourism", "trade", "accommodation_food"],
        }
    )
    findings = pd.DataFrame({"regency_code": ["3"], "topic": ["priority_destination"]})
    need = tourism_need(lists, sectors, findings, ["1", "2", "3", "4", "5"])
    assert need["codes"].tolist() == [
        *("tourism_sector;tourism_kpju", "", "priority_destination", "tourism_sector", ""),
    ]
    assert need["prominent"].tolist() == [True, False, True, False, False]
    # Rank 6 is known, it only is no sign; no rank stays unknown.
    assert need["sector_rank"].tolist()[:2] == [5, 6]
    assert need["sector_rank"].isna().tolist() == [False, False, True, False, True]


def test_only_what_travels_as_it_is_priced_is_compared() -> None:
    assert {name for name, good in GOODS.items() if good.carried_as_is} == {
        *("rice", "chili", "layer_chicken"),
    }
