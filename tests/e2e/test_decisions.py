"""Decisions in a browser: from the page's own entrance to the slide, by keyboard, and a reader."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from services import credentials
from services.access import Actor

LONG_MS = 120_000
DECIDED = "Sikka membeli 500 t jagung dari TTS"


def test_what_the_bureau_types_by_keyboard_is_read_by_all_and_stands_on_the_slide(
    browser: Browser, hall: str
) -> None:
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(LONG_MS)
    page = context.new_page()
    page.goto(f"{hall}/decisions")
    expect(page.get_by_label("Apa yang diputuskan")).to_have_count(0)
    with context.expect_page() as entrance:
        page.get_by_role("link", name="Masuk untuk mencatat").click()
    page = entrance.value
    page.get_by_label("Kode biro atau administrator").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/decisions")
    record = page.get_by_role("button", name="Catat", exact=True)
    # The fields come one by one: whoever tabs before the last is there passes over some.
    expect(record).to_be_visible(timeout=LONG_MS)
    page.get_by_label("Apa yang diputuskan").focus()
    for typed in (DECIDED, "Dinas Perdagangan", "", "15122030"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    record.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dicatat: ")).to_be_visible(timeout=LONG_MS)
    phone = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(f"{hall}/decisions")
    expect(phone.get_by_text(DECIDED)).to_be_visible(timeout=LONG_MS)
    expect(phone.get_by_text("tenggat: 15 Desember 2030")).to_be_visible()
    expect(phone.get_by_role("button", name="Tindak lanjuti atau perbaiki")).to_have_count(0)
    page.goto(f"{hall}/paparan/provinsi/ntt#decisions")
    page.wait_for_selector("body[data-fitted]", timeout=180_000)
    expect(page.locator(".slide.current")).to_contain_text(DECIDED)
    context.close()
    phone.context.close()
