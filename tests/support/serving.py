"""Starts the application as a person would, from any folder that holds it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.patience import PATIENCE_S, START_S
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
#: What the application is made of; the rest of the repository is not needed to run it.
HOUSE = (
    *("app.py", "pages", "services", "publishing", "analysis", "geo", "ntt_data"),
    *("static", ".streamlit"),
)


@dataclass
class Server:
    """A running application: its address, its log and the means to end it."""

    address: str
    port: int
    log_file: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """Everything written so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def events(self, name: str) -> list[str]:
        """Lines of the log about one kind of event."""
        return [line for line in self.log.splitlines() if f" event={name}" in line]

    def kill(self) -> None:
        """As a loss of power would: no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=PATIENCE_S)


def takes_ctrl_c() -> None:
    """In a new process: listen to Ctrl+C, as one that a person starts in a terminal does.

    What runs in the background of a shell ignores it, and hands that on to all that it starts.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def copy_house(target: Path) -> Path:
    """A copy of the application whose files a test may damage.

    What Python and numba have compiled comes along: they compile anew what has changed.
    """
    for name in HOUSE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


@contextmanager
def serving(
    log_file: Path,
    house: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    port: int | None = None,
    before: tuple[str, ...] = (),
) -> Iterator[Server]:
    """The application of ``house`` until the block ends; ``before`` is put before the command."""
    port = port or free_port()
    command = [
        *(*before, sys.executable, "-m", "streamlit", "run", "app.py"),
        *("--server.port", str(port), "--server.address", "127.0.0.1"),
    ]
    with log_file.open("ab") as sink:
        process = subprocess.Popen(
            command,
            cwd=house,
            stdout=sink,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
    server = Server(f"http://127.0.0.1:{port}", port, log_file, process)
    try:
        _wait_until_healthy(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


def _wait_until_healthy(server: Server) -> None:
    for _ in range(2 * START_S):
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=PATIENCE_S):
                return
        except OSError:
            if server.process.poll() is not None:
                raise AssertionError(f"the application did not start:\n{server.log}") from None
            time.sleep(0.5)
    raise AssertionError(f"the application is not healthy after five minutes:\n{server.log}")
