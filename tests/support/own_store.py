"""A database of a test's own, with nothing kept of what another one has accepted."""

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
    as_curated = editions.Edition(editions.curated_digest())
    # Before anything is accepted all databases answer alike: that need not be worked out again.
    kept = editions._kept.get(as_curated, {})

    def forget() -> None:
        editions._accepted = editions._Accepted()
        editions._current.set(None)
        editions._kept.clear()
        editions._kept[as_curated] = kept

    forget()
    yield url
    forget()
