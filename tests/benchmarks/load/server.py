"""Server processes on this machine: started, watched, stopped."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support.ports import free_port

ROOT = Path(__file__).parents[3]
#: The product as the README starts it, and the rival as Streamlit's tutorials do.
PRODUCT = ("-m", "streamlit", "run", "app.py")
RIVAL = ("-m", "streamlit", "run", "tests/benchmarks/rival_app.py", "--server.headless", "true")
FLOOR = ("-m", "streamlit", "run", "tests/benchmarks/floor_app.py")
#: Streamlit's defaults: what this project's configuration file sets is taken back.
RIVAL_SETTINGS = {
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true",
    "STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION": "false",
    "STREAMLIT_RUNNER_MAGIC_ENABLED": "true",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "auto",
}


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, the seconds until it answered."""

    address: str
    process: psutil.Process
    started_in_s: float

    def memory_mb(self) -> float:
        """Memory in MB of the server by itself; pages shared by several processes count once."""
        return _memory_mb([self.process])

    def started_memory_mb(self) -> float:
        """The same of what the server has started to make files."""
        return _memory_mb(self.process.children(recursive=True))

    def cpu_s(self) -> float:
        """Processor seconds used so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


def _memory_mb(processes: Sequence[psutil.Process]) -> float:
    taken = 0.0
    for each in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            # Linux divides a page among all who have it; elsewhere each counts it whole.
            full = each.memory_full_info()
            taken += getattr(full, "pss", full.rss) / 1e6
    return taken


@contextlib.contextmanager
def running(
    command: Sequence[str] = PRODUCT, settings: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server of its own, with a database of its own, until the block ends."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        environment = {
            **os.environ,
            "NTT_DATABASE_URL": f"sqlite:///{folder}/ntt.db",
            **(settings or {}),
        }
        with log.open("w") as sink:
            begun = time.perf_counter()
            process = subprocess.Popen(
                [
                    *(sys.executable, *command),
                    *("--server.port", str(port), "--server.address", "127.0.0.1"),
                ],
                cwd=ROOT,
                env=environment,
                stdout=sink,
                stderr=subprocess.STDOUT,
            )
            try:
                address = f"http://127.0.0.1:{port}"
                _wait_until_healthy(address, process, log)
                yield Server(address, psutil.Process(process.pid), time.perf_counter() - begun)
            finally:
                process.terminate()
                process.wait(timeout=30)


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return
        if process.poll() is not None:
            raise RuntimeError(f"the server did not start:\n{log.read_text()}")
        time.sleep(0.1)
    raise RuntimeError(f"the server is not healthy after two minutes:\n{log.read_text()}")
