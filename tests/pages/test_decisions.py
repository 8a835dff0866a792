"""The page of decisions: who sees which form, what is kept when a write fails, what readers see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError
from ntt_data.store.decision_records import Content, Decision
from publishing import decision_words
from publishing.files.spreadsheets import csv_bytes
from publishing.language import LANGUAGES, Language, speaking
from publishing.listings.decisions import decisions_table
from publishing.markdown_text import unmarked
from services import decisions
from services.access import Actor
from services.decisions import DecisionError
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU, a_round
from tests.support.user_text import MARK, NASTY, mistaken, shown

TODAY = date(2026, 11, 30)
CONTENT = Content(
    "Sikka membeli 500 t jagung dari TTS", "Dinas Perdagangan", TODAY, "Rakor", "5310"
)


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("services.decisions.today", lambda: TODAY)
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)


def field(app: AppTest, part: str, kind: str = "text_input") -> object:
    return next(e for e in getattr(app, kind) if str(e.key).endswith(part))


def fill(app: AppTest, **typed: str) -> None:
    for part, text in typed.items():
        field(app, part, "text_area" if part == "text" else "text_input").set_value(text)  # type: ignore[attr-defined]


def press(app: AppTest, label: str, language: Language = "id") -> AppTest:
    with speaking(language):  # in which the options of a list are sent back
        next(each for each in app.button if each.label == label).click().run()
    assert not app.exception, app.exception
    return app


def recorded(**more: object) -> Decision:
    return decisions.record(BUREAU, replace(CONTENT, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", ("Belum ada keputusan yang dicatat", "Biro dan administrator mencatat")),
        ("en", ("No decision has been recorded yet", "The bureau and administrators record")),
    ],
)
def test_a_reader_sees_what_it_is_for_and_no_form(language: str, told: tuple[str, str]) -> None:
    app = open_page("decisions", language)
    assert all(each in words(app) for each in told)
    assert not app.text_area
    recorded()
    app = open_page("decisions", language)
    assert CONTENT.text in words(app)
    assert not app.text_area
    assert not [each for each in app.button if "change-" in str(each.key)]


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(("language", "button"), [("id", "Catat"), ("en", "Record")])
def test_what_the_bureau_types_is_in_the_database_before_it_is_said(
    language: Language, button: str
) -> None:
    asked = a_round()
    app = open_page("decisions", language)
    fill(app, text=CONTENT.text, owner="Dinas Perdagangan", meeting="Rakor Kupang")
    with speaking(language):
        field(app, "-regency", "selectbox").set_value("5310")  # type: ignore[attr-defined]
        field(app, "-round", "selectbox").set_value(asked.round_id)  # type: ignore[attr-defined]
        field(app, "-due", "date_input").set_value(date(2026, 12, 15))  # type: ignore[attr-defined]
    press(app, button, language)
    (kept,) = decisions.standing()
    assert kept.content == replace(
        CONTENT, meeting="Rakor Kupang", due_on=date(2026, 12, 15), round_id=asked.round_id
    )
    assert kept.steps[0].credential_id == BUREAU.credential_id
    with speaking(language):
        assert unmarked(app.success[0].value) == decision_words.recorded(kept)
    assert field(app, "-text", "text_area").value == ""  # type: ignore[attr-defined]
    assert field(app, "-meeting").value == "Rakor Kupang", "of the same meeting"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("signed_in")
def test_what_was_typed_stays_when_it_is_refused_or_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = open_page("decisions")
    fill(app, text=CONTENT.text)
    press(app, "Catat")
    assert "tulis penanggung jawabnya" in app.error[0].value
    fill(app, owner="Biro Ekonomi")
    with monkeypatch.context() as away:

        def fail(*_args: object) -> None:
            raise StoreError("unavailable", reason="disk")

        away.setattr("ntt_data.store.decisions.DecisionStore.put_down", fail)
        press(app, "Catat")
    assert "belum pasti ada yang dicatat" in app.error[0].value
    assert not app.success
    assert field(app, "-text", "text_area").value == CONTENT.text  # type: ignore[attr-defined]
    press(app, "Catat")
    assert [each.content.owner for each in decisions.standing()] == ["Biro Ekonomi"]


@pytest.mark.usefixtures("signed_in")
def test_a_decision_is_followed_corrected_and_withdrawn_with_a_reason() -> None:
    kept = recorded(due_on=TODAY)
    app = press(open_page("decisions"), "Tindak lanjuti atau perbaiki")
    press(app, "Tandai selesai")
    assert "tulis alasan" in app.error[0].value
    fill(app, **{f"status-{_key(app, 'status')}-reason": "Kontrak ditandatangani"})
    press(app, "Tandai selesai")
    assert decisions.standing()[0].status == "done"
    press(app, "Tindak lanjuti atau perbaiki")
    correcting = f"correct-{_key(app, 'correct')}"
    fill(app, **{f"{correcting}-owner": "Biro Ekonomi", f"{correcting}-reason": "salah ketik"})
    press(app, "Simpan perbaikan")
    assert decisions.standing()[0].content.owner == "Biro Ekonomi"
    assert "Dinas Perdagangan" in words(app), "what stood there before stays beside it"
    press(app, "Tindak lanjuti atau perbaiki")
    fill(app, **{f"withdraw-{_key(app, 'withdraw')}-reason": "uji coba"})
    press(app, "Tarik keputusan")
    assert decisions.standing() == []
    assert [each.status for each in decisions.withdrawn()] == ["withdrawn"]
    assert "uji coba" in words(app)
    assert kept.decision_id == decisions.withdrawn()[0].decision_id


def _key(app: AppTest, form: str) -> str:
    """The write key in the names of a form's fields."""
    found = next(str(e.key) for e in app.text_input if str(e.key).startswith(f"{form}-"))
    return found.split("-")[1]


@pytest.mark.usefixtures("signed_in")
def test_nobody_writes_over_what_came_meanwhile() -> None:
    kept = recorded()
    app = press(open_page("decisions"), "Tindak lanjuti atau perbaiki")
    decisions.set_status(BUREAU, kept.decision_id, "dropped", "batal", 1)
    fill(app, **{f"status-{_key(app, 'status')}-reason": "selesai semua"})
    press(app, "Tandai selesai")
    assert "orang lain sementara itu mengubah" in app.error[0].value
    assert decisions.standing()[0].status == "dropped"
    press(app, "Tandai selesai")
    assert decisions.standing()[0].status == "done", "seen, it may be pressed again"


def test_a_sign_out_between_page_and_click_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)
    app = open_page("decisions")
    fill(app, text=CONTENT.text, owner="Biro Ekonomi")
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: Actor("reader"))
    next(each for each in app.button if each.label == "Catat").click().run()
    assert not app.exception
    assert decisions.standing() == []


def test_overdue_is_marked_and_lists_are_narrowed_by_the_address() -> None:
    recorded(held_on=date(2026, 11, 2), due_on=date(2026, 11, 10), text="Terlambat semua")
    later = recorded(text="Masih ada waktu", due_on=date(2026, 12, 10))
    decisions.set_status(BUREAU, later.decision_id, "done", "laporan", 1)
    text = words(open_page("decisions"))
    assert "2 keputusan, 1 belum dilaksanakan, 1 lewat tenggat" in text
    assert ":red-badge[lewat tenggat]" in text
    assert text.index("30 November 2026") < text.index("2 November 2026"), "newest day first"
    overdue = words(open_page("decisions", decided="overdue"))
    assert "Terlambat semua" in overdue
    assert "Masih ada waktu" not in overdue


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_type_is_shown_as_they_typed_it(language: Language) -> None:
    nasty = " ".join(NASTY.split())
    kept = recorded(text=nasty, owner=nasty, meeting=nasty)
    gone = recorded(text=nasty, owner=nasty)
    decisions.set_status(BUREAU, kept.decision_id, "done", nasty, 1)
    decisions.withdraw(BUREAU, gone.decision_id, nasty, 1)
    app = open_page("decisions", language)
    assert shown(app, nasty) > 3
    assert not mistaken(app, nasty)
    label = {"id": "Tindak lanjuti atau perbaiki", "en": "Follow up or correct"}[language]
    app = press(app, label, language)
    assert not mistaken(app, nasty), "the fields of the correction hold it"


def test_files_hold_everything_and_their_dates_as_dates() -> None:
    kept = recorded(due_on=date(2026, 12, 15))
    with speaking("id"):
        table = decisions_table([kept], {kept.decision_id}).readable()
        row = table.iloc[0]
    assert row["Keputusan"] == CONTENT.text
    assert (row["Hari rapat"], row["Tenggat"]) == ("2026-11-30", "2026-12-15")
    assert (row["Daerah"], row["Daerah (kode)"]) == ("Sikka", "5310")
    assert row["Status"] == "lewat tenggat"
    assert b"2026-12-15" in csv_bytes(table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words_of_its_own(language: Language) -> None:
    codes = [
        *("no_text", "long_text", "no_owner", "long_owner", "long_meeting", "no_reason"),
        *("long_reason", "no_day", "held_later", "held_long_ago", "due_before", "due_far"),
        *("no_regency", "no_subject", "no_round", "unchanged", "not_allowed", "no_decision"),
        *("withdrawn", "followed_since", "same_status", "unavailable"),
    ]
    with speaking(language):
        told = {decision_words.refusal(code) for code in codes}
    assert len(told) == len(codes)
    for code in DecisionError.__doc__.split("code : str")[1].split("``")[1::2]:  # type: ignore[union-attr]
        assert code in codes
    assert not [text for text in told if MARK in text]
