"""A running application and a real Chromium that reports everything it should not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.own_store import empty_store, store_in_use
from tests.support.serving import Server, serving
from tests.support.watched import Watched, watching, with_new_tabs


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a freshly started application, warmed up."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as server:
        yield server.address
    assert "Traceback" not in server.log, server.log


@pytest.fixture(scope="session")
def _hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    folder = tmp_path_factory.mktemp("hall")
    url = empty_store(folder)
    with serving(folder / "log.txt", environment={"NTT_DATABASE_URL": url}) as server:
        yield server, url
    assert "Traceback" not in server.log, server.log


@pytest.fixture
def hall(_hall: tuple[Server, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of an application that tests write into, each of rounds and cases of its own.

    The test's own services write there as well.
    """
    server, url = _hall
    with store_in_use(url, monkeypatch):
        yield server.address


@pytest.fixture
def new_tab(browser: Browser) -> None:
    """For tests about what a tab itself keeps: its steps, and where its focus is."""
    with_new_tabs(browser)


@pytest.fixture
def desktop(browser: Browser, server: str) -> Iterator[Watched]:
    """A projector's or desktop's window."""
    with watching(browser, server, 1440, 900) as watched:
        yield watched


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Watched]:
    """A phone's window."""
    with watching(browser, server, 390, 844) as watched:
        yield watched
