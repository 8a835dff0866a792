"""Each trick that the benchmark takes away is one that the application has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.benchmarks.load.without import TRICKS, _replace


@pytest.mark.parametrize("trick", sorted({*TRICKS} - {"on-demand"}))
def test_it_is_there_to_be_taken_away(trick: str) -> None:
    """In a process of its own: what is taken away does not come back."""
    script = f"from tests.benchmarks.load.without import TRICKS; TRICKS[{trick!r}]()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_has_another_name_now_is_told() -> None:
    with pytest.raises(AttributeError, match="sys has no no_such_thing"):
        _replace(sys, no_such_thing=lambda: None)
