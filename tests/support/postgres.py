"""A PostgreSQL cluster that lives as long as the tests, from Debian's package ``postgresql``."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.installed import program
from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port

# Debian keeps the server's programs out of PATH, a folder per version.
_FOLDERS = ("usr/lib/postgresql/*/bin",)


def postgres_program(name: str) -> str:
    """Path of one of PostgreSQL's programs; skips (or fails) where it is not installed."""
    return program(name, folders=_FOLDERS)


@contextmanager
def cluster(also_at: str | None = None) -> Iterator[str]:
    """URL of an empty database whose user ``ntt`` may do everything; gone afterwards.

    ``also_at`` is another address of this machine under which its neighbours (/24) reach it.
    """
    initdb, postgres = postgres_program("initdb"), postgres_program("postgres")
    # Not below pytest's folder: that belongs to root alone, and PostgreSQL refuses to run as root.
    home = Path(tempfile.mkdtemp(prefix="ntt-postgres-"))
    data, port = home / "data", free_port()
    as_user: dict[str, Any] = {"cwd": home}
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
        as_user |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    try:
        subprocess.run(
            [
                *(initdb, "-D", data, "-U", "ntt", "-A", "trust", "-E", "UTF8"),
                *("--locale=C.UTF-8", "--no-sync"),
            ],
            check=True, capture_output=True, **as_user,
        )  # fmt: skip
        if also_at is not None:
            with (data / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all ntt {also_at}/24 trust\n")
        listens = ",".join(["127.0.0.1", *([also_at] if also_at else [])])
        log = (home / "log").open("w+")
        server = subprocess.Popen(
            [
                *(postgres, "-D", data, "-p", str(port), "-k", home),
                *("-c", f"listen_addresses={listens}", "-c", "max_connections=200"),
                *("-c", "fsync=off"),  # nothing here outlives the tests
            ],
            stdout=log, stderr=log, **as_user,
        )  # fmt: skip
        try:
            _wait(port, server, log)
            yield f"postgresql+psycopg://ntt@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # end the connections, then the server
            server.wait(timeout=PATIENCE_S)
            log.close()
    finally:
        shutil.rmtree(home)


def _wait(port: int, server: subprocess.Popen[bytes], log: Any) -> None:
    ready = [postgres_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _attempt in range(5 * PATIENCE_S):
        if subprocess.run(ready, check=False).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.2)
    log.seek(0)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read()}")
