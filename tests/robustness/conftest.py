"""One running application for all that is tried on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.serving import Server, serving


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application as it is; whatever was done to it, it must still answer at the end."""
    folder = tmp_path_factory.mktemp("robustness")
    with serving(folder / "log.txt") as running:
        yield running
        assert running.process.poll() is None, running.log
