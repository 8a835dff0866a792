"""Decisions of decks that are open: asked for anew, in the deck's language, in a browser too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from ntt_data import editions
from ntt_data.store import StoreError
from ntt_data.store.decision_records import Content
from services import decisions
from services.access import Actor
from services.deck import catalogue
from tests.support.own_store import own_store
from tests.support.routes import ask
from tests.support.small_deck import KEYS, small_deck

BUREAU = Actor("bureau")
TEXT = "Sikka membeli 500 t jagung & <b> = 1+1"
PROVINCE = "/paparan/keputusan/provinsi/ntt"
HERE = "http://deck.test"


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(catalogue, "deck_of_figures", small_deck)
    with own_store(tmp_path, monkeypatch):
        yield


def record(text: str = TEXT, **more: str) -> None:
    said = {"owner": "Biro Ekonomi", **more}
    decisions.record(BUREAU, Content(text, held_on=decisions.today(), meeting="Rakor", **said))


def test_they_are_of_now_escaped_and_kept_by_nobody() -> None:
    record()
    status, headers, body = ask(PROVINCE)
    assert (status, headers["cache-control"]) == (200, "no-store")
    (section,) = json.loads(body)
    assert "Sikka membeli 500 t jagung &amp; &lt;b&gt; = 1+1" in section
    assert 'data-key="decisions"' in section
    assert "Keputusan hari ini" in section
    assert "WITA</span>" in section, "of which moment it is stands in the corner"
    assert "Decisions of today" in json.loads(ask(f"{PROVINCE}?lang=en")[2])[0]


def test_of_a_regency_only_its_own_and_of_nothing_none(monkeypatch: pytest.MonkeyPatch) -> None:
    record(owner_code="5310")
    assert len(json.loads(ask("/paparan/keputusan/daerah/5310")[2])) == 1
    assert json.loads(ask("/paparan/keputusan/daerah/5371")[2]) == []
    assert ask("/paparan/keputusan/planet/5371")[0] == 404

    def fail() -> None:
        raise StoreError("unavailable", reason="disk")

    monkeypatch.setattr("services.decisions.standing", fail)
    assert "sedang tidak dapat dibaca" in ask(PROVINCE)[2].decode()


def test_a_deck_that_is_kept_has_what_was_decided_since() -> None:
    address = f"/paparan/provinsi/ntt?edisi={editions.newest()}"
    first = ask(address)
    while first[0] == 202:
        first = ask(address)
    assert "Belum ada keputusan yang dicatat" in first[2].decode()
    record()
    assert "Keputusan hari ini" in ask(address)[2].decode()


def test_what_is_typed_in_during_the_meeting_comes_to_the_slide(browser: Browser) -> None:
    away: list[bool] = []

    size = {"width": 1920, "height": 1080}
    # The browser's own loop runs in this thread; the page goes before who answers it.
    with ThreadPoolExecutor(1) as beside, browser.new_context(viewport=size) as context:

        def answer(route: Route) -> None:
            if away:
                route.abort()
                return
            path = route.request.url.removeprefix(HERE)
            status, headers, body = beside.submit(ask, path).result()
            route.fulfill(status=status, headers=headers, body=body)

        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route("**/*", answer)
        page.goto(f"{HERE}/paparan/provinsi/ntt?edisi={editions.newest()}")
        page.wait_for_selector("body[data-fitted]")  # made anew, and it says so until it is there
        shown = page.locator(".slide.current")
        page.keyboard.press("End")
        expect(shown.locator("h2")).to_have_text("Belum ada keputusan yang dicatat")
        beside.submit(record).result()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        expect(shown.locator(".body table")).to_contain_text(TEXT)
        expect(shown.locator(".corner")).to_contain_text("WITA")
        for at in range(4):
            beside.submit(
                record, f"{at}: kesepakatan pengiriman sapi antara Belu dan Malaka"
            ).result()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        places = len(KEYS) + 3  # the road map, and two of decisions
        expect(shown.locator(".at")).to_have_text(f"{places - 1} / {places}")
        for width, height in ((1920, 1080), (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowRight")
            expect(shown.locator(".body .rest")).to_be_hidden()
        page.keyboard.press("ArrowRight")
        expect(shown.locator("h2")).to_have_text("Keputusan hari ini (2)")
        expect(shown.locator(".body table")).to_contain_text("3: kesepakatan")
        beside.submit(record, "W" * 300, owner="W" * 120).result()
        page.keyboard.press("ArrowLeft")
        expect(shown.locator(".at")).to_have_text(f"{places - 1} / {places + 1}")
        page.keyboard.press("End")
        expect(shown.locator("h2")).to_have_text("Keputusan hari ini (3)")
        expect(shown.locator(".body th:visible")).to_have_count(3)
        page.keyboard.press("ArrowLeft")
        away.append(True)
        page.keyboard.press("ArrowLeft")
        expect(shown.locator(".body table")).to_contain_text(TEXT)
    assert not errors
