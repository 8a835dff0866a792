"""What an office and anybody with a receipt learn of the bureau's decisions and of a rehearsal."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ntt_data.store.collection_records import Round
from services import review, rounds
from services.hand_in import Field
from tests.pages.test_hand_in import BUREAU, browser, entered, handed_in, opened, sheet_of
from tests.pages.test_paper import bureau
from tests.support.own_store import own_store

REMARK = "Ton atau <b>kuintal</b>?"


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def asked() -> Round:
    return opened()


@pytest.mark.parametrize(
    ("language", "words"),
    [("?lang=id", "Dikembalikan oleh biro, "), ("?lang=en", "Returned by the bureau, ")],
)
def test_the_form_shows_why_its_version_was_returned(
    asked: Round, language: str, words: str
) -> None:
    _key, made = sheet_of(asked)
    office = entered(made)
    version = handed_in(office, maize__production="12.500")
    assert words not in office.get(f"/rakor/isi{language}").text
    decided = review.give_back(BUREAU, version.receipt_no, REMARK)
    form = office.get(f"/rakor/isi{language}").text
    assert words in form
    assert html.escape(REMARK) in form
    assert REMARK not in form, "a remark is text and no markup"
    receipt = f"/rakor/tanda-terima/{version.receipt_no}{language}"
    assert html.escape(REMARK) in office.get(receipt).text
    review.take_back(BUREAU, decided)
    assert words not in office.get(f"/rakor/isi{language}").text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "?lang=id",
            ("belum diterima biro", "diterima biro sebagian: 1 dari", "dikembalikan biro"),
        ),
        (
            "?lang=en",
            ("not accepted by the bureau yet", "accepted by the bureau in part: 1", "returned by"),
        ),
    ],
)
def test_a_receipt_says_to_anybody_whether_it_counts_and_not_why_not(
    asked: Round, language: str, words: tuple[str, str, str]
) -> None:
    _key, made = sheet_of(asked)
    version = handed_in(entered(made), maize__production="12.500")
    receipt = f"/rakor/tanda-terima/{version.receipt_no}{language}"
    anybody = browser()
    assert words[0] in anybody.get(receipt).text
    review.accept(BUREAU, version.receipt_no, [Field("maize", "production")])
    assert words[1] in anybody.get(receipt).text
    review.give_back(BUREAU, version.receipt_no, REMARK)
    told = anybody.get(receipt).text
    assert words[2] in told
    assert "kuintal" not in told


def test_every_page_of_a_rehearsal_says_so() -> None:
    asked = opened(rehearsal=True)
    _key, made = sheet_of(asked)
    office, desk = entered(made), bureau()
    version = handed_in(office, maize__production="12.500")
    for client, address in (
        (office, "isi"),
        (office, f"tanda-terima/{version.receipt_no}"),
        (browser(), f"tanda-terima/{version.receipt_no}"),
        (desk, f"lembar-akses/{asked.round_id}"),
        (desk, f"kertas/{asked.round_id}"),
        (desk, f"templat/{asked.round_id}"),
    ):
        assert "LATIHAN" in client.get(f"/rakor/{address}").text, address


def test_links_and_codes_of_a_rehearsal_thrown_away_say_that_it_is_over() -> None:
    asked = opened(rehearsal=True)
    _key, made = sheet_of(asked)
    office, desk = entered(made), bureau()
    version = handed_in(office, maize__production="12.500")
    rounds.discard_round(BUREAU, asked.round_id, "Sudah cukup")
    over = "Latihan ini sudah selesai dan dibuang"
    for client, address in (
        (office, "isi"),
        (browser(), f"tanda-terima/{version.receipt_no}"),
        (desk, f"lembar-akses/{asked.round_id}"),
        (desk, f"kertas/{asked.round_id}"),
        (desk, f"templat/{asked.round_id}"),
    ):
        assert over in client.get(f"/rakor/{address}").text, address
    assert over in browser().post("/rakor/masuk", data={"code": made.code}).text
    assert over in browser().post("/rakor/masuk", data={"link": made.link_token}).text


def test_a_receipt_asks_the_database_for_nothing_twice(asked: Round) -> None:
    """Eighty receipts are looked at in the same second, when eighty have handed in."""
    _key, made = sheet_of(asked)
    office = entered(made)
    version = handed_in(office, maize__production="12.500")
    questions: Counter[tuple[str, str]] = Counter()

    def note(
        _connection: object, _cursor: object, said: str, values: object, *_more: object
    ) -> None:
        if said.startswith("SELECT"):
            questions[said, str(values)] += 1

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert version.receipt_no in office.get(f"/rakor/tanda-terima/{version.receipt_no}").text
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert questions
    assert [said for said, times in questions.items() if times > 1] == []
