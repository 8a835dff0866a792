"""The flagship that a zone chose, on the page of partners: who sees a form, what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError
from publishing.language import Language, speaking
from services import zone_choices
from services.zone_choices import Chosen
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU
from tests.support.user_text import NASTY, mistaken, shown

CATTLE = Chosen("listed", "cattle", "Rakor Kupang", "Dua dari tiga daftar menyebutnya")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)


def opened(language: Language = "id", zone: str = "Z1") -> AppTest:
    return open_page("partners", language, view="flagship", zone=zone)


def fill(app: AppTest, **typed: str) -> None:
    for part, said in typed.items():
        next(e for e in app.text_input if str(e.key).endswith(f"-{part}")).set_value(said)


def press(app: AppTest, label: str, language: Language = "id") -> AppTest:
    with speaking(language):  # in which the options of a list are sent back
        next(each for each in app.button if each.label == label).click().run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize(
    ("language", "none", "chosen"),
    [
        ("id", "Belum ada yang dipilih untuk zona ini", "Dipilih oleh Rakor Kupang"),
        ("en", "Nothing is chosen for this zone yet", "Chosen by Rakor Kupang"),
    ],
)
def test_a_reader_sees_candidates_then_the_choice_and_no_form(
    language: Language, none: str, chosen: str
) -> None:
    app = opened(language)
    assert none in words(app)
    assert not app.text_input
    zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0)
    app = opened(language)
    assert chosen in words(app)
    assert none not in words(app)
    assert not app.text_input


@pytest.mark.usefixtures("signed_in")
def test_what_was_typed_stays_when_the_database_is_away_and_is_kept_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = press(opened(), "Simpan pilihan")
    assert "tulis siapa yang memilih" in app.error[0].value
    fill(app, chooser="Rakor Kupang", reason="Dua daftar")
    with monkeypatch.context() as away:

        def fail(*_args: object) -> None:
            raise StoreError("unavailable", reason="disk")

        away.setattr("ntt_data.store.zone_choices.ZoneChoiceStore.choose", fail)
        press(app, "Simpan pilihan")
    assert "belum pasti" in app.error[0].value
    assert zone_choices.history() == []
    press(app, "Simpan pilihan")
    kept = zone_choices.current()["Z1"]
    assert (kept.product, kept.chosen_by, kept.reason) == ("cattle", "Rakor Kupang", "Dua daftar")
    assert kept.credential_id == BUREAU.credential_id
    assert "memilih Sapi" in app.success[0].value


@pytest.mark.usefixtures("signed_in")
def test_a_choice_is_taken_back_with_its_reason_and_stays_in_the_history() -> None:
    zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0)
    app = press(opened(), "Tarik pilihan")
    assert "tulis alasan" in app.error[0].value
    back = next(e for e in app.text_input if str(e.key).startswith("choice-back-"))
    back.set_value("Salah rapat")
    press(app, "Tarik pilihan")
    assert zone_choices.current() == {}
    assert "Belum ada yang dipilih" in words(app)
    assert "dipilih oleh Rakor Kupang" in words(app), "beside it what was chosen before"


@pytest.mark.usefixtures("signed_in")
def test_nobody_chooses_over_what_came_meanwhile() -> None:
    app = opened()
    zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0)
    fill(app, chooser="Dinas Peternakan", reason="Lebih banyak")
    press(app, "Simpan pilihan")
    assert "orang lain sementara itu" in app.error[0].value
    press(app, "Simpan pilihan")
    assert zone_choices.current()["Z1"].chosen_by == "Dinas Peternakan", "seen, it may be pressed"


@pytest.mark.usefixtures("signed_in")
def test_what_people_type_is_shown_as_they_typed_it() -> None:
    nasty = " ".join(NASTY.split())
    for seen in (0, 1):
        chosen = Chosen("other", nasty[:80], nasty, f"{nasty} {seen}")
        zone_choices.record(BUREAU, "Z1", chosen, "goods", seen)
    app = opened("en")
    assert shown(app, nasty) == 2, "the choice, and the one before"
    assert not mistaken(app, nasty)


def test_without_a_database_the_ranking_stands_and_the_choice_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise StoreError("unavailable", reason="disk")

    monkeypatch.setattr("services.zone_choices.zone_choice_store", fail)
    app = opened()
    assert "pilihan zona tidak dapat ditampilkan" in app.error[0].value
    assert "Sapi" in words(app)


@pytest.mark.parametrize(
    ("language", "none", "reason"),
    [
        ("id", "Produk unggulan yang dipilih", "Alasan"),
        ("en", "Chosen flagship", "Reason"),
    ],
)
def test_the_guide_says_what_each_zone_has_chosen(
    language: Language, none: str, reason: str
) -> None:
    app = open_page("guide", language, section="zones", regency="5304")
    not_yet = {"id": "belum dipilih", "en": "not chosen yet"}[language]
    assert f"{none}: **{not_yet}**" in words(app)
    zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0)
    app = open_page("guide", language, section="zones", regency="5304")
    assert reason in words(app)
    assert CATTLE.reason in words(app)
    assert f"{none}: **{not_yet}**" not in words(app)
    ways = [str(each.proto) for each in app.get("page_link")]
    assert any("view=flagship&zone=Z1" in each for each in ways)
    other = open_page("guide", language, section="zones", regency="5303")
    assert f"{none}: **{not_yet}**" in words(other)
