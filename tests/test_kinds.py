"""Every test has a kind, and what it asks for can be had where tests of that kind run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.kinds import BY_PLACE, KINDS, ROOT, kind_of_place
from tests.support.workers import IN_ONE_HALL, TOGETHER, together


def test_every_test_file_has_a_kind() -> None:
    files = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(files) > 50, "the walk would pass on an empty list"
    without = [path.as_posix() for path in files if kind_of_place(path) is None]
    assert not without, f"say their kind in tests/support/kinds.py: {without}"


def test_a_new_folder_has_none_until_somebody_says_it() -> None:
    assert kind_of_place(Path("tests/elsewhere/test_new.py")) is None
    assert kind_of_place(Path("tests/e2e/cut_off/test_new.py")) == "browser"


def test_every_kind_is_explained() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    markers = settings["tool"]["pytest"]["ini_options"]["markers"]
    assert {marker.partition(":")[0] for marker in markers} == set(KINDS)
    assert set(BY_PLACE.values()) <= set(KINDS)


def test_what_shares_a_server_stays_together() -> None:
    assert not [place for place in (*TOGETHER, *IN_ONE_HALL) if not (ROOT / place).exists()]
    for place in (ROOT / "tests/e2e").glob("test_*.py"):
        text, name = place.read_text(encoding="utf-8"), place.relative_to(ROOT).as_posix()
        # One by one, their tests would each start what they were to share.
        assert name in TOGETHER or 'scope="module"' not in text, name
        assert name in IN_ONE_HALL or not re.search(r"\bhall: str|import.* sheet$", text, re.M), (
            name
        )
    for name in ("test_cut_off.py::test_a[x]", "test_journey.py::test_b"):
        assert together(f"tests/e2e/cut_off/{name}") == "tests/e2e/cut_off"
    assert together("tests/pages/test_c.py::test_c[1]") == "tests/pages/test_c.py"
    assert (
        together("tests/e2e/test_menu.py::test_d[a::b]") == "tests/e2e/test_menu.py::test_d[a::b]"
    )


@pytest.mark.deploy  # a process that takes seconds to begin
def test_what_a_test_asks_for_comes_before_its_folder(tmp_path: Path) -> None:
    """A browser makes it a browser test, a database a deployment test, and a mark what it says.

    None of them makes less of it than its place: files of ``tests/e2e`` hold no unit test.
    """
    (tmp_path / "conftest.py").write_text(
        "from pathlib import Path\n"
        "import tests.support.kinds as kinds\n"
        "kinds.ROOT = Path(__file__).parent\n"
        "def pytest_collection_modifyitems(items):\n"
        "    print({item.name: kinds.kind_of(item) for item in items})\n"
    )
    folder = tmp_path / "tests/analysis"
    folder.mkdir(parents=True)
    (folder / "test_it.py").write_text(
        "import pytest\n"
        "@pytest.fixture\n"
        "def browser(): ...\n"
        "@pytest.fixture\n"
        "def postgres_server(): ...\n"
        "@pytest.fixture\n"
        "def visitor(browser): ...\n"
        "def test_plain(): ...\n"
        "def test_seen(visitor): ...\n"
        "def test_stored(postgres_server): ...\n"
        "@pytest.mark.page\n"
        "def test_marked(): ...\n"
    )
    driven = tmp_path / "tests/e2e"
    driven.mkdir()
    (driven / "test_page.py").write_text(
        "import pytest\n@pytest.mark.unit\ndef test_light(): ...\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-s", "--collect-only", "-p", "no:xdist"]
    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path), "-c", "/dev/null", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (
        "{'test_plain': 'unit', 'test_seen': 'browser', 'test_stored': 'deploy', "
        "'test_marked': 'page', 'test_light': 'browser'}"
    ) in done.stdout, done.stdout + done.stderr


def test_what_was_compiled_is_kept_whatever_the_machine_says() -> None:
    """Also by the servers and commands that tests start: compiling the house takes seconds."""
    assert not sys.dont_write_bytecode
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
