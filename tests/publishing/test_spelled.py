"""Numbers in words, in both languages."""

from __future__ import annotations

import pytest

from publishing.language import speaking
from publishing.spelled import spelled


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (10, "sepuluh", "ten"),
        (11, "sebelas", "eleven"),
        (12, "dua belas", "twelve"),
        (21, "dua puluh satu", "twenty-one"),
        (100, "seratus", "one hundred"),
        (111, "seratus sebelas", "one hundred eleven"),
        (215, "dua ratus lima belas", "two hundred fifteen"),
        (1000, "seribu", "one thousand"),
        (1001, "seribu satu", "one thousand one"),
        (2019, "dua ribu sembilan belas", "two thousand nineteen"),
        (11_000, "sebelas ribu", "eleven thousand"),
        (101_000, "seratus satu ribu", "one hundred one thousand"),
        (1_000_000, "satu juta", "one million"),
        (1_001_000, "satu juta seribu", "one million one thousand"),
        (2_000_000_000, "dua miliar", "two billion"),
        (3_000_000_000_000, "tiga triliun", "three trillion"),
        (12.5, "dua belas koma lima", "twelve point five"),
        (0.05, "nol koma nol lima", "zero point zero five"),
        (1e-05, "nol koma nol nol nol nol satu", "zero point zero zero zero zero one"),
        (15615.68, "lima belas ribu enam ratus lima belas koma enam delapan",
         "fifteen thousand six hundred fifteen point six eight"),
        (-3, "minus tiga", "minus three"),
    ],
)  # fmt: skip
def test_words(value: float, indonesian: str, english: str) -> None:
    with speaking("id"):
        assert spelled(value) == indonesian
    with speaking("en"):
        assert spelled(value) == english


@pytest.mark.parametrize("value", [1e15, float("inf"), float("nan")])
def test_what_cannot_be_said_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match="too large"):
        spelled(value)
