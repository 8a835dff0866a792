"""The server as it is installed: Debian's nginx, two processes, PostgreSQL, real visitors."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import create_engine, make_url, text

from deploy.server.static_files import gather
from tests.support.installation import Installation, installation
from tests.support.visitor import Visitor


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
def gathered() -> Iterator[Path]:
    """What nginx serves, compressed once for all that stand before an application."""
    # Not below pytest's folder: nginx' workers are www-data and may not look into that.
    folder = Path(tempfile.mkdtemp(prefix="ntt-files-"))
    folder.chmod(0o755)
    gather(folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def running(empty_database: Callable[[], str], gathered: Path) -> Iterator[Installation]:
    with installation(empty_database(), gathered) as made:
        yield made


@pytest.fixture
def server(running: Installation) -> Installation:
    """The installation with both processes healthy, whatever the test before has done."""
    running.restore()
    return running


@pytest.fixture
def new_visitor(browser: Browser, server: Installation) -> Iterator[Callable[[], Visitor]]:
    """Gives a new visitor at every call; nothing may have gone wrong in their browsers."""
    visitors: list[Visitor] = []

    def come() -> Visitor:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
        visitors.append(Visitor(context.new_page(), server.nginx.address))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.page.context.close()
    wrong = [line for visitor in visitors for line in visitor.wrong]
    assert not wrong, "\n".join(wrong)
