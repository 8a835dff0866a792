"""A round with two periods on a phone: typed and brought, one period accepted, one year changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ntt_data import editions
from ntt_data.store import submission_store
from ntt_data.store.collection_records import SheetKey
from ntt_data.tables import load
from services import credentials
from services.access import Actor
from services.credentials import Made
from tests.e2e.test_workbook import upload
from tests.support.filled_workbooks import filled
from tests.support.own_store import own_store
from tests.support.period_round import two_periods
from tests.support.serving import serving
from tests.support.small_round import BUREAU
from tests.support.watched import watching

WIDTH = 360
WHOLE_2023 = {"year": 2023, "first_month": 1, "last_month": 12}


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, SheetKey, Made]]:
    """The address of a server, a sheet of two periods, and what opens it."""
    with own_store(tmp_path, monkeypatch):
        key = SheetKey(two_periods(later=WHOLE_2023).round_id, "5304", "agriculture")
        (made,) = credentials.make_for_sheets(BUREAU, [key])
        with serving(tmp_path / "log.txt") as server:
            yield server.address, key, made
        assert "Traceback" not in server.log, server.log


def test_one_period_of_two_changes_its_own_year(
    browser: Browser, sheet: tuple[str, SheetKey, Made], tmp_path: Path
) -> None:
    address, key, made = sheet
    with watching(browser, address, WIDTH, 740) as watched:
        page = watched.page
        page.goto(f"{address}/rakor/masuk#{made.link_token}")
        page.wait_for_url("**/rakor/isi")
        blocks = page.locator("legend")
        expect(blocks).to_have_text([re.compile("tahun 2024"), re.compile("tahun 2023")])
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
        with page.expect_download() as download:
            page.get_by_role("link", name="Unduh lembar ini sebagai berkas Excel (XLSX)").click()
        template = Path(download.value.path()).read_bytes()
        page.locator("#maize-production").fill("1.000")
        page.locator("#office").fill("Dinas Pertanian")
        page.locator("#position").fill("Kepala Bidang")
        content = filled(template, {"maize:production.2": (None, 40000)}, otherwise=None)
        upload(page, tmp_path / "isian.xlsx", content)
        expect(page.locator("#maize-production")).to_have_value("1.000")
        expect(page.locator("#maize-production-2")).to_have_value("40000")
        page.get_by_role("button", name="Semua yang kosong: tidak tahu").click()
        page.get_by_role("button", name="Periksa").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sudah benar?")
        for reply in page.locator("textarea").all():
            reply.fill("Sudah diperiksa")
        expect(page.locator("main")).to_contain_text("empat puluh ribu ton")
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
        page.get_by_role("button", name="Serahkan").click()
        page.wait_for_url("**/rakor/tanda-terima/*")
        expect(page.locator("main")).to_contain_text("tahun 2024 dan tahun 2023")
    version = submission_store().newest(key)
    assert version is not None
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    with watching(browser, address, 1440, 1000) as watched:
        page = watched.page
        page.goto(f"{address}/rakor/masuk")
        page.locator("#code").fill(code)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url("**/rounds*")
        page.goto(f"{address}/rounds?round={key.round_id}&receipt={version.receipt_no}")
        page.get_by_text("Produksi: 40.000 ton (tahun 2023)").click()
        page.get_by_role("button", name="Terima yang dipilih").click()
        expect(page.get_by_text("Berlaku mulai edisi data 1.")).to_be_visible()
        expect(page.get_by_text(re.compile("Setelah 1 laporan: .*jagung 2023"))).to_be_visible()
        expect(page.get_by_text(re.compile("jagung 2024"))).to_have_count(0)
    editions.begin_run()
    rows = load("production").query("grade == 'handed_in'")
    assert list(zip(rows["year"], rows["value"], strict=True)) == [(2023, 40_000.0)]
