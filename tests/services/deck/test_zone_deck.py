"""A zone's deck adds up what is known of all members and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from geo.places import regencies
from ntt_data.tables import load
from publishing.briefing.model import Table
from publishing.deck.model import MOST_WORDS, DeckSlide
from publishing.files.powerpoint import pptx_bytes
from publishing.formats import tonnes
from publishing.language import LANGUAGES, speaking
from services.answer import evaluation
from services.briefing.catalogue import NoBriefingError
from services.deck.catalogue import deck, find_deck
from services.deck.zone import zone_deck


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def _slides(zone_id: str) -> dict[str, DeckSlide]:
    return {slide.key: slide for slide in zone_deck(zone_id).slides}


#: One of one regency, one with two rankings of sectors; the others are gone through in a sweep.
SOME = ["Z2", "Z4"]
OTHERS = [zone for zone in load("zones")["zone_id"] if zone not in SOME]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("zones", [SOME, pytest.param(OTHERS, marks=pytest.mark.sweep)], ids=len)
def test_every_slide_of_all_zones_can_be_read_and_defended(zones: list[str], language: str) -> None:
    with speaking(language):  # type: ignore[arg-type]
        for zone in zones:
            told = zone_deck(zone)
            keys = [slide.key for slide in told.slides]
            assert len(keys) == len(set(keys))
            assert {"together", "flagship", "missing"} <= set(keys), zone
            for slide in told.slides:
                where = f"{zone} {slide.key}: {slide.title}"
                assert len(slide.title.split()) <= MOST_WORDS, where
                assert slide.shown is not None, where
                if isinstance(slide.shown, Table):
                    assert len(slide.shown.ready.table), where
                assert slide.notes.said, where
                assert slide.notes.objection, where
                assert slide.notes.answer, where
                assert slide.notes.source_ids, where


def test_a_total_stands_only_where_every_member_is_known() -> None:
    """Of Sumba's four regencies the chili of one is doubtful: then three are no zone."""
    slide = _slides("Z4")["together"]
    codes = regencies().loc[regencies()["zone_id"] == "Z4", "regency_code"]
    answer = evaluation.baseline_answer("rice", evaluation.default_year("rice"))
    own = answer.balance.table[answer.balance.table["regency_code"].isin(codes)]
    assert [each.value for each in slide.figures] == [
        tonnes(own["balance_t"].sum()),
        "3 of 4 known",
    ]
    assert slide.title == "Sumba zone: surplus of rice"
    assert slide.chart is not None
    assert len(slide.chart.categories) == 1


def test_the_value_of_a_bar_below_zero_has_room_before_its_name() -> None:
    """Sumba's one deficit is small beside its surpluses: room goes by the whole width."""
    told = zone_deck("Z4")
    made = Presentation(BytesIO(pptx_bytes(replace(told, slides=[_slides("Z4")["members-rice"]]))))
    chart = next(each.chart for each in made.slides[0].shapes if each.has_chart)
    known = [each for row in chart.plots[0].series for each in row.values if each is not None]
    room = 0.1 * (max(known) - min(known))
    assert chart.value_axis.minimum_scale < min(known) - room
    assert chart.value_axis.maximum_scale > max(known) + room


def test_a_zone_of_one_is_told_as_one() -> None:
    told = zone_deck("Z2")
    assert told.title == "Sabu Raijua zone: 1 regency"
    assert not [slide.key for slide in told.slides if slide.key.startswith("members")]
    assert "member" not in " ".join(slide.title for slide in told.slides)


def test_a_supply_is_within_the_zone_only_with_both_its_ends() -> None:
    shown = _slides("Z1")["partners"].shown
    assert isinstance(shown, Table)
    rows = shown.ready.table
    inside = rows[rows["reach"] == "within the zone"]
    assert inside[["supplier", "receiver"]].to_numpy().tolist() == [
        ["Belu", "TTU"],
        ["Belu", "Malaka"],
    ]
    assert rows.loc[rows["supplier"] == "Kupang", "reach"].tolist() == ["from other regencies"]


def test_a_product_that_weights_alone_put_first_is_said_so() -> None:
    assert _slides("Z4")["flagship"].title == "Broiler chicken: first only by assumed weights"
    assert _slides("Z1")["flagship"].title == "Cattle and pig: most points, in 2 of 3 lists"


def test_ranks_of_two_schemes_are_not_counted_together() -> None:
    assert _slides("Z4")["sectors"].title == "Members are ranked by two schemes, not comparable"
    sectors = _slides("Z5")["sectors"]
    assert sectors.title == "Food crops ranks first in 2 of 2 members"
    assert "KBLI-style sectors alone" in sectors.subtitle


def test_a_zone_is_found_by_id_and_by_name_in_either_language() -> None:
    for asked in ("Z5", "z5", "Manggarai Raya", "greater-manggarai"):
        assert find_deck("zona", asked).key == "Z5"
    shown = deck(find_deck("zone", "Alor"))
    assert shown.slides[: len(zone_deck("Z8").slides)] == zone_deck("Z8").slides
    assert (shown.kind, shown.key, shown.title) == ("zone", "Z8", zone_deck("Z8").title)


def test_a_zone_that_is_none_names_those_that_may_be_meant() -> None:
    with pytest.raises(NoBriefingError, match=r"'Mangarai'.*Greater Manggarai \(Z5\)"):
        find_deck("zona", "Mangarai")
    with pytest.raises(NoBriefingError, match=r"'Belu'; perhaps: .*Timor \(Z1\)"):
        find_deck("zona", "Belu")
    with pytest.raises(NoBriefingError, match=r"'Papua'\. The zones are: .*Alor \(Z8\)"):
        find_deck("zona", "Papua")
