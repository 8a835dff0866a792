"""The presenter's window of a deck, and what a second device is told (``/paparan/sesi``)."""

from __future__ import annotations

import json
import re

import pytest

from ntt_data import editions
from pages.routes import deck_sessions, presentation
from pages.routes.deck_sessions import DeckSessions
from publishing.deck.live.presenter import presenter_words
from publishing.language import speaking
from services.deck import catalogue
from tests.pages.test_presentation import PROVINCE, _opened
from tests.support.routes import ask
from tests.support.small_deck import KEYS, small_deck

NUMBER = "0123456789abcdef" * 2
AT = f"/paparan/sesi?sesi={NUMBER}"
STATE = {
    "deck": f"{PROVINCE}/penyaji?edisi=x",
    "slide": "who",
    "slides": ["who", "need"],
    "black": False,
}
HERE = "http://localhost:8501"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decks that take no time to be filled."""
    monkeypatch.setattr(catalogue, "deck_of_figures", small_deck)
    monkeypatch.setattr(presentation, "slides_of_now", lambda _subject: [])


def _say(state: object, origin: str = HERE, at: str = AT) -> int:
    return ask(at, "POST", json.dumps(state).encode(), origin=origin)[0]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_it_has_the_slides_of_the_same_frozen_deck_and_a_desk(lang: str) -> None:
    edition = editions.newest()
    query = f"edisi={edition}&salindia=prices,need&lang={lang}&sesi={NUMBER}"
    slides, html = _opened(f"{PROVINCE}/penyaji?{query}")
    assert slides.told == ["prices", "need"]
    assert set(slides.left_out) == set(KEYS) - {"prices", "need"}
    assert "style" not in slides.attributes | slides.tags
    assert not {each for each in slides.attributes if each.startswith("on")}
    for part in ("now", "heard", "spoken", "after", "timer", "clock"):
        assert f'id="{part}"' in html
    assert "deck_presenter.js" in html
    assert "deck_overview.js" not in html
    with speaking("en" if lang == "en" else "id"):
        silent = presenter_words()["silent"]
    assert silent in html
    assert silent == (
        "The main screen is not connected" if lang == "en" else "Layar utama tidak terhubung"
    )


def test_without_an_edition_it_leads_to_that_of_now_and_keeps_the_number() -> None:
    status, headers, _body = ask(f"{PROVINCE}/penyaji?sesi={NUMBER}")
    assert status == 302
    assert headers["location"] == f"{PROVINCE}/penyaji?sesi={NUMBER}&edisi={editions.newest()}"


@pytest.mark.parametrize("path", ["/paparan", "/paparan/provinsi", PROVINCE])
def test_every_address_of_a_deck_names_the_same_presenter_window(path: str) -> None:
    edition = editions.newest()
    _slides, html = _opened(f"{path}?edisi={edition}&salindia=who&lang=en&sesi={NUMBER}")
    assert re.findall(r'data-presenter-at="([^"]*)"', html) == [
        f"{PROVINCE}/penyaji?edisi={edition}"
    ]
    assert "deck_presenter.js" not in html
    assert 'data-does="presenter"' in html


def test_what_the_main_window_says_is_told_and_to_nobody_else() -> None:
    assert _say(STATE) == 204
    status, headers, body = ask(AT)
    assert (status, headers["cache-control"]) == (200, "no-store")
    told = json.loads(body)
    assert told["state"] == STATE
    assert 0 <= told["age_s"] < 60
    assert json.loads(ask(f"/paparan/sesi?sesi={'f' * 32}")[2]) is None


@pytest.mark.parametrize(
    ("status", "state", "origin"),
    [
        (403, STATE, "http://elsewhere.example"),
        (400, {**STATE, "slide": "<b>"}, HERE),
        (400, {**STATE, "slides": ["who"] * 99}, HERE),
        (400, {**STATE, "deck": "https://elsewhere.example/penyaji"}, HERE),
        (400, {**STATE, "black": "no"}, HERE),
        (400, ["who"], HERE),
        (413, {**STATE, "deck": "x" * 3000}, HERE),
    ],
)
def test_what_is_no_word_of_a_main_window_is_refused(
    status: int, state: object, origin: str
) -> None:
    number = "a" * 32
    assert _say(state, origin, f"/paparan/sesi?sesi={number}") == status
    assert json.loads(ask(f"/paparan/sesi?sesi={number}")[2]) is None


@pytest.mark.parametrize("number", ["", "1", "g" * 32, "0" * 33])
def test_a_number_that_could_be_guessed_is_none(number: str) -> None:
    assert _say(STATE, at=f"/paparan/sesi?sesi={number}") == 404


def test_few_are_kept_and_not_for_long() -> None:
    now = 0.0
    sessions = DeckSessions(lambda: now)
    for at in range(deck_sessions.MOST_KEPT + 1):
        now = float(at)
        sessions.say(str(at), {"slide": str(at)})
    assert sessions.said("0") is None
    assert sessions.said("1") == (now - 1, {"slide": "1"})
    now = 1 + deck_sessions.KEPT_S + 0.5
    assert sessions.said("1") is None
    assert sessions.said("2") is not None
