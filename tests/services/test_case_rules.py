"""A case's way: what each stage asks, what can be passed over, and who may do it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from ntt_data.store.case_records import Content, Party
from ntt_data.tables import load
from services.access import AccessError, Actor
from services.desk import cases
from services.desk.rules import GUARDS, CaseRuleError
from services.desk.state import HANDSHAKE, Case
from tests.ntt_data.test_collection_store import KEY
from tests.support.own_store import own_store


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


BUREAU, READER = Actor("bureau", credential_id="b1"), Actor("reader")
PARTY = Actor("regency", sheet=KEY._replace(regency_code="5315"))
STRANGER = Actor("regency", sheet=KEY._replace(regency_code="5302"))
CONTENT = Content(
    "Beras Manggarai Barat untuk Kota Kupang",
    "Beras",
    "Kota Kupang kekurangan beras",
    (
        Party("regency", "Manggarai Barat", "5315", "pasar yang tetap"),
        Party("regency", "Kota Kupang", "5371", "beras dari dalam provinsi"),
    ),
    "pair",
    "rice-5315-5371",
    snapshot={"tonnes": 9845.0},
)


@pytest.fixture
def case() -> Case:
    return cases.open_case(BUREAU, CONTENT)


def refused(case: Case, scheme: str, stage: str, reason: str = "") -> CaseRuleError:
    with pytest.raises(CaseRuleError) as found:
        cases.move(BUREAU, case.case_id, scheme, stage, reason, case.no)  # type: ignore[arg-type]
    return found.value


def attached(case: Case, kind: str) -> Case:
    return cases.attach(
        BUREAU, case.case_id, kind, f"{kind}.pdf", kind.encode(), {}, "", case.no,  # type: ignore[arg-type]
    )  # fmt: skip


def test_every_guard_of_the_table_has_a_meaning_and_every_meaning_a_guard() -> None:
    assert set(load("case_guards")["guard"]) == set(GUARDS)


def test_the_legal_path_step_by_step(case: Case) -> None:
    case_id = case.case_id
    assert refused(case, "legal", "carrying_out", "mendesak").guards[:2] == (
        "file_offer_letter",
        "file_reply",
    )
    case = cases.move(BUREAU, case_id, "legal", "coordination_team", "", case.no)
    assert refused(case, "legal", "offer_letter").code == "no_reason"
    case = cases.check(BUREAU, case_id, "tkksd_discussed", True, "Rapat 3 Juni", case.no)
    case = cases.move(BUREAU, case_id, "legal", "offer_letter", "", case.no)
    assert refused(case, "legal", "accord").guards == ("file_offer_letter", "file_reply")
    case = attached(attached(case, "offer_letter"), "reply")
    case = cases.move(BUREAU, case_id, "legal", "accord", "", case.no)
    case = cases.choose_model(BUREAU, case_id, "joint_agreement", "", attached(case, "accord").no)
    case = cases.move(BUREAU, case_id, "legal", "council_approval", "", case.no)
    assert refused(case, "legal", "agreement").guards == ("council_settled",)
    case = cases.answer(BUREAU, case_id, {}, True, True, case.no)
    assert refused(case, "legal", "agreement").guards == ("council_settled",)
    case = attached(case, "council_approval")
    case = cases.move(BUREAU, case_id, "legal", "agreement", "", case.no)
    assert refused(case, "legal", "carrying_out").guards == ("file_agreement", "signer_empowered")
    case = attached(attached(case, "agreement"), "power_of_attorney")
    case = cases.move(BUREAU, case_id, "legal", "carrying_out", "", case.no)
    assert (case.stages["legal"], case.stages["report"]) == ("carrying_out", "preparation")


def test_a_handshake_has_no_legal_path_and_needs_no_paper(case: Case) -> None:
    case = cases.choose_model(BUREAU, case.case_id, HANDSHAKE, "", case.no)
    assert refused(case, "legal", "coordination_team").code == "no_legal_path"
    case = cases.move(BUREAU, case.case_id, "report", "signing_accord", "sudah biasa", case.no)
    assert refused(case, "report", "signing_memorandum").guards == ("commitment",)


def test_a_case_is_confidential_until_it_is_signed_and_published(case: Case) -> None:
    case_id = case.case_id
    assert [each.case_id for each in cases.cases_for(PARTY)] == [case_id]
    assert cases.cases_for(READER) == [] == cases.cases_for(STRANGER)
    with pytest.raises(StoreError, match="no case"):
        cases.comment(STRANGER, case_id, "Boleh ikut?")
    case = cases.comment(PARTY, case_id, "Kami siap")
    with pytest.raises(AccessError):
        cases.check(PARTY, case_id, "funding", True, "", case.no)
    with pytest.raises(CaseRuleError, match="not_signed"):
        cases.publish(BUREAU, case_id, True, "", case.no)
    case = attached(case, "agreement")
    cases.publish(BUREAU, case_id, True, "", case.no)
    assert [each.case_id for each in cases.cases_for(READER)] == [case_id]
    with pytest.raises(AccessError):
        cases.file_for(READER, case_id, case.files[0].sha256)


def test_nobody_writes_over_what_they_have_not_seen_and_the_first_day_stays(case: Case) -> None:
    cases.comment(BUREAU, case.case_id, "Sudah dibaca")
    with pytest.raises(StoreError, match="since it was shown"):
        cases.check(BUREAU, case.case_id, "funding", True, "", case.no)
    now = cases.case_for(BUREAU, case.case_id)
    changed = replace(CONTENT, title="Beras untuk Kupang", snapshot={"tonnes": 1.0})
    now = cases.correct(BUREAU, case.case_id, changed, "judul lebih pendek", now.no)
    assert (now.content.title, now.content.snapshot) == ("Beras untuk Kupang", {"tonnes": 9845.0})
    ended = cases.end(BUREAU, case.case_id, "selesai", "mulai lebih dini", now.no)
    with pytest.raises(CaseRuleError, match="closed"):
        cases.check(BUREAU, case.case_id, "funding", True, "", ended.no)


def test_a_party_from_outside_asks_for_the_rules_that_hold_and_regencies_are_not_asked(
    case: Case,
) -> None:
    with pytest.raises(CaseRuleError, match="unknown_check"):
        cases.check(BUREAU, case.case_id, "outside_rules", True, "", case.no)
    company = Party("company", "PT Lontar", "", "laba")
    theirs = cases.open_case(BUREAU, replace(CONTENT, parties=(*CONTENT.parties, company)))
    theirs = cases.check(BUREAU, theirs.case_id, "tkksd_discussed", True, "", theirs.no)
    asked = {each.case_id: cases.way_to(each, "legal", "agreement") for each in (case, theirs)}
    assert "outside_rules" in asked[theirs.case_id].missing_must
    assert "outside_rules" not in asked[case.case_id].missing_must
    early = cases.way_to(theirs, "legal", "offer_letter")
    assert early.missing_reason == ("outside_rules",), "a reason may stand in its place till then"
    said = cases.check(BUREAU, theirs.case_id, "outside_rules", True, "Nota hukum 3", theirs.no)
    assert cases.way_to(said, "legal", "offer_letter").missing_reason == ()
    moved = cases.move(BUREAU, said.case_id, "legal", "offer_letter", "lanjut", said.no)
    # While nobody has signed, the company may leave again, and its question with it.
    left = cases.correct(BUREAU, moved.case_id, CONTENT, "perusahaan mundur", moved.no)
    assert "outside_rules" not in cases.way_to(left, "legal", "agreement").missing_must


def test_parties_are_corrected_until_papers_are_signed(case: Case) -> None:
    other = replace(
        CONTENT, parties=(CONTENT.parties[0], Party("regency", "Sikka", "5310", "beras"))
    )
    case = cases.correct(BUREAU, case.case_id, other, "salah pilih", case.no)
    assert case.regency_codes == {"5315", "5310"}
    case = attached(case, "accord")
    with pytest.raises(CaseRuleError, match="signed_parties"):
        cases.correct(BUREAU, case.case_id, CONTENT, "kembali", case.no)
    said = replace(
        case.content, parties=(CONTENT.parties[0], replace(other.parties[1], benefit="b"))
    )
    assert cases.correct(BUREAU, case.case_id, said, "manfaat", case.no).content.parties[1].benefit


@pytest.mark.parametrize("kind", ["accord", "agreement"])
def test_a_paper_is_signed_by_two_since_nobody_can_be_added_to_it(kind: str) -> None:
    alone = cases.open_case(BUREAU, replace(CONTENT, parties=CONTENT.parties[:1]))
    with pytest.raises(CaseRuleError, match="one_party"):
        attached(alone, kind)
    assert not cases.case_for(BUREAU, alone.case_id).files
