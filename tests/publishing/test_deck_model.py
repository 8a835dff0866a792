"""A deck is told in the slides and the order that somebody chose, or says which it has."""

from __future__ import annotations

from datetime import date

import pytest

from publishing.deck.model import Deck, DeckSlide, Notes, UnknownSlidesError
from publishing.language import speaking


def _slide(key: str) -> DeckSlide:
    return DeckSlide(key, key, "t", None, Notes(["said"], "objection", "answer", [f"of-{key}"]))


DECK = Deck(
    *("province", "ntt", "NTT", [_slide("need"), _slide("who"), _slide("pairs")]),
    *("id", "edition", date(2026, 1, 1), ""),
)


def test_chosen_slides_come_in_the_order_that_was_asked_each_once() -> None:
    made = DECK.chosen(["pairs", "need", "pairs"])
    assert [slide.key for slide in made.slides] == ["pairs", "need"]
    assert set(made.source_ids) == {"of-pairs", "of-need"}
    assert (made.key, made.title, made.edition) == (DECK.key, DECK.title, DECK.edition)


def test_of_no_keys_it_is_the_whole_deck() -> None:
    assert DECK.chosen([]) is DECK


def test_slides_that_it_does_not_have_are_named_beside_those_it_has() -> None:
    with (
        speaking("id"),
        pytest.raises(UnknownSlidesError, match=r"'harga', ''; .*need, who, pairs") as said,
    ):
        DECK.chosen(["who", "harga", ""])
    assert said.value.unknown == ("harga", "")
    assert isinstance(said.value, ValueError)
