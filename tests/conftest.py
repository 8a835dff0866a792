"""What all tests share: no scenario of a person is touched; a database, a browser to test with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.installed import program
from tests.postgres import cluster

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without its own background traffic."""
    chromium = program("chromium", "chromium-browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                *("--disable-component-update", "--disable-sync", "--no-first-run"),
                # A name that is not this machine's: without HTTPS, browsers trust "localhost"
                # with more than they trust a server in a hall.
                "--host-resolver-rules=MAP *.test 127.0.0.1",
            ],
        )
        yield browser
        browser.close()
