"""Prices by month: figures reproduced from the file, and what is left unsaid."""

import csv
from collections.abc import Sequence
from statistics import fmean, median
from unittest import mock

import pandas as pd
import pytest

from ntt_data.schema import CURATED
from publishing.briefing.model import Block, Finding, Note, Picture, Table
from publishing.language import speaking
from services.briefing.price_blocks import (
    commodity_prices,
    commodity_prices_title,
    regency_prices,
    regency_prices_title,
)
from services.month_prices import compared_goods, month_prices, price_year, province_prices


def told(blocks: Sequence[Block]) -> list[str]:
    return [each.text for each in blocks if isinstance(each, Finding)]


def of_file(commodity: str, form: str, year: int) -> dict[str, dict[int, float]]:
    """Prices of regencies by code and month, without the doubtful, straight from the file."""
    found: dict[str, dict[int, float]] = {}
    with (CURATED / "monthly_prices.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            asked = (row["commodity"], row["form"], row["year"], row["place_kind"])
            if asked == (commodity, form, str(year), "regency") and row["flag"] != "suspect":
                found.setdefault(row["place_code"], {})[int(row["month"])] = float(row["value"])
    return found


def test_chili_of_kota_kupang_is_what_the_file_says() -> None:
    prices = of_file("chili", "consumer_red", 2024)
    by_month = {m: median(p[m] for p in prices.values() if m in p) for m in range(1, 13)}
    own = prices["5371"]
    n_below = sum(own[m] < by_month[m] for m in own)
    difference = 100 * (fmean(own.values()) / fmean(by_month[m] for m in own) - 1)
    assert (len(own), n_below, round(difference)) == (12, 9, -5)
    with speaking("id"):
        assert (
            "Cabai rawit di Kota Kupang pada 2024 rata-rata 5 % di bawah median daerah NTT: lebih "
            "murah pada 9 dari 12 bulan." in told(regency_prices("5371"))
        )


def test_months_unknown_on_one_side_are_in_no_comparison() -> None:
    """Malaka has no price of curly chili in one month of 2024."""
    own = of_file("curly_chili", "consumer", 2024)["5321"]
    row = compared_goods("5321", 2024).set_index("commodity").loc["curly_chili"]
    assert row["n_months"] == len(own) < 12
    assert row["mean_idr_per_kg"] == pytest.approx(fmean(own.values()))


def test_a_doubtful_price_is_a_gap() -> None:
    prices = month_prices("rice")
    assert prices is not None
    assert prices.doubtful.sum() == 5
    with (CURATED / "monthly_prices.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (row["commodity"], row["form"], row["flag"]) == (
                *("rice", "consumer_medium"),
                "suspect",
            ):
                month = f"{row['year']}-{int(row['month']):02}"
                assert pd.isna(prices.by_month.loc[month, row["place_code"]])


@pytest.mark.parametrize("code", ["5320", "5321", "5371"])
def test_no_sentence_of_a_regency_rests_on_filled_figures(code: str) -> None:
    with speaking("en"):
        blocks = regency_prices(code)
    findings = [each for each in blocks if isinstance(each, Finding)]
    assert findings
    assert all(each.basis.grade in ("A", "B") for each in findings)
    assert all(each.basis.source_ids for each in findings)
    assert not any(word in " ".join(told(blocks)) for word in ("Beef", "meat", "tuna", "Milkfish"))
    assert [type(each) for each in blocks].count(Picture) == 1
    assert [type(each) for each in blocks].count(Table) == 1
    assert any(isinstance(each, Note) and "grade C" in each.text for each in blocks)


def test_a_good_of_filled_figures_has_a_table_and_no_headline() -> None:
    with speaking("en"):
        assert commodity_prices_title("beef") == "Prices of beef by month and place"
        blocks = commodity_prices("beef")
    assert not told(blocks)
    assert [type(each) for each in blocks].count(Table) == 1


def test_the_dearest_and_the_cheapest_have_all_their_months() -> None:
    prices = of_file("chili", "consumer_red", 2024)
    whole = {code: fmean(p.values()) for code, p in prices.items() if len(p) == 12}
    dear, cheap = max(whole, key=whole.__getitem__), min(whole, key=whole.__getitem__)
    assert (dear, cheap) == ("5320", "5315")
    with speaking("en"):
        title = commodity_prices_title("chili")
    assert f"dearest in Sabu Raijua (Rp {whole[dear]:,.0f}/kg)" in title
    assert f"cheapest in Manggarai Barat (Rp {whole[cheap]:,.0f}/kg)" in title


def test_a_good_of_the_province_alone_says_what_is_missing() -> None:
    with speaking("en"):
        blocks = commodity_prices("garlic")
    assert [type(each) for each in blocks] == [Picture, Note]
    assert isinstance(blocks[1], Note)
    assert blocks[1].kind == "missing"
    assert "prices by regency are missing" in blocks[1].text


def test_a_good_without_prices_has_no_block() -> None:
    assert commodity_prices("coffee") == ()
    assert province_prices("cooking_oil") is None, "it is sold by the litre"


def test_where_no_price_is_known_that_is_said() -> None:
    nothing = compared_goods("5301", 2024).assign(n_months=0)
    with (
        mock.patch("services.briefing.price_blocks.compared_goods", return_value=nothing),
        speaking("en"),
    ):
        blocks = regency_prices.__wrapped__("5301")  # type: ignore[attr-defined]
        title = regency_prices_title.__wrapped__("5301")  # type: ignore[attr-defined]
    assert [type(each) for each in blocks] == [Note]
    assert "none is known here" in blocks[0].text
    assert "too few months" in title


def test_a_year_without_prices_gives_way_to_the_newest_whole_one() -> None:
    assert price_year() == price_year(2016) == 2024
    assert price_year(2025) == 2025


def test_a_possible_supplier_is_called_one() -> None:
    """The rice that Kota Kupang gets by the model is certain from Kupang; who else, is a choice."""
    with speaking("en"):
        lines = told(regency_prices("5371"))
    assert any("Kupang (a supplier by the model)" in line for line in lines)
