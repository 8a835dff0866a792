"""The deck of a scenario says what is assumed, and no slide of it reads like what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from analysis.matching.options import MatchingOptions
from analysis.scenario.scenario import Change, Scenario
from geo.edges import crossing_names
from ntt_data.store import BASELINE_ID
from publishing.briefing.model import Picture, Table
from publishing.deck.model import MOST_WORDS, Deck, DeckSlide
from publishing.files.powerpoint import pptx_bytes
from publishing.formats import tonnes
from publishing.language import LANGUAGES, Language, speaking
from publishing.maps.choropleth import Choropleth
from services.answer import evaluation
from services.deck.scenario import scenario_deck

LONG = 'Feri <b>tutup</b> & "angin barat" = uji coba dengan nama yang sungguh panjang 2026'[:80]


def _ferry() -> Scenario:
    names = crossing_names().items()
    edge = next(edge for edge, name in names if {"Seba", "Waingapu"} <= set(name.split(" – ")))
    base = evaluation.baseline_of("rice", 2023)
    return replace(base, name=LONG, closed_edges=(edge,))


def _norm() -> Scenario:
    base = evaluation.baseline_of("rice", 2023)
    return replace(
        base, name="Norma turun", consumption_changes=(Change("rice", "all", -10.0, "diet"),)
    )


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    language: Language = request.param
    with speaking(language):
        yield language


def _slides(made: Deck) -> dict[str, DeckSlide]:
    return {slide.key: slide for slide in made.slides}


#: Pairs change, balances change, nothing can be computed; the others are gone through in a sweep.
SOME = ("ferry", "norm", "unknown")
OTHERS = ("limit", "alone", "same", "next_year", "fish")


def _one(name: str) -> Scenario:
    base = evaluation.baseline_of("rice", 2023)
    fish = evaluation.baseline_of("fish", 2023)
    more_fish = (Change("fish", "all", 9.0, "other"),)
    return {
        "ferry": _ferry(),
        "norm": _norm(),
        "unknown": replace(base, name="Tak dikenal", closed_edges=("NOPE",)),
        "limit": replace(base, name="Batas", matching=MatchingOptions(min_shipment_t=500.0)),
        "alone": replace(base, name="Sendiri", matching=MatchingOptions(external_supply=False)),
        "same": replace(base, name="Sama"),
        "next_year": replace(base, name="Tahun depan", year=2031),
        "fish": replace(fish, name="x", production_changes=more_fish),
    }[name]


@pytest.mark.parametrize("names", [SOME, pytest.param(OTHERS, marks=pytest.mark.sweep)], ids=len)
def test_titles_are_short_and_every_slide_can_be_defended(
    spoken: Language, names: tuple[str, ...]
) -> None:
    for scenario in map(_one, names):
        made = scenario_deck(scenario, "abc")
        assert len(_slides(made)) == len(made.slides) >= 2, scenario.name
        for slide in made.slides:
            where = f"{scenario.name} {slide.key}: {slide.title}"
            assert len(slide.title.split()) <= MOST_WORDS, where
            assert slide.shown is not None or slide.figures, where
            assert slide.notes.said, where
            assert slide.notes.objection, where
            assert slide.notes.answer, where
            assert slide.notes.source_ids, where


def test_every_slide_names_the_scenario_cut_to_fit_and_whole_in_the_notes() -> None:
    made = scenario_deck(_ferry(), "feri1")
    assert made.scenario == made.title == f"Skenario {LONG}"
    assert (made.key, made.address) == ("feri1", "scenarios?scenario=feri1")
    for slide in made.slides:
        assert slide.subtitle.startswith("Skenario Feri <b>tutup</b> &"), slide.key
        assert len(slide.subtitle.split(" · ")[0]) <= 40
        assert slide.notes.said[0].startswith(f"Skenario {LONG}"), slide.key
    # Another's letters are letters in a file too.
    opened = Presentation(BytesIO(pptx_bytes(made)))
    texts = [s.text_frame.text for s in opened.slides[0].shapes if s.has_text_frame]
    assert any("<b>tutup</b> &" in text for text in texts)


def test_a_closed_ferry_changes_pairs_and_freight_and_no_balance() -> None:
    scenario = _ferry()
    slides = _slides(scenario_deck(scenario))
    assert list(slides) == [
        *("assumptions", "balance", "totals", "changes", "pairs", "unmet", "firmness")
    ]
    assert "tetap" in slides["balance"].title
    assert "Ongkos angkut naik" in slides["totals"].title
    totals = slides["totals"].shown
    assert isinstance(totals, Table)
    # What the title says changes stands first.
    assert "ongkos angkut" in str(totals.ready.table["what"].iloc[0]).lower()
    picture = slides["balance"].shown
    assert isinstance(picture, Picture)
    assert isinstance(picture.spec, Choropleth)
    assert [slide.key for slide in slides.values() if slide.modelled] == [
        *("totals", "changes", "pairs", "unmet", "firmness")
    ]


def test_a_lower_norm_lets_everybody_gain_by_what_the_answer_says() -> None:
    scenario = _norm()
    slides = _slides(scenario_deck(scenario))
    before, now = evaluation.baseline_answer("rice", 2023), evaluation.evaluate(scenario)
    change = now.balance.summary.total_balance_t - before.balance.summary.total_balance_t  # type: ignore[union-attr]
    assert tonnes(change) in slides["balance"].title
    assert "22" in slides["regencies"].title
    table = slides["regencies"].shown
    assert isinstance(table, Table)
    rows = table.ready.table
    assert (rows["scenario"] - rows["baseline"]).sum() == pytest.approx(change)
    assert rows["change"].abs().is_monotonic_decreasing
    unmet = slides["unmet"].figures
    assert unmet[0].value == tonnes(now.match.totals.moved_t)  # type: ignore[union-attr]


def test_with_limits_on_pairs_none_is_called_certain_and_none_impossible() -> None:
    base = evaluation.baseline_of("rice", 2023)
    limited = replace(base, name="Batas", matching=MatchingOptions(min_shipment_t=500.0))
    slides = _slides(scenario_deck(limited))
    assert "belum diketahui" in slides["pairs"].title
    assert "firmness" not in slides


def test_what_cannot_be_computed_says_why_on_the_slide() -> None:
    base = evaluation.baseline_of("rice", 2023)
    made = scenario_deck(replace(base, name="Rusak", closed_edges=("NOPE",)))
    assert [slide.key for slide in made.slides] == ["assumptions", "unknown"]
    shown = made.slides[-1].shown
    assert isinstance(shown, Table)
    assert "NOPE" in str(shown.ready.texts)


def test_the_baseline_is_told_as_what_is_known() -> None:
    made = scenario_deck(evaluation.baseline_of("rice", 2023), BASELINE_ID)
    assert made.scenario == ""
    assert "assumptions" not in _slides(made)
    assert "skenario" not in " ".join(slide.subtitle for slide in made.slides).lower()
