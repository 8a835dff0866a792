"""What a bundle says that was started inside its ZIP, or of which not all has arrived."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.offline.bundle import PARTS, copy_script, write_sums

WHEEL = "wheels/alembic-1.0-py3-none-any.whl"
PIP = "wheels/pip-1.0-py3-none-any.whl"
BOTH = ("Ekstrak seluruh ZIP dahulu", "Extract the whole ZIP first")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder that is whole, with one wheel that holds nothing."""
    folder = tmp_path / "paket luring"
    for name in ("app/app.py", "app/requirements.lock", "installer.lock", WHEEL, PIP):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    shutil.copy(PARTS / "start.py", folder)
    for script in ("start.sh", "start.bat"):
        copy_script(script, folder)
    write_sums(folder)
    return folder


def _start(folder: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run(
        command or ("sh", str(folder / "start.sh")),
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "NTT_PYTHON": sys.executable},
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("also", [(), ("start.py",), ("start.py", "SHA256SUMS")])
def test_a_start_file_inside_the_zip_says_to_extract_it(
    bundle: Path, tmp_path: Path, also: tuple[str, ...]
) -> None:
    """A double click in an archive's window unpacks that file alone, or a few, somewhere else."""
    alone = tmp_path / "Temp1_paket.zip"
    alone.mkdir()
    for name in ("start.sh", *also):
        shutil.copy(bundle / name, alone)
    code, said = _start(alone)
    assert code == 1
    assert all(words in said for words in BOTH)


def test_start_py_alone_says_so_too(bundle: Path, tmp_path: Path) -> None:
    shutil.copy(bundle / "start.py", tmp_path)
    code, said = _start(bundle, sys.executable, str(tmp_path / "start.py"))
    assert code == 1
    assert all(words in said for words in BOTH)


@pytest.mark.parametrize("name", [WHEEL, "app/app.py", "app/requirements.lock"])
def test_a_file_that_is_missing_is_named(bundle: Path, name: str) -> None:
    (bundle / name).unlink()
    code, said = _start(bundle)
    assert code == 1
    assert f"Paket ini tidak lengkap: {name}." in said
    assert f"This bundle is incomplete: {name}." in said
    assert all(words in said for words in BOTH)
    assert not (bundle / "venv").exists()


def test_many_missing_files_do_not_fill_the_screen(bundle: Path) -> None:
    with (bundle / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.writelines(f"{'0' * 64}  wheels/{number}.whl\n" for number in range(70))
    _code, said = _start(bundle)
    assert "wheels/0.whl, wheels/1.whl, wheels/2.whl (+67)" in said


@pytest.mark.parametrize("name", [WHEEL, "installer.lock"])
@pytest.mark.parametrize("content", [b"", b"cut"])
def test_a_file_that_is_damaged_is_named_before_anything_is_installed(
    bundle: Path, name: str, content: bytes
) -> None:
    (bundle / name).write_bytes(content)
    code, said = _start(bundle)
    assert code == 1
    assert f"Paket ini rusak: {name}." in said
    assert f"This bundle is damaged: {name}." in said
    assert all(words in said for words in BOTH)
    assert not (bundle / "venv").exists()


def test_a_table_that_was_edited_is_no_damage(bundle: Path) -> None:
    """Whoever adds a year to a table before the first start is not sent back to the ZIP."""
    (bundle / "app/app.py").write_text("# edited\n", encoding="utf-8")
    _code, said = _start(bundle)
    assert not any(words in said for words in BOTH)
    assert "Pemasangan pertama" in said, "it went on to install, for which these wheels are empty"


def test_what_is_installed_does_not_need_its_wheels(bundle: Path) -> None:
    python = bundle / "venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "started $*"\n', encoding="utf-8")
    python.chmod(0o755)
    digest = hashlib.sha256()
    for lock in ("installer.lock", "app/requirements.lock"):
        digest.update((bundle / lock).read_bytes())
    done = f"{digest.hexdigest()} {sys.version.split()[0]} {bundle}"
    (bundle / "venv/installed.txt").write_text(done, encoding="utf-8")
    shutil.rmtree(bundle / "wheels")
    code, said = _start(bundle)
    assert code == 0, said
    assert "started -m pages.hall" in said


def test_on_windows_the_start_file_looks_before_it_looks_for_python(bundle: Path) -> None:
    """Read, not run: nothing here runs a batch file."""
    lines = (bundle / "start.bat").read_text(encoding="ascii").splitlines()
    asked = [line for line in lines if line.startswith("if not exist ")]
    assert {line.split()[3] for line in asked} >= {"start.py", "SHA256SUMS", "app\\app.py"}
    assert all(line.endswith(" goto incomplete") for line in asked)
    first_python = next(n for n, line in enumerate(lines) if "-c %CHECK%" in line)
    assert all(lines.index(line) < first_python for line in asked)
    told = lines[lines.index(":incomplete") : lines.index(":missing")]
    assert told[-2] == "goto end"
    assert all(any(words in line for line in told) for words in BOTH)
    # cmd.exe reads these as something else than text.
    assert not [line for line in told if line.startswith("echo ") and set(line) & set("<>|&^%()")]
    assert "pause" in lines[lines.index(":end") :]
