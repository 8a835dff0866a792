"""The wall of a round: what stands on it, in both languages, for whoever looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError, clock, submission_store
from services import credentials, review, rounds, wall
from services.clock_check import ClockCheck
from tests.support.a_round import BUREAU, MAIZE, TRADE, accept, hand_in_maize, open_round
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def board(app: AppTest) -> str:
    """The HTML of the wall."""
    (found,) = [
        str(each.proto.body) for each in app.get("html") if "ntt-wall" in each.proto.body[:40]
    ]
    return found


def text(html: str) -> str:
    """What is read of it, spaces as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(
    ("language", "told"), [("id", "Belum ada pengumpulan"), ("en", "No round has been opened")]
)
def test_without_a_round_it_says_so(language: str, told: str) -> None:
    assert told in words(open_page("wall", language))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_state_has_its_sign_and_is_counted(language: str) -> None:
    asked = open_round(MAIZE, TRADE)
    (made,) = credentials.make_for_sheets(BUREAU, rounds.sheet_keys(asked)[-1:])
    submission_store().save_draft(made.credential.credential_id, "ab" * 32, "{}", 0)
    hand_in_maize(asked, "5301", "1000")
    hand_in_maize(asked, "5302", "-5", "salah ketik tahun lalu")
    accept(hand_in_maize(asked, "5304", "100000"))
    review.give_back(BUREAU, hand_in_maize(asked, "5305", "7").receipt_no, "Ton atau kuintal?")
    html = board(open_page("wall", language, round=asked.round_id))
    said = text(html)
    counted = {
        "id": ["– 39 belum ada", "… 1 mulai diisi", "↑ 1 diserahkan", "? 1 ada pertanyaan",
               "↓ 1 dikembalikan", "✓ 1 diterima", "4 dari 44 lembar diserahkan",
               "Urutan: pertanian, perdagangan"],
        "en": ["– 39 nothing yet", "… 1 begun", "↑ 1 handed in", "? 1 question open",
               "↓ 1 returned", "✓ 1 accepted", "4 of 44 sheets handed in",
               "In this order: farming, trade"],
    }[language]  # fmt: skip
    assert not [each for each in counted if each not in said], said
    assert html.count('<span class="who"') == 22
    assert html.count('role="img"') == 44
    # Of whom, for whoever points at it or hears it: not by the colour alone.
    tile = html[html.index(">TTS<") :].split("</li>")[0]
    told = {"id": "Pertanian: diterima", "en": "Agriculture: accepted"}[language]
    assert f'class="mark accepted" role="img" aria-label="{told}"' in tile
    assert re.search(r"\d\d[.:]\d\d[.:]\d\d WITA", said)
    assert "LATIHAN" not in said
    assert "REHEARSAL" not in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_says_what_has_changed(language: str) -> None:
    asked = open_round()
    hand_in_maize(asked, "5301", "90000")
    nothing = {"id": "Belum ada angka yang diterima", "en": "No figure has been accepted"}
    assert nothing[language] in board(open_page("wall", language))
    accept(hand_in_maize(asked, "5304", "100000"))
    accept(hand_in_maize(asked, "5371", "10"))
    wall._places.clear()
    said = text(board(open_page("wall", language)))
    told = {
        "id": "Setelah 2 laporan: 1 daerah surplus jagung 2024, 1 defisit, 20 belum diketahui; "
        "1 pasangan pasti baru (asumsi: koefisien konversi).",
        "en": "After 2 reports: 1 regency has a surplus of maize 2024, 1 a deficit, 20 not known; "
        "1 new certain pair (assumption: conversion coefficient).",
    }[language]
    assert told in said


@pytest.mark.parametrize(("language", "word"), [("id", "LATIHAN"), ("en", "REHEARSAL")])
def test_a_rehearsal_is_called_one_and_changes_nothing_really(language: str, word: str) -> None:
    asked = open_round(rehearsal=True, name="Coba <b>dulu</b>")
    accept(hand_in_maize(asked, "5304", "100000"))
    html = board(open_page("wall", language))
    assert f'class="across" aria-hidden="true">{word}<' in html
    would = {"id": "akan menjadi: 1 daerah surplus", "en": "it would be: 1 regency has a surplus"}
    assert would[language] in html
    assert "Coba &lt;b&gt;dulu&lt;/b&gt;" in html, "what somebody has typed is no HTML"


def test_of_a_year_without_population_it_says_what_is_missing() -> None:
    asked = open_round(year=2026)
    accept(hand_in_maize(asked, "5304", "100000"))
    said = text(board(open_page("wall")))
    assert "neraca jagung 2026 belum dapat dihitung; yang belum ada: penduduk" in said


def test_what_is_old_is_marked_and_says_since_when(monkeypatch: pytest.MonkeyPatch) -> None:
    open_round()
    open_page("wall")
    monkeypatch.setattr(wall, "STALE_S", -1.0)
    html = board(open_page("wall"))
    assert html.startswith('<section class="ntt-wall stale"')
    assert re.search(r"Terakhir diperbarui pukul \d\d\.\d\d\.\d\d WITA", html)


def test_a_clock_that_cannot_be_right_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    open_round()
    behind = ClockCheck("before_store", clock.now(), clock.now() + timedelta(days=2))
    monkeypatch.setattr(wall, "check_clock", lambda: behind)
    assert "JAM INI SALAH" in board(open_page("wall"))


def test_without_a_database_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    open_round()

    def gone(_round_id: str) -> wall.Reading:
        raise StoreError("unavailable", reason="disk I/O error")

    monkeypatch.setattr(wall, "_read", gone)
    assert "Basis data tidak dapat dihubungi" in words(open_page("wall"))


def test_a_rehearsal_that_is_thrown_away_while_its_wall_is_shown_is_over() -> None:
    asked = open_round(rehearsal=True)
    app = open_page("wall", round=asked.round_id)
    rounds.discard_round(BUREAU, asked.round_id, "Selesai berlatih")
    wall._places.clear()
    with mock.patch("services.rounds.all_rounds", return_value=[asked]):  # as only the wall redraws
        app.run()
    assert "Latihan ini sudah selesai" in words(app) or "dibuang" in words(app)
    assert not [each for each in app.get("html") if "ntt-wall" in each.proto.body[:40]]
