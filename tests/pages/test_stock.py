"""The shared stock board as everybody sees it: empty, filled, for a reader's regency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError
from publishing.files.spreadsheets import csv_bytes, xlsx_bytes
from publishing.language import speaking
from publishing.listings.stock_board import lacks_table, offers_table, stock_table
from services import stock_board
from services.answer import freight
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.stock_round import MAIZE, MAIZE_TRADED, accepted, handed, opened
from tests.support.user_text import MARK, NASTY, mistaken

#: Until 2099, so that no clock makes it stale; and one that is over.
RUNNING, OVER = {"year": 2099}, {"year": 2020}


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def lines(app: AppTest) -> list[str]:
    """The texts to send on."""
    return [str(each.value) for each in app.code]


def test_filled_it_is_sorted_by_what_fits_the_reader() -> None:
    asked = opened(MAIZE, MAIZE_TRADED, **RUNNING)
    east = accepted(handed(asked, "5302", to_sell="1.200", asked_price="5.000", lacking="none"))
    accepted(handed(asked, "5311", to_sell="800", asked_price="5.500", lacking="none"))
    accepted(handed(asked, "5371", sheet="trade_stock", lacking="900", to_sell="none"))
    accepted(handed(asked, "5314"))
    accepted(handed(opened(**OVER), "5312", to_sell="400", asked_price="1"))

    app = open_page("stock", commodity="maize", regency="5371")
    text = words(app)
    assert app.header[0].value == (
        "2 daerah menawarkan 2.000 t jagung, pipilan kering (Oktober–Desember 2099); "
        "1 daerah kekurangan 900 t"
    )
    assert "1 daerah tidak tahu berapa yang dapat dijual atau kurang; itu bukan nol" in text
    # 5,000 + 712 is less than 5,500 + 567; what is over comes last, however cheap.
    costs = freight.capital_costs().set_index(["origin", "destination"])["cost_idr_per_t"]
    assert round(costs["5302", "5371"] / 1000) == 712
    cards = [each.value for each in app.markdown if "/kg di tempat" in each.value]
    names = [re.findall(r"\*\*([\w ]+)", card)[0] for card in cards]
    assert names == ["Sumba Timur", "Ende", "Ngada"]
    assert "Sampai di Kota Kupang Rp 5.712/kg = Rp 5.000/kg" in cards[0]
    assert "(model, asumsi; jalur\\: dihitung)" in cards[0]
    assert [card.startswith(":gray[") for card in cards] == [False, False, True]
    assert "periodenya sudah lewat" in cards[2]
    assert "Daerah Anda sendiri" in text, "the reader's own lack"
    assert lines(app)[0] == (
        "Sumba Timur menawarkan 1.200 t jagung, pipilan kering (Oktober–Desember 2099), "
        f"Rp 5.000/kg di tempat; Dinas Pertanian; tanda terima {east.receipt_no}"
    )
    shown = app.dataframe[0].value
    assert set(shown["Perkiraan kekurangan"]) == {"nihil", "tidak tahu", "900 t"}
    assert "Kepala Bidang Rahasia" not in text + str(shown.values)

    app = open_page("stock", "en", commodity="maize")
    assert app.header[0].value == (
        "2 regencies offer 2,000 t of maize, dry, shelled (October–December 2099); "
        "1 regency lacks 900 t"
    )
    assert "1 regency does not know" in words(app)
    assert "Delivered to" not in words(app), "nobody has said where"
    assert lines(app)[0].startswith("Sumba Timur offers 1,200 t of maize, dry, shelled (")


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Belum ada angka yang diterima"), ("en", "Nothing has been acc")]
)
def test_empty_it_says_what_it_will_show_and_how_figures_get_there(
    language: str, said: str
) -> None:
    handed(opened(), "5302", to_sell="1.200")  # and nobody has accepted it
    app = open_page("stock", language)
    assert said in app.info[0].value
    assert not app.dataframe
    assert not app.code
    (link,) = app.get("page_link")
    assert link.proto.page == "rounds"


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_office_with_a_hostile_name_is_shown_as_it_wrote_it(language: str) -> None:
    office = f"=1+1 {NASTY}"
    accepted(handed(opened(**RUNNING), "5302", to_sell="1.200", office=office))
    app = open_page("stock", language, commodity="maize", regency="5371")
    # In an address it stands in percent signs alone, which is looked at below.
    assert not [each for each in mistaken(app) if not each.startswith("LinkButton.url: ")]
    assert any(MARK in line for line in lines(app))
    sent = next(each.proto.url for each in app.get("link_button") if "wa.me" in each.proto.url)
    assert sent.startswith("https://wa.me/?text=")
    assert unquote(sent.removeprefix("https://wa.me/?text=")) == lines(app)[0]
    assert not set(sent) & set(" \n<>\"'"), "all of it is one parameter"


def test_files_hold_numbers_answers_and_sources_and_no_formula() -> None:
    office = '=HYPERLINK("http://elsewhere")'
    version = accepted(
        handed(opened(**RUNNING), "5302", to_sell="1.200", lacking="none", office=office)
    )
    known = stock_board.entries(datetime(2099, 11, 1))
    with speaking("id"):
        ready = stock_table(known, stock_board.MEASURES, stock_board.TEXTS).readable()
        csv = csv_bytes(ready).decode("utf-8-sig")
        book = xlsx_bytes(ready, stock_board.board_sources(known))
    row = ready.iloc[0]
    assert row["Perkiraan surplus untuk dijual"] == 1200.0
    assert (row["Perkiraan kekurangan"], row["Perkiraan kekurangan: jawaban"]) == (
        0.0,
        "nihil",
    )
    assert pd.isna(row["Stok akhir"])
    assert row["Stok akhir: jawaban"] == "tidak tahu"
    assert "'=HYPERLINK" in csv
    sheets = pd.read_excel(BytesIO(book), sheet_name=None)
    assert f"TT-{version.receipt_no}" in sheets["Sumber"].to_string()
    assert office in sheets["Data"].to_string()


def test_beyond_so_many_cards_the_rest_is_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = opened(**RUNNING)
    for code in ("5302", "5311", "5312"):
        accepted(handed(asked, code, to_sell="10"))
    monkeypatch.setattr("services.stock_view.MOST_CARDS", 1)
    app = open_page("stock", commodity="maize")
    assert len(lines(app)) == 1
    assert "2 lagi ada di tabel di bawah dan di berkas unduhan." in words(app)
    assert len(app.dataframe[0].value) == 3


def test_a_file_of_offers_says_where_they_would_arrive() -> None:
    asked = opened(**RUNNING)
    accepted(handed(asked, "5302", to_sell="1.200", asked_price="5.000"))
    accepted(handed(asked, "5371", lacking="900"))
    known = stock_board.entries(datetime(2099, 11, 1))
    with speaking("en"):
        offers = offers_table(stock_board.offers(known, "5371"), "5371").readable()
        lacks = lacks_table(stock_board.lacks(known, "5302"), "5302").readable()
        nowhere = offers_table(stock_board.offers(known)).readable()
    assert offers["Delivered to Kota Kupang (Rp/kg)"].tolist() == pytest.approx([5712.11])
    assert lacks["Delivered from Sumba Timur (Rp/kg)"].tolist() == pytest.approx([5712.11])
    assert lacks["Regency"].tolist() == ["Kota Kupang"]
    assert not [column for column in nowhere if "Delivered" in column or "Freight" in column]


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_now: object) -> None:
        raise StoreError("unavailable", reason="gone")

    monkeypatch.setattr(stock_board, "entries", gone)
    app = open_page("stock")
    assert "tidak dapat dihubungi" in app.error[0].value


@pytest.mark.parametrize(
    ("language", "words_of_it"),
    [("id", {"jagung", "jagung, pipilan kering"}), ("en", {"maize", "maize, dry, shelled"})],
)
def test_goods_with_and_without_a_form_stand_beside_each_other(
    language: str, words_of_it: set[str]
) -> None:
    accepted(handed(opened(MAIZE, **RUNNING), "5302", to_sell="200", lacking="none"))
    formless = opened({"sheet": "trade_stock", "item": "maize"}, **RUNNING)
    accepted(handed(formless, "5301", sheet="trade_stock", to_sell="70", lacking="none"))
    app = open_page("stock", language, commodity="maize", regency="5304")
    assert not app.exception
    cells = {str(each).casefold() for each in app.dataframe[0].value.to_numpy().ravel()}
    assert cells >= words_of_it
