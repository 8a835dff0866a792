"""What is missing is told: aloud on somebody's machine, as a failure where all is to be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.installed import program


def test_missing_skips_and_fails_where_everything_is_expected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"no-such-program is not installed.*NOT run"):
        program("no-such-program")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program is not installed"):
        program("no-such-program", "nor-this-one")


def test_the_newest_folder_is_looked_into_first(tmp_path: Path) -> None:
    for version in ("14", "15"):
        made = tmp_path / version / "bin" / "ntt-initdb"
        made.parent.mkdir(parents=True)
        made.touch(mode=0o755)
    pattern = f"{tmp_path.relative_to('/')}/*/bin"
    assert program("ntt-initdb", folders=(pattern,)) == str(tmp_path / "15" / "bin" / "ntt-initdb")
