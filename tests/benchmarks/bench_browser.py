"""What one person waits for in a real browser, on a machine that does nothing else.

Run from the project's folder, with ``tests/benchmarks/requirements.txt`` installed and Debian's
``chromium``::

    python -m tests.benchmarks.bench_browser

Three waits, each from the event in the page to the change in the page, by the browser's own clock:
another indicator until the map is repainted, a click on a regency until its card is there, and the
first visit of a cold browser to a server just started until the polygons are painted. First the
floor: a choice on an otherwise empty page of Streamlit until its line of text is another. The rival
of ``bench_crowd`` has no part in it: its map asks the outside for Leaflet, and stays blank without.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import time

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from tests.benchmarks.load.server import FLOOR, running

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
_NOW = "performance.timeOrigin + performance.now()"
_INDICATORS = ["Neraca komoditas", "Penduduk", "Kecukupan komoditas", "Kepadatan penduduk"]
_OF_FLOOR = ["IPM", "Kemiskinan", "PDRB", "Penduduk"]  # of floor_app.py, which draws when imported


def _map_frame(page: Page) -> Frame:
    page.wait_for_selector('iframe[title*="folium"]')
    for _ in range(600):
        for frame in page.frames:
            if "streamlit_folium" in frame.url and frame.query_selector("path.leaflet-interactive"):
                return frame
        page.wait_for_timeout(50)
    raise RuntimeError("the map has not appeared within thirty seconds")


def _watch_presses(target: Page | Frame) -> None:
    target.evaluate(
        "window.addEventListener('click', () => { window.top.pressedAt = " + _NOW + "; }, true)"
    )


def _watch_paint(frame: Frame) -> None:
    """The moment at which the map's script has painted another picture."""
    frame.evaluate(
        "new MutationObserver(() => { window.top.paintedAt = " + _NOW + "; })"
        ".observe(document.body, {attributes: true, attributeFilter: ['data-painted']})"
    )


def _watch_card(page: Page) -> None:
    """The moment at which the page last showed a name it had not shown before."""
    page.evaluate(
        "new MutationObserver(() => {"
        " const card = document.querySelector('.stMainBlockContainer strong');"
        " if (card && card.textContent !== window.cardName) {"
        "  window.cardName = card.textContent; window.cardAt = " + _NOW + "; } })"
        ".observe(document.body, {childList: true, subtree: true, characterData: true})"
    )


def _watch_text(page: Page) -> None:
    """The moment at which a text of the page was last changed."""
    page.evaluate(
        "new MutationObserver(() => { window.changedAt = " + _NOW + "; })"
        ".observe(document.querySelector('.stMarkdown'), {subtree: true, childList: true,"
        " characterData: true})"
    )


def _choose(page: Page, option: str, label: str = "Yang ditampilkan peta") -> None:
    box = page.locator('[data-testid="stSelectbox"]').filter(has_text=label)
    box.get_by_role("combobox").click()
    page.get_by_role("option", name=option, exact=True).click()


def _until(page: Page, moment: str) -> float:
    """Milliseconds from the press to the moment that a watcher notes."""
    # From outside: the pages' policy forbids scripts made of texts, as wait_for_function makes.
    while not page.evaluate(f"window.{moment} > window.pressedAt"):
        page.wait_for_timeout(20)
    page.wait_for_timeout(700)  # what comes later than the first change counts as well
    return float(page.evaluate(f"window.{moment} - window.pressedAt"))


def _summary(name: str, waits: list[float]) -> None:
    print(
        f"{name:44} median {statistics.median(waits):5.0f} ms, worst {max(waits):5.0f} ms "
        f"({len(waits)} times)",
        flush=True,
    )


def _first_visit(browser: Browser, address: str) -> float:
    """Seconds from the request to painted polygons, with nothing in the browser's cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    _map_frame(page)
    waited = time.perf_counter() - begun
    context.close()
    return waited


def _floor(browser: Browser, repeats: int) -> None:
    with running(FLOOR) as server:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(server.address)
        page.locator(".stMarkdown").wait_for()
        page.wait_for_timeout(1000)
        _watch_presses(page)
        _watch_text(page)
        waits = []
        for turn in range(repeats):
            _choose(page, _OF_FLOOR[turn % len(_OF_FLOOR)], "Yang ditampilkan")
            waits.append(_until(page, "changedAt"))
        _summary("floor: empty page, choice to text", waits[2:])
        page.close()


def _product(browser: Browser, repeats: int) -> None:
    with running() as server:
        print(f"{'start to healthy and warm':44} {server.started_in_s:.1f} s")
        print(f"{'first visit, cold browser, polygons painted':44} ", end="")
        print(f"{_first_visit(browser, server.address + '/map'):.1f} s", flush=True)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(server.address + "/map")
        frame = _map_frame(page)
        page.wait_for_timeout(2000)
        for target in (page, frame):
            _watch_presses(target)
        _watch_paint(frame)
        _watch_card(page)
        waits = []
        for turn in range(repeats):
            _choose(page, _INDICATORS[turn % len(_INDICATORS)])
            waits.append(_until(page, "paintedAt"))
        _summary("indicator changed, map repainted", waits[2:])
        waits = []
        for turn in range(repeats):
            path = frame.locator("path.leaflet-interactive").nth(turn % 20)
            path.dispatch_event("click")
            waits.append(_until(page, "cardAt"))
        _summary("regency clicked, card shown", waits[2:])
        page.close()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_browser")
    parser.add_argument("--repeats", type=int, default=14)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        parser.error("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        _floor(browser, arguments.repeats)
        _product(browser, arguments.repeats)
        browser.close()


if __name__ == "__main__":
    main()
