"""A hall without internet: two machines on one cable, each a network namespace of its own.

The first one also has a way out, into a trap: whatever leaves it for elsewhere is counted there
and reaches nobody.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.installed import missing

SERVER = "192.168.77.10"
PHONE = "192.168.77.20"
TOOLS = ("ip", "unshare", "nsenter")


@dataclass
class Machine:
    """One namespace, held open by a process."""

    holder: subprocess.Popen[bytes]

    def command(self, *words: str) -> list[str]:
        """The words as a command that runs on this machine."""
        own_users = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
        return ["nsenter", "--target", str(self.holder.pid), "--net", *own_users, "--", *words]

    def run(self, *words: str) -> str:
        """What a command prints that runs on this machine; fails when it does."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def answers(self, url: str) -> bool:
        """Whether a server that can be seen from here answers at an address."""
        script = f"import urllib.request as r; r.urlopen({url!r}, timeout=3)"
        asked = self.command(sys.executable, "-I", "-c", script)
        return subprocess.run(asked, capture_output=True, timeout=60).returncode == 0

    def wrapper(self, program: str, folder: Path) -> str:
        """A script that starts a program on this machine."""
        script = folder / "on-this-machine"
        words = " ".join(self.command(program))
        script.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        script.chmod(0o755)
        return str(script)

    def trapped(self) -> int:
        """How many packets have left for anywhere but this machine and the hall."""
        (link,) = json.loads(self.run("ip", "-json", "-statistics", "link", "show", "trap0"))
        return int(link["stats64"]["tx"]["packets"])


@contextmanager
def machine_of_its_own(prefix: list[str]) -> Iterator[Machine]:
    """A namespace that goes when this process does."""
    command = [*prefix, "sh", "-c", "echo ready; exec cat"]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    try:
        if holder.stdout.readline() != b"ready\n":
            missing("no network namespace can be made here")
        machine = Machine(holder)
        machine.run("ip", "link", "set", "lo", "up")
        yield machine
    finally:
        holder.kill()
        holder.wait()


@contextmanager
def hall() -> Iterator[tuple[Machine, Machine]]:
    """The server's machine and a phone, seeing each other and nobody else."""
    for tool in TOOLS:
        if shutil.which(tool) is None:
            missing(f"the program {tool} is not installed")
    with ExitStack() as stack:
        own_users = [] if os.geteuid() == 0 else ["--map-root-user"]
        server = stack.enter_context(machine_of_its_own(["unshare", *own_users, "--net"]))
        phone = stack.enter_context(machine_of_its_own(server.command("unshare", "--net")))
        other_end = ("peer", "name", "hall0", "netns", str(phone.holder.pid))
        server.run("ip", "link", "add", "hall0", "type", "veth", *other_end)
        for machine, address in ((server, SERVER), (phone, PHONE)):
            machine.run("ip", "address", "add", f"{address}/24", "dev", "hall0")
            machine.run("ip", "link", "set", "hall0", "up")
        server.run("ip", "link", "add", "trap0", "type", "veth", "peer", "name", "trap1")
        # Without this the interface greets its neighbours by itself, and the trap counts that.
        silence = "echo 1 > /proc/sys/net/ipv6/conf/trap0/disable_ipv6"
        server.run("sh", "-c", silence)
        for name in ("trap1", "trap0"):
            server.run("ip", "link", "set", name, "up")
        server.run("ip", "route", "add", "default", "dev", "trap0")
        yield server, phone
