"""Who has saved a scenario still holds it after a reload; somebody else is told the rule."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from pages.ui.actor import COOKIE
from tests.support.watched import Watched


def test_the_holder_stays_the_holder(desktop: Watched, browser: Browser) -> None:
    page = desktop.open("/scenarios")
    page.get_by_role("button", name="Skenario baru").click()
    desktop.settle()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan: ")).to_be_visible()
    desktop.settle()  # the address names what was saved after the message does
    page.reload()
    desktop.settle()
    expect(page.get_by_role("button", name="Simpan")).to_have_count(1)
    assert [each["name"] for each in page.context.cookies()].count(COOKIE) == 1
    stranger = browser.new_context().new_page()
    stranger.goto(page.url)
    expect(stranger.get_by_text("Hanya peramban yang menyimpan skenario ini")).to_be_visible()
    expect(stranger.get_by_role("button", name="Simpan")).to_have_count(0)
    expect(stranger.get_by_role("button", name="Gandakan")).to_be_enabled()
    stranger.context.close()
