"""Debian's Chromium, without its own background traffic."""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright, expect

from tests.support.installed import program
from tests.support.patience import PATIENCE_MS

expect.set_options(timeout=PATIENCE_MS)


def chromium() -> str:
    """Path of the browser, or the test says aloud that it did not run."""
    return program("chromium", "chromium-browser")


def launch(playwright: Playwright, path: str) -> Browser:
    """Start the browser at ``path``, which may be wrapped in another command."""
    browser = playwright.chromium.launch(
        executable_path=path,
        args=[
            *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
            *("--disable-component-update", "--disable-sync", "--no-first-run"),
            # A name that is not this machine's: without HTTPS, browsers trust "localhost"
            # with more than they trust a server in a hall.
            "--host-resolver-rules=MAP *.test 127.0.0.1",
        ],
    )
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE_MS))
    return browser
