"""From the queue to the matcher: what is accepted is in the balance, its source a click away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ntt_data.store.collection_records import Version
from services import credentials, review
from services.access import Actor
from tests.support.own_store import own_store
from tests.support.serving import serving
from tests.support.small_round import BUREAU, a_round, handed
from tests.support.watched import watching


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str, Version]]:
    """The address of a server, the bureau's code, and a version that waits for it."""
    with own_store(tmp_path, monkeypatch):
        version = handed(a_round(), "5304", "61250")
        code = credentials.make_for_role(Actor("administrator"), "bureau").code
        with serving(tmp_path / "log.txt") as server:
            yield server.address, code, version
        assert "Traceback" not in server.log, server.log


def test_accepted_it_is_in_the_balance_with_its_source_one_click_away(
    browser: Browser, waiting: tuple[str, str, Version]
) -> None:
    address, code, version = waiting
    with watching(browser, address, 1440, 1000) as watched:
        page = watched.page
        page.goto(f"{address}/rakor/masuk")
        page.locator("#code").fill(code)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url("**/rounds*")
        expect(page.get_by_text("1 lembar menunggu")).to_be_visible()
        page.get_by_role("combobox", name=re.compile("Versi yang diperiksa")).click()
        page.get_by_role("option").filter(has_text="Timor Tengah Selatan").click()
        expect(page.get_by_text("61.250 ton").first).to_be_visible()
        expect(page).to_have_url(re.compile(f"receipt={version.receipt_no}"))
        page.go_back()
        expect(page.get_by_role("button", name="Terima semua")).to_be_hidden()
        page.go_forward()
        page.get_by_role("button", name="Terima semua").dblclick()
        expect(page.get_by_text("Diterima: Timor Tengah Selatan")).to_be_visible()
        expect(page.get_by_text("Berlaku mulai edisi data 1.")).to_be_visible()
        (decided,) = review.decisions(BUREAU, version.key.round_id)
        assert decided.receipt_no == version.receipt_no
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.set_viewport_size({"width": 1440, "height": 1000})
        page.goto(f"{address}/matcher?commodity=maize&year=2024")
        expect(page.get_by_text("Timor Tengah Selatan").first).to_be_visible()
        page.get_by_role("button", name=re.compile(r"Sumber \(\d+\)")).first.click()
        source = page.get_by_text(f"TT-{version.receipt_no}").first
        expect(source).to_be_visible()
        expect(page.get_by_text("laporan daerah").first).to_be_visible()
