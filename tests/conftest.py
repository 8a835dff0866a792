"""What all tests share: their kind, a store that is nobody's, a database, a browser."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.support import examples, workers
from tests.support.chromium import chromium, launch
from tests.support.kinds import is_in_vain, kind_of
from tests.support.postgres import cluster

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

collect_ignore = ["support/listener"]  # imported by the processes it listens to, not by pytest
ROOT = Path(__file__).parents[1]
#: Files that lie in memory, on Linux.
MEMORY = "/dev/shm"

_FOLDER = tempfile.TemporaryDirectory(prefix="ntt-tests-")
os.environ["NTT_DATABASE_URL"] = f"sqlite:///{Path(_FOLDER.name) / 'scenarios.db'}"

# Where Python is told to keep nothing of what it compiled (images of containers do), each worker
# and each command and server that a test starts would compile the whole house, and pytest rewrite
# all asserts: half of what collecting costs.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config: pytest.Config) -> None:
    """Before any test is read: where it writes, how many examples hypothesis tries, how long."""
    if config.option.markexpr == "unit" and os.access(MEMORY, os.W_OK):
        # A store waits until a disk has what it was told, some milliseconds each time; that it
        # does is asked of the whole run. What tests wrote that passed is taken away.
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)
    examples.quickly(config.option.markexpr)
    # A busy machine is slow and not wrong; speed is measured in tests/benchmarks.
    settings.register_profile("patient", deadline=None, max_examples=examples.many(100))
    settings.load_profile("patient")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many as keep the machine busy; none for tests named one by one, which start sooner."""
    if config.args and all("::" in argument for argument in config.args):
        return 0
    return workers.how_many(os.cpu_count() or 1, config.option.markexpr)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> workers.ByPlace:
    """Tests that share a server stay together."""
    return workers.ByPlace(config, log)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Reading the tests takes each worker many seconds: what cannot be wanted is passed over."""
    if collection_path.suffix != ".py" or not collection_path.is_relative_to(ROOT / "tests"):
        return None
    return is_in_vain(collection_path.relative_to(ROOT), config.option.markexpr) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test its kind."""
    for item in items:
        kind = kind_of(item)
        if kind is None:
            place = item.path.relative_to(ROOT)
            raise pytest.UsageError(f"{place} has no kind: see tests/support/kinds.py")
        item.add_marker(kind)


def pytest_collection_finish() -> None:
    """Libraries, tables and thousands of tests stay to the end: not to be looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


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
