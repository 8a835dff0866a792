"""Two processes under more and more sessions on one page."""

from __future__ import annotations

import asyncio
import contextlib
import time

from tests.benchmarks.growth.scale import Growth
from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.server import Server, running
from tests.benchmarks.load.session import Session

INTERVAL_S, WARM_S, SERVERS = 5.0, 20.0, 2


def grow(sizes: list[int], page: str, seconds: float) -> list[Growth]:
    """Processor time of the servers per second, and p95 of an answer, by sessions on a page."""
    visit = {"map": visits.MAP, "matcher": visits.MATCHER}[page]
    busy, p95, failed = {}, {}, 0
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(running()) for _ in range(SERVERS)]
        _meet(servers, visit, 20, WARM_S)
        for size in sizes:
            account, busy[size] = _meet(servers, visit, size, seconds)
            p95[size] = account.percentile_ms(95)
            failed += len(account.errors)
    if failed:
        print(f"{failed} sessions of {page} have failed: its rows say less than they seem to")
    return [
        Growth(f"sessions on {page}: servers", "ms per s", busy),
        Growth(f"sessions on {page}: p95", "ms", p95),
    ]


def _meet(
    servers: list[Server], visit: visits.Visit, visitors: int, seconds: float
) -> tuple[Account, float]:
    used, begun = 0.0, 0.0

    async def enter(visitor: int) -> Session:
        return await visit.enter(servers[visitor % len(servers)].address)

    async def act(session: Session, visitor: int, done: int):
        nonlocal used, begun
        if not begun:  # everybody is in: what entering costs is not measured here
            used, begun = sum(each.cpu_s() for each in servers), time.perf_counter()
        return await visit.act(session, visitor, done)

    account = asyncio.run(crowd(enter, act, visitors, INTERVAL_S, seconds))
    busy = (sum(each.cpu_s() for each in servers) - used) / (time.perf_counter() - begun)
    return account, 1000 * busy
