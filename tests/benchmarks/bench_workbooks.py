"""Workbooks that are brought to the form: bad ones, and eighty good ones at once.

    python -m tests.benchmarks.bench_workbooks [--offices 80]

First every bad file is sent by itself: how long until its sentence, and by how much the server and
the process that reads for it grow together. Then all offices send a good one at the same moment;
the rival is a single office that does so alone.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import psutil

from tests.support import bad_workbooks
from tests.support.bad_workbooks import FILES
from tests.support.filled_workbooks import filled
from tests.support.hand_in_rush import HandInServer, opened_sheets, servers

MOST_MEGABYTES, MOST_SECONDS = 100.0, 5.0
#: As large as they were said to be; the tests of every day have smaller ones.
_LARGE = {
    "bomb": bad_workbooks.bomb,
    "bomb that lies": lambda: bad_workbooks.lying_bomb(400),
    "two cells at the ends of a sheet": bad_workbooks.far_cell,
}


def main() -> int:
    """Measure, print, and fail beyond the bounds."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_workbooks")
    parser.add_argument("--offices", type=int, default=80)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("NTT_DATABASE_URL", f"sqlite:///{folder}/ntt.db")
        with servers(1, os.environ) as (server,):
            sheets = opened_sheets(asked.offices)
            offices = [_entered(server, token) for _key, token in sheets]
            _upload(server, offices[0], _good(server, offices[0]))  # everything is imported by now
            kept = _bad_files(server, offices[0])
            return _together(server, offices) or kept


def _bad_files(server: HandInServer, office: httpx2.Client) -> int:
    worst_s, worst_megabytes = 0.0, 0.0
    for name, make in {**{name: make for name, (make, _) in FILES.items()}, **_LARGE}.items():
        content = make()
        with _growth(server) as grown:
            begun = time.monotonic()
            answer = _upload(server, office, content)
            seconds = time.monotonic() - begun
        if answer.status_code != 422:
            print(f"{name}: answered {answer.status_code}", file=sys.stderr)
            return 1
        print(f"{name:34} {len(content):9,} B  {seconds:5.2f} s  +{max(grown):5.1f} MB")
        worst_s, worst_megabytes = max(worst_s, seconds), max(worst_megabytes, *grown)
    print(f"worst: {worst_s:.2f} s (at most {MOST_SECONDS:g}), +{worst_megabytes:.0f} MB")
    return int(worst_s > MOST_SECONDS or worst_megabytes > MOST_MEGABYTES)


def _together(server: HandInServer, offices: list[httpx2.Client]) -> int:
    files = [_good(server, office) for office in offices]
    begun = time.monotonic()
    _upload(server, offices[0], files[0])
    print(f"one office alone: {time.monotonic() - begun:.2f} s until everything is read back")
    waits: list[float] = []
    codes: list[int] = []

    def work(office: httpx2.Client, content: bytes) -> None:
        begun = time.monotonic()
        codes.append(_upload(server, office, content).status_code)
        waits.append(time.monotonic() - begun)

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(offices, files, strict=True)
    ]
    with _growth(server) as grown:
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    waits.sort()
    print(
        f"{len(offices)} offices at once: p50 {statistics.median(waits):.1f} s, "
        f"p95 {waits[int(0.95 * (len(waits) - 1))]:.1f} s, +{max(grown):.0f} MB"
    )
    return int(set(codes) != {303})


@contextmanager
def _growth(server: HandInServer) -> Iterator[list[float]]:
    """How much more memory the server and its children hold than at first, over and over, in MB."""
    root = psutil.Process(server.pid)

    def held() -> float:
        total = 0
        for each in (root, *root.children(recursive=True)):
            try:
                # By share: a child that has just begun holds all pages of its parent as well.
                total += each.memory_full_info().pss
            except psutil.Error:
                continue  # it has ended
        return total / 2**20

    before, grown, ended = held(), [0.0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.01):
            grown.append(held() - before)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield grown
    finally:
        ended.set()
        thread.join()


def _entered(server: HandInServer, link_token: str) -> httpx2.Client:
    client = httpx2.Client(timeout=120, headers={"origin": server.address})
    client.post(f"{server.address}/rakor/masuk", data={"link": link_token})
    return client


def _good(server: HandInServer, office: httpx2.Client) -> bytes:
    people = {"office": (None, "Dinas"), "position": (None, "Kepala")}
    template = office.get(f"{server.address}/rakor/templat").content
    return filled(template, {**people, "maize:stock_end": (None, 5)})


def _upload(server: HandInServer, office: httpx2.Client, content: bytes) -> httpx2.Response:
    page = office.get(f"{server.address}/rakor/isi").text
    form = page[page.rindex("<form") :]
    fields = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
    return office.post(
        f"{server.address}/rakor/unggah",
        data=fields,
        files={"workbook": ("isian.xlsx", content)},
        follow_redirects=False,
    )


if __name__ == "__main__":
    sys.exit(main())
