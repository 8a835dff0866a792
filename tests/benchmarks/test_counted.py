"""The counter of the hall's benchmark counts what is worked out, and not what is kept already."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.load.counted import Made, counts

#: In a process of its own: what is counted stays counted.
_SCRIPT = """
import sys
from pathlib import Path
import pytest

from tests.benchmarks.load.counted import count_into

count_into(Path(sys.argv[1]))
from ntt_data.editions import Edition, of_edition, once_per_edition

@once_per_edition(maxsize=4)
def answer(name):
    return name

for edition in (Edition("aa"), Edition("aa", 1)):
    with of_edition(edition):
        for name in ("wall", "board", "wall", "board"):
            answer(name)
"""


@pytest.mark.deploy  # a process that takes seconds to begin
def test_each_is_counted_once_of_each_edition(tmp_path: Path) -> None:
    file = tmp_path / "made"
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(file)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    made = counts(file)
    assert {(each.edition, each.function) for each in made} == {
        ("aa.0", "__main__.answer"),
        ("aa.1", "__main__.answer"),
    }
    assert sorted(made.values()) == [1] * 4
    file.write_text("aa.0\tanswer\t7\naa.0\tanswer\t7\n", encoding="utf-8")
    assert counts(file) == {Made("aa.0", "answer", "7"): 2}
