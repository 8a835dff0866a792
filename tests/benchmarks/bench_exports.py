"""How long pages take to answer while files are being made, all the time.

Run from the project's folder, with ``tests/benchmarks/requirements.txt`` installed, on a machine
that does nothing else; the load generator runs on the same cores::

    python -m tests.benchmarks.bench_exports
    python -m tests.benchmarks.bench_exports --servers 1 --sessions 20 --at-once 10 --kinds pdf

Visitors of the map act once per five seconds, as in ``bench_crowd``: first alone, then beside the
people (``--at-once``) who ask for one file after the other, no file twice (kind, regency, language,
year), and alone again: what counts is the ratio, since a busy machine drifts. Visitors are
spread over the servers and files are asked of the first, as nginx does both.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event

import numpy as np
import psutil

from geo.places import regency_names
from publishing.language import LANGUAGES
from services.profile import balance_years
from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.server import PRODUCT, Server, running
from tests.benchmarks.load.session import Session

INTERVAL_S = 5.0
#: Times the 95th percentile without exports that the one beside them may be.
TO_REACH_RATIO = 1.3
WARM_S = 20.0


def _files(address: str, kinds: list[str]) -> SimpleQueue[str]:
    files: SimpleQueue[str] = SimpleQueue()
    for year, code, language in itertools.product(balance_years(), regency_names(), LANGUAGES):
        for kind in kinds:
            files.put(f"{address}/berkas/daerah/{code}.{kind}?year={year}&lang={language}")
    return files


def _ask(files: SimpleQueue[str], over: Event) -> list[float]:
    waits = []
    while not over.is_set():
        file, begun = files.get_nowait(), time.perf_counter()
        try:
            with urllib.request.urlopen(file, timeout=300) as answer:
                assert answer.status == 200, file
                assert len(answer.read()) > 5_000, file
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{file}: {error.code}") from error
        waits.append(time.perf_counter() - begun)
    return waits


def _memory(servers: Sequence[Server]) -> str:
    """What the servers and each process below them hold by themselves, and all together."""
    family: list[psutil.Process] = []
    for server in servers:
        family += [server.process, *server.process.children(recursive=True)]
    held = [each.memory_full_info() for each in family]
    own = " + ".join(f"{each.uss >> 20}" for each in held)
    shared = sum(getattr(each, "pss", each.uss) for each in held) >> 20
    return f"{own} MB of their own, together {shared} MB (what they share counted once)"


def _meet(servers: Sequence[Server], visitors: int, seconds: float) -> Account:
    async def enter(visitor: int) -> Session:
        return await visits.MAP.enter(servers[visitor % len(servers)].address)

    return asyncio.run(crowd(enter, visits.MAP.act, visitors, INTERVAL_S, seconds))


def _tell(what: str, account: Account) -> float:
    p50, p95 = account.percentile_ms(50), account.percentile_ms(95)
    print(
        f"{what}: {len(account.waits)} answers, p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
        f"{len(account.errors)} errors",
        flush=True,
    )
    return p95


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_exports")
    parser.add_argument("--sessions", type=int, default=80)
    parser.add_argument("--servers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--kinds", default="pptx,pdf,xlsx", help="endings, with commas")
    parser.add_argument("--at-once", type=int, default=2)
    arguments = parser.parse_args()
    visitors, seconds = arguments.sessions, arguments.seconds
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(running(PRODUCT)) for _each in range(arguments.servers)]
        kinds = arguments.kinds.split(",")
        files, over = _files(servers[0].address, kinds), Event()
        _meet(servers, visitors, WARM_S)
        for _each in kinds:
            with urllib.request.urlopen(files.get_nowait(), timeout=300):
                pass  # the first of all is not what everybody waits for
        before = _tell("pages alone", _meet(servers, visitors, seconds))
        with ThreadPoolExecutor(arguments.at_once) as people:
            asking = [people.submit(_ask, files, over) for _each in range(arguments.at_once)]
            account = _meet(servers, visitors, seconds)
            held = _memory(servers)
            over.set()
            waits = [wait for each in asking for wait in each.result()]
        beside = _tell(f"beside {arguments.at_once} exports at once", account)
        after = _tell("pages alone again", _meet(servers, visitors, seconds))
        ratio = beside / ((before + after) / 2)
        print(f"p95 beside them: {ratio:.2f} x alone (to reach: at most {TO_REACH_RATIO:g})")
        print(f"{len(waits)} files, p50 {np.median(waits):.1f} s, worst {max(waits):.1f} s")
        print(f"servers and their processes: {held}")


if __name__ == "__main__":
    main()
