"""What is to be seen on every page's sheets, as the printer gives them (Ctrl+P)."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

from ntt_data.editions import curated_digest
from pages.ui.site_map import page_title
from publishing.language import speaking
from publishing.maps.balance import OPACITY
from publishing.palette import luminance
from tests.support.axe import as_hex
from tests.support.watched import Watched

LEAST_PX = 12.0  # 9 pt
DARK = {"rgb(21, 24, 30)", "rgb(32, 37, 46)", "rgb(26, 30, 37)"}
WIDTH, HEIGHT = 1032, 672


def drawn(watched: Watched, path: str) -> Page:
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


def lay_out(watched: Watched) -> None:
    """As for paper, to be looked at in the document."""
    page = watched.page
    page.evaluate("window.nttPaper.prepare()")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    watched.wait_until(
        """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                .every(chart => chart.dataset.onPaper)"""
    )


def give_back(watched: Watched, width: int, height: int) -> None:
    """The page as it was on the screen."""
    watched.page.evaluate("window.nttPaper.giveBack()")
    watched.page.emulate_media(media="screen")
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.settle()


def not_said(printed: list[str], name: str, address: str) -> list[str]:
    """What every sheet says about itself, and what none has; one line per sheet and fault."""
    with speaking("id"):
        title = page_title(name)
    wrong = [] if printed else ["no sheet"]
    for at, sheet in enumerate(printed, start=1):
        has = {
            "its title first": sheet.startswith(title),
            "whose it is": "Masyarakat Ekonomi NTT" in sheet,
            "the edition": f"edisi data {curated_digest()}." in sheet,
            "the hour": re.search(r"Dicetak \d+ \w+ 20\d\d .*WITA", sheet) is not None,
            "its number": f"Lembar {at} dari {len(printed)}" in sheet,
            "sources": "Sumber: " in sheet,
            "the address": address in sheet,
            "no sidebar": "Bahasa / Language" not in sheet,
            "nothing of what can be clicked": not any(
                words in sheet
                for words in ("Klik satu daerah", "Klik satu baris tabel", "dipilih dengan klik")
            ),
            "no button": "Unduh" not in sheet.split("Dicetak")[0],
        }
        wrong += [
            f"sheet {at} lacks: {what}: {sheet[:200]}" for what, is_so in has.items() if not is_so
        ]
    return wrong


def left_on_the_screen(page: Page) -> list[str]:
    """What printing has put into the page and not taken away."""
    after = page.locator(".stMainBlockContainer").inner_html()
    places = ["data-on-paper"] if page.locator("[data-on-paper]").count() else []
    return places + [name for name in ("ntt-paper-table", "ntt-paper-chart") if name in after]


def cut_shrunk_or_dark(page: Page, path: str) -> list[str]:
    """What is wrong on a page that is laid out for paper."""
    wrong = []
    for gone in ("stSidebar", "stHeader", "stPopover", "stButton", "stDownloadButton"):
        seen = [one for one in page.get_by_test_id(gone).all() if one.is_visible()]
        if [
            one
            for one in seen
            if not one.locator("xpath=ancestor::*[contains(@class, 'st-key-listed-')]").count()
        ]:
            wrong.append(f"{gone} is printed")
    main = page.locator(".stMainBlockContainer")
    if not main.evaluate("main => main.scrollWidth <= main.clientWidth"):
        wrong.append("the page is wider than the sheet")
    letters: list[dict[str, Any]] = page.evaluate(_LETTERS)
    on_white = [one for one in letters if one["ground"] == "rgb(255, 255, 255)"]
    found = {
        "small": [one for one in letters if one["size"] < LEAST_PX - 0.1],
        "on the dark theme's ground": [one for one in letters if one["ground"] in DARK],
        "pale": [one for one in on_white if _contrast(one["ink"], one["ground"]) < 4.5],
        "beyond the edge": [one for one in letters if one["right"] > WIDTH + 1],
    }
    wrong += [f"letters are {how}: {those[:5]}" for how, those in found.items() if those]
    if not letters:
        wrong.append("no letters")
    for frame in page.frames[1:]:
        if "ntt-dark" in frame.evaluate("document.body.className"):
            wrong.append("the map is dark")
        if frame.locator(".leaflet-tooltip, .leaflet-control-zoom").first.is_visible():
            wrong.append("the map has buttons")
        if path == "/matcher":
            opacities = frame.locator("path[data-regency]").evaluate_all(
                "paths => paths.map(path => Number(path.getAttribute('fill-opacity')))"
            )
            if not set(opacities) <= set(OPACITY.values()):
                wrong.append("regencies are surer on paper than they are")
    return wrong


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
    bright, dark = sorted((luminance(as_hex(each)) for each in (ink, ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
