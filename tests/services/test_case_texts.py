"""What people write into a case comes back as they wrote it, or is refused; never cut or lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ntt_data.store import StoreError
from ntt_data.store.case_records import CaseEvents, Event, Party
from ntt_data.store.cases import CaseStore
from services.access import AccessError, Actor
from services.desk import cases
from services.desk.following import lines_of
from services.desk.rules import CaseRuleError
from services.desk.state import Case, Obligation
from tests.ntt_data.test_collection_store import KEY
from tests.ntt_data.test_store import postgres_url, sqlite_url, url  # noqa: F401
from tests.services.test_case_rules import CONTENT, attached

BUREAU = Actor("bureau", credential_id="b1")
PARTY = Actor("regency", sheet=KEY._replace(regency_code="5315"))
ODD = "Beras & jagung <lokal> = {{ x }} ]]> \"5\" '%s' =1+1 🌾 ñ 米"
LINES = f"{ODD}\nbaris dua\n\n{ODD}"


@pytest.fixture(autouse=True)
def own_database(
    url: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", url)


def again(case: Case) -> Case:
    return cases.case_for(BUREAU, case.case_id)


def test_every_text_comes_back_as_it_was_written() -> None:
    odd = replace(
        CONTENT, title=ODD, object=LINES, reason=LINES, snapshot={ODD: [LINES, None, 1.5]},
        parties=(CONTENT.parties[0], Party("company", ODD, "", LINES)),
    )  # fmt: skip
    case = cases.open_case(BUREAU, odd)
    assert again(case).content == odd == case.content
    case = cases.comment(PARTY, case.case_id, LINES)
    case = cases.check(BUREAU, case.case_id, "funding", True, LINES, case.no)
    case = cases.attach(
        BUREAU, case.case_id, "offer_letter", f"{ODD}.pdf", b"\x00<&", {ODD: ODD}, LINES, case.no
    )
    case = cases.correct(BUREAU, case.case_id, odd, LINES, case.no)
    case = cases.end(BUREAU, case.case_id, LINES, LINES, case.no)
    found = again(case)
    assert found == case
    said = [each.details.get("text") or each.reason for each in found.events[1:]]
    assert said == [LINES] * 5
    assert (found.lesson, found.files[0].name) == (LINES, f"{ODD}.pdf")
    assert dict(found.files[0].numbers) == {ODD: ODD}
    assert cases.file_for(PARTY, case.case_id, found.files[0].sha256).content == b"\x00<&"


def test_items_price_rules_and_papers_come_back_as_they_were_written() -> None:
    case = cases.open_case(BUREAU, CONTENT)
    case = cases.attach(BUREAU, case.case_id, "agreement", "a.pdf", b"1", {}, "", case.no)
    line = Obligation("2026-01", ODD, 1.5, "5315", "5371", ODD)
    case = cases.oblige(BUREAU, case.case_id, [line, replace(line, item="=1+1")], LINES, case.no)
    case = cases.deliver(PARTY, case.case_id, "2026-01", ODD, 1.5, "5315", "5371", ODD)
    found = again(case)
    assert found == case
    assert (found.obligations[0], found.obligations[1].item) == (line, "=1+1")
    assert (found.deliveries[0].item, found.deliveries[0].basis) == (ODD, ODD)
    assert lines_of(found, date(2026, 3, 1))[1].state == "met"


def test_signs_that_no_database_takes_are_left_out_on_both() -> None:
    odd = "a\x00b\u202ec\r\nd\x1b"
    case = cases.open_case(
        BUREAU, replace(CONTENT, title=odd, object=odd, parties=(CONTENT.parties[0],))
    )
    case = cases.comment(BUREAU, case.case_id, odd)
    case = cases.withdraw(BUREAU, case.case_id, odd, case.no)
    found = again(case)
    assert (found.content.title, found.content.object) == ("a bc d", "a bc\nd")
    assert found.events[1].details["text"] == "a bc\nd" == found.events[2].reason


LONG = "é" * 10_000
FIRST = CONTENT.parties[0]


def opened_with(**changed: object) -> Callable[[Case], Case]:
    return lambda _case: cases.open_case(BUREAU, replace(CONTENT, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("write", [
    opened_with(title=LONG),
    opened_with(object=LONG),
    opened_with(reason=LONG),
    opened_with(parties=(Party("other", LONG),)),
    opened_with(parties=(Party("other", "A", LONG),)),
    opened_with(parties=(replace(FIRST, benefit=LONG),)),
    lambda case: cases.comment(PARTY, case.case_id, LONG),
    lambda case: cases.check(BUREAU, case.case_id, "funding", True, LONG, 1),
    lambda case: cases.end(BUREAU, case.case_id, "selesai", LONG, 1),
    lambda case: cases.attach(BUREAU, case.case_id, "other", "a", b"1", {"A": LONG}, "", 1),
])  # fmt: skip
def test_ten_thousand_letters_are_refused_and_not_cut(write: Callable[[Case], Case]) -> None:
    case = cases.open_case(BUREAU, CONTENT)
    with pytest.raises(CaseRuleError) as refused:
        write(case)
    assert refused.value.code == "long_text"
    assert [each.case_id for each in cases.cases_for(BUREAU)] == [case.case_id]
    assert again(case).no == 1


def test_a_regency_has_its_own_name_and_nobody_is_a_party_twice() -> None:
    case = cases.open_case(
        BUREAU, replace(CONTENT, parties=(Party("regency", "Kota Kupang", "5315"),))
    )
    assert case.content.parties[0].name == "Manggarai Barat", "its office sees the case by the code"
    twice = (CONTENT.parties[0], Party("other", "manggarai  barat"))
    for parties, code in (
        (twice, "same_party"),
        # Obligations call a regency by its code and others by name: one word, one party.
        ((CONTENT.parties[0], Party("company", CONTENT.parties[0].code)), "same_party"),
        ((Party("regency", "Atlantis", "5399"),), "unknown_party"),
        ((Party("company", " "),), "unknown_party"),
        ((Party("ghost", "A"),), "unknown_party"),  # type: ignore[arg-type]
    ):
        with pytest.raises(CaseRuleError, match=code):
            cases.open_case(BUREAU, replace(CONTENT, parties=parties))


def test_two_clicks_are_one_deed_also_where_the_second_could_not_follow() -> None:
    case = cases.open_case(BUREAU, CONTENT)
    keys = ["a" * 32, "b" * 32, "c" * 32]
    for _click in range(2):
        moved = cases.move(BUREAU, case.case_id, "report", "offer", "", 1, keys[0])
    for _click in range(2):
        filed = cases.attach(BUREAU, case.case_id, "reply", "a", b"1", {}, "", moved.no, keys[1])
    for _click in range(2):
        gone = cases.withdraw(BUREAU, case.case_id, "keliru", filed.no, keys[2])
    assert (gone.no, gone.state) == (4, "withdrawn")


def test_the_same_paper_twice_is_told_but_a_number_may_come_later() -> None:
    case = attached(cases.open_case(BUREAU, CONTENT), "agreement")
    with pytest.raises(CaseRuleError, match="unchanged"):
        attached(case, "agreement")
    case = cases.attach(
        BUREAU, case.case_id, "agreement", "a", b"agreement", {"Kota Kupang": "1/2026"}, "", case.no
    )
    assert [dict(each.numbers) for each in case.files] == [{}, {"Kota Kupang": "1/2026"}]


@pytest.mark.parametrize("meanwhile", ["withdrawn", "no party any more"])
def test_a_comment_is_held_against_what_stands_when_it_is_written(
    meanwhile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases.open_case(BUREAU, CONTENT)
    add = CaseStore.add

    def add_after_somebody_else(
        self: CaseStore, case_id: str, event: Event, *rest: object
    ) -> CaseEvents:
        monkeypatch.setattr(CaseStore, "add", add)
        if meanwhile == "withdrawn":
            cases.withdraw(BUREAU, case_id, "keliru", case.no)
        else:
            others = replace(CONTENT, parties=CONTENT.parties[1:])
            cases.correct(BUREAU, case_id, others, "salah pihak", case.no)
        return add(self, case_id, event, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(CaseStore, "add", add_after_somebody_else)
    with pytest.raises((CaseRuleError, AccessError, StoreError)):
        cases.comment(PARTY, case.case_id, "Kami siap")
    assert [each.kind for each in again(case).events][1:] == [
        "withdrawn" if meanwhile == "withdrawn" else "corrected"
    ]
