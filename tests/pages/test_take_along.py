"""The box "Take along": what it offers of which page, in which language, to which phone."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.ui import local_network
from publishing.files.page_workbook import PageTable, page_workbook
from publishing.language import speaking
from services.deck.catalogue import KINDS as DECK_KINDS
from services.making.orders import ENDINGS
from tests.support.open_page import open_page


def _box() -> None:
    import pandas as pd
    import streamlit as st

    from pages.ui import take_along

    st.session_state["open-take-along"] = True
    take_along.begin("profile")
    if kind := st.query_params.get("kind"):
        take_along.offer(kind, st.query_params["key"], "Kab. <b>Satu</b>", 2022)  # type: ignore[arg-type]
        take_along.note_table("balances-5315", lambda: pd.DataFrame({"a": [1]}), ["S01"], "")
    take_along.show_button()


def _drawn(language: str, **query: str) -> tuple[AppTest, str]:
    app = AppTest.from_function(_box, default_timeout=30)
    app.session_state["lang"] = language
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    html = "".join(each.proto.body for each in app.get("html"))
    return app, html


@pytest.mark.parametrize(
    ("language", "link", "words"),
    [
        ("id", "/berkas/daerah/5315.pdf?year=2022", "Berkas belum dapat dibuat; coba lagi."),
        ("en", "/berkas/daerah/5315.pdf?year=2022&amp;lang=en", "could not be made; try again."),
    ],
)
def test_it_offers_the_page_s_subject_in_its_language(language: str, link: str, words: str) -> None:
    app, html = _drawn(language, kind="regency", key="5315")
    assert f'href="{link}"' in html
    assert f'href="{link.replace(".pdf", ".xlsx")}"' in html
    assert words in html
    assert "Kab. <b>Satu</b>" in [each.value for each in app.text], "a name is no markup"
    assert len(app.get("download_button")) == 1, "the tables of the page"


def test_a_page_about_nothing_else_offers_the_province() -> None:
    app, html = _drawn("id")
    for ending, words in {
        "pdf": "Ringkasan sebagai PDF (A4)",
        "pptx": "Salindia yang dapat diubah, dengan catatan (PPTX)",
        "salindia.pdf": "Salindia dengan catatan, untuk dicetak (PDF)",
    }.items():
        assert f'href="/berkas/provinsi/ntt.{ending}" download>{words}</a>' in html
    assert "kartu" not in html, "a card is of a regency"
    assert not app.get("download_button"), "nothing is made in the run of a page"


def test_every_offered_ending_can_be_ordered() -> None:
    for kind, key in (
        *(("regency", "5315"), ("commodity", "rice"), ("zone", "Z1"), ("road_map", "ntt")),
    ):
        html = _drawn("id", kind=kind, key=key)[1]
        asked = re.findall(r'href="/berkas/[a-z-]+/[^".]+\.([^"?]+)', html)
        assert set(asked) <= set(ENDINGS)
        assert ("kartu.png" in asked) is (kind == "regency")
        assert {"pptx", "salindia.pdf"} <= set(asked) or kind not in DECK_KINDS
        assert ("pdf" in asked) is (kind != "zone"), "of a zone there is a deck alone"


def test_a_key_stays_one_part_of_the_address() -> None:
    html = _drawn("id", kind="scenario", key='a/../b"><script>')[1]
    assert "/berkas/skenario/a%2F..%2Fb%22%3E%3Cscript%3E.pdf" in html


@pytest.mark.parametrize(
    ("opened", "bound", "reached"),
    [
        ("http://10.0.0.5:8501", "0.0.0.0", "http://10.0.0.5:8501"),
        ("https://dasbor.example.go.id", "localhost", "https://dasbor.example.go.id"),
        ("http://localhost:8501", "::", "http://192.168.1.20:8501"),
        ("http://127.0.0.1:8501", "0.0.0.0", "http://192.168.1.20:8501"),
        ("http://localhost:8501", "localhost", ""),
        ("", "0.0.0.0", ""),
    ],
)
def test_a_phone_gets_an_address_that_is_not_its_own(
    opened: str, bound: str, reached: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_network, "local_addresses", lambda: ["192.168.1.20"])
    monkeypatch.setattr(st, "get_option", lambda _name: bound)
    assert local_network.origin_for_others(opened) == reached


def test_all_tables_of_a_page_are_sheets_with_their_sources() -> None:
    def table(**columns: Any) -> PageTable:
        rows = pd.DataFrame(columns)
        return PageTable("balances-5315", lambda: rows, ["S01"], "a note")

    with speaking("en"):
        made = page_workbook([table(a=[1, 2]), table(a=[]), table(b=["x"])])
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames[-1] == "Sources"
    assert len(book.sheetnames) == 3, "a table without rows is no sheet, two of one name are two"
    assert len({name.casefold() for name in book.sheetnames}) == 3
    first = book[book.sheetnames[0]]
    assert [row[0].value for row in first.iter_rows()] == ["a note", None, "a", 1, 2]
    assert "S01" in {cell.value for cell in book["Sources"]["A"]}


@pytest.mark.parametrize(
    ("page", "query", "link"),
    [
        ("profile", {"regency": "5302"}, "/berkas/daerah/5302.pdf?lang=en"),
        ("matcher", {"year": "2022"}, "/berkas/komoditas/rice.pdf?year=2022&amp;lang=en"),
    ],
)
def test_a_page_says_what_it_is_about(page: str, query: dict[str, str], link: str) -> None:
    app = open_page(page, "en", **query)
    assert f'href="{link}"' in "".join(each.proto.body for each in app.get("html"))
    labels = [each.proto.label for each in app.get("download_button")]
    assert [each for each in labels if "tables in one workbook" in each]
