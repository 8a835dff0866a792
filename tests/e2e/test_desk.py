"""The cooperation desk in a browser: from a corridor to the draft of an agreement."""

from __future__ import annotations

import docx
from playwright.sync_api import Browser, expect

from services import credentials
from services.access import Actor
from services.desk import cases
from tests.pages.test_hand_in import opened, sheet_of
from tests.services.test_case_rules import CONTENT

LONG_MS = 120_000


def test_from_a_corridor_to_a_draft_that_nobody_else_sees(browser: Browser, hall: str) -> None:
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(LONG_MS)
    page = context.new_page()
    page.goto(f"{hall}/desk")
    expect(page.get_by_role("button", name="Catat usulan")).to_have_count(0)
    with context.expect_page() as entrance:
        page.get_by_role("link", name="Masuk ke meja kerja sama").click()
    page = entrance.value
    page.get_by_label("Kode pada lembar akses Anda").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    page.goto(f"{hall}/desk?opportunity=corridor-rice-2023-1")
    title = page.get_by_label("Nama kerja sama").first
    expect(title).not_to_have_value("", timeout=LONG_MS)
    title.fill("Beras & jagung <lokal>")
    page.get_by_role("button", name="Catat usulan").click()
    page.wait_for_url("**/case?case=*")
    heading = page.get_by_role("heading", name="Beras & jagung <lokal>")
    expect(heading).to_be_visible(timeout=LONG_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh rancangan (DOCX)").last.click()
    draft = docx.Document(download.value.path())
    words = " ".join(each.text for each in draft.paragraphs)
    assert "Beras & jagung <lokal>" in words
    phone = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(page.url)
    expect(phone.get_by_text("Kerja sama ini tidak ada")).to_be_visible(timeout=LONG_MS)
    expect(phone.get_by_text("<lokal>")).to_have_count(0)
    context.close()
    phone.context.close()


def test_a_party_reads_its_confidential_case_with_its_code_and_another_regency_does_not(
    browser: Browser, hall: str
) -> None:
    asked = opened()
    case = cases.open_case(Actor("bureau"), CONTENT)
    cases.comment(Actor("bureau"), case.case_id, "Harga masih dirundingkan")
    for regency, sees in (("5315", True), ("5302", False)):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.set_default_timeout(LONG_MS)
        page = context.new_page()
        page.goto(f"{hall}/rakor/masuk/meja?case={case.case_id}")
        page.get_by_label("Kode pada lembar akses Anda").fill(sheet_of(asked, regency)[1].code)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/case*{case.case_id}*" if sees else "**/case*")
        told = page.get_by_text("Harga masih dirundingkan" if sees else "Kerja sama ini tidak")
        expect(told.first).to_be_visible(timeout=LONG_MS)
        if not sees:
            expect(page.get_by_text(CONTENT.title)).to_have_count(0)
        context.close()
