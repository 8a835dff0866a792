"""Every role and every action on a case: its own and another's, confidential and published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from services.access import AccessError, Actor
from services.desk import cases
from services.desk.state import HANDSHAKE, Case
from tests.ntt_data.test_collection_store import KEY
from tests.services.test_case_rules import CONTENT, attached
from tests.support.own_store import own_store

ACTORS = {
    "reader": Actor("reader"),
    "party": Actor("regency", sheet=KEY._replace(regency_code="5315")),
    "another regency": Actor("regency", sheet=KEY._replace(regency_code="5302")),
    "a regency without a sheet": Actor("regency", key_hash="a" * 64),
    "bureau": Actor("bureau", credential_id="b1"),
    "administrator": Actor("administrator", credential_id="a1"),
}
BUREAU = ACTORS["bureau"]
MAY_CHANGE = {"bureau", "administrator"}

#: What is done, and who may beside those who may change cases.
ACTIONS: dict[str, tuple[Callable[[Actor, Case], object], set[str]]] = {
    "correct": (
        lambda a, c: cases.correct(a, c.case_id, replace(CONTENT, title="B"), "sebab", c.no),
        set(),
    ),
    "answer": (lambda a, c: cases.answer(a, c.case_id, {}, False, False, c.no), set()),
    "choose_model": (
        lambda a, c: cases.choose_model(a, c.case_id, "joint_agreement", "", c.no),
        set(),
    ),
    "check": (lambda a, c: cases.check(a, c.case_id, "funding", True, "", c.no), set()),
    "move": (lambda a, c: cases.move(a, c.case_id, "report", "offer", "", c.no), set()),
    "attach": (
        lambda a, c: cases.attach(a, c.case_id, "other", "a", b"1", {}, "", c.no),
        set(),
    ),
    "comment": (lambda a, c: cases.comment(a, c.case_id, "Baik"), {"party"}),
    "publish": (lambda a, c: cases.publish(a, c.case_id, True, "", c.no), set()),
    "oblige": (lambda a, c: cases.oblige(a, c.case_id, [], "", c.no), set()),
    "deliver": (
        lambda a, c: cases.deliver(
            a, c.case_id, "2026-01", "Beras", 5.0, c.content.parties[0].code, "5371", "laporan"
        ),
        {"party"},
    ),
    "extend": (
        lambda a, c: cases.extend(a, c.case_id, date(2027, 1, 1), "", c.no),
        set(),
    ),
    "end": (lambda a, c: cases.end(a, c.case_id, "selesai", "", c.no), set()),
    "withdraw": (lambda a, c: cases.withdraw(a, c.case_id, "keliru", c.no), set()),
    "file": (lambda a, c: cases.file_for(a, c.case_id, c.files[0].sha256), {"party"}),
}


@pytest.fixture
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def signed() -> Case:
    return attached(cases.open_case(BUREAU, CONTENT), "agreement")


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("is_public", [False, True], ids=["confidential", "published"])
def test_every_role_and_action(is_public: bool) -> None:
    for who, what in product(ACTORS, ACTIONS):
        case = signed()
        if is_public:
            case = cases.publish(BUREAU, case.case_id, True, "", case.no)
        do, besides = ACTIONS[what]
        if who in MAY_CHANGE | besides:
            do(ACTORS[who], case)
            continue
        # Who may not see a case is not told that there is one.
        sees = is_public or who == "party"
        with pytest.raises(AccessError if sees else StoreError) as refused:
            do(ACTORS[who], case)
        assert sees or refused.value.code == "no_case", (who, what)  # type: ignore[attr-defined]
        assert cases.case_for(BUREAU, case.case_id).no == case.no, "nothing was recorded"


@pytest.mark.usefixtures("own_database")
def test_who_opens_and_who_sees() -> None:
    for who, actor in ACTORS.items():
        if who not in MAY_CHANGE:
            with pytest.raises(AccessError):
                cases.open_case(actor, CONTENT)
    hidden, shown = signed(), signed()
    cases.publish(BUREAU, shown.case_id, True, "", shown.no)
    codes = ("5302", "5303")
    pairs = zip(CONTENT.parties, codes, strict=True)
    others = tuple(replace(party, kind="other", code=code) for party, code in pairs)
    of_no_regency = replace(CONTENT, parties=others)
    theirs = cases.open_case(BUREAU, of_no_regency)
    gone = cases.open_case(BUREAU, CONTENT)
    cases.withdraw(BUREAU, gone.case_id, "keliru", gone.no)
    every = {hidden.case_id, shown.case_id, theirs.case_id, gone.case_id}
    sees = {who: {each.case_id for each in cases.cases_for(actor)} for who, actor in ACTORS.items()}
    assert sees == {
        "reader": {shown.case_id},
        "party": {hidden.case_id, shown.case_id},
        "another regency": {shown.case_id},
        "a regency without a sheet": {shown.case_id},
        "bureau": every,
        "administrator": every,
    }


@pytest.mark.usefixtures("own_database")
def test_what_was_said_in_confidence_is_not_published_with_the_case() -> None:
    case = signed()
    cases.comment(ACTORS["party"], case.case_id, "Rahasia harga")
    now = cases.case_for(BUREAU, case.case_id)
    now = cases.move(BUREAU, case.case_id, "report", "cooperation_setup", "Tergesa-gesa", now.no)
    now = cases.check(BUREAU, case.case_id, "funding", False, "Kas kosong", now.no)
    now = cases.publish(BUREAU, case.case_id, True, "Diminta gubernur", now.no)
    cases.end(BUREAU, case.case_id, "Masa berlaku habis", "Mulai lebih dini", now.no)
    working_papers = ("Rahasia", "Tergesa", "Kas kosong", "Diminta")
    for who, actor in ACTORS.items():
        told = repr(cases.cases_for(actor)) + repr(cases.case_for(actor, case.case_id))
        inside = who in MAY_CHANGE | {"party"}
        assert [each in told for each in working_papers] == [inside] * 4, who
        assert "Masa berlaku habis" in told, who
        assert "Mulai lebih dini" in told, who
        assert "cooperation_setup" in told, "what happened stays"
    assert not [each for each in working_papers if each in repr(cases.public_cases())]


@pytest.mark.usefixtures("own_database")
def test_a_handshake_that_goes_back_is_confidential_again() -> None:
    case = cases.open_case(BUREAU, CONTENT)
    case = cases.choose_model(BUREAU, case.case_id, HANDSHAKE, "", case.no)
    case = cases.check(BUREAU, case.case_id, "commitment", True, "", case.no)
    case = cases.move(BUREAU, case.case_id, "report", "implementation", "sudah berjalan", case.no)
    case = cases.publish(BUREAU, case.case_id, True, "", case.no)
    assert cases.public_cases() == [cases.case_for(ACTORS["reader"], case.case_id)]
    case = cases.move(BUREAU, case.case_id, "report", "offer", "belum sepakat", case.no)
    assert (case.is_public, cases.public_cases()) == (False, [])
    with pytest.raises(StoreError, match="no case"):
        cases.case_for(ACTORS["reader"], case.case_id)
