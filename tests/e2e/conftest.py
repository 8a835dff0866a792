"""A running application and a real Chromium that reports everything it should not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.serving import serving
from tests.support.watched import Watched, watching


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a freshly started application, warmed up."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as server:
        yield server.address
    assert "Traceback" not in server.log, server.log


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
