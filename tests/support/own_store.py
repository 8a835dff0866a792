"""A database of a test's own, with nothing kept of the editions of another one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ntt_data import editions


@contextmanager
def own_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """URL of an empty database in ``folder``, which the application uses inside the block."""
    url = f"sqlite:///{(folder / 'ntt.db').as_posix()}"
    monkeypatch.setenv("NTT_DATABASE_URL", url)
    _forget()
    yield url
    _forget()


def _forget() -> None:
    editions._accepted = editions._Accepted()
    editions._kept.clear()
    editions._current.set(None)
