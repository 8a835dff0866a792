"""Two hosts of the application on one cable, each a network namespace with a core of its own.

PostgreSQL and nginx stand on this machine, at the other end of the cable. What comes from here goes
when the block ends: the processes, the namespaces with their ends of the cable, the bridge.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.support.hall import Machine, machine_of_its_own
from tests.support.patience import PATIENCE_S, START_S
from tests.support.postgres import cluster

ROOT = Path(__file__).parents[2]
BRIDGE, HERE = "ntt-cable", "10.77.0.1"
PORTS = (8501, 8502)


@dataclass
class Host:
    """A host of the application: its address, its core, and the processes on it."""

    machine: Machine
    address: str
    core: int
    environment: dict[str, str]
    log: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def command(self, *words: str) -> list[str]:
        """The words as a command that runs on this host and its core."""
        return self.machine.command("taskset", "--cpu-list", str(self.core), *words)

    def run(self, *words: str) -> str:
        """What a Python command of the project prints on this host."""
        done = subprocess.run(
            self.command(sys.executable, *words),
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=START_S,
        )
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def start(self, *ports: int) -> None:
        """Start the application on these ports and wait until it is healthy."""
        for port in ports:
            with self.log.open("ab") as log:
                self.processes.append(
                    subprocess.Popen(
                        self.command(
                            *(sys.executable, "-m", "streamlit", "run", "app.py"),
                            *("--server.address", self.address, "--server.port", str(port)),
                        ),
                        cwd=ROOT,
                        env=self.environment,
                        stdout=log,
                        stderr=log,
                    )
                )
        for port in ports:
            self._wait(port)

    def cpu_s(self) -> float:
        """Processor seconds of its processes so far."""
        times = [psutil.Process(each.pid).cpu_times() for each in self.processes]
        return sum(each.user + each.system for each in times)

    def lose(self) -> None:
        """Kill its processes; the kernel closes their connections, as it does when they fail."""
        for each in self.processes:
            each.kill()
            each.wait(timeout=PATIENCE_S)
        self.processes.clear()

    def _wait(self, port: int) -> None:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        end = time.monotonic() + 2 * START_S
        while time.monotonic() < end:
            try:
                direct.open(f"http://{self.address}:{port}/_stcore/health", timeout=5).close()
                return
            except OSError:
                if any(each.poll() is not None for each in self.processes):
                    break
                time.sleep(0.3)
        raise RuntimeError(f"a host did not start:\n{self.log.read_text()}")


@contextmanager
def two_hosts() -> Iterator[tuple[Host, Host]]:
    """Two hosts without processes yet, which reach one database and this machine."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        _ip("link", "add", BRIDGE, "type", "bridge")
        stack.callback(_ip, "link", "delete", BRIDGE)
        _ip("address", "add", f"{HERE}/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        url = stack.enter_context(cluster(also_at=HERE)).replace("127.0.0.1", HERE)
        cores = sorted(os.sched_getaffinity(0))
        hosts = []
        for number in range(2):
            machine = stack.enter_context(machine_of_its_own(["unshare", "--net"]))
            address, end = f"10.77.0.{2 + number}", f"ntt-host{number}"
            far = ("peer", "name", "cable", "netns", str(machine.holder.pid))
            _ip("link", "add", end, "type", "veth", *far)
            _ip("link", "set", end, "master", BRIDGE, "up")
            machine.run("ip", "address", "add", f"{address}/24", "dev", "cable")
            machine.run("ip", "link", "set", "cable", "up")
            log = folder / f"host{number}.log"
            environment = {**os.environ, "NTT_DATABASE_URL": url, "NTT_PACKS": f"{folder}/packs"}
            core = cores[number % len(cores)]
            hosts.append(Host(machine, address, core, environment, log))
            stack.callback(hosts[-1].lose)
        yield hosts[0], hosts[1]


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
