"""A regency's deck says what its profile says, whatever is missing of it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from pptx import Presentation

from geo.boundaries import REGENCY_CODES
from publishing.briefing.model import Table
from publishing.deck.model import MOST_WORDS, DeckSlide
from publishing.files.powerpoint import pptx_bytes
from publishing.formats import tonnes
from publishing.language import LANGUAGES, speaking
from publishing.names import commodity_name
from services import profile
from services.answer import evaluation, market
from services.deck.catalogue import deck, find_deck
from services.deck.regency import regency_deck

#: In the order in which they are told; what there are no data for is left out.
_KEYS = (
    *("balances", "pairs", "partners", "prices", "standing", "sectors", "products"),
    *("agreements", "missing"),
)
#: A surplus, most to tell, and a deficit; the others are gone through in a sweep.
SOME = ["5315", "5317", "5371"]
OTHERS = [code for code in REGENCY_CODES if code not in SOME]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def _slides(code: str) -> dict[str, DeckSlide]:
    return {slide.key: slide for slide in regency_deck(code).slides}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("codes", [SOME, pytest.param(OTHERS, marks=pytest.mark.sweep)], ids=len)
def test_every_slide_of_all_of_them_can_be_read_and_defended(
    codes: list[str], language: str
) -> None:
    with speaking(language):  # type: ignore[arg-type]
        for code in codes:
            told = regency_deck(code)
            keys = [slide.key for slide in told.slides]
            assert keys == [key for key in _KEYS if key in keys], code
            assert {"balances", "standing", "missing"} <= set(keys), code
            for slide in told.slides:
                where = f"{code} {slide.key}: {slide.title}"
                assert len(slide.title.split()) <= MOST_WORDS, where
                assert slide.shown is not None, where
                if isinstance(slide.shown, Table):
                    assert len(slide.shown.ready.table), where
                assert slide.notes.said, where
                assert slide.notes.objection, where
                assert slide.notes.answer, where
                assert slide.notes.source_ids, where


def test_its_figures_are_those_of_the_balance() -> None:
    slide = _slides("5315")["balances"]
    table = profile.regency_balances("5315", None)
    judged = table[table["balance_class"].isin(["surplus", "deficit"])]
    assert [each.value for each in slide.figures] == [
        tonnes(abs(amount)) for amount in judged["balance_t"]
    ]
    assert slide.chart is not None
    assert list(slide.chart.series.values()) == [[100 * each for each in judged["ratio"]]]
    assert all(commodity_name(each).lower() in slide.title for each in judged["commodity"])


def test_a_doubtful_balance_is_in_no_title_and_no_bar() -> None:
    """The town's chili of 2024 lies far from its other years."""
    table = profile.regency_balances("5371", None).set_index("commodity")
    assert table.loc["chili", "balance_class"] == "doubtful"
    slide = _slides("5371")["balances"]
    assert slide.title == "Kota Kupang: deficit of rice"
    assert slide.chart is not None
    assert len(slide.chart.categories) == 1
    assert slide.figures[-1].value == "doubtful"
    shown = _slides("5371")["missing"].shown
    assert isinstance(shown, Table)
    assert str(shown.ready.table["name"].iloc[0]).startswith(commodity_name("chili"))


def test_what_can_be_swapped_has_no_tonnes_of_its_own() -> None:
    """The town's rice from Sumba can come from either of two; that from outside is certain."""
    moved = {each.label: each.value for each in _slides("5371")["pairs"].figures}
    flows = profile.partners("5371", None)
    outside = flows[(flows["origin_kind"] == "external") & (flows["commodity"] == "rice")]
    assert moved == {
        "from other regencies": "can be swapped",
        "from outside NTT": tonnes(outside["tonnes"].sum()),
    }


def test_what_the_report_does_not_have_is_said_to_be_missing() -> None:
    slides = _slides("5305")
    assert "sectors" not in slides
    assert "products" not in slides
    shown = slides["missing"].shown
    assert isinstance(shown, Table)
    assert list(shown.ready.table["name"][:2]) == [
        "KPJu list",
        "Ranking of sectors",
    ]
    assert (
        slides["missing"].title == f"{len(profile.gaps('5305'))} commodities have no balance here"
    )


def test_where_no_regency_can_supply_it_the_deck_says_so() -> None:
    slides = _slides("5304")
    assert slides["pairs"].title == "Rice: no pair within NTT"
    assert slides["partners"].title == "No partner identified within NTT, only outside"
    assert "prices" not in slides


def test_prices_say_of_which_years_they_are() -> None:
    """Balances of 2023 are judged by prices of later years."""
    subtitle = _slides("5371")["prices"].subtitle
    tested = market.price_test(evaluation.baseline_answer("rice", 2023))
    assert tested is not None
    own = tested.pairs[tested.pairs["destination"] == "5371"]
    assert "balances of 2023" in subtitle
    assert f"prices of {str(own['first_month'].dropna().min())[:4]}" in subtitle


def test_a_year_without_chili_tells_of_rice_alone() -> None:
    year = min(evaluation.two_sided()["rice"])
    assert year not in evaluation.two_sided()["chili"]
    told = deck(find_deck("daerah", "Malaka", year))
    assert told.address == f"profile?regency=5321&year={year}"
    slide = told.slides[0]
    assert slide.key == "balances"
    assert f"Rice {year}" in slide.subtitle
    assert "chili" not in slide.subtitle


def test_a_small_share_is_a_short_bar_in_a_file() -> None:
    made = Presentation(BytesIO(pptx_bytes(regency_deck("5371"))))
    chart = next(each.chart for each in made.slides[0].shapes if each.has_chart)
    assert chart.value_axis.minimum_scale == 0
    assert chart.value_axis.maximum_scale >= 100
    assert max(chart.plots[0].series[0].values) < 5
