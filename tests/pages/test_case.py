"""The page of one case: who sees it, what it says comes next, what is kept and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.cooperation.case.record import _content
from pages.ui.actor import ask_again
from publishing.language import Language, speaking
from services.access import Actor
from services.desk import cases
from services.desk.state import HANDSHAKE, Case
from tests.ntt_data.test_collection_store import KEY
from tests.services.test_case_rules import BUREAU, CONTENT, PARTY, READER, attached
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.user_text import MARK, NASTY, mistaken

STRANGER = Actor("regency", sheet=KEY._replace(regency_code="5302"))


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def case() -> Case:
    return cases.open_case(BUREAU, CONTENT)


def acting(monkeypatch: pytest.MonkeyPatch, actor: Actor) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: actor)


def button(app: AppTest, part: str) -> object:
    return next(each for each in app.button if part in str(each.key))


def told(app: AppTest) -> str:
    return words(app).replace("\\", "")


@pytest.mark.parametrize("actor", [READER, STRANGER])
@pytest.mark.parametrize(
    ("language", "same"), [("id", "Kerja sama ini tidak ada"), ("en", "There is no such coop")]
)
def test_what_is_not_there_and_what_is_not_theirs_is_told_in_the_same_words(
    case: Case, actor: Actor, language: str, same: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, actor)
    hidden, none = (told(open_page("case", language, case=each)) for each in (case.case_id, "zzzz"))
    assert same in hidden
    assert CONTENT.title not in hidden
    assert hidden.replace(case.case_id, "zzzz") == none


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", ("Langkah berikutnya: Pembahasan TKKSD", "Yang bertindak: TKKSD", "Tidak ada yang")),
        ("en", ("Next step: Discussion in the TKKSD", "Who acts: TKKSD", "Nothing is missing")),
    ],
)
def test_the_top_says_who_where_it_stands_and_what_is_next(
    case: Case, language: str, said: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, BUREAU)
    app = open_page("case", language, case=case.case_id)
    assert [
        each for each in (CONTENT.title, "pasar yang tetap", *said) if each not in told(app)
    ] == []
    # What is to be done is read first, whatever length parties and stages have.
    headings = [each.value for each in app.subheader]
    steps = [at for at, each in enumerate(headings) if said[0].partition(":")[0] in each]
    assert steps == [0, 1]


def test_an_end_says_at_the_top_why_and_what_was_learned(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases.end(BUREAU, case.case_id, "Masa habis", "Sepakati timbangan", case.no)
    acting(monkeypatch, BUREAU)
    said = " ".join(each.value for each in open_page("case", case=case.case_id).info)
    said = said.replace("\\", "")
    assert "Alasan: Masa habis" in said
    assert "Pelajaran: Sepakati timbangan" in said


def test_a_guard_whose_wording_was_not_read_says_so_and_a_benefit_of_one_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = CONTENT.parties
    one_sided = replace(CONTENT, parties=(first, replace(second, benefit="")))
    case = cases.open_case(BUREAU, one_sided)
    case = cases.move(BUREAU, case.case_id, "legal", "coordination_team", "", case.no)
    acting(monkeypatch, BUREAU)
    said = told(open_page("case", case=case.case_id))
    assert "menurut definisi laporan ini bukan kerja sama" in said
    assert "Kesiapan dibahas TKKSD (dapat dilewati dengan alasan)" in said
    assert "belum dikonfirmasi biro" in said


def test_a_handshake_says_that_the_legal_path_does_not_apply_and_an_end_that_passed_is_marked(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(case, "agreement")
    case = cases.extend(BUREAU, case.case_id, date(2020, 1, 1), "", case.no + 1)
    acting(monkeypatch, BUREAU)
    assert "Lewat waktu: berlaku sampai 1 Januari 2020" in told(
        open_page("case", case=case.case_id)
    )
    other = cases.open_case(BUREAU, replace(CONTENT, title="Jabat tangan"))
    cases.choose_model(BUREAU, other.case_id, HANDSHAKE, "", other.no)
    assert "jalur hukum tidak berlaku" in told(open_page("case", case=other.case_id))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_stage_is_moved_once_and_said_after_it_is_kept(
    case: Case, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, BUREAU)
    app = open_page("case", language, case=case.case_id)
    with speaking(language):
        button(app, "move-").click().run()  # type: ignore[attr-defined]
    assert not app.exception
    assert cases.case_for(BUREAU, case.case_id).stages["report"] == "offer"
    assert ("Dicatat" if language == "id" else "Recorded") in app.success[0].value


def test_what_the_rules_refuse_cannot_be_pressed_and_somebody_elses_step_is_not_passed_over(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, BUREAU)
    moved = cases.move(BUREAU, case.case_id, "report", "cooperation_setup", "lanjut", case.no)
    app = open_page("case", case=case.case_id)
    assert button(app, "move-").disabled, "no model is chosen"  # type: ignore[attr-defined]
    cases.check(BUREAU, case.case_id, "funding", True, "", moved.no)
    field = next(each for each in app.text_input if "check-" in str(each.key))
    field.set_value("Rapat anggaran")
    next(e for e in app.button if str(e.key).startswith("check-")).click().run()
    assert "sementara itu orang lain" in told(app)
    assert next(e for e in app.text_input if "check-" in str(e.key)).value == "Rapat anggaran"
    assert cases.case_for(BUREAU, case.case_id).no == moved.no + 1


def test_a_party_comments_only_and_comments_stay_inside_when_it_is_public(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, PARTY)
    app = open_page("case", case=case.case_id)
    assert not [each for each in app.button if "move-" in str(each.key)]
    next(e for e in app.text_area if "comment-" in str(e.key)).set_value("Kami siap <b>")
    next(e for e in app.button if str(e.key).startswith("comment-")).click().run()
    assert "Kami siap" in told(app)
    signed = attached(cases.case_for(BUREAU, case.case_id), "agreement")
    cases.publish(BUREAU, case.case_id, True, "", signed.no)
    acting(monkeypatch, READER)
    seen = told(open_page("case", case=case.case_id))
    assert CONTENT.title in seen
    assert "Kami siap" not in seen


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_people_typed_is_shown_as_they_typed_it_and_figures_as_of_the_first_day(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"label_id": "Lebih", "label_en": "Surplus", "value": 9845.5, "unit": "t"}
    rows = [known, {**known, "label_id": NASTY, "label_en": NASTY, "value": None, "source": NASTY}]
    first, second = CONTENT.parties
    typed = replace(
        CONTENT,
        title=NASTY.replace("\n", " "),
        object=NASTY,
        reason=NASTY,
        parties=(first, replace(second, benefit=NASTY.replace("\n", " "))),
        snapshot={"made_on": "2026-11-30", "rows": rows, "note_id": NASTY, "note_en": NASTY},
    )
    case = cases.open_case(BUREAU, typed)
    cases.comment(BUREAU, case.case_id, NASTY)
    acting(monkeypatch, BUREAU)
    app = open_page("case", language, case=case.case_id)
    assert MARK in words(app)
    assert mistaken(app) == []
    unknown, value = (
        ("belum diketahui", "9.845,5 t") if language == "id" else ("not known", "9,845.5 t")
    )
    assert value in told(app)
    assert f"**{unknown}** :gray[" in told(app), "unknown is not zero"


def test_a_file_asked_for_after_the_session_has_ended_is_not_given(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = attached(case, "offer_letter")
    digest = kept.files[-1].sha256
    acting(monkeypatch, BUREAU)
    who = ask_again()
    assert (
        _content(who, case.case_id, digest) == cases.file_for(BUREAU, case.case_id, digest).content
    )
    acting(monkeypatch, READER)
    with speaking("en"):
        assert b"no such" in _content(who, case.case_id, digest)


def test_what_was_seen_is_kept_though_the_run_is_cut_short_at_the_documents(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, BUREAU)
    monkeypatch.setattr("services.desk.documents.documents_of", lambda *_: st.stop())
    app = open_page("case", case=case.case_id)
    assert app.session_state[f"_case_seen_{case.case_id}"] == case.no
