"""The deck of a commodity tells as much as is known of it, and never more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publishing import words
from publishing.briefing.model import Table
from publishing.deck.model import MOST_WORDS, Deck, DeckSlide
from publishing.formats import tonnes
from publishing.language import LANGUAGES, Language, speaking
from services import commodities
from services.answer import evaluation, ferries, market
from services.deck.catalogue import deck, find_deck
from services.deck.commodity import commodity_deck

#: What is balanced, and one of every other standing; more of them are gone through in a sweep.
SOME = ["rice", "chili", "fish", "maize", "coffee", "pork", "cattle", "teak"]
MORE = [
    *("cabbage", "water_spinach", "garlic", "large_chili"),
    *("mung_bean", "clove", "seaweed", "curly_chili"),
    *("native_chicken_egg", "milk_other", "aquatic_animal_other", "scad"),
    *("pig", "goat", "cattle_buffalo", "lontar_palm", "soybean", "porang"),
]


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    language: Language = request.param
    with speaking(language):
        yield language


def _slides(made: Deck) -> dict[str, DeckSlide]:
    return {slide.key: slide for slide in made.slides}


def test_all_that_has_a_balance_is_among_them() -> None:
    assert set(evaluation.two_sided()) <= set(SOME)


@pytest.mark.parametrize(
    "commodities_", [SOME, pytest.param(MORE, marks=pytest.mark.sweep)], ids=len
)
def test_titles_are_short_and_every_slide_can_be_defended(
    spoken: Language, commodities_: list[str]
) -> None:
    for commodity in commodities_:
        made = commodity_deck(commodity)
        assert len(_slides(made)) == len(made.slides) >= 2, commodity
        for slide in made.slides:
            where = f"{commodity} {slide.key}: {slide.title}"
            assert len(slide.title.split()) <= MOST_WORDS, where
            assert slide.subtitle, where
            assert slide.shown is not None or slide.key == "ferries", where
            assert slide.notes.said, where
            assert slide.notes.objection, where
            assert slide.notes.answer, where
            # Of what nothing is known no source says so.
            assert slide.notes.source_ids or commodity == "teak", where


def test_what_has_a_balance_goes_from_the_need_to_who_ranks_it() -> None:
    assert list(_slides(commodity_deck("rice"))) == [
        *("need", "who", "together", "supplier", "pairs", "prices", "ferries", "kpju", "flows")
    ]
    chili = _slides(commodity_deck("chili"))
    # Of some regencies the balance is in doubt: the title names those that are not, not NTT.
    assert "18 daerah" in chili["need"].title
    # What is the sum of 18 is not called the province's.
    assert "18 daerah" in chili["need"].figures[-1].label
    assert not any("NTT" in figure.label for figure in chili["need"].figures)
    assert "missing" in chili


def test_its_figures_are_those_of_the_answer() -> None:
    answer = evaluation.baseline_answer("chili", evaluation.default_year("chili"))
    slides = _slides(commodity_deck("chili"))
    summary = answer.balance.summary
    assert slides["need"].figures[0].value == tonnes(summary.total_available_t)
    crossed = ferries.ferries_of(answer).before
    assert slides["ferries"].figures[0].value == tonnes(crossed.crossing_t)
    tested = market.price_test(answer)
    assert tested is not None
    assert set(tested.source_ids) <= set(slides["prices"].notes.source_ids)


def test_a_need_that_is_an_assumption_says_so() -> None:
    said = _slides(commodity_deck("fish"))["need"].notes.said
    assert words.not_comparable("landings") in said


def test_a_year_that_was_asked_for_is_told() -> None:
    told = deck(find_deck("komoditas", "beras", 2020))
    assert all("2020" in slide.subtitle for slide in told.slides[:3])


@pytest.mark.parametrize("commodity", ["fish", "maize", "cabbage", "coffee", "pork", "cattle"])
def test_without_a_balance_no_pair_and_no_surplus_is_told(commodity: str) -> None:
    made = commodity_deck(commodity)
    assert not {"who", "together", "pairs", "prices"} & set(_slides(made))
    assert not any(slide.modelled for slide in made.slides)
    assert "surplus" not in " ".join(slide.title for slide in made.slides)


def test_what_is_needed_alone_is_short_and_says_so() -> None:
    slides = _slides(commodity_deck("pork"))
    assert list(slides) == ["known", "need", "ntt", "missing"]
    assert "hanya kebutuhan" in slides["known"].title
    need = commodities.need_of("pork")
    assert need is not None
    assert tonnes(need.total(need.forms[0])) == slides["need"].figures[0].value
    assert tonnes(need.total(need.forms[0])) in slides["need"].title


def test_where_the_largest_quota_is_contradicted_nobody_is_the_largest() -> None:
    assert "terbesar" not in _slides(commodity_deck("cattle"))["animals"].title


def test_what_is_missing_is_asked_of_those_who_have_it() -> None:
    missing = _slides(commodity_deck("coffee"))["missing"].shown
    assert missing is not None
    texts = missing.ready.texts  # type: ignore[union-attr]
    # A balance follows from the others: nobody can hand it in.
    assert "Neraca" not in texts["Langkah"]
    assert all(texts["Apa yang melengkapinya, dan siapa yang punya"])


def test_what_a_row_comes_to_stands_last_for_on_a_small_screen_those_between_give_way() -> None:
    cattle, maize = (_slides(commodity_deck(name)) for name in ("cattle", "maize"))
    for slide, last in (
        (cattle["animals"], "value"),
        (cattle["herds"], "value"),
        (maize["ntt"], "value"),
        (maize["production"], "value"),
        (maize["kpju"], "verdict_words"),
    ):
        assert isinstance(slide.shown, Table)
        assert list(slide.shown.ready.columns)[-1] == last
    # In one unit, which the subtitle says.
    assert "ekor" in cattle["herds"].subtitle
    assert "produksi · 2010–2024 · t" in maize["ntt"].subtitle
