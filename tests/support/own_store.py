"""A database of a test's own, with nothing kept of what another one has accepted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ntt_data import editions
from ntt_data.store import close
from ntt_data.store.database import close_database, open_database


@contextmanager
def own_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """URL of an empty database in ``folder``, which the application uses inside the block."""
    with store_in_use(empty_store(folder), monkeypatch) as url:
        yield url


def empty_store(folder: Path) -> str:
    """URL of a new database in ``folder`` that nobody uses yet."""
    file = folder / "ntt.db"
    file.write_bytes(_empty_database())
    return f"sqlite:///{file.as_posix()}"


@contextmanager
def store_in_use(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This database is the application's inside the block, and nothing of another is known."""
    monkeypatch.setenv("NTT_DATABASE_URL", url)
    as_curated = editions.Edition(editions.curated_digest())
    # Before anything is accepted all databases answer alike: that need not be worked out again.
    kept = editions._kept.get(as_curated, {})

    def forget() -> None:
        editions._accepted = editions._Accepted()
        editions._current.set(None)
        editions._first_alike.clear()
        editions._kept.clear()
        editions._kept[as_curated] = kept

    forget()
    yield url
    forget()


#: Parameters of a fixture that gives ``either_store``.
EITHER = ["sqlite", pytest.param("postgresql", marks=pytest.mark.deploy)]


@contextmanager
def either_store(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """An empty database of the fixture's parameter; the test must import ``postgres_url``."""
    with own_store(folder, monkeypatch):
        if request.param == "postgresql":
            monkeypatch.setenv("NTT_DATABASE_URL", request.getfixturevalue("postgres_url"))
        yield
        close()  # PostgreSQL drops no schema that somebody still uses


@cache
def _empty_database() -> bytes:
    """A database in the newest layout with nothing in it: made once, as at any first start."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ntt.db"
        close_database(open_database(f"sqlite:///{file.as_posix()}"))
        return file.read_bytes()
