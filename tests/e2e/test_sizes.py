"""Two ways through the application by the size of the screen: a phone's and a projector's.

Counted in clicks; they may become shorter, and a longer one is a decision.
"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.support.watched import Watched

CLICKS_ON_A_PHONE = 4
CLICKS_OF_A_PRESENTER = 2
#: Of every figure how many lines it takes, and how far it goes beyond its cell.
_FIGURES = """() => Array.from(
  document.querySelectorAll('[data-testid="stMetricValue"]'), value => {
  const walker = document.createTreeWalker(value, NodeFilter.SHOW_TEXT), boxes = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    boxes.push(...range.getClientRects());
  }
  const cell = value.closest('[data-testid="stMetric"]').getBoundingClientRect();
  const lines = new Set(boxes.map(box => Math.round(box.top)));
  return [value.innerText, lines.size, Math.max(...boxes.map(box => box.right)) - cell.right];
})"""


def _nothing_scrolls_sideways(page: Page) -> None:
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")


def test_an_office_head_finds_the_own_regency_on_a_phone_and_shares_it(phone: Watched) -> None:
    page, clicks = phone.open("/"), 0
    menu = page.get_by_test_id("stSidebar")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Profil daerah").click()
    clicks += 2
    phone.settle()
    expect(menu).to_have_attribute("data-collapsed", "true")
    # The choice stands on the page, not behind the menu.
    page.locator(".st-key-regency").get_by_role("combobox").click()
    page.get_by_role("option", name="Sikka", exact=True).click()
    clicks += 2
    expect(page.locator("h1")).to_contain_text("Sikka")
    phone.settle()
    assert clicks == CLICKS_ON_A_PHONE
    rice = page.locator(".stMainBlockContainer").get_by_text("Beras", exact=False)
    expect(rice.first).to_be_visible()
    suppliers = re.compile(r"^Beras 2023: .*Manggarai Barat.* dapat memasok .*Sikka")
    expect(page.get_by_text(suppliers).first).to_be_visible()
    _nothing_scrolls_sideways(page)
    expect(page).to_have_url(re.compile("regency=5310"))
    shared = page.url

    # The menu goes away too when something is chosen in it that is no page.
    page.get_by_test_id("stExpandSidebarButton").click()
    menu.get_by_role("radio", name="besar").click()
    expect(menu).to_have_attribute("data-collapsed", "true")
    phone.settle()
    _nothing_scrolls_sideways(page)

    page.goto(shared)
    phone.settle()
    expect(page.locator("h1")).to_contain_text("Sikka")


def test_a_presenter_shows_the_pairs_of_rice_large(desktop: Watched) -> None:
    page, clicks = desktop.page, 0
    page.set_viewport_size({"width": 1920, "height": 1080})
    desktop.open("/")
    menu = page.get_by_test_id("stSidebar")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Surplus & defisit").click()
    desktop.settle()
    menu.get_by_role("radio", name="besar").click()
    clicks += 2
    desktop.settle()
    assert clicks == CLICKS_OF_A_PRESENTER
    # A link must open the same; the run that writes the address may begin after the click.
    expect(page).to_have_url(re.compile("size=large"))
    desktop.settle()
    frame = desktop.map_frame()
    expect(page.get_by_role("heading", name="Beras 2023").first).to_be_in_viewport()
    small = page.locator('[data-testid="stCaptionContainer"] p').first
    assert small.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") >= 19
    name = frame.locator(".ntt-label span").first
    assert name.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") >= 16

    for width, height in ((1920, 1080), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        for _attempt in range(100):  # the page takes its new width on step by step
            page.wait_for_timeout(300)
            figures = page.evaluate(_FIGURES)
            bad = [each for each in figures if each[1] != 1 or each[2] > 1]
            if len(figures) >= 4 and not bad:
                break
        assert len(figures) >= 4
        assert not bad, figures
        _nothing_scrolls_sideways(page)
    picture, bars = (
        page.locator(place).first.bounding_box()
        for place in ('iframe[title*="folium"]', '[data-testid="stVegaLiteChart"]')
    )
    assert picture is not None
    assert bars is not None
    assert bars["y"] >= picture["y"] + picture["height"], "beside the menu they have no room"
