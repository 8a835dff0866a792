"""The font of paper has the signs of the product, and what it lacks is seen to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.files.paper.glyphs import FONTS, LACKING, drawable, glyphs

ROOT = Path(__file__).parents[3]
#: Signs that files of spreadsheets must not begin with; they stand in no sentence.
_NEVER_SAID = set("＝＋－＠")


def test_the_three_weights_have_the_same_signs() -> None:
    assert len({glyphs(font) for font in sorted(FONTS.glob("*.ttf"))}) == 1
    assert len(list(FONTS.glob("*.ttf"))) == 3
    assert len(glyphs()) > 1000


@pytest.mark.parametrize("folder", ["publishing/locale", "ntt_data/curated"])
def test_every_sign_of_the_product_is_in_the_font(folder: str) -> None:
    texts = [
        path.read_text(encoding="utf-8-sig")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".po", ".csv", ".json"}
    ]
    assert texts
    lacking = {sign for text in texts for sign in text if sign not in "\n\t\r"} - _NEVER_SAID
    assert not {sign for sign in lacking if ord(sign) not in glyphs()}


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Kering – 50 % ≥ 3 → ½", "Kering – 50 % ≥ 3 → ½"),
        ("🌾", LACKING),
        ("Ｒａｙａ", "Raya"),
        ("a\nb\tc", "a b c"),
        ("a\u202eb\x00c\u200b", "abc"),
        ("", ""),
    ],
)
def test_drawable(typed: str, drawn: str) -> None:
    assert drawable(typed) == drawn
