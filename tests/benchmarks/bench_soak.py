"""Half an hour of everything at once: what stays, what grows, who waits longer at the end.

Run from the project's folder, with ``tests/benchmarks/requirements.txt`` installed, on a machine
that does nothing else; the load generator runs on the same cores::

    python -m tests.benchmarks.bench_soak --minutes 30

Two processes on one database. Fifty people are on the pages, spread evenly, and act once per five
seconds; twenty offices hand in by form, each again twenty seconds after its receipt; five people
ask for one file after the other, ten seconds apart; five look at the wall of the round, which asks
for itself every five seconds. Waits are those of the fifty. Memory is that of the two servers, and
apart from it that of what they start to make files; pages that processes share count once.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from geo.places import regency_names
from publishing.language import LANGUAGES
from services.profile import balance_years
from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.server import Server, running
from tests.support.hand_in_rush import Office, opened_sheets

INTERVAL_S = 5.0
ON_PAGES, HANDING_IN, EXPORTING, AT_WALLS = 50, 20, 5, 5
HAND_IN_AGAIN_S = 20.0
EXPORT_AGAIN_S = 10.0
WARM_S = 40.0
KINDS = ("pdf", "pptx", "xlsx")


def _export(address: str, number: int, over: threading.Event, failures: list[str]) -> int:
    """One file after the other, none twice; the number of files that came."""
    orders = itertools.product(balance_years(), regency_names(), LANGUAGES, KINDS)
    came = 0
    for year, code, language, kind in itertools.islice(orders, number, None, EXPORTING):
        file = f"{address}/berkas/daerah/{code}.{kind}?year={year}&lang={language}"
        try:
            with urllib.request.urlopen(file, timeout=300) as answer:
                answer.read()
            came += 1
        except (OSError, urllib.error.HTTPError) as error:
            failures.append(f"{file}: {error!r}")
        if over.wait(EXPORT_AGAIN_S):
            break
    return came


async def _on_pages(servers: Sequence[Server], visitors: int, seconds: float) -> Account:
    """So many people, spread over the pages, half of each page's on each process."""
    pages = visits.PAGES
    shares = [visitors // len(pages) + (n < visitors % len(pages)) for n in range(len(pages))]

    def meet(visit: visits.Visit, share: int) -> asyncio.Future[Account]:
        return asyncio.ensure_future(
            crowd(
                lambda visitor: visit.enter(servers[visitor % len(servers)].address),
                visit.act,
                share,
                INTERVAL_S,
                seconds,
            )
        )

    accounts = await asyncio.gather(*map(meet, pages, shares))
    together = Account()
    for account in accounts:
        together.waits += account.waits
        together.errors += account.errors
    return together


async def _at_walls(servers: Sequence[Server], visitors: int, seconds: float) -> Account:
    return await crowd(
        lambda visitor: visits.WALL.enter(servers[visitor % len(servers)].address),
        visits.WALL.act,
        visitors,
        INTERVAL_S,
        seconds,
    )


async def _everything(
    servers: Sequence[Server], seconds: float
) -> tuple[Account, Account, list[tuple[float, float]]]:
    memory: list[tuple[float, float]] = []

    async def watch() -> None:
        while True:
            memory.append(
                (
                    sum(server.memory_mb() for server in servers),
                    sum(server.started_memory_mb() for server in servers),
                )
            )
            await asyncio.sleep(seconds / 40)

    watching = asyncio.create_task(watch())
    pages, walls = await asyncio.gather(
        _on_pages(servers, ON_PAGES, seconds), _at_walls(servers, AT_WALLS, seconds)
    )
    watching.cancel()
    return pages, walls, memory


def _working(offices: list[Office], over: threading.Event) -> list[threading.Thread]:
    threads = [threading.Thread(target=each.work, args=(over,)) for each in offices]
    for number, each in enumerate(threads):
        each.start()
        time.sleep(HAND_IN_AGAIN_S / len(threads) if number else 0)
    return threads


def _processes(stack: ExitStack) -> Iterator[Server]:
    for _each in range(2):
        yield stack.enter_context(
            running(settings={"NTT_DATABASE_URL": os.environ["NTT_DATABASE_URL"]})
        )


def _tell(
    minutes: float, pages: Account, walls: Account, memory: list[tuple[float, float]]
) -> bool:
    seconds = 60.0 * minutes
    tenth = seconds / 10
    both, started = zip(*memory, strict=True)
    first, last = sum(both[2:6]) / 4, sum(both[-4:]) / 4
    start, end = pages.percentile_ms(95, 0, tenth), pages.percentile_ms(95, seconds - tenth)
    print(
        f"{minutes:g} minutes: {len(pages.waits)} answers of pages, {len(pages.errors)} errors; "
        f"{len(walls.waits)} of walls, {len(walls.errors)} errors, "
        f"p95 {walls.percentile_ms(95):.0f} ms\n"
        f"pages' p95 in the first tenth {start:.0f} ms, in the last {end:.0f} ms, "
        f"in all {pages.percentile_ms(95):.0f} ms\n"
        f"memory of both {first:.0f} MB -> {last:.0f} MB ({100 * (last / first - 1):+.1f} %), "
        f"most {max(both):.0f} MB; of what they started to make files at most {max(started):.0f} MB"
    )
    for error in [*pages.errors, *walls.errors][:5]:
        print("   ", error)
    return not pages.errors and not walls.errors


def main() -> int:
    """Measure, print, and fail when anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_soak")
    parser.add_argument("--minutes", type=float, default=30.0)
    minutes = parser.parse_args().minutes
    over = threading.Event()
    failures: list[str] = []
    files: list[int] = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        os.environ.setdefault("NTT_DATABASE_URL", f"sqlite:///{folder}/ntt.db")
        servers = list(_processes(stack))
        offices = [
            Office(key, token, servers, process=1 + number % 2, again_s=HAND_IN_AGAIN_S)
            for number, (key, token) in enumerate(opened_sheets(HANDING_IN))
        ]
        asyncio.run(_on_pages(servers, ON_PAGES, WARM_S))
        threads = _working(offices, over)
        for number in range(EXPORTING):
            at = servers[number % len(servers)].address
            threads.append(
                threading.Thread(
                    target=lambda at=at, number=number: files.append(
                        _export(at, number, over, failures)
                    )
                )
            )
            threads[-1].start()
        try:
            pages, walls, memory = asyncio.run(_everything(servers, 60.0 * minutes))
        finally:
            over.set()
            for each in threads:
                each.join(timeout=300)
        went_well = _tell(minutes, pages, walls, memory)
    wrong = [*failures, *(each for office in offices for each in office.wrong)]
    print(
        f"{sum(len(each.receipts) for each in offices)} receipts, {sum(files)} files, "
        f"{len(wrong)} that failed"
    )
    for one in wrong[:5]:
        print("   ", one)
    return 0 if went_well and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
