"""Offices that type their code at the same moment, while one of them types wrong ones.

    python -m tests.benchmarks.bench_sign_in [--offices 80]

Two processes on one database (``NTT_DATABASE_URL``, else SQLite), all devices behind one address,
as in a hall. All offices but one type their code at once: first undisturbed, then beside ten wrong
codes of the one that is left, which slow that one alone. A wait ends when the session is there. The
machine that measures is the one that serves.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence

import httpx2

from pages.ui.actor import SESSION_COOKIE
from services import credentials
from tests.support.hand_in_rush import BUREAU, HandInServer, opened_sheets, servers

_ROUNDS = 3
#: What the wrong ones end in: never a code's own last six characters, which are made by chance.
_WRONG = [f"zzzz{sign}y" for sign in "23456789ab"]


def main() -> int:
    """Measure, print, and fail when somebody with a right code is not let in."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_sign_in")
    parser.add_argument("--offices", type=int, default=80)
    offices = parser.parse_args().offices
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("NTT_DATABASE_URL", f"sqlite:///{folder}/ntt.db")
        keys = [key for key, _token in opened_sheets(offices)]
        codes = [each.code for each in credentials.make_for_sheets(BUREAU, keys)]
        with servers(2, os.environ) as running:
            asyncio.run(_typed_at_once(running, codes[:10]))  # what is loaded at first use
            all_in = True
            for number in range(_ROUNDS):
                clumsy = codes[number]
                right = [code for code in codes if code != clumsy]
                all_in &= _tell("undisturbed", running, right, [])
                wrong = [clumsy[: -len(each)] + each for each in _WRONG]
                all_in &= _tell(f"beside {len(wrong)} wrong ones", running, right, wrong)
    return 0 if all_in else 1


def _tell(
    what: str, running: Sequence[HandInServer], right: Sequence[str], wrong: Sequence[str]
) -> bool:
    answers = asyncio.run(_typed_at_once(running, [*wrong, *right]))
    refused, let_in = answers[: len(wrong)], answers[len(wrong) :]
    waits = sorted(wait for wait, _status, _is_in in let_in)
    print(
        f"{len(right)} codes at once, {what}: in after p50 {1000 * waits[len(waits) // 2]:.0f}, "
        f"worst {1000 * waits[-1]:.0f} ms; wrong ones answered "
        f"{dict(Counter(status for _wait, status, _is_in in refused))}",
        flush=True,
    )
    return all(is_in for _wait, _status, is_in in let_in) and not any(
        is_in for _wait, _status, is_in in refused
    )


async def _typed_at_once(
    running: Sequence[HandInServer], codes: Sequence[str]
) -> list[tuple[float, int, bool]]:
    """Seconds until the answer, its status, and whether it brought a session, in their order."""

    async def typed(phone: httpx2.AsyncClient, address: str, code: str) -> tuple[float, int, bool]:
        begun = time.monotonic()
        answer = await phone.post(
            f"{address}/rakor/masuk", data={"code": code}, headers={"origin": address}
        )
        return time.monotonic() - begun, answer.status_code, SESSION_COOKIE in answer.cookies

    phones = [httpx2.AsyncClient(timeout=60) for _code in codes]
    addresses = [running[number % len(running)].address for number in range(len(codes))]
    try:
        return await asyncio.gather(*map(typed, phones, addresses, codes))
    finally:
        for phone in phones:
            await phone.aclose()


if __name__ == "__main__":
    sys.exit(main())
