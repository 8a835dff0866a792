"""The economist's way: from the first screen to a number's source, a what-if and its file.

Counted in clicks; it may become shorter, and a longer one is a decision.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from services.answer import evaluation
from tests.support.watched import Watched

CLICKS = 11


def test_from_the_first_screen_to_the_source_and_a_compared_what_if(desktop: Watched) -> None:
    page, clicks = desktop.open("/"), 0

    def click(place: Locator, **how: Any) -> None:
        nonlocal clicks
        clicks += 1
        place.click(**how)
        desktop.settle()

    # The balance, and what stands behind it in one regency, in view below the map.
    click(page.get_by_test_id("stSidebarNav").get_by_role("link", name="Surplus & defisit"))
    west = desktop.map_frame().locator('path[data-regency="5315"]')
    click(west, position={"x": 52, "y": 28}, force=True)
    inputs = page.locator(".st-key-answer-5315")
    expect(inputs.get_by_role("heading", name="Data masukan Manggarai Barat")).to_be_in_viewport()
    for header in ("Mutu data", "Sumber", "Catatan"):
        expect(inputs.get_by_role("columnheader", name=header)).to_be_visible()

    # One of them in its table, with its source; and one press back.
    click(inputs.get_by_role("link", name="Produksi"))
    expect(page.locator("h1")).to_have_text("Data & sumber")
    expect(page.get_by_text(re.compile(r"^[1-9] dari [\d.]+ baris sesuai"))).to_be_visible()
    click(page.get_by_role("button", name=re.compile(r"Sumber \(\d+\)")))
    expect(page.get_by_test_id("stPopoverBody").get_by_text("BPS").first).to_be_visible()
    clicks += 1
    page.go_back()
    what_if = inputs.get_by_role("link", name="Bagaimana jika angkanya lain?")
    expect(what_if).to_be_visible()
    desktop.settle()

    # Five per cent less eaten, beside the baseline at once, and the file.
    click(what_if)
    click(page.get_by_role("button", name="Skenario baru"))
    click(page.get_by_role("button", name="Ubah konsumsi"))
    click(page.get_by_role("button", name="−5").last)
    totals = page.locator(".st-key-open-files-scenario-totals")
    click(totals.get_by_role("button", name="Unduh"))
    with page.expect_download() as download:
        click(page.get_by_role("button", name="Tabel dengan sumber (XLSX)"))
    assert clicks == CLICKS
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    header = next(row for row in rows if "Skenario dasar" in row)
    before, after = header.index("Skenario dasar"), header.index("Skenario baru")
    (balance,) = [row for row in rows if row[0] == "Neraca NTT (t)"]
    known = evaluation.baseline_answer("rice", evaluation.default_year("rice")).balance.summary
    assert abs(balance[after] - balance[before] - 0.05 * known.total_need_t) < 2
