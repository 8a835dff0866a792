"""The road map gathers what is kept: in its zone, with the owner and date it has, or with none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntt_data.store.case_records import Content as CaseContent
from ntt_data.store.case_records import Party
from ntt_data.store.decision_records import Content
from ntt_data.store.zone_choice_records import ZoneChoice
from services import decisions, partners, zone_choices
from services.access import Actor
from services.desk import cases, road_map
from services.desk.road_map import OF_PROVINCE, Gap, Item, Open
from services.zone_choices import Chosen
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU

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


def test_gaps_name_the_regencies_of_the_zone_that_lack_something() -> None:
    gaps = [each.what for each in of_kind("gap") if isinstance(each.what, Gap)]
    without = [code for each in gaps if not each.commodity for code in each.regency_codes]
    assert without == partners.without_list() == ["5305"]
    assert {each.commodity for each in gaps} <= {"", *road_map.LOOKED_AT}
    assert all(each.regency_codes for each in gaps)
