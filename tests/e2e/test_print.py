"""What comes out of the printer (Ctrl+P), page by page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ntt_data.editions import curated_digest
from ntt_data.tables import load
from pages.ui.site_map import page_title
from publishing.formats import number
from publishing.language import speaking
from publishing.maps.balance import OPACITY
from publishing.palette import luminance
from publishing.table_view import table_view
from tests.support.open_page import PAGES, PATHS
from tests.support.printed import sheets
from tests.support.watched import Watched

LEAST_PX = 12.0  # 9 pt
MOST_ROWS = 500
COSTS = 22 * 21
DARK = {"rgb(21, 24, 30)", "rgb(32, 37, 46)", "rgb(26, 30, 37)"}


def _drawn(watched: Watched, path: str) -> Page:
    """The page with its maps painted and its charts drawn."""
    page = watched.open(path)
    for index in range(page.locator("iframe").count()):
        watched.map_frame(index)
    watched.wait_until(
        """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                .every(chart => chart.querySelector('svg, canvas'))"""
    )
    watched.settle()
    # The page's own script lays out the sheets; on an empty page it may come last.
    watched.wait_until("() => window.nttPaper !== undefined")
    return page


def _prepared(watched: Watched, path: str) -> Page:
    """The page as it is laid out for paper, to be looked at in the document."""
    page = _drawn(watched, path)
    _lay_out(watched)
    return page


def _lay_out(watched: Watched) -> None:
    page = watched.page
    page.evaluate("window.nttPaper.prepare()")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 672})
    watched.wait_until(
        """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                .every(chart => chart.dataset.onPaper)"""
    )


@pytest.mark.parametrize(("name", "path"), list(zip(PAGES, PATHS, strict=True)))
def test_every_sheet_says_what_it_is_and_nothing_is_cut_shrunk_or_dark(
    desktop: Watched, tmp_path: Path, name: str, path: str
) -> None:
    """One visit, printed from the dark theme, which must not be seen."""
    desktop.page.emulate_media(color_scheme="dark")
    page = _drawn(desktop, path)
    _sheets_say_what_they_are(sheets(page, tmp_path / "page.pdf"), name, desktop.address)
    _nothing_is_left_on_the_screen(page)
    _lay_out(desktop)
    _nothing_is_cut_shrunk_or_dark(page, path)


def _sheets_say_what_they_are(printed: list[str], name: str, address: str) -> None:
    with speaking("id"):
        title = page_title(name)
    for at, sheet in enumerate(printed, start=1):
        assert sheet.startswith(title), sheet[:200]
        assert "Masyarakat Ekonomi NTT" in sheet
        assert f"edisi data {curated_digest()}." in sheet
        assert re.search(r"Dicetak \d+ \w+ 20\d\d .*WITA", sheet)
        assert f"Lembar {at} dari {len(printed)}" in sheet
        assert "Sumber: " in sheet
        assert address in sheet
        assert "Bahasa / Language" not in sheet, "the sidebar is printed"
        assert "Klik satu daerah" not in sheet, "what can be clicked is said on paper"
        assert "Klik satu baris tabel" not in sheet
        assert "dipilih dengan klik" not in sheet
        assert "Unduh" not in sheet.split("Dicetak")[0], "buttons are printed"


def _nothing_is_left_on_the_screen(page: Page) -> None:
    expect(page.locator("[data-on-paper]")).to_have_count(0)
    after = page.locator(".stMainBlockContainer").inner_html()
    assert "ntt-paper-table" not in after
    assert "ntt-paper-chart" not in after


def _nothing_is_cut_shrunk_or_dark(page: Page, path: str) -> None:
    for gone in ("stSidebar", "stHeader", "stPopover", "stButton", "stDownloadButton"):
        seen = [one for one in page.get_by_test_id(gone).all() if one.is_visible()]
        assert not [
            one
            for one in seen
            if not one.locator("xpath=ancestor::*[contains(@class, 'st-key-listed-')]").count()
        ], gone
    main = page.locator(".stMainBlockContainer")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    letters: list[dict[str, Any]] = page.evaluate(_LETTERS)
    assert letters
    small = [one for one in letters if one["size"] < LEAST_PX - 0.1]
    assert not small, small[:5]
    grounds = {one["ground"] for one in letters}
    assert not grounds & DARK, "the dark theme's ground is printed"
    on_white = [one for one in letters if one["ground"] == "rgb(255, 255, 255)"]
    pale = [one for one in on_white if _contrast(one["ink"], one["ground"]) < 4.5]
    assert not pale, pale[:5]
    wide = [one for one in letters if one["right"] > 1032 + 1]
    assert not wide, wide[:5]
    for frame in page.frames[1:]:
        assert "ntt-dark" not in frame.evaluate("document.body.className")
        assert not frame.locator(".leaflet-tooltip, .leaflet-control-zoom").first.is_visible()
        if path == "/matcher":
            drawn = frame.locator("path[data-regency]").evaluate_all(
                "paths => paths.map(path => Number(path.getAttribute('fill-opacity')))"
            )
            assert set(drawn) <= set(OPACITY.values()), "surer on paper than they are"


# Every text that is seen, with its size on the sheet, its colour and the ground below it.
_LETTERS = """() => {
  const found = [], main = document.querySelector('.stMainBlockContainer');
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility()) continue;
    if (element.closest('style, script')) continue;
    const style = getComputedStyle(element), isDrawn = element.namespaceURI.endsWith('svg');
    if (!isDrawn && style.clip !== 'auto') continue;
    let ground = 'rgb(255, 255, 255)';
    for (let each = element; each && !isDrawn; each = each.parentElement) {
      const own = getComputedStyle(each).backgroundColor;
      if (!own.startsWith('rgba')) { ground = own; break; }
    }
    const svg = element.closest('svg'), box = svg && svg.viewBox.baseVal;
    const scale = isDrawn && box ? svg.getBoundingClientRect().width / box.width : 1;
    if (isDrawn && !element.closest('.role-axis, .role-legend')) continue;
    found.push({
      text: node.textContent.trim().slice(0, 60), size: parseFloat(style.fontSize) * scale,
      ink: isDrawn ? style.fill : style.color, ground: ground,
      right: element.getBoundingClientRect().right,
    });
  }
  return found;
}"""


def _contrast(ink: str, ground: str) -> float:
    """As WCAG 2 has it, between two colours as the browser writes them."""
    bright, dark = sorted((luminance(_hex(each)) for each in (ink, ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _hex(color: str) -> str:
    red, green, blue = (int(float(part)) for part in re.findall(r"[\d.]+", color)[:3])
    return f"#{red:02X}{green:02X}{blue:02X}"


def test_a_table_is_printed_with_all_its_rows_and_columns(desktop: Watched, tmp_path: Path) -> None:
    """A canvas would hold the twenty rows that the screen shows."""
    page = _drawn(desktop, "/methods?section=costs")
    printed = sheets(page, tmp_path / "page.pdf")
    text = " ".join(printed)
    rows = page.evaluate(
        """() => { nttPaper.prepare();
             const rows = document.querySelectorAll('.ntt-paper-table tbody tr').length;
             nttPaper.giveBack(); return rows; }"""
    )
    assert rows == COSTS
    names = load("regencies")["name_on_map"]
    assert all(name in text for name in names)
    assert "Biaya (Rp/kg)" in text
    assert "Dasar terlemah" in text  # the last column
    assert printed[1].count("Dasar terlemah") == 1  # the head is repeated on the next sheet


def test_a_long_table_says_where_it_stops_and_a_wide_one_keeps_every_column(
    desktop: Watched,
) -> None:
    page = _drawn(desktop, "/tables?table=production")
    titles, rows, told, width = page.evaluate(
        """() => { nttPaper.prepare();
             const box = document.querySelector('.ntt-paper-table');
             const answer = [[...box.querySelectorAll('th')].map(cell => cell.textContent),
               box.querySelector('tbody').rows.length, box.querySelector('p').textContent, 0];
             nttPaper.giveBack(); return answer; }"""
    )
    with speaking("id"):
        view = table_view("production")
        total, shown = number(len(view.raw)), number(MOST_ROWS)
    assert list(dict.fromkeys(titles)) == list(view.shown.columns)
    assert rows == MOST_ROWS
    assert f"Tercetak {shown} baris pertama dari {total}" in told
    assert width == 0


def test_an_open_fold_is_printed_and_a_closed_one_is_not(desktop: Watched, tmp_path: Path) -> None:
    page = _drawn(desktop, "/map")
    fold = page.get_by_text("Angka yang sama dalam tabel")
    assert "Angka yang sama dalam tabel" not in " ".join(sheets(page, tmp_path / "closed.pdf"))
    fold.click()
    desktop.settle()
    page.get_by_test_id("stDataFrame").wait_for()
    text = " ".join(sheets(page, tmp_path / "open.pdf"))
    assert "Angka yang sama dalam tabel" in text
    for name in load("regencies")["name_on_map"]:
        assert name in text


def test_from_a_phone_maps_are_as_wide_as_the_sheet(phone: Watched) -> None:
    """Streamlit stacks columns there, and a map beside another would be cut on paper."""
    page = _prepared(phone, "/matcher")
    widths = page.evaluate(
        """() => [...document.querySelectorAll('.stMainBlockContainer iframe')].map(
             frame => [frame.clientWidth, frame.contentDocument.querySelector('path[data-regency]')
               .closest('.leaflet-container').clientWidth])"""
    )
    assert len(widths) == 2
    for frame, drawn in widths:
        assert frame == drawn
        assert frame > 900
