"""The search on every page, by keyboard and by finger: found, opened, one step in the history."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.watched import Watched

pytestmark = pytest.mark.usefixtures("new_tab")


def _field(page: Page, name: str = "Cari daerah") -> None:
    expect(page.get_by_role("combobox", name=name)).to_be_focused()


def test_by_keyboard_an_answer_is_chosen_opened_and_left_again(desktop: Watched) -> None:
    page = desktop.open("/stock?size=large")
    opener = page.get_by_role("button", name="Cari daerah")
    steps, start = int(page.evaluate("history.length")), page.url
    page.keyboard.press("Control+k")
    _field(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    opener.press("Enter")
    _field(page)
    page.keyboard.type("mangarai barat")
    answers = page.get_by_role("option")
    expect(answers).to_have_count(1)
    expect(answers).to_contain_text("Manggarai Barat")
    page.keyboard.press("Control+a")
    page.keyboard.type("lombok")
    expect(answers).to_have_count(3)
    expect(page.get_by_role("group", name="Komoditas")).to_be_visible()
    field = page.get_by_role("combobox", name="Cari daerah")
    for key, at in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 0), ("ArrowUp", 2)):
        page.keyboard.press(key)
        expect(answers.nth(at)).to_have_attribute("aria-selected", "true")
        named = answers.nth(at).get_attribute("id")
        assert field.get_attribute("aria-activedescendant") == named
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desktop.address}/commodity?commodity=large_chili&size=large")
    desktop.settle()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cabai besar")
    assert int(page.evaluate("history.length")) == steps + 1
    page.go_back()
    expect(page).to_have_url(start)
    expect(page.get_by_role("heading", level=1)).to_have_text("Papan stok bersama")
    desktop.settle()
    assert desktop.wrong == []


def test_on_a_phone_a_figure_is_found_and_nothing_lies_beside_the_screen(phone: Watched) -> None:
    page = phone.open("/stock?lang=en")
    page.get_by_role("button", name="Search for a regency").click()
    _field(page, "Search for a regency")
    page.keyboard.type("qqqqq")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(
        "Nothing is called \u201cqqqqq\u201d here."
    )
    page.keyboard.press("Control+a")
    page.keyboard.type("poverty TTS")
    answer = page.get_by_role("option", name="Potential map")
    expect(answer).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    answer.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Potential map")
    for part in ("indicator=poverty_rate_pct", "regency=5304", "lang=en"):
        expect(page).to_have_url(re.compile(part))
    phone.settle()
    page.emulate_media(media="print")
    expect(page.locator(".ntt-search")).to_be_hidden()
    assert phone.wrong == []
