"""A hall that looks while it hands in: the wall and the stock board, open in 80 browsers.

Run from the project's folder, with ``tests/benchmarks/requirements.txt`` installed, on a machine
that does nothing else; the load generator runs on the same cores::

    python -m tests.benchmarks.bench_hall

Two processes on one database. Half of the people look at the wall of the round, which asks for
itself every five seconds; the other half are on the stock board and choose another regency or
commodity as often. Meanwhile 80 offices hand in by form, spread over the time, and the bureau
accepts one of their sheets every ten seconds, which is a new edition for everybody. Before and
after, as many people are on an empty page (the floor) of two processes more. Both processes count
what they work out (``load/counted.py``): nothing of the wall or the board may be worked out twice
of one edition, and the wall is read by a process once in four seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from ntt_data import editions
from services import review
from services.wall import EVERY_S
from tests.benchmarks.load import visits
from tests.benchmarks.load.counted import WALL, Made, counts
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.server import FLOOR, Server, running
from tests.support.hand_in_rush import BUREAU, Office, opened_sheets
from tests.support.stock_round import MAIZE, accepted, handed, opened

INTERVAL_S, WARM_S, ACCEPTED_EACH_S = 5.0, 30.0, 10.0
TO_REACH_MS = 250.0
#: Of what is worked out, that which these two pages alone ask for.
_THEIRS = ("services.stock_board.", "services.stock_view.", "services.effect.")
_RICE = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}


def _fill_board() -> None:
    """Offers and lacks of two commodities, until 2099 so that no clock makes them stale."""
    for item, codes in ((MAIZE, visits.CODES), (_RICE, visits.CODES[::3])):
        asked = opened(item, year=2099)
        for number, code in enumerate(codes):
            offers = {"to_sell": f"{200 + 50 * number}", "asked_price": "5.000", "lacking": "none"}
            lacks = {"to_sell": "none", "lacking": f"{100 + 30 * number}"}
            told = lacks if number % 2 else offers
            accepted(handed(asked, code, item=str(item["item"]), **told))


async def _meet(
    servers: Sequence[Server], visit: visits.Visit, visitors: int, seconds: float
) -> Account:
    return await crowd(
        lambda visitor: visit.enter(servers[visitor % len(servers)].address),
        visit.act,
        visitors,
        INTERVAL_S,
        seconds,
    )


async def _hall(servers: Sequence[Server], sessions: int, seconds: float) -> list[Account]:
    """The wall's half and the board's half, at the same time."""
    halves = (visits.WALL, sessions // 2), (visits.STOCK, sessions - sessions // 2)
    return await asyncio.gather(*(_meet(servers, *half, seconds) for half in halves))


def _hand_in(offices: Sequence[Office], seconds: float) -> Iterator[threading.Thread]:
    """Each once, one after the other within the time."""
    until = threading.Event()
    for number, office in enumerate(offices):
        thread = threading.Timer(
            seconds * number / len(offices), office.work, (until,), {"most": 1}
        )
        thread.start()
        yield thread


def _accept(offices: Sequence[Office], over: threading.Event, done: list[str]) -> None:
    """One of the sheets handed in every ten seconds, until told to stop."""
    while not over.wait(ACCEPTED_EACH_S):
        waiting = [no for office in offices for no in office.receipts if no not in done]
        if waiting:
            review.accept(BUREAU, waiting[-1])
            editions.begin_run()
            done.append(waiting[-1])


def _tell(what: str, account: Account) -> float:
    p50, p95, p99 = (account.percentile_ms(share) for share in (50, 95, 99))
    print(
        f"{what:24} {len(account.waits):5d} answers, p50 {p50:5.0f} ms, p95 {p95:5.0f} ms, "
        f"p99 {p99:5.0f} ms, {account.mean_wire_bytes() / 1000:5.1f} KB each, "
        f"{len(account.errors)} errors",
        flush=True,
    )
    for error in account.errors[:3]:
        print("   ", error)
    return p95


def _tell_counts(made: Counter[Made], seconds: float) -> bool:
    """Whether one process has worked out nothing twice of what these pages ask for."""
    readings = sum(n for each, n in made.items() if each.function == WALL)
    theirs = {each: n for each, n in made.items() if each.function.startswith(_THEIRS)}
    twice = {each: n for each, n in theirs.items() if n > 1}
    others = sum(n > 1 for each, n in made.items() if each not in theirs and each.function != WALL)
    print(
        f"one process: {len({each.edition for each in made})} editions; of wall and board "
        f"{sum(theirs.values())} answers worked out, {len(twice)} of them twice; wall read "
        f"{readings} times in {seconds:.0f} s; of everything {sum(made.values()) - readings} "
        f"worked out, {others} of another kind again"
    )
    for each, n in twice.items():
        print(f"    {n} times: {each.function} of {each.edition}")
    return not twice and 0 < readings <= seconds / EVERY_S + 1


def main() -> int:
    """Measure, print, and fail where something failed, was slow or was worked out twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_hall")
    parser.add_argument("--sessions", type=int, default=80)
    parser.add_argument("--offices", type=int, default=80, help="88 at most")
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        url = os.environ.setdefault("NTT_DATABASE_URL", f"sqlite:///{folder}/ntt.db")
        editions.begin_run()
        _fill_board()
        sheets = opened_sheets(asked.offices)
        files = [Path(folder) / f"made-{number}" for number in range(2)]
        servers = [
            stack.enter_context(
                running(
                    ("-m", "tests.benchmarks.load.counted", str(file), "run", "app.py"),
                    {"NTT_DATABASE_URL": url},
                )
            )
            for file in files
        ]
        begun = time.monotonic()
        floors = [stack.enter_context(running(FLOOR)) for _each in files]
        offices = [
            Office(key, token, servers, process=1 + number % 2)
            for number, (key, token) in enumerate(sheets)
        ]
        asyncio.run(_hall(servers, asked.sessions, WARM_S))
        floor = asyncio.run(_meet(floors, visits.FLOOR, asked.sessions, asked.seconds / 2))
        over, done = threading.Event(), list[str]()
        bureau = threading.Thread(target=_accept, args=(offices, over, done))
        bureau.start()
        threads = list(_hand_in(offices, asked.seconds))
        try:
            wall, board = asyncio.run(_hall(servers, asked.sessions, asked.seconds))
        finally:
            over.set()
            for each in (bureau, *threads):
                each.join(timeout=120)
        after = asyncio.run(_meet(floors, visits.FLOOR, asked.sessions, asked.seconds / 2))
        lasted = time.monotonic() - begun
        made = list(map(counts, files))
    floor.waits += after.waits
    floor.errors += after.errors
    lowest = _tell("floor", floor)
    slowest = max(_tell("wall", wall), _tell("stock board", board))
    print(
        f"slower of the two: p95 {slowest:.0f} ms, {slowest / lowest:.1f} x the floor "
        f"(to reach: {TO_REACH_MS:.0f} ms)"
    )
    waits = sorted(wait for office in offices for wait in office.waits_s)
    wrong = [each for office in offices for each in office.wrong]
    middle, late = (1000 * waits[int(share * (len(waits) - 1))] for share in (0.5, 0.95))
    print(
        f"{len(waits)} receipts of {len(offices)}, p50 {middle:.0f} ms, p95 {late:.0f} ms; "
        f"{len(done)} accepted; {len(wrong)} failed"
    )
    for one in wrong[:3]:
        print("   ", one)
    once = [_tell_counts(each, lasted) for each in made]
    failed = wrong or wall.errors or board.errors or floor.errors or len(waits) < len(offices)
    return 1 if failed or not all(once) or slowest > TO_REACH_MS else 0


if __name__ == "__main__":
    sys.exit(main())
