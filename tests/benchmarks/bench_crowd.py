"""Many people at once: how long an answer takes, how much it brings, what the server keeps.

Run from the project's folder, with ``tests/benchmarks/requirements.txt`` installed, on a machine
that does nothing else; the load generator runs on the same cores::

    python -m tests.benchmarks.bench_crowd hold      # 80 sessions on each page, beside the floor
    python -m tests.benchmarks.bench_crowd capacity  # how many hold, beside the rival

Each visitor speaks Streamlit's own websocket protocol and acts once per five seconds. ``--servers``
is the number of Streamlit processes that the visitors are spread over, as nginx does it in
``deploy/``; the rival, the usual way to write such a page (``rival_app.py``), has as many, and so
has the floor, the least that Streamlit can do (``floor_app.py``). A page and the floor are measured
in turn, ``--rounds`` times: a machine drifts, their ratio less.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence

from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.server import FLOOR, PRODUCT, RIVAL, RIVAL_SETTINGS, Server, running
from tests.benchmarks.load.session import Session

INTERVAL_S = 5.0
TO_REACH_MS = 250.0
#: Times the floor's 95th percentile that a page may take.
TO_REACH_RATIO = 3.0
CROWD = 80
WARM_S = 40.0


@contextlib.contextmanager
def _servers(count: int, command: Sequence[str] = PRODUCT) -> Iterator[list[Server]]:
    settings = RIVAL_SETTINGS if command is RIVAL else None
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(running(command, settings)) for _ in range(count)]


async def _meet(
    servers: Sequence[Server], visit: visits.Visit, visitors: int, seconds: float
) -> Account:
    async def enter(visitor: int) -> Session:
        return await visit.enter(servers[visitor % len(servers)].address)

    return await crowd(enter, visit.act, visitors, INTERVAL_S, seconds)


def _warm_up(servers: Sequence[Server], visit: visits.Visit, visitors: int = 30) -> None:
    """What the first visitors cause to be computed is kept for all.

    Everybody after the first minutes of a workshop finds it there; it is no part of what is
    measured.
    """
    asyncio.run(_meet(servers, visit, visitors, WARM_S))


def _measure(
    servers: Sequence[Server], visit: visits.Visit, visitors: int, seconds: float
) -> Account:
    cpu, begun = sum(server.cpu_s() for server in servers), time.perf_counter()
    account = asyncio.run(_meet(servers, visit, visitors, seconds))
    used, lasted = sum(server.cpu_s() for server in servers) - cpu, time.perf_counter() - begun
    print(
        f"{visit.name:9} {visitors:4d} sessions: {len(account.waits):5d} answers, "
        f"p50 {account.percentile_ms(50):6.0f} ms, p95 {account.percentile_ms(95):6.0f} ms, "
        f"p99 {account.percentile_ms(99):6.0f} ms, {account.mean_wire_bytes() / 1000:6.1f} KB "
        f"each, servers {100 * used / lasted:3.0f} % of a core, {len(account.errors)} errors",
        flush=True,
    )
    for error in account.errors[:3]:
        print("   ", error)
    return account


def _hold(arguments: argparse.Namespace) -> None:
    """Every page in turn with the floor, all servers running all the time."""
    with _servers(arguments.servers) as servers, _servers(arguments.servers, FLOOR) as floors:
        print(f"start to healthy: {max(each.started_in_s for each in servers):.1f} s")
        for visit in [each for each in visits.PAGES if each.page in arguments.pages.split(",")]:
            _warm_up(servers, visit)
            page, floor = Account(), Account()
            for _round in range(arguments.rounds):
                for account, at, acted in (
                    (floor, floors, visits.FLOOR),
                    (page, servers, visit),
                ):
                    taken = _measure(at, acted, arguments.sessions, arguments.seconds)
                    account.waits += taken.waits
                    account.errors += taken.errors
            p95, lowest = page.percentile_ms(95), floor.percentile_ms(95)
            print(
                f"{visit.name:9} p95 {p95:.0f} ms, floor {lowest:.0f} ms: {p95 / lowest:.1f} x "
                f"(to reach: below {TO_REACH_RATIO:g}), {page.mean_wire_bytes() / 1000:.1f} KB",
                flush=True,
            )


def _holds(servers: Sequence[Server], visit: visits.Visit, visitors: int, seconds: float) -> bool:
    account = _measure(servers, visit, visitors, seconds)
    return not account.errors and account.percentile_ms(95) <= TO_REACH_MS


def _capacity(arguments: argparse.Namespace) -> None:
    """Sessions are raised until the 95th percentile passes the limit or one of them fails."""
    held = {}
    for visit, command, steps in (
        (visits.RIVAL, RIVAL, (1, 2, 3, 4, 6, 8, 10)),
        (visits.FLOOR, FLOOR, (200, 400, 600, 800)),
        (visits.MAP, PRODUCT, (80, 120, 160, 200, 240, 300)),
        (visits.MATCHER, PRODUCT, (80, 120, 160, 200, 240)),
    ):
        name = visit.name
        held[name] = 0
        with _servers(arguments.servers, command) as servers:
            _warm_up(servers, visit, steps[0])
            for visitors in steps:
                if not _holds(servers, visit, visitors, arguments.seconds):
                    break
                held[name] = visitors
    print(f"sessions held at p95 <= {TO_REACH_MS:.0f} ms: {held}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_crowd")
    parser.add_argument("what", choices=("hold", "capacity"))
    parser.add_argument("--sessions", type=int, default=CROWD)
    parser.add_argument("--servers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=2, help="of hold, each of so many seconds")
    parser.add_argument(
        "--pages", default=",".join(each.page for each in visits.PAGES), help="of hold"
    )
    arguments = parser.parse_args()
    {"hold": _hold, "capacity": _capacity}[arguments.what](arguments)


if __name__ == "__main__":
    main()
