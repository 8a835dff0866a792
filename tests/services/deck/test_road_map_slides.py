"""The road map on a slide: what everybody may see, with its days, within the slide's limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from ntt_data.store.case_records import Content as CaseContent
from ntt_data.store.case_records import Party
from ntt_data.store.decision_records import Content
from publishing.briefing.model import Table
from publishing.deck.model import MOST_WORDS, DeckSlide
from publishing.language import LANGUAGES, Language, speaking
from services import decisions, zone_choices
from services.deck import road_map
from services.deck.road_map import road_map_slides
from services.desk import cases
from services.zone_choices import Chosen
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def rows(slide: DeckSlide) -> list[list[str | None]]:
    assert isinstance(slide.shown, Table)
    return [list(each) for each in zip(*slide.shown.ready.texts.values(), strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_province_has_a_row_for_each_zone_and_no_proposal(language: Language) -> None:
    parties = (Party("regency", "Timor Tengah Selatan", "5304"), Party("regency", "Sikka", "5310"))
    cases.open_case(BUREAU, CaseContent("Rahasia", "jagung", "defisit", parties))
    zone_choices.record(BUREAU, "Z1", Chosen("listed", "cattle", "Rakor", "Daftar"), "goods", 0)
    about = Content("Gudang", "Dinas", date(2020, 1, 3), due_on=date(2020, 2, 1))
    decisions.record(BUREAU, replace(about, kind="zone", key="Z4"))
    with speaking(language):
        (slide,) = road_map_slides("province", "ntt")
        assert len(slide.title.split()) <= MOST_WORDS
        found = rows(slide)
        assert len(found) == 8
        assert {"id": "Sapi", "en": "Cattle"}[language] in found[0]
        assert "0" in found[0], "a proposal is confidential"
        assert "2020" in str(found[3][-1])
        (of_zone,) = road_map_slides("zone", "Z1")
        assert "Rahasia" not in str(rows(of_zone))
        assert len(of_zone.title.split()) <= MOST_WORDS
    assert road_map_slides("regency", "5304") == []


def test_the_mark_changes_with_what_everybody_sees_and_with_nothing_else() -> None:
    before = road_map.mark()
    parties = (Party("regency", "Timor Tengah Selatan", "5304"), Party("regency", "Sikka", "5310"))
    cases.open_case(BUREAU, CaseContent("Rahasia", "jagung", "defisit", parties))
    assert road_map.mark() == before
    zone_choices.record(BUREAU, "Z1", Chosen("listed", "cattle", "Rakor", "Daftar"), "goods", 0)
    assert road_map.mark() != before


def test_a_database_that_is_away_leaves_the_deck_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise StoreError("unavailable", reason="disk")

    monkeypatch.setattr("services.desk.cases.case_store", fail)
    assert road_map_slides("province", "ntt") == []
    assert road_map.mark() == ""
