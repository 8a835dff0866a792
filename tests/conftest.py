"""What all tests share: no scenario of a person is touched; a database, a browser to test with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.chromium import chromium, launch
from tests.support.postgres import cluster

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

_FOLDER = tempfile.TemporaryDirectory(prefix="ntt-tests-")
os.environ["NTT_DATABASE_URL"] = f"sqlite:///{Path(_FOLDER.name) / 'scenarios.db'}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL database whose user may create schemas and databases.

    A cluster of our own when Debian's PostgreSQL is installed; ``NTT_TEST_POSTGRES_URL`` names
    another one to test with.
    """
    named = os.environ.get("NTT_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    with cluster() as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of browsers, of which a process can have only one."""
    chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = launch(playwright, chromium())
    yield browser
    browser.close()
