"""A card for a phone: its size, what stands on it, and letters that can be read there."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from publishing.briefing.card import Card
from publishing.briefing.model import Basis, Finding
from publishing.files.paper import typesetter
from publishing.files.paper.card import HEIGHT, WIDTH, card_document, card_png
from publishing.language import speaking
from publishing.maps.zones import regency_locator
from tests.support.installed import program

HOST = "http://10.0.0.5:8501"
#: Of a line of the smallest letters (14 points of Source Sans 3), in points.
LEAST_LINE = 14 * 0.9


@pytest.fixture(scope="module")
def card() -> Card:
    with speaking("id"):
        basis = Basis("2023", "ton", "C", "22 dari 22 daerah", ["S01", "S06"])
        return Card(
            key="5315",
            title="Kabupaten #Manggarai *Barat*",
            subtitle="Zona E",
            findings=[
                Finding("Beras 2023: 1.234,5 t s.d. 1.300 t. Sangat mungkin (94 %).", basis),
                Finding("Beras dapat memasok Ende.", replace(basis, modelled=True)),
                Finding("Beras lebih murah pada 12 dari 12 bulan.", basis),
            ],
            where=regency_locator("5315"),
            language="id",
            data_date=date(2026, 11, 29),
            address="profile?regency=5315",
        )


def _words(card: Card, folder: Path) -> list[tuple[str, float, float, float, float]]:
    """Each word of the card with its box in points, as a reader of PDF finds them."""
    with speaking("id"):
        (made,) = typesetter().typeset("pdf", card_document(card, HOST))
    source = folder / "card.pdf"
    source.write_bytes(made)
    command = [program("pdftotext"), "-bbox", str(source), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    box = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    assert told.count("<page ") == 1
    return [(word, *map(float, place)) for *place, word in re.findall(box, told)]  # type: ignore[misc]


def test_it_is_a_picture_of_its_size_and_the_same_again(card: Card) -> None:
    made = card_png(card, HOST)
    picture = Image.open(io.BytesIO(made))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    assert card_png(card, HOST) == made
    assert card_png(replace(card, key="x", findings=card.findings[:2]), HOST) != made


def test_all_of_it_is_read_in_letters_for_a_phone(card: Card, tmp_path: Path) -> None:
    words = _words(card, tmp_path)
    text = " ".join(each[0] for each in words)
    for told in (
        card.title,
        "1.234,5 t s.d. 1.300 t.",
        "hasil model · 2023 · ton",
        "Sumber: BPS",
        "Tanda isi",
        "bukan acuan batas",
        "29 November 2026",
        f"{HOST}/profile?regency=5315",
    ):
        assert told in text, told
    assert text.count("hasil model") == 1
    for word, left, top, right, bottom in words:
        assert 0 <= left < right <= WIDTH / 2, word
        assert 0 <= top < bottom <= HEIGHT / 2, word
        assert bottom - top >= LEAST_LINE, word


def test_a_headline_ends_with_its_sentence(card: Card) -> None:
    with speaking("id"):
        first, *_more = card_document(card)["findings"]
    assert first["first"] == "Beras 2023: 1.234,5 t s.d. 1.300 t."
    assert first["rest"] == "Sangat mungkin (94\u00a0%)."


def test_what_has_no_room_is_left_out_and_lies_on_nothing(card: Card, tmp_path: Path) -> None:
    long = Finding("Panjang sekali. " + "Kalimat yang tidak habis-habis. " * 30, Basis("2023"))
    words = _words(replace(card, findings=[long, card.findings[0], long]), tmp_path)
    (foot,) = [top for word, _left, top, *_box in words if word == "Keadaan"]
    told = [bottom for word, *_box, bottom in words if word.startswith("Kalimat")]
    assert len(told) == 30, "the second long one is left out"
    assert max(told) < foot
    assert "1.300" in [each[0] for each in words]


def test_nothing_to_say_is_said(card: Card, tmp_path: Path) -> None:
    text = " ".join(each[0] for each in _words(replace(card, findings=[]), tmp_path))
    assert "Belum ada data" in text
