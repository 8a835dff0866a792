"""Every question that can be asked has its words, in the form and where it is told of later."""

from __future__ import annotations

from typing import get_args

import pytest

from analysis.collection.known_figures import KnownFigure
from analysis.collection.questions import Code
from publishing import hand_in_words, round_words
from publishing.language import LANGUAGES, Language, speaking

PRICE = KnownFigure("price", 13_000.0, "rice", 2025, ("S17",), "C", "imputed", "consumer")
BASIS = {
    "far_from_known_price": PRICE,
    "far_from_computed_need": KnownFigure("computed_need", 79_825.26, "rice", 2023, (), "B"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", get_args(Code))
def test_every_question_has_words(code: str, language: Language) -> None:
    with speaking(language):
        asked = hand_in_words.question(code, 5.0, 7.0, BASIS.get(code))
        assert asked.endswith("?") or "tulis" in asked or "write" in asked
        assert "_" not in asked
        assert round_words.odd(code) != code


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (
            PRICE,
            "Beras, harga konsumen, provinsi, rata-rata bulan yang diketahui pada 2025 (",
        ),
        (
            KnownFigure(
                *("price", 13_000.0, "rice", 2025, ("S17",), "B"),
                form="consumer",
                regency_code="5304",
                first=(2025, 8),
                last=(2025, 8),
            ),
            "Beras, harga konsumen, Timor Tengah Selatan, Agustus 2025 (",
        ),
        (
            KnownFigure(
                *("price", 13_000.0, "rice", 2025, ("S17",), "B"),
                form="consumer",
                regency_code="5304",
                first=(2024, 9),
                last=(2025, 8),
            ),
            "Beras, harga konsumen, Timor Tengah Selatan, median September 2024 sampai",
        ),
    ],
)
def test_what_a_price_is_held_against_says_what_where_and_when(
    known: KnownFigure, told: str
) -> None:
    with speaking("id"):
        assert hand_in_words.held_against(known).startswith(told)
        assert "S17" in hand_in_words.held_against(known)


def test_what_is_said_against_a_figure_stands_beside_it() -> None:
    own = KnownFigure("own_year", 1234.56, "rice", 2023, ("S01",), "B", "outlier")
    with speaking("en"):
        assert hand_in_words.last_known(own, "tonnes").startswith(
            "Your figure of the whole year 2023: 1,234.6 tonnes (BPS (S01); grade B"
        )
        assert "outlier" in hand_in_words.last_known(own, "tonnes")
        assert "filled in by the source" in hand_in_words.held_against(PRICE)
    with speaking("id"):
        assert "79.825 ton" in hand_in_words.question(
            "far_from_computed_need", 5.0, None, BASIS["far_from_computed_need"]
        )
