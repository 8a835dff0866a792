"""The opening of a workshop: many cold browsers ask for all files of a page at once.

Run from the project's folder, with Debian's ``nginx``, ``postgresql`` and ``chromium`` and
``tests/benchmarks/requirements.txt`` installed::

    python -m tests.benchmarks.bench_rush

The server is the committed one of ``deploy/server``: nginx with files compressed beforehand in
front of two processes. A real Chromium opens the page once, cold, and names the files it needs;
then every visitor asks for all of them over six connections, as browsers do, and has to get each
one whole. Beside it, the same files from one process without nginx.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import sync_playwright

from tests.benchmarks.bench_browser import ARGUMENTS
from tests.benchmarks.load.server import running
from tests.support.installation import installation
from tests.support.postgres import cluster

CONNECTIONS = 6
_REQUEST = "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n"


@dataclass
class Haul:
    """What one visitor got: bytes over the wire and seconds until the last file was whole."""

    wire_bytes: int = 0
    seconds: float = 0.0


def files_of_a_page(address: str, page: str) -> list[str]:
    """Paths that a cold Chromium asks the server for; the websocket is no file."""
    paths: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        tab = browser.new_page(viewport={"width": 1440, "height": 900})

        def note(url: str, status: int) -> None:
            place = urlsplit(url)
            if url.startswith(address) and status == 200:
                paths.append(place.path + (f"?{place.query}" if place.query else ""))

        tab.on("response", lambda response: note(response.url, response.status))
        tab.goto(address + page)
        tab.wait_for_timeout(6000)
        browser.close()
    return paths


async def _fetch(host: str, port: int, paths: asyncio.Queue[str], haul: Haul) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while not paths.empty():
        path = paths.get_nowait()
        writer.write(_REQUEST.format(path=path, host=f"{host}:{port}").encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(f"{path}: {head.splitlines()[0].decode()}")
        fields = dict(
            line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line
        )
        haul.wire_bytes += len(head)
        if b"content-length" in fields:
            haul.wire_bytes += len(await reader.readexactly(int(fields[b"content-length"])))
        else:
            while size := int((await reader.readline()).strip(), 16):
                haul.wire_bytes += len(await reader.readexactly(size + 2))
            await reader.readline()
        if fields.get(b"connection") == b"close":
            writer.close()
            reader, writer = await asyncio.open_connection(host, port)
    writer.close()


async def _rush(address: str, paths: list[str], visitors: int) -> list[Haul]:
    place = urlsplit(address)
    host, port = str(place.hostname), int(place.port or 80)
    if host != "127.0.0.1":
        raise ValueError(f"load goes to this machine only, not to {address}")

    async def visit() -> Haul:
        haul, begun, wanted = Haul(), time.perf_counter(), asyncio.Queue[str]()
        for path in paths:
            wanted.put_nowait(path)
        await asyncio.gather(*(_fetch(host, port, wanted, haul) for _ in range(CONNECTIONS)))
        haul.seconds = time.perf_counter() - begun
        return haul

    return await asyncio.gather(*(visit() for _ in range(visitors)))


def _nginx_cpu_s() -> float:
    """Processor seconds that nginx and its workers have used so far."""
    times = [
        process.info["cpu_times"]
        for process in psutil.process_iter(["name", "cpu_times"])
        if process.info["name"] == "nginx" and process.info["cpu_times"]
    ]
    return float(sum(each.user + each.system for each in times))


def _report(
    name: str, address: str, paths: list[str], visitors: int, cpu_s: Callable[[], float]
) -> None:
    busy = cpu_s()
    begun = time.perf_counter()
    hauls = asyncio.run(_rush(address, paths, visitors))
    wall = time.perf_counter() - begun
    print(
        f"{name:14} {visitors} visitors, {len(paths)} files each: all have them after {wall:.1f} s "
        f"(generator included), {cpu_s() - busy:.1f} processor seconds of the server, "
        f"{max(haul.wire_bytes for haul in hauls) / 1e6:.2f} MB each",
        flush=True,
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_rush")
    parser.add_argument("--visitors", type=int, default=80)
    parser.add_argument("--page", default="/map")
    arguments = parser.parse_args()
    with cluster() as database, installation(database) as server:
        address = server.nginx.local
        paths = files_of_a_page(address, arguments.page)
        _report("through nginx", address, paths, arguments.visitors, _nginx_cpu_s)
    with running() as alone:
        paths = files_of_a_page(alone.address, arguments.page)
        _report("without nginx", alone.address, paths, arguments.visitors, alone.cpu_s)


if __name__ == "__main__":
    main()
