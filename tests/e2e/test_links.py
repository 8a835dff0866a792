"""Links as mail programs and messengers hand them on, opened in a browser."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.watched import Watched


def _told(page: Page) -> list[str]:
    return page.locator('[data-testid="stAlert"]', has_text="tautan ini").all_inner_texts()


def _parts(address: str) -> tuple[str, list[str]]:
    parts = urlsplit(address)
    return parts.path, sorted(parts.query.split("&"))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/Map)?YEAR=2021.&amp;regency=5302%E2%80%8B", "/map?year=2021&regency=5302"),
        ("/map%3Fyear=2021%26regency=5302", "/map?year=2021&regency=5302"),
        ("/potential/map/?year=2021&amp;amp;regency=5302,", "/map?year=2021&regency=5302"),
        ("/map?year=2021%C2%AEency=5302%22%3E", "/map?year=2021&regency=5302"),
    ],
)
def test_a_damaged_link_opens_what_it_was_made_of(
    desktop: Watched, link: str, address: str
) -> None:
    page = desktop.open(link)
    expect(page.locator("h1")).to_have_text("Peta potensi")
    meant = _parts(address)
    page.wait_for_url(lambda opened: _parts(opened) == meant)
    assert not _told(page)
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()


def test_what_cannot_be_read_is_said_with_what_is_shown(phone: Watched) -> None:
    page = phone.open("/map?year=2032.&tahun=2021")
    (told,) = _told(page)
    assert "“tahun”, yang tidak dikenal" in told
    shown = re.search(r"Tahun: “2032” pada tautan ini tidak dikenal; ditampilkan (\d{4})", told)
    assert shown
    assert shown[1] in page.locator("h2").first.inner_text()
    expect(page).not_to_have_url(re.compile("tahun"))


@pytest.mark.parametrize("link", ["/none", "/none/of/these", "/map/tables", "//none"])
def test_an_address_that_is_no_page_says_so_and_leads_on(desktop: Watched, link: str) -> None:
    page = desktop.open(link)
    expect(page.locator("h1")).to_have_text("Halaman ini tidak ada")
    expect(page.get_by_text("Page not found", exact=True)).to_have_count(0)
    expect(page.get_by_text(f"Yang diminta: /{link.removeprefix('/')}")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Peta potensi").click()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    desktop.settle()
    expect(page).to_have_url(f"{desktop.address}/map")
