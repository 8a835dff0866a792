"""Decks and cards as files of links: each under its name, given up where nobody waits."""

from __future__ import annotations

from io import BytesIO
from threading import Event

import pytest
from PIL import Image

from publishing.files.paper import Cancelled
from publishing.language import speaking
from services.briefing import card_files
from services.briefing.catalogue import Subject
from services.deck import files
from services.making.orders import ENDINGS
from tests.support.a_deck import a_deck
from tests.support.pdf_read import faults

_REGENCY = Subject("regency", "5315")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "deck", lambda _subject: a_deck("id"))


@pytest.mark.parametrize(
    ("ending", "begins", "name"),
    [
        ("pptx", b"PK", "salindia-komoditas-beras_"),
        ("salindia.pdf", b"%PDF", "salindia-komoditas-beras_"),
        ("kartu.png", b"\x89PNG", "kartu-manggarai-barat_"),
    ],
)
def test_a_file_is_made_under_its_name_or_given_up(ending: str, begins: bytes, name: str) -> None:
    given_up = Event()
    given_up.set()
    with speaking("id"):
        (made,) = ENDINGS[ending].make(_REGENCY, "http://10.0.0.5:8501", Event())
        assert made.content.startswith(begins)
        assert made.name == f"{name}{made.mark[:4]}.{ending.rpartition('.')[2]}"
        again = ENDINGS[ending].make(_REGENCY, "http://10.0.0.5:8501", Event())
        assert again == [made]
        with pytest.raises(Cancelled):
            ENDINGS[ending].make(_REGENCY, "", given_up)


def test_the_deck_on_paper_and_the_card_are_whole() -> None:
    with speaking("id"):
        (paper,) = files.deck_pdf(_REGENCY)
        (card,) = card_files.card_file(_REGENCY)
    assert faults(paper.content) == []
    assert Image.open(BytesIO(card.content)).size == (1080, 1350)
