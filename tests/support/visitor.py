"""Somebody who visits the installed server, and which of its processes answers them."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.watched import Watched


class Visitor(Watched):
    """Somebody with a browser of their own."""

    @property
    def process(self) -> int:
        """Which of the two processes the browser was given, by the cookie that says so."""
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        return int(cookies["ntt_process"]) - 1

    def settle(self) -> None:
        """Wait until the page rests; without making a script of a text, which it forbids."""
        running = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        self.page.wait_for_selector(running)
        self.page.wait_for_selector(".stMainBlockContainer h1")
        waiting = self.page.locator('[data-testid="stSkeleton"], [data-stale="true"]')
        expect(waiting).to_have_count(0, timeout=60_000)
