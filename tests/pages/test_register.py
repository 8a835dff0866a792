"""The page of the register: choices in the address, the open entry, what it says without a base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError
from publishing.markdown_text import unmarked
from services.desk import cases
from tests.services.test_case_rules import BUREAU, CONTENT
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.user_text import NASTY, mistaken


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def headings(app: AppTest) -> list[str]:
    return [unmarked(each.value) for each in (*app.header, *app.subheader)]


def test_a_link_chooses_and_opens_an_entry() -> None:
    app = open_page("register", "en", entry_of="5312", entry="AG11")
    assert any("3 of 26 entries" in each for each in headings(app))
    assert any("Ngada, Manggarai Timur: Boundary" in each for each in headings(app))
    assert "Ended in a ministerial regulation" in unmarked(words(app))


def test_a_choice_without_an_entry_says_that_it_is_no_proof() -> None:
    app = open_page("register", "id", entry_of="5305", entry_kind="boundary")
    assert any("itu tidak berarti kerja samanya tidak ada" in each.value for each in app.info)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_published_case_is_shown_with_its_title_as_typed(language: str) -> None:
    case = cases.open_case(BUREAU, replace(CONTENT, title=NASTY))
    case = cases.attach(
        BUREAU, case.case_id, "agreement", "pks.pdf", b"pks", {"Kota Kupang": "1"}, "", case.no
    )
    case = cases.publish(BUREAU, case.case_id, True, "ditandatangani", case.no)
    app = open_page("register", language, entry=case.case_id)
    assert any(": 1" in each.value for each in app.header)
    assert not mistaken(app)


def test_without_the_database_the_older_entries_stand_and_it_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: Any) -> None:
        raise StoreError("unavailable", reason="test")

    monkeypatch.setattr("services.desk.cases.public_cases", fail)
    app = open_page("register")
    assert any("tidak terjangkau" in each.value for each in app.warning)
    assert any("Semua 26 catatan" in each for each in headings(app))


def test_the_first_screen_counts_what_is_on_record() -> None:
    said = unmarked(words(open_page("overview", "id")))
    assert (
        "yang tertua dari 2011; mungkin ada yang lain. Ditandatangani dan diterbitkan di Meja "
        "kerja sama: 0." in said
    )
    assert "sehingga belum ada hitungan menurut tahapan" in said


def test_the_first_screen_counts_published_cases_by_year_and_stage() -> None:
    case = cases.open_case(BUREAU, CONTENT)
    told = date(2019, 8, 29)
    case = cases.attach(
        BUREAU, case.case_id, "agreement", "pks.pdf", b"1", {}, "", case.no, signed_on=told
    )
    cases.publish(BUREAU, case.case_id, True, "", case.no)
    said = unmarked(words(open_page("overview", "en")))
    assert "Published cases by year and the report's stage: 2019: Preparation 1." in said


def test_the_first_screen_claims_no_number_while_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: Any) -> None:
        raise StoreError("unavailable", reason="test")

    monkeypatch.setattr("services.desk.cases.public_cases", fail)
    said = unmarked(words(open_page("overview", "en")))
    assert "is not known now" in said
    assert "No case of the cooperation desk has been published" not in said
