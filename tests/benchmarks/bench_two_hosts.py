"""What a second machine brings: one host, two hosts, and one of the two lost in the middle.

Run from the project's folder as root, on a machine that does nothing else, with ``nginx``,
``postgresql`` and ``iproute2`` installed; it takes away all that it made::

    python -m tests.benchmarks.bench_two_hosts                 # some ten minutes
    python -m tests.benchmarks.bench_two_hosts --sessions 20 40 --seconds 15

A host is a network namespace with one core; PostgreSQL, the committed site of nginx and the
visitors are on the machine itself. On a machine with two cores they share these with the hosts, so
what is told of two hosts is less than they could do. Visitors do as browsers do: they ask for the
health, get a cookie, and ask again when their connection is gone.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field

from websockets.sync.client import connect

from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, crowd
from tests.benchmarks.load.session import Answer, Session
from tests.support.installation import nginx_before
from tests.support.raw_session import RawSession
from tests.support.two_hosts import PORTS, Host, two_hosts

INTERVAL_S, TO_REACH_MS, BACK_WITHIN_S = 5.0, 250.0, 30.0
_COOKIE = "ntt_process="
VISITS = {"map": visits.MAP, "matcher": visits.MATCHER}
CORRECTION = (
    *("-m", "services.corrections", "add", "population", "regency_code=5301"),
    *("indicator=population", "form=bps_projection", "year=2024", "--column", "value"),
    *("--expected", "155013", "--value", "155014"),
    *("--reason", "tolok ukur dua mesin", "--source", "S07"),
)


@dataclass
class Front:
    """The visitors' way through nginx, and what became of connections that were lost."""

    address: str
    visit: visits.Visit
    lost: int = 0
    back_after_s: list[float] = field(default_factory=list)

    async def enter(self, _visitor: int) -> Session:
        """Ask for the health, take the cookie, open the page."""
        cookie = await asyncio.to_thread(self._cookie)
        session, _answer = await Session.open(self.address, self.visit.page, cookie)
        return session

    async def act(self, session: Session, visitor: int, done: int) -> Answer:
        """Act; where the connection is gone, come back first as a browser does."""
        try:
            return await self.visit.act(session, visitor, done)
        except Exception:  # whatever it was: a person would see the page reconnect
            self.lost += 1
        begun = time.perf_counter()
        while True:
            try:
                again = await self.enter(visitor)
                break
            except Exception:
                if time.perf_counter() - begun > BACK_WITHIN_S:
                    raise
                await asyncio.sleep(0.5)
        self.back_after_s.append(time.perf_counter() - begun)
        vars(session).update(vars(again))  # the crowd goes on with this visitor
        return await self.visit.act(session, visitor, done)

    def _cookie(self) -> str:
        with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=10) as answer:
            given = answer.headers.get_all("Set-Cookie") or []
        return next((each.partition(";")[0] for each in given if each.startswith(_COOKIE)), "")


def _meet(front: Front, visitors: int, seconds: float) -> Account:
    return asyncio.run(crowd(front.enter, front.act, visitors, INTERVAL_S, seconds))


def _told(name: str, hosts: Sequence[Host], front: Front, visitors: int, seconds: float) -> bool:
    """Let them act, print what came of it; whether they were held."""
    used, begun = [each.cpu_s() for each in hosts], time.perf_counter()
    account = _meet(front, visitors, seconds)
    took = time.perf_counter() - begun
    busy = [100 * (each.cpu_s() - was) / took for each, was in zip(hosts, used, strict=True)]
    p95 = account.percentile_ms(95)
    cores = " + ".join(f"{share:.0f} %" for share in busy)
    errors = len(account.errors) + front.lost
    print(f"| {name} | {front.visit.page} | {visitors} | {p95:.0f} ms | {cores} | {errors} |")
    return p95 <= TO_REACH_MS and not errors


def _hold(hosts: Sequence[Host], address: str, arguments: argparse.Namespace) -> None:
    name = "one host" if len(hosts) == 1 else "two hosts"
    for page in arguments.pages:
        visit, held = VISITS[page], 0
        _meet(Front(address, visit), 10, arguments.warm)
        for visitors in arguments.sessions:
            if not _told(name, hosts, Front(address, visit), visitors, arguments.seconds):
                break
            held = visitors
        print(f"| {name} | {page} | **{held} held** at p95 ≤ {TO_REACH_MS:.0f} ms | | | |")


def _lose(lost: Host, address: str, visitors: int, seconds: float) -> None:
    """Kill one host's processes in the middle."""
    front = Front(address, visits.MAP)

    async def both() -> Account:
        all_in = asyncio.Event()

        async def act(session: Session, visitor: int, done: int) -> Answer:
            all_in.set()  # nobody acts before all have entered
            return await front.act(session, visitor, done)

        async def cut() -> None:
            await all_in.wait()
            await asyncio.sleep(seconds / 2)
            await asyncio.to_thread(lost.lose)

        cutting = asyncio.create_task(cut())
        account = await crowd(front.enter, act, visitors, INTERVAL_S, seconds)
        await cutting
        return account

    account = asyncio.run(both())
    worst = max(front.back_after_s, default=0.0)
    print(
        f"a host lost among {visitors} visitors of the map: {front.lost} connections lost, "
        f"{len(front.back_after_s)} back, the last after {worst:.1f} s; "
        f"{len(account.errors)} gone for good"
    )
    for error in account.errors[:3]:
        print("   ", error)


def _edition_at(host: Host, port: int) -> str:
    """Which edition of the data a page of this process says that it is of."""
    with connect(
        f"ws://{host.address}:{port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        proxy=None,
    ) as socket:
        said = " ".join(str(each) for each in RawSession.over(socket).run("map"))
    return said.partition("edisi data ")[2].partition(" ")[0].strip('".,\\n ')[:10]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_two_hosts")
    parser.add_argument("--sessions", type=int, nargs="+", default=[40, 80, 120, 160, 200, 240])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--warm", type=float, default=25.0)
    parser.add_argument("--pages", nargs="+", choices=list(VISITS), default=list(VISITS))
    arguments = parser.parse_args()
    first, second = PORTS
    print("| installation | page | sessions | p95 | cores used | errors |")
    print("| --- | --- | ---: | ---: | --- | ---: |", flush=True)
    with two_hosts() as (one, other):
        one.start(first, second)
        with nginx_before(PORTS, (one.address, one.address)) as nginx:
            _hold([one], nginx.local, arguments)
        one.lose()
        one.start(first)
        other.start(second)
        with nginx_before(PORTS, (one.address, other.address)) as nginx:
            _hold([one, other], nginx.local, arguments)
            before = _edition_at(other, second)
            one.run(*CORRECTION)
            after = _edition_at(other, second)
            print(f"accepted on the one host: the other said {before} before, {after} after")
            with contextlib.suppress(KeyboardInterrupt):
                _lose(one, nginx.local, arguments.sessions[0], 2 * arguments.seconds)


if __name__ == "__main__":
    main()
