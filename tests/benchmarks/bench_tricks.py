"""What each trick is worth: the application beside itself without the trick, in turn.

Run from the project's folder; other work on the machine tells in p95 alone::

    python -m tests.benchmarks.bench_tricks                    # all of them, some fifteen minutes
    python -m tests.benchmarks.bench_tricks window frozen      # these alone

Both servers run all the time and are visited in turn; each number is the median of the rounds. What
brings less than a twentieth of processor time, bytes or p95 on both pages does not earn its place.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import sys
from dataclasses import dataclass, field

from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.server import Server, running
from tests.benchmarks.load.session import Session
from tests.benchmarks.load.without import TRICKS

PAGES = {"map": visits.MAP, "matcher": visits.MATCHER}


@dataclass
class Cost:
    """Of each round: processor milliseconds and bytes of a change, p95 of its wait."""

    cpu_ms: list[float] = field(default_factory=list)
    wire_bytes: list[float] = field(default_factory=list)
    p95_ms: list[float] = field(default_factory=list)

    def medians(self) -> tuple[float, float, float]:
        """Processor milliseconds, bytes, p95."""
        cpu_ms, wire_bytes, p95_ms = map(
            statistics.median, (self.cpu_ms, self.wire_bytes, self.p95_ms)
        )
        return cpu_ms, wire_bytes, p95_ms


def _visit(server: Server, visit: visits.Visit, arguments: argparse.Namespace) -> Account:
    async def enter(_visitor: int) -> Session:
        return await visit.enter(server.address)

    return asyncio.run(
        crowd(enter, visit.act, arguments.visitors, arguments.interval, arguments.seconds)
    )


def _measure(
    server: Server, visit: visits.Visit, cost: Cost, arguments: argparse.Namespace
) -> None:
    """One round; what entering costs is not in it."""
    used: list[float] = []

    async def enter(_visitor: int) -> Session:
        return await visit.enter(server.address)

    async def act(session: Session, visitor: int, done: int):
        used.append(server.cpu_s())
        answer = await visit.act(session, visitor, done)
        used.append(server.cpu_s())
        return answer

    account = asyncio.run(
        crowd(enter, act, arguments.visitors, arguments.interval, arguments.seconds)
    )
    for error in account.errors[:2]:
        print("   ", error, file=sys.stderr)
    if account.waits:
        cost.cpu_ms.append(1000 * (max(used) - min(used)) / len(account.waits))
        cost.wire_bytes.append(account.mean_wire_bytes())
        cost.p95_ms.append(account.percentile_ms(95))


def _compare(plain: Server, trick: str, arguments: argparse.Namespace) -> None:
    command = ("-m", "tests.benchmarks.load.without", trick, "run", "app.py")
    with running(command) as without:
        for page in arguments.pages:
            visit = PAGES[page]
            for server in (plain, without):
                _visit(server, visit, arguments)
            costs = Cost(), Cost()
            for _round in range(arguments.rounds):
                for server, cost in zip((plain, without), costs, strict=True):
                    _measure(server, visit, cost, arguments)
            if not costs[1].cpu_ms:
                print(f"| {trick} | {page} | nobody was answered without it | | |", flush=True)
                continue
            cells = [
                f"{off:,.0f} / {on:,.0f} ({100 * (1 - on / off):+.0f} %)"
                if off >= 100
                else f"{off:.1f} / {on:.1f} ({100 * (1 - on / off):+.0f} %)"
                for on, off in zip(costs[0].medians(), costs[1].medians(), strict=True)
            ]
            print(f"| {trick} | {page} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_tricks")
    parser.add_argument("tricks", nargs="*", default=list(TRICKS))
    parser.add_argument("--visitors", type=int, default=6)
    parser.add_argument("--interval", type=float, default=1.5)
    parser.add_argument("--seconds", type=float, default=12.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", nargs="+", choices=list(PAGES), default=list(PAGES))
    arguments = parser.parse_args()
    if unknown := set(arguments.tricks) - set(TRICKS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(TRICKS)}")
    print("| without / with | page | processor ms a change | bytes a change | p95 ms |")
    print("| --- | --- | ---: | ---: | ---: |", flush=True)
    with contextlib.ExitStack() as stack:
        plain = stack.enter_context(running())
        for trick in arguments.tricks:
            _compare(plain, trick, arguments)


if __name__ == "__main__":
    main()
