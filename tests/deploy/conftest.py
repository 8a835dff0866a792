"""The server as it is installed: Debian's nginx, two processes, PostgreSQL, real visitors."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import create_engine, make_url, text

from tests.support.installation import Installation, installation
from tests.support.watched import Watched


@pytest.fixture(scope="session")
def empty_database(postgres_server: str) -> Callable[[], str]:
    """Makes a database of its own in the cluster and gives its URL."""

    def make() -> str:
        name = f"ntt_{secrets.token_hex(4)}"
        engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return make_url(postgres_server).set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture(scope="session")
def running(empty_database: Callable[[], str]) -> Iterator[Installation]:
    with installation(empty_database()) as made:
        yield made


@pytest.fixture
def server(running: Installation) -> Installation:
    """The installation with both processes healthy, whatever the test before has done."""
    running.restore()
    return running


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


@pytest.fixture
def new_visitor(browser: Browser, server: Installation) -> Iterator[Callable[[], Visitor]]:
    """Gives a new visitor at every call; nothing may have gone wrong in their browsers."""
    visitors: list[Visitor] = []

    def come() -> Visitor:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
        context.set_default_timeout(60_000)
        visitors.append(Visitor(context.new_page(), server.nginx.address))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.page.context.close()
    wrong = [line for visitor in visitors for line in visitor.wrong]
    assert not wrong, "\n".join(wrong)
