"""The province in ten minutes says what the answer says, in titles that can be read at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publishing.deck.model import MOST_WORDS, Deck
from publishing.formats import part, percent, tonnes
from publishing.language import LANGUAGES, Language, speaking
from services.answer import evaluation, market
from services.briefing.catalogue import NoBriefingError
from services.deck.catalogue import deck as deck_of
from services.deck.catalogue import find_deck
from services.deck.province import province_deck


@pytest.fixture(params=LANGUAGES)
def deck(request: pytest.FixtureRequest) -> Iterator[Deck]:
    language: Language = request.param
    with speaking(language):
        yield province_deck()


def test_titles_are_short_and_every_slide_can_be_defended(deck: Deck) -> None:
    assert [slide.key for slide in deck.slides] == [
        *("need", "who", "together", "supplier", "pairs", "prices", "ferries", "sectors"),
        "flagships",
    ]
    for slide in deck.slides:
        assert len(slide.title.split()) <= MOST_WORDS, slide.title
        assert slide.subtitle
        assert slide.shown is not None
        assert slide.notes.said
        assert slide.notes.objection
        assert slide.notes.answer
        assert slide.notes.source_ids, slide.key
    assert [slide.key for slide in deck.slides if slide.modelled] == ["pairs", "prices", "ferries"]


def test_its_figures_are_those_of_the_answer(deck: Deck) -> None:
    slides = {slide.key: slide for slide in deck.slides}
    answer = evaluation.baseline_answer("rice", evaluation.default_year("rice"))
    table, totals = answer.balance.table, answer.match.totals
    have, need = table["available_t"].sum(), table["need_t"].sum()
    assert part(100 * have / need) in slides["need"].title
    assert [each.value for each in slides["need"].figures] == [
        tonnes(have),
        tonnes(need),
        tonnes(need - have),
    ]
    surplus = table.loc[table["balance_class"] == "surplus", "balance_t"].sum()
    deficit = -table.loc[table["balance_class"] == "deficit", "balance_t"].sum()
    assert part(100 * surplus / deficit) in slides["together"].title
    assert [each.value for each in slides["pairs"].figures] == [
        *(tonnes(each) for each in (totals.moved_t, totals.external_t, totals.unmet_t))
    ]
    whole = market.carried(answer)[0]
    assert percent(100 * whole.max_t / totals.moved_t, 0) in slides["prices"].title


def test_a_zone_with_two_flagships_is_one_zone(deck: Deck) -> None:
    title = next(slide.title for slide in deck.slides if slide.key == "flagships")
    assert title.split()[3 if deck.language == "en" else 2] == "8"


def test_a_deck_that_is_none_names_those_that_there_are() -> None:
    with pytest.raises(NoBriefingError, match=r"'planet'.*provinsi"):
        find_deck("planet")
    *figures, road_map, decided = deck_of(find_deck("provinsi")).slides
    assert figures == province_deck().slides
    assert [road_map.key, decided.key] == ["road-map", "decisions"]
