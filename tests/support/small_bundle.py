"""A bundle as it is after its installation, without the minutes that installing takes.

The application, the start scripts and the list of checksums are those of a real one; its Python is
that of the tests, which has every package already.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.offline.bundle import PARTS, copy_script, write_sums
from tests.support.patience import PATIENCE_S, START_S
from tests.support.ports import free_port
from tests.support.serving import ROOT, Server, copy_house


def make_bundle(folder: Path, installed: bool = True) -> Path:
    """A folder as somebody has unpacked it, and started it once if it is ``installed``."""
    copy_house(folder / "app")
    shutil.copy(ROOT / "requirements.lock", folder / "app")
    shutil.copy(PARTS / "start.py", folder)
    copy_script("start.sh", folder)
    (folder / "installer.lock").write_text("")
    (folder / "wheels").mkdir()
    write_sums(folder)
    if installed:
        python = folder / "venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        python.chmod(0o755)
        (folder / "venv" / "installed.txt").write_text(_fingerprint(folder))
    return folder


def _fingerprint(folder: Path) -> str:
    spec = importlib.util.spec_from_file_location("start", folder / "start.py")
    assert spec is not None
    assert spec.loader is not None
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    return str(start.fingerprint())


def command(folder: Path, *words: str) -> list[str]:
    """What somebody types in that folder."""
    return ["sh", str(folder / "start.sh"), *words]


def environment(**more: str) -> dict[str, str]:
    """Of somebody who has set nothing."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("NTT_")}
    return {**kept, "NTT_PYTHON": sys.executable, **more}


def run(
    folder: Path, *words: str, before: Sequence[str] = (), more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What the start script says to these words, when it is done."""
    return subprocess.run(
        [*before, *command(folder, *words)],
        env=environment(**(more or {})),
        cwd=folder, capture_output=True, text=True, timeout=START_S,
    )  # fmt: skip


@contextmanager
def started(
    folder: Path, log: Path, before: Sequence[str] = (), more: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """The bundle serving its hall, until it is stopped or the block ends."""
    port = free_port()
    with log.open("ab") as sink:
        process = subprocess.Popen(
            [*before, *command(folder, "--server.port", str(port))],
            env=environment(**(more or {})), stdout=sink, stderr=sink, cwd=folder,
        )  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}", port, log, process)
    try:
        end = time.monotonic() + START_S
        while "Ctrl+C" not in server.log:
            assert process.poll() is None, f"it ended:\n{server.log}"
            assert time.monotonic() < end, f"not ready after five minutes:\n{server.log}"
            time.sleep(0.2)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=PATIENCE_S)
