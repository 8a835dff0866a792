"""A page in a browser, and everything that it should not have seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Page, Request, expect

from pages.ui.failure import NUMBER

# A busy machine is slow and not wrong; speed is measured in tests/benchmarks.
expect.set_options(timeout=20_000)


class Watched:
    """A page in the browser, and what went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        page.on("request", self._on_request)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.wrong.append(f"page error: {error}"))

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "ws://127.0.0.1")):
            self.wrong.append(f"request to the outside: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self.wrong.append(f"console: {message.text} ({place})")

    def open(self, path: str = "/") -> Page:
        """Go to a path and wait until Streamlit has finished drawing it."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until no script runs and nothing is greyed out."""
        at_rest = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        self.page.wait_for_selector(at_rest, timeout=60_000)
        self.page.wait_for_selector(".stMainBlockContainer h1", timeout=60_000)
        waiting = self.page.locator('[data-testid="stSkeleton"], [data-stale="true"]')
        expect(waiting).to_have_count(0, timeout=60_000)
        for told in self.page.locator('[data-testid="stAlert"]').all_inner_texts():
            if NUMBER.search(told):
                self.wrong.append(f"the page has failed: {told}")

    def open_folds(self) -> None:
        """Open every expander, also those that opening one has brought.

        One after the other, as a person would: of folds that a script opens within one run of the
        page, Streamlit's browser part sometimes loses its place ("Bad delta path index"), and a
        part of the page with it.
        """
        closed = self.page.locator('[data-testid="stExpander"] details:not([open]) > summary')
        while closed.count():
            closed.first.evaluate("summary => summary.click()")
            self.wait_until(
                """() => [...document.querySelectorAll('[data-testid="stExpander"] details[open]')]
                        .every(fold => fold.querySelector('[data-testid="stElementContainer"]'))"""
            )
            self.settle()

    def wait_until(self, condition: str, argument: object = None) -> None:
        """Wait for a condition in JavaScript.

        Asked from outside again and again: the pages' policy forbids a script to make a script of
        a text, which Playwright's own ``wait_for_function`` does.
        """
        for _attempt in range(300):
            if self.page.evaluate(condition, argument):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never true: {condition}")

    def map_frame(self, index: int = 0) -> FrameLocator:
        """The map's frame once its polygons are painted."""
        frame = self.page.frame_locator('iframe[title*="folium"]').nth(index)
        frame.locator("body[data-painted]").wait_for(timeout=30_000)
        return frame


@contextmanager
def watching(browser: Browser, address: str, width: int, height: int) -> Iterator[Watched]:
    """A window of somebody with a browser of their own; nothing may go wrong in it."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    context.set_default_timeout(30_000)
    watched = Watched(context.new_page(), address)
    yield watched
    context.close()
    assert not watched.wrong, "\n".join(watched.wrong)
