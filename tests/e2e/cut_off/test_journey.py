"""A person's way through the application, click by click, with nothing asked from the outside."""

from __future__ import annotations

import re
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.support.watched import Watched


def test_an_aide_with_ten_minutes_leaves_with_a_file_after_three_clicks(desktop: Watched) -> None:
    page = desktop.open("/")
    expect(page.locator("h1")).to_have_text("Masyarakat Ekonomi NTT")
    for finding in ("Beras 2023: NTT kekurangan", "Cabai rawit 2024: ", "Ikan didaratkan 2023: "):
        expect(page.locator("h2", has_text=finding)).to_be_visible()
    step = page.get_by_text("Kupang dapat memasok Kota Kupang")
    expect(step).to_be_visible()
    paid = page.get_by_text("menutup ongkos angkut pada kurang dari 70 % bulan")
    expect(paid.first).to_be_visible()
    assert desktop.map_frame().locator("path[data-regency]").count() == 22

    page.get_by_role("link", name="Angka, pasangan, dan harga").first.click()  # 1
    desktop.settle()
    expect(page.locator("h1")).to_have_text("Surplus & defisit")
    expect(page.get_by_text("143.826 t").first).to_be_visible()
    desktop.map_frame(1)  # only then is the page at rest: a late redraw would close the popover
    page.locator(".st-key-open-files-pairs-rice-2023 button").first.click()  # 2
    with page.expect_download() as download:
        page.get_by_role("button", name="Tabel dengan sumber (XLSX)").click()  # 3
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    taken = next(row for row in rows if {"Kupang", "Kota Kupang"} <= set(row))
    assert {"pasti", "terlalu jarang di atas ongkos"} <= set(taken)


def test_from_a_map_to_a_profile_and_back(desktop: Watched) -> None:
    page = desktop.open("/map?indicator=balance")
    expect(page.locator("h1")).to_have_text("Peta potensi")

    # The indicator changes without the map being mounted anew.
    frame = desktop.map_frame()
    before = frame.locator("body").get_attribute("data-painted")
    frame.locator("body").evaluate("body => body.setAttribute('data-kept', 'yes')")
    page.get_by_role("combobox", name=re.compile("Yang ditampilkan peta")).click()
    page.get_by_role("option", name="Kepadatan penduduk").click()
    frame.locator(f'body[data-kept]:not([data-painted="{before}"])').wait_for()
    expect(page).to_have_url(re.compile(re.escape("indicator=density")))

    # A click on the map selects the regency and shows its card.
    frame.locator('path[data-regency="5302"]').click(position={"x": 40, "y": 30}, force=True)
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape("regency=5302")))
    page.get_by_role("link", name="Buka profilnya").click()
    desktop.settle()
    expect(page).to_have_url(re.compile(re.escape("/profile")))
    expect(page).to_have_url(re.compile(re.escape("regency=5302")))

    page.go_back()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    expect(page).to_have_url(re.compile(re.escape("indicator=density")))


def test_matcher_shows_pairs_and_the_path_of_one(desktop: Watched) -> None:
    page = desktop.open("/matcher?commodity=rice&year=2022")
    expect(page.get_by_text("127.127 t").first).to_be_visible()
    flows = desktop.map_frame(1)
    # Eleven pairs, each a line with its arrow head at the least.
    assert flows.locator(".leaflet-flow-pane path").count() >= 22

    # The table is a canvas: its first row is clicked where the check box stands.
    heading = page.get_by_text("Klik satu baris tabel")
    expect(heading).to_be_visible()
    table = page.locator('[data-testid="stDataFrame"]:visible').first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 52})
    expect(page.get_by_text("Rute dari Manggarai Barat ke Flores Timur")).to_be_visible()
    expect(page.get_by_text("Mengapa pasangan ini?")).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape("pair=5315-5309")))

    page.get_by_role("radio", name="tidak boleh").click()
    desktop.settle()
    expect(page).to_have_url(re.compile(re.escape("outside=closed")))
    expect(page.get_by_text("127.987 t").first).to_be_visible()


def test_language_and_link_survive_a_reload(desktop: Watched) -> None:
    page = desktop.open("/map?indicator=hdi&year=2021&lang=en")
    expect(page.locator("h1")).to_have_text("Potential map")
    page.get_by_text("Bahasa Indonesia").click()
    desktop.settle()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    page.reload()
    desktop.settle()
    expect(page.locator("h1")).to_have_text("Peta potensi")
    expect(page).to_have_url(re.compile(re.escape("indicator=hdi")))
