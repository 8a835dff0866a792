"""Rows of the shared stock board, worked by hand and with any order of figures."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.collection.stock_board import THING, amounts_of, board_entries, with_freight
from tests.support.examples import many

MEASURES = ("to_sell", "lacking", "asked_price")
TODAY = date(2026, 11, 30)


def figure(code: str, measure: str, value: float | None, status: str = "value", **more: object):
    return {
        "round_id": "A", "regency_code": code, "sheet": "agriculture", "item": "maize",
        "form": "dry_shelled", "unit": "t", "measure": measure, "status": status,
        "value": value, "text": None, "year": 2026, "first_month": 10, "last_month": 12,
        "receipt_no": f"R{code}", "review_no": 1, **more,
    }  # fmt: skip


def board(*figures: dict[str, object]) -> pd.DataFrame:
    table = pd.DataFrame(figures).astype({"value": "float64"})
    versions = pd.DataFrame(
        [
            {
                "receipt_no": each, "office": f"Dinas {each}", "channel": "form",
                "handed_in_on": date(2026, 11, 28),
            }
            for each in table["receipt_no"].unique()
        ]
    )  # fmt: skip
    return board_entries(table, versions, TODAY, MEASURES)


def paths(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [(origin, to, cost, "published") for origin, to, cost in rows],
        columns=["origin", "destination", "cost_idr_per_t", "weakest_basis"],
    )


OFFERS = board(
    figure("5301", "to_sell", 100), figure("5301", "asked_price", 4000),
    figure("5302", "to_sell", 500), figure("5302", "asked_price", 3000),
    figure("5303", "to_sell", 50), figure("5303", "asked_price", None, "not_known"),
    figure("5304", "to_sell", 900), figure("5304", "asked_price", 1000),
    figure("5305", "to_sell", None, "not_known"), figure("5306", "to_sell", 0, "none"),
)  # fmt: skip
#: None leads from 5304, which asks least.
BETWEEN = paths(
    ("5301", "5371", 500_000), ("5302", "5371", 2_000_000), ("5303", "5371", 100_000),
    ("5371", "5301", 700_000), ("5371", "5302", 2_200_000),
)  # fmt: skip


def test_delivered_is_the_price_asked_plus_freight() -> None:
    rows = amounts_of(OFFERS, "to_sell")
    found = with_freight(rows, "5371", BETWEEN, rows["asked_price"])
    # 4,000 + 500,000 / 1,000 = 4,500; 3,000 + 2,000 = 5,000: the dearer seller is cheaper here.
    assert found["regency_code"].tolist() == ["5301", "5302", "5303", "5304"]
    assert found["delivered_idr_per_kg"].tolist()[:2] == [4500.0, 5000.0]
    assert found["reach"].tolist() == ["delivered", "delivered", "freight", "no_path"]
    assert found["freight_idr_per_kg"].tolist()[:3] == [500.0, 2000.0, 100.0]
    assert pd.isna(found["freight_idr_per_kg"].iloc[3])


def test_from_the_reader_freight_is_that_of_the_other_direction() -> None:
    lacking = board(figure("5301", "lacking", 10), figure("5302", "lacking", 20))
    found = with_freight(
        lacking, "5371", BETWEEN, pd.Series([3000.0, float("nan")]), to_reader=False
    )
    assert found["delivered_idr_per_kg"].tolist()[0] == 3700.0
    assert found["freight_idr_per_kg"].tolist() == [700.0, 2200.0]


def test_without_a_reader_there_is_no_freight_and_the_largest_comes_first() -> None:
    rows = amounts_of(OFFERS, "to_sell")
    found = with_freight(rows, None, BETWEEN, rows["asked_price"])
    assert found["to_sell"].tolist() == [900.0, 500.0, 100.0, 50.0]
    assert found["freight_idr_per_kg"].isna().all()
    assert set(found["reach"]) == {""}


def test_neither_nihil_nor_not_known_is_an_offer() -> None:
    assert not {"5305", "5306"} & set(amounts_of(OFFERS, "to_sell")["regency_code"])
    known = OFFERS.set_index("regency_code")
    assert known.loc["5306", "to_sell"] == 0.0
    assert pd.isna(known.loc["5305", "to_sell"])


def test_a_text_that_a_sheet_asks_for_later_stands_beside_the_amounts() -> None:
    figures = pd.DataFrame(
        [
            figure("5301", "to_sell", 100),
            figure("5301", "harvest_months", None, text="Maret–Mei"),
            figure("5301", "note", None, text="hubungi Pak X"),
        ]
    )
    versions = pd.DataFrame(
        [["R5301", "Dinas", "form", TODAY]],
        columns=["receipt_no", "office", "channel", "handed_in_on"],
    )
    found = board_entries(figures, versions, TODAY, MEASURES, ("harvest_months",))
    assert found[["to_sell", "harvest_months"]].values.tolist() == [[100.0, "Maret–Mei"]]
    assert "note" not in found


def test_an_empty_board_has_its_columns() -> None:
    none = board(figure("5301", "production", 5))
    assert none.empty
    assert {*THING, *MEASURES, "is_stale", "age_days"} <= set(none)
    assert with_freight(none, "5371", BETWEEN, none["asked_price"]).empty


@pytest.mark.parametrize(("month", "stale"), [(10, True), (11, False), (12, False)])
def test_it_is_stale_when_its_last_month_is_over(month: int, stale: bool) -> None:
    found = board(figure("5301", "to_sell", 1, first_month=10, last_month=month))
    assert found["is_stale"].tolist() == [stale]
    assert found["age_days"].tolist() == [2]


FIGURES = [
    figure(code, measure, value, status, sheet=sheet)
    for code in ("5301", "5302", "5303")
    for sheet in ("agriculture", "trade_stock")
    for measure, value, status in (
        ("to_sell", float(code) + len(sheet), "value"),
        ("lacking", None, "not_known"),
        ("asked_price", 1000.0, "value"),
    )
]


@settings(max_examples=many(25))
@given(st.permutations(FIGURES))
def test_the_order_of_figures_plays_no_part(figures: list[dict[str, object]]) -> None:
    pd.testing.assert_frame_equal(
        board(*figures).drop(columns="receipts"), board(*FIGURES).drop(columns="receipts")
    )


@settings(max_examples=many(25))
@given(
    st.permutations(range(len(OFFERS))),
    st.sampled_from([None, "5371", "5301"]),
)
def test_the_order_of_rows_plays_no_part(order: list[int], reader: str | None) -> None:
    def fitting(rows: pd.DataFrame) -> pd.DataFrame:
        return with_freight(rows, reader, BETWEEN, rows["asked_price"])

    mixed = OFFERS.iloc[list(order)].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        fitting(amounts_of(mixed, "to_sell")), fitting(amounts_of(OFFERS, "to_sell"))
    )


@settings(max_examples=many(25))
@given(st.lists(st.sampled_from(["value", "none", "not_known", "not_applicable"]), min_size=3))
def test_unknown_never_becomes_a_number(statuses: list[str]) -> None:
    amounts = {"value": 7.0, "none": 0.0}
    found = board(
        *(
            figure(str(5301 + place), "to_sell", amounts.get(status), status)
            for place, status in enumerate(statuses[:20])
        )
    )
    unknown = found["to_sell_status"].isin(["not_known", "not_applicable"])
    assert found["to_sell"].isna().tolist() == unknown.tolist()
    assert len(amounts_of(found, "to_sell")) == statuses[:20].count("value")


def test_the_decision_taken_last_counts_whatever_the_clock_said() -> None:
    """A clock set right in the hall made the earlier of two decisions the later one."""
    first = figure("5301", "to_sell", 100, receipt_no="R-b", review_no=1)
    last = figure("5301", "to_sell", 300, receipt_no="R-a", review_no=2)
    for order in ((first, last), (last, first)):
        (row,) = board(*order).to_dict("records")
        assert (row["to_sell"], row["receipt_no"]) == (300, "R-a")
