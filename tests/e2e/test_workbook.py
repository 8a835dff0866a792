"""An office takes the template along, fills it in with a spreadsheet, and brings it on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ntt_data.store import submission_store
from ntt_data.store.collection_records import SheetKey
from tests.e2e.test_hand_in import WIDTH, sheet
from tests.support.filled_workbooks import filled

__all__ = ["sheet"]  # the fixture


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_from_the_template_to_the_receipt_on_a_phone(
    browser: Browser, sheet: tuple[SheetKey, str, str], tmp_path: Path, scripted: bool
) -> None:
    key, token, address = sheet
    context = browser.new_context(viewport={"width": WIDTH, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/rakor/masuk#{token}")
    page.wait_for_url("**/rakor/isi")
    if not scripted:
        cookies = context.cookies()
        context.close()
        context = browser.new_context(
            viewport={"width": WIDTH, "height": 740}, java_script_enabled=False
        )
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}/rakor/isi")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh lembar ini sebagai berkas Excel (XLSX)").click()
    template = Path(download.value.path()).read_bytes()
    page.locator("#maize-stock_start").fill("77")

    upload(page, tmp_path / "catatan.csv", b"jagung;12.500")
    expect(page.get_by_role("alert")).to_contain_text("Ini berkas teks (misalnya CSV)")
    expect(page.locator("#maize-stock_start")).to_have_value("77")

    answers = {
        "office": (None, "Dinas Pertanian"),
        "position": (None, "Kepala Bidang"),
        "maize:production": (None, 1234.5),
        "maize:stock_end": (None, "dua ton"),
        "maize:stock_start": (None, None),
    }
    upload(page, tmp_path / "isian.xlsx", filled(template, answers))
    expect(page.get_by_role("alert")).to_contain_text("“dua ton” bukan angka")
    expect(page.get_by_role("alert")).to_contain_text("(sel F")
    expect(page.locator("#maize-stock_start")).to_have_value("77")
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
    page.locator("#maize-stock_end").fill("2")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sudah benar?")
    expect(page.locator("main")).to_contain_text("seribu dua ratus tiga puluh empat koma lima ton")
    page.get_by_role("button", name="Serahkan").click()
    page.wait_for_url("**/rakor/tanda-terima/*")
    expect(page.locator("main")).to_contain_text("lewat berkas Excel")
    context.close()
    kept = submission_store().newest(key)
    assert kept is not None
    assert kept.channel == "workbook"


def upload(page: Page, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    page.get_by_label("Isi dari berkas Excel (XLSX)").set_input_files(file)
    page.get_by_role("button", name="Unggah").click()
    page.wait_for_load_state()
