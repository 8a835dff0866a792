"""The page of rounds: what a reader sees, and what the bureau does there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError, round_store
from ntt_data.store.collection_records import SheetKey
from pages.data.rounds import export_panel
from services import rounds
from services.access import AccessError, Actor
from tests.support.a_round import accept, hand_in_maize, open_round
from tests.support.open_page import ROOT, open_page, popovers, turn_to
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


def reason(app: AppTest) -> Any:
    """The field for the reason of an end."""
    return next(each for each in app.text_input if "bersama pengumpulan" in each.label)


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
    assert "Rakor jagung sudah dibuka. Berikutnya: “Buat lembar akses”" in app.success[0].value
    app.button[0].click().run()
    assert "Nama paling sedikit tiga huruf." in said(app), "the form does not open it once more"
    assert len(round_store().list()) == 1
    assert not app.success, "it is told once"


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("language", ["id", "en"])
def test_what_can_be_asked_is_in_the_order_of_its_names(language: str) -> None:
    for each in open_page("rounds", language).multiselect:
        assert each.options == sorted(each.options, key=str.casefold), each.label


@pytest.mark.usefixtures("signed_in")
def test_what_is_chosen_by_head_is_asked_by_head() -> None:
    app = open_page("rounds")
    app.text_input[0].input("Rakor sapi")
    app.multiselect[1].select("Sapi, jantan, per ekor")
    app.button[0].click().run()
    assert not app.exception
    (made,) = round_store().list()
    assert [(each.item, each.form, each.unit) for each in made.items] == [
        ("cattle", "head_male", "head")
    ]


@pytest.mark.usefixtures("signed_in")
def test_once_it_is_open_a_late_second_click_finds_no_button() -> None:
    app = open_page("rounds")
    app.text_input[0].input("Rakor jagung")
    app.multiselect[0].select(app.multiselect[0].options[0])
    button = app.button[0].key
    app.button[0].click().run()
    assert app.button[0].key != button
    key = "a" * 32
    definition = rounds.RoundDefinition(
        name="Rakor padi",
        deadline=datetime.now(UTC) + timedelta(hours=3),
        year=2024,
        items=[rounds.ItemDefinition(sheet="agriculture", item="maize", form="dry_shelled")],
    )
    first, second = (rounds.open_round(BUREAU, definition, key) for _click in range(2))
    assert first.round_id == second.round_id
    assert len(round_store().list()) == 2


@pytest.mark.usefixtures("signed_in")
def test_a_commodity_is_asked_in_one_form_of_each_office() -> None:
    app = open_page("rounds")
    app.text_input[0].input("Rakor jagung")
    for option in [each for each in app.multiselect[0].options if each.startswith("Jagung")][:2]:
        app.multiselect[0].select(option)
    app.run()
    app.button[0].click().run()
    assert [each.value for each in app.error] == [
        "Jagung dipilih dua kali untuk kantor yang sama; pilih salah satu bentuknya."
    ]
    assert round_store().list() == []


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
    reason(app).input("Selesai")
    next(each for each in app.button if each.label == close.label).click().run()
    assert "Sudah ditutup" in said(app)
    reason(app).input("Listrik padam")
    next(each for each in app.button if each.label == reopen.label).click().run()
    events = round_store().load(asked.round_id).events
    assert [(each.kind, each.reason, each.credential_id) for each in events] == [
        ("closed", "Selesai", "biro-ab"),
        ("reopened", "Listrik padam", "biro-ab"),
    ]


@pytest.mark.usefixtures("signed_in")
def test_a_reason_stays_until_the_round_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = opened()
    app = open_page("rounds")

    def press() -> None:
        next(each for each in app.button if each.label == "Tutup untuk semua").click().run()

    def gone(*_args: object) -> None:
        raise StoreError("unavailable", reason="disk I/O error")

    reason(app).input("ya")
    press()
    assert ("Tulis alasan" in said(app), reason(app).value) == (True, "ya")
    reason(app).input("Selesai pukul lima")
    with monkeypatch.context() as away:
        away.setattr("services.rounds.close_round", gone)
        press()
    assert "tidak ada yang diubah" in said(app)
    assert reason(app).value == "Selesai pukul lima"
    press()
    assert [each.reason for each in round_store().load(asked.round_id).events] == [
        "Selesai pukul lima"
    ]
    assert reason(app).value == "", "the next end has a reason of its own"


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_cookie: object) -> Actor:
        raise StoreError("unavailable", reason="disk I/O error")

    monkeypatch.setattr("pages.ui.actor.actor_of", gone)
    app = open_page("rounds")
    assert "Basis data tidak dapat dihubungi" in said(app)


# --- taking a round along --------------------------------------------------------------------


def exports(app: AppTest) -> list[str]:
    """Labels of the files of a round."""
    return [
        each.proto.label
        for each in app.get("download_button")
        if each.proto.label.startswith(("Semuanya", "Everything", "Berita Acara", "Minutes"))
    ]


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_bureau_takes_a_round_along(language: str) -> None:
    opened()
    app = open_page("rounds", language)
    assert not app.exception
    assert [label.partition("(")[2] for label in exports(app)] == (
        ["ZIP berisi CSV)", "XLSX)", "DOCX)"]
        if language == "id"
        else ["ZIP of CSV)", "XLSX)", "DOCX)"]
    )


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_nobody_else_takes_a_round_along_not_by_its_address_either(
    role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = opened()
    sheet = SheetKey(asked.round_id, "5304", "agriculture")
    office = Actor("regency", None, sheet, "5304ab") if role == "regency" else Actor("reader")
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: office)
    app = AppTest.from_file(str(ROOT / "pages/menu.py"), default_timeout=90)
    app.query_params["round"] = asked.round_id
    app.session_state[f"open-export-{asked.round_id}"] = True
    turn_to(app, "rounds").run()
    assert "0 dari 22" in said(app), "the page itself is open to everybody"
    assert not app.get("download_button") or not exports(app)
    assert "Unduh pengumpulan ini" not in {each.label for each in popovers(app)}


def test_whoever_has_signed_out_before_the_click_gets_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened()
    signed_in: list[Actor] = [BUREAU]
    made: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: signed_in[0])

    def note(_label: str, data: Callable[[], bytes], name: str, *_rest: str, **_more: str) -> None:
        if name.startswith("LATIHAN-pengumpulan"):
            made[name.rpartition(".")[2]] = data

    monkeypatch.setattr(export_panel.st, "download_button", note)
    open_page("rounds")
    assert {kind: make()[:2] for kind, make in made.items()} == {
        "zip": b"PK", "xlsx": b"PK", "docx": b"PK",
    }  # fmt: skip
    signed_in[0] = Actor("reader")
    for make in made.values():
        with pytest.raises(AccessError):
            make()


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_a_round_has_changed_is_told_with_regencies_pairs_and_a_way_there(
    language: str,
) -> None:
    asked = open_round()
    accept(hand_in_maize(asked, "5304", "100000"))
    accept(hand_in_maize(asked, "5371", "10"))
    app = open_page("rounds", language)
    told = {
        "id": ["Setelah 2 laporan: 1 daerah surplus jagung 2024, 1 defisit", "tanpa neraca",
               "Timor Tengah Selatan", "TTS", "Kota Kupang", "baru"],
        "en": ["After 2 reports: 1 regency has a surplus of maize 2024, 1 a deficit", "no balance",
               "Timor Tengah Selatan", "TTS", "Kota Kupang", "new"],
    }[language]  # fmt: skip
    assert not [each for each in told if each not in said(app)]
    links = [each.proto for each in app.get("page_link")]
    assert any("commodity=maize&year=2024" in each.query_string for each in links)


def test_a_rehearsal_leads_to_no_balance_that_does_not_have_it() -> None:
    asked = open_round(rehearsal=True)
    accept(hand_in_maize(asked, "5304", "100000"))
    app = open_page("rounds")
    assert "akan menjadi: 1 daerah surplus jagung 2024" in said(app)
    assert not [e for e in app.get("page_link") if "commodity" in e.proto.query_string]


def test_where_something_is_missing_it_says_how_to_supply_it() -> None:
    asked = open_round(year=2026)
    accept(hand_in_maize(asked, "5304", "100000"))
    assert "population.csv" in said(open_page("rounds"))


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "typed", "missing", "read"),
    [
        ("id", "0,9", "yang belum ada: koefisien konversi", "Dibaca 0,9."),
        ("en", "0.9", "missing: conversion coefficient", "Read as 0.9."),
    ],
)
def test_what_a_balance_lacks_is_told_before_a_round_is_opened_and_can_be_typed(
    language: str, typed: str, missing: str, read: str
) -> None:
    app = open_page("rounds", language)
    app.text_input[0].input("Rakor jagung")
    app.number_input[0].set_value(2024)
    option = next(e for e in app.multiselect[0].options if re.match("Jagung|Maize", e))
    app.multiselect[0].select(option).run()
    assert missing in said(app)
    assert "conversions.csv" in said(app)
    app.text_input[1].input("dua").run()
    app.button[0].click().run()
    assert round_store().list() == [], "what cannot be read opens nothing"
    app.text_input[1].input("9" if language == "id" else "9.0").run()
    assert ("paling banyak 1" if language == "id" else "at most 1") in said(app)
    app.text_input[1].input(typed).run()
    assert read in said(app)
    assert missing not in said(app)
    app.button[0].click().run()
    (made,) = round_store().list()
    (item,) = made.items
    assert (item.item, item.coefficient, item.coefficient_source) == ("maize", 0.9, "assumption")


def test_what_is_lacking_is_told_after_it_was_opened_too() -> None:
    open_round(year=2026)
    assert "neraca 2026 belum dapat dihitung; yang belum ada: penduduk" in said(open_page("rounds"))
