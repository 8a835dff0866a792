"""A way through the application without a mouse: order, visible focus, no trap, every choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.watched import Watched

pytestmark = pytest.mark.usefixtures("new_tab")

# What has the focus, in the page or in a map's frame, and what would show that it has it.
_DESCRIBE = """() => {
  let element = document.activeElement, frame = null;
  while (element.tagName === 'IFRAME' && element.contentDocument) {
    frame = element; element = element.contentDocument.activeElement;
  }
  const outer = (frame || element).getBoundingClientRect();
  const main = document.querySelector('[data-testid="stMain"]');
  const looks = [];
  for (let node = element, depth = 0; node && depth < 5; node = node.parentElement, depth++) {
    const style = getComputedStyle(node);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    looks.push(outline, style.boxShadow !== 'none',
               node.tagName === 'path' && parseFloat(style.strokeWidth) >= 4);
  }
  return {
    tag: element.tagName.toLowerCase(),
    name: (element.getAttribute('aria-label') || element.textContent || '').trim().slice(0, 60),
    inFrame: frame !== null,
    inMain: main.contains(frame || element),
    left: outer.left, top: outer.top + main.scrollTop, width: outer.width,
    tabindex: element.tabIndex,
    isMarked: looks.some(Boolean),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """One stop of the tab key."""

    tag: str
    name: str
    inFrame: bool  # noqa: N815 - as the browser answers
    inMain: bool  # noqa: N815
    left: float
    top: float
    width: float
    tabindex: int
    isMarked: bool  # noqa: N815


def _next_stop(page: Page, key: str = "Tab") -> Stop:
    page.keyboard.press(key)
    return Stop(**page.evaluate(_DESCRIBE))


def _walk(page: Page, most: int = 200) -> list[Stop]:
    """Press the tab key until the focus leaves the page (it then rests on the body)."""
    stops: list[Stop] = []
    for _each in range(most):
        stop = _next_stop(page)
        if stop.tag == "body":
            return stops
        stops.append(stop)
    raise AssertionError(f"the end of the page was not reached: {stops[-12:]}")


def _tab_to(page: Page, target: Locator, most: int = 120) -> None:
    handle = target.element_handle()
    for _each in range(most):
        page.keyboard.press("Tab")
        if handle is not None and page.evaluate("it => it === document.activeElement", handle):
            return
    raise AssertionError(f"the tab key does not reach {target}")


@pytest.mark.parametrize("path", ["/", "/map", "/matcher", "/scenarios"])
def test_the_tab_key_goes_in_reading_order_and_can_be_seen(desktop: Watched, path: str) -> None:
    page = desktop.open(path)
    for index in range(page.locator("iframe").count()):
        desktop.map_frame(index)
    stops = _walk(page)
    assert all(stop.tabindex <= 0 for stop in stops), "a tabindex of its own breaks the order"
    first_in_main = next(place for place, stop in enumerate(stops) if stop.inMain)
    assert all(stop.inMain for stop in stops[first_in_main:]), "menu first, then the page"

    # Down the page, or to the next column; never back up within one. A cell that st.dataframe hands
    # the focus to lies in its canvas' fallback content and has no place of its own.
    no_place = ("main", "section", "td")
    main = [stop for stop in stops[first_in_main:] if stop.tag not in no_place]
    back = [
        (before.name, after.tag, after.name)
        for before, after in pairwise(main)
        if after.top < before.top - 40 and after.left + after.width <= before.left + before.width
    ]
    assert not back, back

    # The table of st.dataframe draws the ring of its cell inside its canvas.
    own_ring = ("canvas", "td")
    unseen = [
        (stop.tag, stop.name) for stop in stops if not stop.isMarked and stop.tag not in own_ring
    ]
    assert not unseen, unseen
    unnamed = [stop for stop in stops if not stop.name and stop.tag not in ("main", "div")]
    assert not unnamed, unnamed

    assert any(stop.inFrame for stop in stops), "the map is one of the stops"
    assert not stops[-1].inFrame, "the map lets the focus go"


def test_a_map_has_few_stops_and_its_regencies_are_chosen_by_arrows(desktop: Watched) -> None:
    page = desktop.open("/map")
    frame = desktop.map_frame()
    stops = [stop for stop in _walk(page) if stop.inFrame]
    # The map, its regencies, two buttons, the attribution.
    assert len(stops) == 5, stops

    frame.locator('path[tabindex="0"]').focus()
    first: dict[str, Any] = page.evaluate(_DESCRIBE)
    assert first["name"].startswith("Sumba Barat Daya")  # the most western
    east = _next_stop(page, "ArrowRight")
    assert east.name
    assert east.name != first["name"]
    assert east.isMarked
    expect(frame.locator(".ntt-tip-title")).to_have_count(1)  # that of the one before has faded
    expect(frame.locator(".ntt-tip-title")).to_have_text(east.name.split(",")[0])
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ibu kota Atambua")).to_be_visible()  # Belu, the most eastern
    assert page.evaluate(_DESCRIBE)["name"].startswith("Belu"), "the focus stays where it was"


def test_a_network_map_is_walked_in_two_stops(desktop: Watched) -> None:
    """Every edge has its words, and a hundred edges are one stop."""
    page = desktop.open("/methods")
    frame = desktop.map_frame()
    assert frame.locator(".leaflet-flow-pane path[tabindex='0']").count() == 1
    frame.locator(".leaflet-flow-pane path[tabindex='0']").focus()
    first = page.evaluate(_DESCRIBE)["name"]
    second = _next_stop(page, "ArrowRight")
    assert "km" in first
    assert second.name != first


def test_a_regency_is_chosen_from_the_list(desktop: Watched) -> None:
    page = desktop.open("/map")
    desktop.map_frame()
    _tab_to(page, page.get_by_role("combobox", name=re.compile("Daerah")))
    page.keyboard.type("Alor")
    expect(page.get_by_role("option", name="Alor")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ibu kota Kalabahi")).to_be_visible()
    expect(page).to_have_url(re.compile("regency=5307"))


def test_the_overview_says_a_regency_in_words(desktop: Watched) -> None:
    page = desktop.open("/")
    desktop.map_frame()
    _tab_to(page, page.get_by_role("combobox", name=re.compile("Daerah")))
    page.keyboard.type("Malaka")
    # As a person would: Enter chooses what the list shows, which a busy machine shows later.
    expect(page.get_by_role("option", name="Malaka")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"^Malaka · .*Defisit"))).to_be_visible()
    expect(page.get_by_role("link", name="Profil daerah ini")).to_be_visible()


def test_an_expander_a_pair_and_a_download_without_a_mouse(desktop: Watched) -> None:
    page = desktop.open("/matcher")
    desktop.map_frame(1)
    pairs = page.locator('[data-testid="stDataFrame"]:visible canvas').first
    pairs.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(page.get_by_text("Mengapa pasangan ini?")).to_be_visible()

    page.locator("h1 a").focus()
    expander = page.locator("summary", has_text="Tabel neraca 22 daerah")
    _tab_to(page, expander)
    page.keyboard.press("Enter")
    expect(page.locator("details[open]", has_text="Tabel neraca 22 daerah")).to_be_visible()

    opener = page.get_by_role("button", name=re.compile("Unduh")).first
    opener.focus()
    page.keyboard.press("Enter")
    workbook = page.get_by_role("button", name="Tabel dengan sumber (XLSX)")
    expect(workbook).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().stat().st_size > 500
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
