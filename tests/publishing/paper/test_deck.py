"""A deck on paper: every slide with its notes, valid, the same bytes from the same deck."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from publishing.deck.model import Deck, DeckSlide, Notes
from publishing.files.paper import Cancelled
from publishing.files.paper.deck_pdf import deck_document, deck_pdf_bytes
from publishing.language import Language, speaking
from tests.support.a_deck import a_deck
from tests.support.pdf_read import faults, sheets

HOST = "http://10.0.0.5:8501"
MARKUP = '#panic("x") *tebal* _miring_ $x^2$ = Judul <label> \\ // [x]'


@pytest.fixture(scope="module")
def deck() -> Deck:
    return a_deck("id")


@pytest.fixture(scope="module")
def pdf(deck: Deck) -> bytes:
    return deck_pdf_bytes(deck, HOST)


def _of(deck: Deck, **changed: object) -> Deck:
    """The deck with one slide alone, of words alone."""
    shown = replace(deck.slides[0], shown=None)
    return replace(deck, slides=[replace(shown, **changed)])  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_valid_for_archives_and_for_those_who_listen(language: Language) -> None:
    assert faults(deck_pdf_bytes(a_deck(language), HOST)) == []


def _told(slide: DeckSlide) -> list[str]:
    notes = slide.notes
    figures = [text for each in slide.figures for text in (each.value, each.label)]
    return [slide.title, slide.subtitle, *figures, *notes.said, notes.objection, notes.answer]


def test_a_page_holds_a_slide_and_its_notes(deck: Deck, pdf: bytes, tmp_path: Path) -> None:
    read = sheets(pdf, tmp_path)
    assert len(read) == len(deck.slides)
    for at, (slide, sheet) in enumerate(zip(deck.slides, read, strict=True), start=1):
        for told in _told(slide):
            assert told.replace(" ", "") in sheet.replace(" ", ""), told
        assert f"Salindia {at} dari 3" in sheet
        assert "BPS (S01" in sheet, "a source with its name"
        assert ("hasil model" in sheet) is slide.modelled
        assert deck_document(deck)["mark"] in sheet
    assert f"{HOST}/{deck.address}" in read[0]
    assert "dan 14 baris lagi, di aplikasi" in read[2]  # 22 regencies, 8 of them shown


def test_the_same_deck_is_the_same_file(deck: Deck, pdf: bytes) -> None:
    assert deck_pdf_bytes(deck, HOST) == pdf
    assert deck_pdf_bytes(replace(deck, edition="another"), HOST) == pdf
    assert deck_document(deck)["mark"] != deck_document(_of(deck))["mark"]


def test_without_a_host_there_is_no_address(deck: Deck, tmp_path: Path) -> None:
    assert "http" not in " ".join(sheets(deck_pdf_bytes(deck), tmp_path))


def test_long_notes_get_smaller_and_then_run_on(deck: Deck, tmp_path: Path) -> None:
    said = [f"Kalimat nomor {n} tentang keadaan daerah yang diceritakan." for n in range(150)]
    notes = deck.slides[0].notes
    few, many = (
        sheets(deck_pdf_bytes(_of(deck, notes=replace(notes, said=said[:n]))), tmp_path)
        for n in (18, 150)
    )
    assert len(few) == 1, "smaller letters"
    assert len(many) > 1
    assert all(sentence in " ".join(many) for sentence in said)
    assert "Salindia 1 dari 1" in many[0]


def test_what_somebody_typed_is_never_markup(deck: Deck, tmp_path: Path) -> None:
    notes = Notes([MARKUP], MARKUP, MARKUP, ["S01"])
    typed = replace(
        _of(deck, title=MARKUP, subtitle=MARKUP, notes=notes), title=MARKUP, scenario="Kering 🌾"
    )
    made = deck_pdf_bytes(typed)
    assert faults(made) == []
    (read,) = sheets(made, tmp_path)
    assert read.replace(" ", "").count(MARKUP.replace(" ", "")) >= 6
    assert "Kering □" in read


def test_a_deck_without_slides_says_so(deck: Deck, tmp_path: Path) -> None:
    (read,) = sheets(deck_pdf_bytes(replace(deck, slides=[])), tmp_path)
    assert "Belum ada data" in read


def test_it_is_given_up_when_nobody_waits(deck: Deck) -> None:
    given_up = threading.Event()
    given_up.set()
    with pytest.raises(Cancelled):
        deck_pdf_bytes(deck, cancelled=given_up)


def test_a_drawing_is_made_for_its_room(deck: Deck) -> None:
    with speaking("id"):
        content = deck_document(deck)
    chart = content["slides"][1]["shown"]
    spec = content["drawings"][chart["drawing"]]["vega"]
    assert spec["height"] / spec["width"] == pytest.approx(88 / chart["wide_mm"], rel=0.01)
