"""What is pressed on the page of a case: each form once, and what is refused in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from publishing.language import Language, speaking
from services.desk import cases
from services.desk.state import Case
from tests.services.test_case_rules import BUREAU, CONTENT, READER, attached
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def case() -> Case:
    return cases.open_case(BUREAU, CONTENT)


class Page:
    """The page of one case as somebody presses through it."""

    def __init__(self, case: Case, language: Language, patch: pytest.MonkeyPatch) -> None:
        patch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)
        self.language, self.case_id = language, case.case_id
        self.app: AppTest = open_page("case", language, case=case.case_id)

    def field(self, kind: str, form: str, name: str) -> Any:
        found = [
            each
            for each in self.app.get(kind)
            if str(each.key).startswith(f"{form}-") and str(each.key).endswith(f"-{name}")
        ]
        assert len(found) == 1, (form, name, [each.key for each in self.app.get(kind)])
        return found[0]

    def press(self, form: str, name: str = "do") -> Case:
        with speaking(self.language):
            self.field("button", form, name).click().run()
        assert not self.app.exception, self.app.exception
        return self.now

    @property
    def now(self) -> Case:
        return cases.case_for(BUREAU, self.case_id)


def test_a_case_is_pressed_from_the_questionnaire_to_its_end(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a press does knows no language; what the page says of a signed case is read in both."""
    page = Page(case, "id", monkeypatch)
    page.field("selectbox", "answer", "binding").set_value(True)
    page.field("selectbox", "answer", "council").set_value(False)
    now = page.press("answer")
    assert (now.answers, now.council, now.official_signs) == ({"binding": True}, False, None)

    page.field("selectbox", "choose", "model").set_value("joint_agreement")
    assert page.press("choose").model == "joint_agreement"

    page.field("selectbox", "correct", "2-who").set_value("company")
    page.field("text_input", "correct", "2-name").set_value("PT Lontar")
    page.field("text_input", "correct", "2-benefit").set_value("laba")
    page.field("text_input", "correct", "reason").set_value("ikut membeli")
    now = page.press("correct")
    assert [each.name for each in now.content.parties][2:] == ["PT Lontar"]
    assert now.content.parties[:2] == CONTENT.parties
    assert page.field("text_input", "correct", "2-name").value == "PT Lontar"

    scan = SimpleNamespace(name="pks.pdf", getvalue=lambda: b"%PDF")
    with monkeypatch.context() as chosen:
        chosen.setattr("pages.cooperation.case.actions.st.file_uploader", lambda *_a, **_k: scan)
        page.field("selectbox", "attach", "kind").set_value("agreement")
        page.field("text_input", "attach", "no-0").set_value("12/2026")
        now = page.press("attach")
    assert now.is_signed
    assert dict(now.files[0].numbers) == {"Manggarai Barat": "12/2026"}
    in_english = open_page("case", "en", case=case.case_id)
    for app, signed, fixed in (
        (page.app, "belum diperiksa isinya", "tidak dapat diganti"),
        (in_english, "nobody has checked what it says", "stays as it is"),
    ):
        assert signed in words(app)
        assert "Kota Kupang, PT Lontar" in words(app), "whose number is not given"
        assert fixed in words(app)
    assert not [each for each in page.app.selectbox if str(each.key).endswith("0-who")]

    assert page.press("publish").is_public
    page.field("text_area", "comment", "text").set_value("Terima kasih & salam <b>")
    assert page.press("comment").events[-1].details["text"] == "Terima kasih & salam <b>"
    page.field("text_input", "end", "reason").set_value("panen gagal")
    page.field("text_area", "end", "lesson").set_value("mulai sebelum tanam")
    now = page.press("end")
    assert (now.state, now.lesson) == ("ended", "mulai sebelum tanam")
    assert not [each for each in page.app.button if str(each.key).startswith("move-")]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_refused_press_keeps_what_was_typed_and_a_withdrawal_ends_all_forms(
    case: Case, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(case, language, monkeypatch)
    page.field("text_input", "correct", "title").set_value("Judul lain")
    page.field("selectbox", "correct", "1-who").set_value("")
    assert page.press("correct").no == case.no
    why = {"id": "alasan", "en": "reason"}[language]
    assert why in page.app.error[0].value
    assert page.field("text_input", "correct", "title").value == "Judul lain"
    assert page.field("selectbox", "correct", "1-who").value == ""

    assert page.press("end", "withdraw").state == "open", "a reason is missing"
    page.field("text_input", "end", "reason").set_value("keliru dibuka")
    assert page.press("end", "withdraw").state == "withdrawn"
    assert not page.app.button or not [
        each for each in page.app.button if str(each.key).endswith("-do")
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_reader_of_a_published_case_reads_its_end_and_no_reason_of_a_step(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases.open_case(BUREAU, replace(CONTENT, title="Beras untuk semua"))
    case = cases.check(BUREAU, case.case_id, "funding", False, "kas daerah kosong", case.no)
    case = cases.publish(BUREAU, case.case_id, True, "", attached(case, "agreement").no)
    case = cases.end(BUREAU, case.case_id, "masa berlaku habis", "perpanjang lebih dini", case.no)
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: READER)
    told = words(open_page("case", language, case=case.case_id))
    assert "masa berlaku habis" in told
    assert "perpanjang lebih dini" in told
    assert "kas daerah kosong" not in told
    hidden = {"id": "alasan setiap langkah hanya untuk", "en": "reasons of single steps are for"}
    assert hidden[language] in told
