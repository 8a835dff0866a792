"""The road map gathers what is kept: in its zone, with the owner and date it has, or with none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from geo.places import regencies
from ntt_data.store.case_records import Content as CaseContent
from ntt_data.store.case_records import Party
from ntt_data.store.decision_records import Content
from ntt_data.store.zone_choice_records import ZoneChoice
from ntt_data.tables import load
from publishing.maps.zones import described_zones, zone_names
from services import decisions, partners, rounds, zone_choices
from services.access import Actor
from services.desk import cases, road_map
from services.desk.missing_figures import Gap
from services.desk.road_map import OF_PROVINCE, Item, Open
from services.desk.road_map_lines import line_of, once
from services.zone_choices import Chosen
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU, a_round

DECIDED = Content("Sikka membeli jagung dari TTS", "Dinas Perdagangan", date(2026, 11, 3))
DUE = date(2026, 12, 15)


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def of_kind(kind: str, actor: Actor = BUREAU) -> list[Item]:
    return [each for each in road_map.items(actor) if each.kind == kind]


def test_decisions_stand_in_their_zone_until_they_are_done() -> None:
    about = [
        replace(DECIDED, kind="zone", key="Z4", due_on=DUE),
        replace(DECIDED, kind="regency", key="5304"),
        replace(DECIDED, owner_code="5304"),
        DECIDED,
    ]
    kept = [decisions.record(BUREAU, each) for each in about]
    found = of_kind("decision", Actor("reader"))
    assert [(each.zone_id, each.until) for each in found] == [
        ("Z1", None), ("Z1", None), ("Z4", DUE), (OF_PROVINCE, None),
    ]  # fmt: skip
    assert {each.owner for each in found} == {"Dinas Perdagangan"}
    decisions.set_status(BUREAU, kept[0].decision_id, "done", "Laporan", 1)
    assert [each.zone_id for each in of_kind("decision")] == ["Z1", "Z1", OF_PROVINCE]


def test_every_zone_has_its_flagship_or_is_said_to_have_chosen_none() -> None:
    zone_choices.record(
        BUREAU, "Z1", Chosen("listed", "cattle", "Rakor Kupang", "Dua daftar"), "goods", 0
    )
    first, *others = of_kind("flagship")
    assert [first.zone_id, *(each.zone_id for each in others)] == zone_choices.zone_ids()
    assert (first.owner, first.until) == ("", None), "who chose need not be who sees to it"
    assert isinstance(first.what, ZoneChoice)
    assert all(isinstance(each.what, Open) and not each.owner for each in others)
    assert others[3].what == Open(("rice", "coffee", "banana")), "Manggarai Raya"


def test_a_case_of_two_zones_stands_in_both_and_only_for_who_may_see_it() -> None:
    parties = (Party("regency", "Timor Tengah Selatan", "5304"), Party("regency", "Sikka", "5310"))
    case = cases.open_case(BUREAU, CaseContent("Jagung", "jagung", "defisit", parties))
    assert [(each.zone_id, each.owner, each.until) for each in of_kind("case")] == [
        ("Z1", "Timor Tengah Selatan, Sikka", None), ("Z6", "Timor Tengah Selatan, Sikka", None),
    ]  # fmt: skip
    assert of_kind("case", Actor("reader")) == []
    cases.withdraw(BUREAU, case.case_id, "Salah", case.no)
    assert of_kind("case") == []


def found_gaps() -> list[tuple[str, Gap]]:
    return [(each.zone_id, each.what) for each in of_kind("gap") if isinstance(each.what, Gap)]


def test_gaps_name_the_regencies_and_the_inputs_that_they_lack() -> None:
    gaps = found_gaps()
    lists = [gap for _zone, gap in gaps if not gap.commodity]
    assert [code for gap in lists for code in gap.regency_codes] == partners.without_list()
    of_sumba = {gap.commodity: gap for zone, gap in gaps if zone == "Z4"}
    assert list(of_sumba) == ["maize", "broiler", "cassava", "horse"]
    assert of_sumba["maize"].year == 2016
    assert [code for code, _mine in of_sumba["maize"].lacking] == ["production", "conversion"]
    assert of_sumba["horse"].year is None, "there is no tonne of any year"
    assert of_sumba["horse"].sheet == "livestock"
    assert all(gap.regency_codes for _zone, gap in gaps)
    assert "rice" not in {gap.commodity for _zone, gap in gaps}, "its inputs are all there"


def test_an_open_round_that_asks_for_a_gap_gives_it_its_day_and_its_office() -> None:
    assert all(each.until is None for each in of_kind("gap"))
    a_round(rehearsal=True)
    assert all(each.until is None for each in of_kind("gap")), "a rehearsal asks nobody"
    opened = a_round()
    asked = [each for each in of_kind("gap") if each.until is not None]
    assert {each.what.commodity for each in asked if isinstance(each.what, Gap)} == {"maize"}
    assert len(asked) == 8
    names = zone_names(described_zones(load("zones"), regencies()))
    line = line_of(asked[0], names, date(2026, 11, 30))
    assert line.owner
    assert opened.name in line.more
    assert (line.page, line.parameters) == ("rounds", {"round": opened.round_id})
    rounds.close_round(BUREAU, opened.round_id, "selesai")
    assert all(each.until is None for each in of_kind("gap"))


def test_what_is_past_its_day_is_marked_and_what_is_done_is_not() -> None:
    kept = decisions.record(BUREAU, replace(DECIDED, due_on=DUE))
    (found,) = of_kind("decision")
    assert [found.is_overdue(day) for day in (DUE, DUE + timedelta(1))] == [False, True]
    assert line_of(found, {}, DUE + timedelta(1)).is_overdue
    decisions.set_status(BUREAU, kept.decision_id, "done", "Laporan", 1)
    assert of_kind("decision") == []


def test_a_case_says_its_next_stage_and_who_acts() -> None:
    parties = (Party("regency", "Timor Tengah Selatan", "5304"), Party("regency", "Belu", "5306"))
    case = cases.open_case(BUREAU, CaseContent("Jagung", "jagung", "defisit", parties))
    (found,) = of_kind("case")
    line = line_of(found, {}, DUE)
    assert line.kind == "proposal"
    assert "Penawaran" in line.more
    assert "Pembahasan TKKSD" in line.more
    assert (line.page, line.parameters) == ("case", {"case": case.case_id})


def test_a_case_between_zones_is_counted_once() -> None:
    zones = regencies().drop_duplicates("zone_id").head(2)
    parties = tuple(
        Party("regency", str(row["name"]), str(row["regency_code"]), "manfaat")
        for _, row in zones.iterrows()
    )
    cases.open_case(BUREAU, CaseContent("Jagung antarzona", "jagung", "kurang", parties))
    found = road_map.items(BUREAU)
    lines = [line_of(each, {}, DUE) for each in found]
    assert [each.what for each in lines].count("Jagung antarzona") == 2
    assert [each.what for each in once(found, lines)].count("Jagung antarzona") == 1
    assert len(once(found, lines)) == len(lines) - 1
