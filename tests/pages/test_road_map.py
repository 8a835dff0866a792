"""The road map's page: dates and owners that are there, and the lack of them said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from ntt_data.store.decision_records import Content
from publishing.language import Language
from services import decisions
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU
from tests.support.user_text import NASTY, mistaken, shown


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.mark.parametrize(
    ("language", "none"),
    [("id", "Di sini belum ada yang bertanggal"), ("en", "Nothing here has a date yet")],
)
def test_no_date_is_said_and_one_that_was_set_is_shown(language: Language, none: str) -> None:
    assert none in words(open_page("road_map", language))
    nasty = " ".join(NASTY.split())
    decisions.record(BUREAU, Content(nasty, nasty, date(2026, 11, 3), due_on=date(2026, 12, 15)))
    app = open_page("road_map", language, road_kind="decision")
    assert none not in words(app)
    assert {"id": "15 Desember 2026", "en": "15 December 2026"}[language] in words(app)
    assert {"id": "1 hal", "en": "1 thing"}[language] in app.header[0].value
    assert shown(app, nasty)
    assert not mistaken(app, nasty)


def test_what_has_a_day_is_drawn_and_each_thing_leads_to_its_page() -> None:
    assert not open_page("road_map", road_zone="Z4").get("vega_lite_chart")
    late = Content("Gudang", "Dinas", date(2020, 1, 3), due_on=date(2020, 2, 1))
    decisions.record(BUREAU, replace(late, kind="zone", key="Z4"))
    app = open_page("road_map", road_zone="Z4")
    assert app.get("vega_lite_chart")
    assert "1 lewat tenggat" in app.header[0].value
    assert "1 Februari 2020, lewat tenggat" in words(app)
    ways = [each.proto for each in app.get("page_link")]
    assert any("decisions" in str(each) for each in ways)
    assert any("competing" in str(each) or "flagship" in str(each) for each in ways)
    assert "dinas peternakan tiap daerah" in words(app)


def test_a_zone_without_a_kind_says_so_and_the_address_keeps_the_choice() -> None:
    app = open_page("road_map", road_zone="Z5", road_kind="case")
    assert "Tidak ada hal jenis ini" in words(app)
    assert app.selectbox(key="road_zone").value == "Z5"


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise StoreError("unavailable", reason="disk")

    monkeypatch.setattr("services.desk.cases.case_store", fail)
    app = open_page("road_map")
    assert "Basis data tidak terjangkau" in app.error[0].value
