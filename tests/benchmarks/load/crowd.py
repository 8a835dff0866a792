"""Many visitors at once, and an honest account of how long they wait.

Every visitor acts once per ``interval_s``, at moments fixed beforehand. A wait is counted from the
moment at which the person acted, not from the moment at which a busy server let the next message
through: a server that stalls is charged with everything that piled up behind the stall
(otherwise the worst seconds would hardly appear in the result).
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import numpy as np

from tests.benchmarks.load.session import Answer, Session

#: A visitor's next action: the session, the visitor's number, how many actions went before.
Act = Callable[[Session, int, int], Awaitable[Answer]]


@dataclass(frozen=True)
class Wait:
    """One interaction: when it was made (seconds after the start), how long its answer took."""

    at_s: float
    wait_s: float
    wire_bytes: int


@dataclass
class Account:
    """All waits of a crowd, and what went wrong."""

    waits: list[Wait] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def percentile_ms(self, share: float, since_s: float = 0.0, until_s: float = 1e9) -> float:
        """Wait in milliseconds that ``share`` per cent of the interactions did not exceed.

        Only interactions made in the time named count; ``nan`` where there were none.

        >>> account = Account([Wait(float(i), i / 1000, 0) for i in range(1, 101)])
        >>> account.percentile_ms(95), account.percentile_ms(95, since_s=90.5)
        (95.0, 100.0)
        """
        waits = [wait.wait_s for wait in self.waits if since_s <= wait.at_s < until_s]
        if not waits:
            return float("nan")
        return round(1000 * float(np.percentile(waits, share, method="inverted_cdf")), 3)

    def mean_wire_bytes(self) -> float:
        """Mean number of bytes that one interaction brought over the wire."""
        return float(np.mean([wait.wire_bytes for wait in self.waits])) if self.waits else 0.0


async def crowd(
    enter: Callable[[int], Awaitable[Session]],
    act: Act,
    visitors: int,
    interval_s: float,
    seconds: float,
    seed: int = 53,
) -> Account:
    """Let ``visitors`` enter, then act for ``seconds``; every one leaves in the end.

    The visitors enter one after the other within one interval, so that the rush at the door is
    not measured here; each then acts at its own moments.
    """
    chance = random.Random(seed)
    account = Account()
    doors = asyncio.Semaphore(4)

    async def come_in(visitor: int) -> Session | None:
        async with doors:
            try:
                return await enter(visitor)
            except Exception as error:  # the crowd goes on; who failed is in the account
                account.errors.append(f"could not enter: {error!r}")
                return None

    sessions = await asyncio.gather(*map(come_in, range(visitors)))
    start = time.perf_counter()

    async def visit(visitor: int, session: Session, first_s: float) -> None:
        done, moment = 0, first_s
        while moment < seconds:
            await asyncio.sleep(max(0.0, start + moment - time.perf_counter()))
            try:
                answer = await act(session, visitor, done)
            except Exception as error:  # counted, and this visitor is gone
                account.errors.append(f"at {moment:.1f} s: {error!r}")
                return
            finished = time.perf_counter() - start
            account.waits.append(Wait(moment, finished - moment, answer.wire_bytes))
            done, moment = done + 1, moment + interval_s

    inside = [(n, session) for n, session in enumerate(sessions) if session is not None]
    await asyncio.gather(
        *(visit(n, session, chance.uniform(0, interval_s)) for n, session in inside)
    )
    await asyncio.gather(*(session.close() for _n, session in inside), return_exceptions=True)
    return account
