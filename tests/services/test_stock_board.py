"""The shared stock board: only what is accepted, by what it costs to bring it to the reader."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ntt_data import editions
from ntt_data.store import handing_in
from ntt_data.tables import load
from publishing.language import speaking
from publishing.listings.stock_board import offers_table, stock_table
from publishing.sentences.stock_board import offer_line
from services import review, stock_board, stock_view
from services.answer import evaluation, freight
from services.hand_in import Field
from tests.support.at_once import ask_at_once
from tests.support.own_store import own_store
from tests.support.stock_round import BUREAU, MAIZE, MAIZE_TRADED, accepted, handed, opened

#: Within the period of ``opened``: 29 November 2026, 14.05 on the clocks of the province.
NOW = datetime(2026, 11, 29, 6, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        editions.begin_run()
        yield


def cost(origin: str, destination: str) -> float:
    """Rp/kg of the cheapest path, from the matrix of the network."""
    table = freight.capital_costs().set_index(["origin", "destination"])
    return float(table.loc[(origin, destination), "cost_idr_per_t"]) / 1000


def test_nothing_that_is_not_accepted_is_on_it() -> None:
    asked = opened()
    version = handed(asked, "5302", to_sell="1.200")
    editions.begin_run()
    assert stock_board.entries(NOW).empty
    assert stock_board.commodities(stock_board.entries(NOW)) == []
    accepted(version)
    assert stock_board.entries(NOW)["to_sell"].tolist() == [1200.0]
    said = {"item": ["chili", "maize"], "to_sell": [0.0, 1200.0], "lacking": [0.0, 0.0]}
    over = pd.DataFrame({**said, "is_stale": [True, True]})
    assert stock_board.commodities(over) == ["maize", "chili"], "older offers before none at all"
    review.give_back(BUREAU, version.receipt_no, "Ton atau kuintal?")
    editions.begin_run()
    assert stock_board.entries(NOW).empty


def test_a_hall_that_looks_at_once_has_it_worked_out_once_of_each_edition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked_out: list[int] = []
    entries = stock_board.board_entries

    def counted(*given: Any) -> pd.DataFrame:
        worked_out.append(editions.current().change)
        time.sleep(0.05)  # long enough that everybody would begin it
        return entries(*given)

    monkeypatch.setattr(stock_board, "board_entries", counted)
    asked = opened()
    for change, code in enumerate(("5302", "5303"), start=1):
        accepted(handed(asked, code, to_sell="1.200"))
        found = ask_at_once(lambda: len(stock_board.entries(NOW)))
        assert found == [change] * 6
    assert worked_out == [1, 2]


def test_whoever_chooses_alike_is_shown_what_was_worked_out_before() -> None:
    asked = opened()
    accepted(handed(asked, "5302", to_sell="1.200"))
    first = stock_view.view("maize", "5304", NOW)
    assert stock_view.view("maize", "5304", NOW) is first
    assert stock_view.view("maize", None, NOW).offers.rows["reach"].tolist() == [""]
    assert stock_view.view("maize", "5304", NOW + timedelta(days=1)) is not first
    accepted(handed(asked, "5303", to_sell="10"))
    assert len(stock_view.view("maize", "5304", NOW).offers.rows) == 2
    with speaking("en"):
        assert "regencies" in stock_view.view("maize", "5304", NOW).headline


def test_an_acceptance_makes_only_what_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, str, str | None]] = []
    card = stock_view.stock_card

    def counted(row: Any, reader: str | None, *more: Any) -> Any:
        made.append((row["regency_code"], row["item"], reader))
        return card(row, reader, *more)

    monkeypatch.setattr(stock_view, "stock_card", counted)
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    accepted(handed(opened(rice), "5315", item="rice", to_sell="100"))
    asked = opened(MAIZE, MAIZE_TRADED)
    accepted(handed(asked, "5302", to_sell="1.200", lacking="none"))

    def seen() -> list[stock_view.View]:
        return [
            stock_view.view(good, reader, NOW)
            for good in ("rice", "maize")
            for reader in ("5304", "5371")
        ]

    before = seen()
    assert len(made) == 4, "one offer of each good for each of two readers"
    # A stock changes what is known of maize, and neither what is offered nor what is lacking.
    accepted(handed(asked, "5303", sheet="trade_stock", stock_end="10"))
    after = seen()
    assert len(made) == 4
    assert all(
        a.offers is b.offers and a.lacks is b.lacks for a, b in zip(after, before, strict=True)
    )
    assert [a.everything is b.everything for a, b in zip(after, before, strict=True)] == [
        *(True, True),
        *(False, False),
    ]
    # An offer of maize makes the offers of maize, once for each reader.
    accepted(handed(asked, "5304", to_sell="10"))
    assert seen()[0].offers is before[0].offers
    assert sorted(made[4:]) == [
        (code, "maize", reader) for code in ("5302", "5304") for reader in ("5304", "5371")
    ]


def test_a_rehearsal_is_never_on_it() -> None:
    accepted(handed(opened(rehearsal=True), "5302", to_sell="1.200"))
    assert stock_board.entries(NOW).empty


def test_a_row_has_its_office_its_receipt_and_its_age() -> None:
    version = accepted(handed(opened(), "5302", to_sell="1.200", asked_price="5.000"))
    later = NOW.replace(tzinfo=UTC) + timedelta(days=3)
    handed_in_on = (version.at + timedelta(hours=8)).date()
    (row,) = stock_board.entries(later).to_dict("records")
    assert (row["office"], row["receipt_no"]) == ("Dinas Pertanian", version.receipt_no)
    assert row["handed_in_on"] == handed_in_on
    assert row["age_days"] == ((later + timedelta(hours=8)).date() - handed_in_on).days
    assert not any("Rahasia" in str(cell) for cell in row.values()), "no person's position"


def test_what_is_told_beside_an_offer_has_its_sources_too() -> None:
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    accepted(handed(opened(rice), "5315", item="rice", to_sell="100"))
    accepted(handed(opened(), "5302", to_sell="1.200"))
    rows = stock_board.entries(NOW).groupby("item")
    named = evaluation.baseline_answer("rice", evaluation.default_year("rice")).balance
    of_balance = set(named.table["source_ids"])
    assert of_balance <= set(stock_board.partner_sources(rows.get_group("rice")))
    maize = rows.get_group("maize")
    assert stock_board.partner_sources(maize) == stock_board.board_sources(maize)
    network = set(freight.network_sources())
    assert network <= set(stock_board.partner_sources(maize, "5371"))


def test_its_receipt_is_a_source_of_the_register() -> None:
    version = accepted(handed(opened(), "5302", to_sell="1.200"))
    sources = stock_board.board_sources(stock_board.entries(NOW))
    assert sources == [f"TT-{version.receipt_no}"]
    assert set(sources) <= set(load("sources")["source_id"])


@pytest.mark.parametrize(
    ("now", "stale"),
    [
        # 23.59 and 00.00 WITA of New Year's Eve.
        (datetime(2026, 12, 31, 15, 59), False),
        (datetime(2026, 12, 31, 16, 0), True),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), True),
    ],
)
def test_a_figure_is_stale_from_the_day_after_its_period(now: datetime, stale: bool) -> None:
    accepted(handed(opened(), "5302", to_sell="1.200"))
    assert stock_board.entries(now)["is_stale"].tolist() == [stale]


def test_the_clock_of_the_computer_plays_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    accepted(handed(opened(), "5302", to_sell="1.200"))
    here = stock_board.entries(NOW)
    monkeypatch.setitem(os.environ, "TZ", "America/Los_Angeles")
    time.tzset()
    try:
        pd.testing.assert_frame_equal(stock_board.entries(NOW), here)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_four_answers_stay_four_answers() -> None:
    asked = opened()
    accepted(handed(asked, "5302", to_sell="1.200", lacking="none", own_need="not_applicable"))
    (row,) = stock_board.entries(NOW).to_dict("records")
    assert (row["to_sell"], row["to_sell_status"]) == (1200.0, "value")
    assert (row["lacking"], row["lacking_status"]) == (0.0, "none")
    assert row["own_need_status"] == "not_applicable"
    assert row["stock_end_status"] == "not_known"
    assert pd.isna(row["own_need"])
    assert pd.isna(row["stock_end"]), "not known is not zero"


def test_what_was_not_accepted_of_a_version_is_no_answer() -> None:
    version = handed(opened(), "5302", to_sell="1.200", asked_price="5.000")
    accepted(version, fields=[Field("maize", "to_sell")])
    (row,) = stock_board.offers(stock_board.entries(NOW), "5371").to_dict("records")
    assert (row["to_sell"], row["asked_price_status"], row["reach"]) == (1200.0, "", "freight")
    assert pd.isna(row["price_idr_per_kg"])


def test_delivered_price_is_what_is_asked_and_the_freight_of_that_path() -> None:
    asked = opened()
    # From Sumba Timur 712 Rp/kg, from Ende 567: dearer there, and cheaper in Kupang.
    accepted(handed(asked, "5302", to_sell="1.200", asked_price="5.000"))
    accepted(handed(asked, "5311", to_sell="800", asked_price="5.500"))
    accepted(handed(asked, "5312", to_sell="9.000"))
    accepted(handed(asked, "5371", to_sell="10", asked_price="1"))
    found = stock_board.offers(stock_board.entries(NOW), "5371")
    assert found["regency_code"].tolist() == ["5302", "5311", "5312", "5371"]
    assert found["reach"].tolist() == ["delivered", "delivered", "freight", "own"]
    assert found["delivered_idr_per_kg"].tolist()[:2] == pytest.approx(
        [5000 + cost("5302", "5371"), 5500 + cost("5311", "5371")]
    )
    assert found["delivered_idr_per_kg"].iloc[0] == pytest.approx(5712.11, abs=0.01)
    assert found["freight_idr_per_kg"].iloc[2] == pytest.approx(cost("5312", "5371"))
    assert found["delivered_idr_per_kg"].iloc[2:].isna().all()
    assert found["path_basis"].iloc[0] == "computed_sea"


def test_a_lack_is_reached_with_the_readers_own_price() -> None:
    asked = opened(MAIZE, MAIZE_TRADED)
    accepted(handed(asked, "5302", to_sell="1.200", asked_price="5.000"))
    accepted(handed(asked, "5371", lacking="900"))
    (row,) = stock_board.lacks(stock_board.entries(NOW), "5302").to_dict("records")
    assert row["delivered_idr_per_kg"] == pytest.approx(5000 + cost("5302", "5371"))
    # Two offices that ask different prices: which one counts is not ours to say.
    accepted(handed(asked, "5302", sheet="trade_stock", to_sell="300", asked_price="5.200"))
    (row,) = stock_board.lacks(stock_board.entries(NOW), "5302").to_dict("records")
    assert row["reach"] == "freight"
    assert pd.isna(row["delivered_idr_per_kg"])
    assert row["freight_idr_per_kg"] == pytest.approx(cost("5302", "5371"))


def test_two_offices_of_one_regency_stand_in_two_rows() -> None:
    asked = opened(MAIZE, MAIZE_TRADED)
    accepted(handed(asked, "5315", to_sell="3.200"))
    accepted(handed(asked, "5315", sheet="trade_stock", to_sell="2.900", office="Disperindag"))
    found = stock_board.offers(stock_board.entries(NOW))
    assert sorted(zip(found["sheet"], found["to_sell"], found["office"], strict=True)) == [
        ("agriculture", 3200.0, "Dinas Pertanian"),
        ("trade_stock", 2900.0, "Disperindag"),
    ]


def test_heads_of_cattle_have_no_freight_by_weight() -> None:
    bulls = {"sheet": "livestock", "item": "cattle", "form": "head_male"}
    asked = opened(bulls)
    told = {"sheet": "livestock", "item": "cattle"}
    accepted(handed(asked, "5302", **told, to_sell="300", asked_price="12.000.000"))
    accepted(handed(asked, "5371", **told, lacking="20"))
    known = stock_board.entries(NOW)
    (row,) = stock_board.offers(known, "5371").to_dict("records")
    assert (row["unit"], row["to_sell"], row["asked_price"]) == ("head", 300.0, 12_000_000.0)
    assert row["reach"] == "not_by_weight"
    assert pd.isna(row["freight_idr_per_kg"])
    assert pd.isna(row["price_idr_per_kg"]), "what an animal costs is no price of a kilogram"
    (lack,) = stock_board.lacks(known, "5302").to_dict("records")
    assert pd.isna(lack["price_idr_per_kg"])
    assert pd.isna(lack["delivered_idr_per_kg"])
    with speaking("en"):
        (shown,) = offers_table(stock_board.offers(known)).readable().to_dict("records")
        assert shown["Price asked (Rp/head)"] == 12_000_000.0
        assert not any("Rp/kg" in column for column in shown)
        assert "Rp 12,000,000/head" in offer_line(row, "")
        board = stock_table(known, ["asked_price"])
        assert board.texts["Price asked"] == ["12,000,000 Rp/head", "we do not know"]
        assert board.readable()["Price asked: unit"].tolist() == ["Rp/head", "Rp/head"]


def test_a_later_round_of_the_same_period_takes_the_place_of_the_earlier_answer() -> None:
    first = accepted(handed(opened(), "5302", to_sell="1.200", asked_price="5.000"))
    second = handed(opened(name="Sekali lagi"), "5302", to_sell="700")
    accepted(second, fields=[Field("maize", "to_sell")])
    (row,) = stock_board.offers(stock_board.entries(NOW)).to_dict("records")
    assert (row["to_sell"], row["asked_price"]) == (700.0, 5000.0)
    assert (row["receipt_no"], row["office"]) == (second.receipt_no, "Dinas Pertanian")
    assert set(row["receipts"].split(";")) == {first.receipt_no, second.receipt_no}


@pytest.mark.parametrize(
    ("measure", "of_board"), [("to_sell", stock_board.offers), ("lacking", stock_board.lacks)]
)
def test_an_amount_is_its_own_office_s_and_as_old_as_it_is(
    measure: str,
    of_board: Callable[[pd.DataFrame], pd.DataFrame],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = NOW.replace(tzinfo=None) - timedelta(days=20)
    monkeypatch.setattr(handing_in, "now", lambda: day)
    first = accepted(handed(opened(), "5302", office="Kantor A", **{measure: "1.200"}))
    monkeypatch.setattr(handing_in, "now", lambda: day + timedelta(days=20))
    second = handed(opened(name="Sekali lagi"), "5302", office="Kantor B", stock_end="7")
    accepted(second, fields=[Field("maize", "stock_end")])
    known = stock_board.entries(NOW)
    assert known["office"].tolist() == ["Kantor B"], "of the row, the one accepted last"
    (row,) = of_board(known).to_dict("records")
    assert (row["office"], row["receipt_no"]) == ("Kantor A", first.receipt_no)
    assert (row["age_days"], str(row["handed_in_on"])) == (20, "2026-11-09")


def test_other_periods_stay_beside_each_other_and_those_that_are_over_come_last() -> None:
    accepted(handed(opened(first_month=1, last_month=6), "5311", to_sell="1", asked_price="1"))
    accepted(handed(opened(), "5302", to_sell="1.200", asked_price="5.000"))
    found = stock_board.offers(stock_board.entries(NOW), "5371")
    assert found[["regency_code", "is_stale"]].values.tolist() == [["5302", False], ["5311", True]]


def test_only_what_is_identified_is_named_and_its_year_is_told() -> None:
    accepted(handed(opened(), "5315", to_sell="5.000"))  # a maize offer: maize has no balance
    assert stock_board.served("maize", 2026, "5315") is None
    found = stock_board.served("rice", 2022, "5315")
    assert found is not None
    assert found.year == 2022
    ranges = evaluation.baseline_answer("rice", 2022).ranges
    assert ranges is not None
    for each in found.supplies:
        assert "5315" in each.origins
        if each.is_pair:
            pairs = ranges.pairs.set_index(["origin", "destination"])["pair_class"]
            assert pairs.loc[(each.origins[0], each.destinations[0])] == "identified"
    # Of a year without a balance the newest one that is known in full, which then is named.
    later = stock_board.served("rice", 2026, "5315")
    assert later is not None
    assert later.year == evaluation.default_year("rice")
    receiver = found.supplies[0].destinations[0]
    both = stock_board.served("rice", 2022, "5315", receiver)
    assert both is not None
    assert all(receiver in each.destinations for each in both.supplies)
    assert stock_board.served("rice", 2022, receiver, "5315") is None, "not the other way"
