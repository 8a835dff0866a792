"""The slides that end a deck: of today, of the last meeting, none, too many for one slide."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from ntt_data.store import StoreError
from ntt_data.store.decision_records import Content
from publishing.briefing.model import Table
from publishing.deck.model import MOST_WORDS, Deck, DeckSlide
from publishing.files.powerpoint import pptx_bytes
from publishing.language import LANGUAGES, Language, speaking
from services import decisions
from services.access import Actor
from services.deck.decisions import decision_slides
from services.pack.contents import contents
from tests.support.own_store import own_store

BUREAU = Actor("bureau")
TODAY = date(2026, 11, 30)
CONTENT = Content("Sikka membeli 500 t jagung & <b> = 1+1", "Biro Ekonomi", TODAY, "Rakor")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("services.decisions.today", lambda: TODAY)
    with own_store(tmp_path, monkeypatch):
        yield


def rows(slide: DeckSlide) -> list[list[str | None]]:
    assert isinstance(slide.shown, Table)
    return [list(each) for each in slide.shown.ready.texts.values()]


def test_those_of_today_stand_there_and_withdrawn_ones_do_not() -> None:
    decisions.record(BUREAU, replace(CONTENT, held_on=date(2026, 11, 2)))
    first = decisions.record(BUREAU, replace(CONTENT, due_on=date(2026, 12, 15), owner_code="5310"))
    gone = decisions.record(BUREAU, CONTENT)
    decisions.withdraw(BUREAU, gone.decision_id, "uji coba", 1)
    with speaking("id"):
        (slide,) = decision_slides("province", "ntt")
        assert slide.title == "Keputusan hari ini"
        assert rows(slide) == [
            [first.content.text], ["Biro Ekonomi (Sikka)"], ["15 Desember 2026"]
        ]  # fmt: skip
        decisions.set_status(BUREAU, first.decision_id, "done", "laporan", 1)
        (slide,) = decision_slides("province", "ntt")
        assert rows(slide)[2] == ["15 Desember 2026 · selesai"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_an_earlier_day_it_is_said(language: Language) -> None:
    decisions.record(BUREAU, replace(CONTENT, held_on=date(2026, 11, 2)))
    with speaking(language):
        (slide,) = decision_slides("province", "ntt")
    assert "2 November 2026" in slide.title
    assert len(f"{slide.title} (2)".split()) <= MOST_WORDS
    assert ("hari ini" in slide.title) is ("today" in slide.title) is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_is_said_on_the_province_and_no_slide_of_another_deck(language: Language) -> None:
    with speaking(language):
        (slide,) = decision_slides("province", "ntt")
        assert decision_slides("regency", "5310") == []
    page = {"id": "“Keputusan”", "en": "“Decisions”"}[language]
    assert page in str(rows(slide))
    assert slide.notes.objection
    assert slide.notes.answer


def test_a_database_that_is_away_leaves_the_deck_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise StoreError("unavailable", reason="disk")

    monkeypatch.setattr("services.decisions.standing", fail)
    with speaking("en"):
        (slide,) = decision_slides("regency", "5310")
    assert slide.title == "Decisions cannot be read at the moment"


def test_a_deck_of_a_regency_has_its_own() -> None:
    decisions.record(BUREAU, replace(CONTENT, kind="regency", key="5310"))
    decisions.record(BUREAU, replace(CONTENT, owner_code="5371"))
    assert len(rows(decision_slides("regency", "5310")[0])[0]) == 1
    assert len(rows(decision_slides("regency", "5371")[0])[0]) == 1
    assert decision_slides("regency", "5304") == []
    assert len(rows(decision_slides("province", "ntt")[0])[0]) == 2


def test_ten_long_ones_go_on_and_stay_on_their_slides() -> None:
    sentence = "Belu & Malaka menyusun <naskah> = kesepakatan pengiriman sapi; biro menyiapkan "
    texts = ["Pendek", (sentence * 4)[:300], "W" * 300]
    for n in range(10):
        decisions.record(BUREAU, replace(CONTENT, text=texts[n % 3], owner="Dinas " * (1 + n)))
    with speaking("id"):
        slides = decision_slides("province", "ntt")
    assert [each.key for each in slides[:2]] == ["decisions", "decisions-2"]
    assert slides[1].title == "Keputusan hari ini (2)"
    told = [text for slide in slides for text in rows(slide)[0]]
    assert told == [each.content.text for each in decisions.standing()], "none is left out"
    deck = Deck("province", "ntt", "NTT", slides, "id", "x.0", TODAY, "")
    made = Presentation(io.BytesIO(pptx_bytes(deck)))
    for page, slide in zip(made.slides, slides, strict=True):
        (frame,) = [each for each in page.shapes if each.has_table]
        cells = [[cell.text for cell in row.cells] for row in frame.table.rows]
        assert [row[0] for row in cells[1:]] == rows(slide)[0]
        assert frame.top + sum(row.height for row in frame.table.rows) <= made.slide_height
        assert frame.left + sum(each.width for each in frame.table.columns) <= made.slide_width
        narrowest = min(each.width.pt for each in frame.table.columns)
        assert narrowest > 60, "a word as long as a line pushes no column out"
        foot = next(each for each in page.shapes if each.name == "foot").text_frame.text
        assert "Sumber" not in foot, "nobody cites a register for what was typed in"


def test_a_pack_makes_its_decks_anew_when_something_was_decided_and_nothing_else() -> None:
    def marks() -> dict[str, str]:
        return {each.path: each.mark for each in contents("5310").entries}

    with speaking("id"):
        before = marks()
        decisions.record(BUREAU, replace(CONTENT, owner_code="5310"))
        after = marks()
    other = {path for path in before if before[path] != after[path]}
    assert other
    assert other == {path for path in before if "salindia" in path}, "slides, and on paper"
