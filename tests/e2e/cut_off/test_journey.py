"""A person's way through the application, click by click, with nothing asked from the outside."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.open_page import PAGES
from tests.support.watched import Watched

PATHS = ["/" if name == "overview" else f"/{name}" for name in PAGES]


def test_from_the_overview_to_a_pair_and_back(desktop: Watched) -> None:
    page = desktop.open("/")
    expect(page.locator("h1")).to_have_text("Masyarakat Ekonomi NTT")
    frame = desktop.map_frame()
    assert frame.locator("path[data-regency]").count() == 22

    page.get_by_role("link", name="Lihat di peta").click()
    desktop.settle()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    assert "indicator=balance" in page.url

    # The indicator changes without the map being mounted anew.
    frame = desktop.map_frame()
    before = frame.locator("body").get_attribute("data-painted")
    frame.locator("body").evaluate("body => body.setAttribute('data-kept', 'yes')")
    page.get_by_role("combobox", name=re.compile("Yang ditampilkan peta")).click()
    page.get_by_role("option", name="Kepadatan penduduk").click()
    frame.locator(f'body[data-kept]:not([data-painted="{before}"])').wait_for()
    assert "indicator=density" in page.url

    # A click on the map selects the regency and shows its card.
    frame.locator('path[data-regency="5302"]').click(position={"x": 40, "y": 30}, force=True)
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()
    assert "regency=5302" in page.url
    page.get_by_role("link", name="Buka profilnya").click()
    desktop.settle()
    assert "/profile" in page.url
    assert "regency=5302" in page.url

    page.go_back()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    assert "indicator=density" in page.url


def test_the_choice_of_a_regency_survives_pages_and_the_back_button(desktop: Watched) -> None:
    page = desktop.open("/map?regency=5302")
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()
    page.get_by_role("link", name="Profil daerah").click()
    desktop.settle()
    expect(page.locator("h1")).to_have_text("Kabupaten Sumba Timur")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()


def test_matcher_shows_pairs_and_the_path_of_one(desktop: Watched) -> None:
    page = desktop.open("/matcher?commodity=rice&year=2022")
    expect(page.get_by_text("−148.345 t")).to_be_visible()
    flows = desktop.map_frame(1)
    # Ten pairs, each a halo, a line and an arrow head.
    assert flows.locator(".leaflet-flow-pane path").count() == 30

    # The table is a canvas: its first row is clicked where the check box stands.
    heading = page.get_by_text("Klik satu baris tabel")
    expect(heading).to_be_visible()
    table = page.locator('[data-testid="stDataFrame"]:visible').first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 52})
    expect(page.get_by_text("Rute dari Manggarai Barat ke Flores Timur")).to_be_visible()
    expect(page.get_by_text("Mengapa pasangan ini?")).to_be_visible()

    page.get_by_role("radio", name="tidak boleh").click()
    desktop.settle()
    assert "outside=closed" in page.url
    expect(page.get_by_text("148.443 t").first).to_be_visible()


def test_language_and_link_survive_a_reload(desktop: Watched) -> None:
    page = desktop.open("/map?indicator=hdi&year=2021&lang=en")
    expect(page.locator("h1")).to_have_text("Potential map")
    page.get_by_text("Bahasa Indonesia").click()
    desktop.settle()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    page.reload()
    desktop.settle()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    assert "indicator=hdi" in page.url


def test_a_table_can_be_taken_away(desktop: Watched) -> None:
    page = desktop.open("/map")
    desktop.map_frame()  # only then is the page at rest: a late redraw would close the popover
    opener = page.get_by_role("button", name=re.compile("Unduh")).first
    as_csv = page.get_by_role("button", name="Tabel (CSV)")
    opener.click()
    page.wait_for_timeout(1500)
    if not as_csv.is_visible():
        opener.click()
    with page.expect_download() as download:
        as_csv.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Daerah,")
    assert len(text.splitlines()) == 23


@pytest.mark.parametrize("path", PATHS)
def test_every_page_in_both_languages(desktop: Watched, path: str) -> None:
    for language in ("id", "en"):
        page = desktop.open(f"{path}?lang={language}")
        assert page.locator('[data-testid="stException"]').count() == 0
        assert page.locator(".stMainBlockContainer h1").count() == 1


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_a_phone(phone: Watched, path: str) -> None:
    page = phone.open(path)
    widths = page.locator('[data-testid="stMain"]').evaluate(
        "main => [main.scrollWidth, main.clientWidth]"
    )
    assert widths[0] <= widths[1]


def test_first_paint_shows_no_automatic_menu(desktop: Watched) -> None:
    """Files of pages/ must not flash as a menu before the real one is there."""
    seen: list[str] = []
    desktop.page.expose_function("noteMenu", lambda text: seen.append(text))
    desktop.page.add_init_script(
        """new MutationObserver(() => {
             for (const link of document.querySelectorAll('[data-testid="stSidebarNavLink"]'))
               window.noteMenu(link.textContent);
           }).observe(document, {childList: true, subtree: true});"""
    )
    desktop.open("/")
    assert set(seen) == {
        *("Ringkasan", "Peta potensi", "Peringkat sektor", "Profil daerah"),
        *("Surplus & defisit", "Skenario", "Beban feri", "Jaringan & metode"),
        *("Mitra & kluster", "Panduan kerja sama", "Data & sumber"),
    }


@pytest.mark.parametrize("path", ["/matcher", "/scenarios", "/ferries"])
def test_figures_stand_two_abreast_on_a_phone(phone: Watched, path: str) -> None:
    page = phone.open(path)
    phone.map_frame()  # only then does nothing move any more
    page.locator('[data-testid="stMetric"]').nth(1).wait_for()
    first, second = page.evaluate(
        """() => Array.from(document.querySelectorAll('[data-testid="stMetric"]')).slice(0, 2)
             .map(metric => metric.getBoundingClientRect().toJSON())"""
    )
    assert first["y"] == pytest.approx(second["y"], abs=2)
    assert second["x"] > first["x"] + first["width"] / 2
