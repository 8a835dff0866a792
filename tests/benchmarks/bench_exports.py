"""How long pages take to answer while ten briefings are being made at once, all the time.

Run from the project's folder, with ``tests/benchmarks/requirements.txt`` installed, on a machine
that does nothing else; the load generator runs on the same cores::

    python -m tests.benchmarks.bench_exports --sessions 20 --seconds 30

Visitors of the map act once per five seconds, as in ``bench_crowd``: first alone, then beside ten
people who ask for one file after the other, no file twice (regency, language, year).
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event

import numpy as np

from geo.places import regency_names
from publishing.language import LANGUAGES
from services.profile import balance_years
from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.server import PRODUCT, Server, running

INTERVAL_S = 5.0
AT_ONCE = 10
WARM_S = 20.0


def _files(address: str) -> SimpleQueue[str]:
    files: SimpleQueue[str] = SimpleQueue()
    for year, code, language in itertools.product(balance_years(), regency_names(), LANGUAGES):
        files.put(f"{address}/berkas/daerah/{code}.pdf?year={year}&lang={language}")
    return files


def _ask(files: SimpleQueue[str], over: Event) -> list[float]:
    waits = []
    while not over.is_set():
        file, begun = files.get_nowait(), time.perf_counter()
        with urllib.request.urlopen(file, timeout=60) as answer:
            assert answer.read(5) == b"%PDF-", file
        waits.append(time.perf_counter() - begun)
    return waits


def _meet(server: Server, visitors: int, seconds: float) -> Account:
    return asyncio.run(
        crowd(
            lambda _visitor: visits.MAP.enter(server.address),
            visits.MAP.act,
            visitors,
            INTERVAL_S,
            seconds,
        )
    )


def _tell(what: str, account: Account) -> None:
    p50, p95 = account.percentile_ms(50), account.percentile_ms(95)
    print(
        f"{what}: {len(account.waits)} answers, p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
        f"{len(account.errors)} errors",
        flush=True,
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_exports")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30.0)
    arguments = parser.parse_args()
    with running(PRODUCT, None) as server:
        _meet(server, arguments.sessions, WARM_S)
        _tell("pages alone", _meet(server, arguments.sessions, arguments.seconds))
        files, over = _files(server.address), Event()
        with ThreadPoolExecutor(AT_ONCE) as people:
            asking = [people.submit(_ask, files, over) for _each in range(AT_ONCE)]
            account = _meet(server, arguments.sessions, arguments.seconds)
            over.set()
            waits = [wait for each in asking for wait in each.result()]
        _tell("beside ten exports at once", account)
        print(f"{len(waits)} files, p50 {np.median(waits):.1f} s, worst {max(waits):.1f} s")


if __name__ == "__main__":
    main()
