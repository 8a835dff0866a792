"""The page of rounds: what a reader sees, and what the bureau does there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError, round_store
from services import rounds
from services.access import Actor
from tests.support.open_page import open_page
from tests.support.own_store import own_store

BUREAU = Actor("bureau", credential_id="biro-ab")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)


def opened() -> rounds.Round:
    return rounds.open_round(
        BUREAU,
        rounds.RoundDefinition(
            name="Rakor [jagung](http://elsewhere)",
            rehearsal=True,
            deadline=datetime.now(UTC) + timedelta(hours=3),
            year=2026,
            items=[rounds.ItemDefinition(sheet="agriculture", item="maize", form="dry_shelled")],
        ),
    )


def said(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    return "\n".join(str(each.value) for kind in kinds for each in kind)


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Belum ada pengumpulan"), ("en", "No round has been opened")]
)
def test_without_a_round_a_reader_is_told_so_and_can_open_none(language: str, words: str) -> None:
    app = open_page("rounds", language)
    assert words in said(app)
    assert not app.text_input


@pytest.mark.parametrize(
    ("language", "words"), [("id", "0 dari 22 lembar"), ("en", "0 of 22 sheets")]
)
def test_a_reader_sees_how_far_a_round_has_come(language: str, words: str) -> None:
    opened()
    app = open_page("rounds", language)
    assert words in said(app)
    assert not re.search(r"(?<!\\)\[jagung", app.subheader[0].value), "a name is no link"
    assert ("LATIHAN" if language == "id" else "REHEARSAL") in said(app)
    assert len(app.dataframe[0].value) == 22
    assert not app.text_input, "a reader ends nothing"


@pytest.mark.usefixtures("signed_in")
def test_the_bureau_opens_a_round() -> None:
    app = open_page("rounds")
    app.text_input[0].input("Rakor jagung")
    app.multiselect[0].select(app.multiselect[0].options[0])
    app.button[0].click().run()
    assert not app.exception
    (made,) = round_store().list()
    assert (made.name, made.rehearsal, made.opened_by) == ("Rakor jagung", False, "biro-ab")
    assert [each.sheet for each in made.items] == ["agriculture"]


@pytest.mark.usefixtures("signed_in")
def test_a_round_without_name_or_question_is_not_opened() -> None:
    app = open_page("rounds")
    app.button[0].click().run()
    assert [each.value for each in app.error] == [
        "Nama paling sedikit tiga huruf.",
        "Pilih yang ditanyakan, paling banyak 40 seluruhnya.",
    ]
    assert round_store().list() == []


@pytest.mark.usefixtures("signed_in")
def test_the_bureau_ends_a_round_and_reopens_it_for_a_reason() -> None:
    asked = opened()
    app = open_page("rounds")
    close, reopen = (
        next(each for each in app.button if each.label == label)
        for label in ("Tutup untuk semua", "Buka kembali")
    )
    close.click().run()
    assert "Tulis alasan" in said(app)
    assert round_store().load(asked.round_id).events == ()
    app.text_input[-1].input("Selesai")
    next(each for each in app.button if each.label == close.label).click().run()
    assert "Sudah ditutup" in said(app)
    app.text_input[-1].input("Listrik padam")
    next(each for each in app.button if each.label == reopen.label).click().run()
    events = round_store().load(asked.round_id).events
    assert [(each.kind, each.reason, each.credential_id) for each in events] == [
        ("closed", "Selesai", "biro-ab"),
        ("reopened", "Listrik padam", "biro-ab"),
    ]


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_cookie: object) -> Actor:
        raise StoreError("unavailable", reason="disk I/O error")

    monkeypatch.setattr("pages.ui.actor.actor_of", gone)
    app = open_page("rounds")
    assert "Basis data tidak dapat dihubungi" in said(app)
