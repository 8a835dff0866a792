"""The edit key in a real browser: it stays over reloads, and nobody else has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.ui.actor import COOKIE
from services.access import key_hash
from tests.support.key_app import serving_keys


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_keys(tmp_path_factory.mktemp("keys")) as port:
        yield f"http://127.0.0.1:{port}"


def shown_hash(page: Page) -> str:
    """Whom the page takes its reader for."""
    code = page.locator('[data-testid="stCode"] code')
    expect(code).to_be_visible()
    return code.inner_text().strip()


def test_a_browser_keeps_its_key_and_no_script_reads_it(browser: Browser, address: str) -> None:
    mine, theirs = browser.new_context(), browser.new_context()
    page = mine.new_page()
    page.goto(address)
    first = shown_hash(page)
    (cookie,) = [each for each in mine.cookies() if each["name"] == COOKIE]
    assert key_hash(cookie["value"]) == first, "the session that got the key has it already"
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["secure"]) == (True, "Strict", False)
    page.reload()
    assert shown_hash(page) == first
    second = mine.new_page()
    second.goto(address)
    assert shown_hash(second) == first
    assert COOKIE not in page.evaluate("document.cookie")
    other = theirs.new_page()
    other.goto(address)
    assert shown_hash(other) != first
    mine.clear_cookies()
    page.reload()
    assert shown_hash(page) != first, "who has lost the key is somebody else"
    mine.close()
    theirs.close()
