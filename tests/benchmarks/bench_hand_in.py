"""Offices that hand in at once: how long until the receipt, and what a killed server loses.

    python -m tests.benchmarks.bench_hand_in [--offices 80] [--kills 20] [--nginx]

First everybody hands in three times undisturbed; then two processes on one database are killed in
turn while everybody goes on, and every receipt is looked for. The rival is a single office that
hands in alone: what waiting for each other costs is the ratio of the two. ``NTT_DATABASE_URL``
names an empty database of PostgreSQL, else one of SQLite is made; with ``--nginx`` the committed
site stands before the two processes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack

from ntt_data.store import submission_store
from tests.support.hand_in_rush import (
    Addressed,
    Front,
    HandInServer,
    Office,
    opened_sheets,
    rush,
    servers,
)
from tests.support.installation import nginx_before

_EACH = 3


def main() -> int:
    """Measure, print, and fail when a receipt is missing or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_hand_in")
    parser.add_argument("--offices", type=int, default=80)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--nginx", action="store_true", help="put the committed site before them")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("NTT_DATABASE_URL", f"sqlite:///{folder}/ntt.db")
        with ExitStack() as stack:
            running = stack.enter_context(servers(2, os.environ))
            at: Sequence[Addressed] = running
            if asked.nginx:
                nginx = stack.enter_context(nginx_before([each.port for each in running]))
                at = [Front(nginx.local)]
            alone = _undisturbed(1, at)
            together = _undisturbed(asked.offices, at)
            print(f"one office alone:     p50 {alone[0] * 1000:6.0f} ms")
            print(
                f"{asked.offices} offices at once:  p50 {together[0] * 1000:6.0f} ms, "
                f"p95 {together[1] * 1000:6.0f} ms until the receipt"
            )
            return _killed(_offices(asked.offices, at), asked.kills, running)


def _offices(count: int, at: Sequence[Addressed]) -> list[Office]:
    return [
        Office(key, token, at, process=1 + number % 2)
        for number, (key, token) in enumerate(opened_sheets(count))
    ]


def _undisturbed(count: int, at: Sequence[Addressed]) -> tuple[float, float]:
    offices = _offices(count, at)
    never = threading.Event()
    threads = [threading.Thread(target=each.work, args=(never, _EACH)) for each in offices]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    waits = sorted(wait for each in offices for wait in each.waits_s)
    return statistics.median(waits), waits[int(0.95 * (len(waits) - 1))]


def _killed(offices: list[Office], kills: int, running: list[HandInServer]) -> int:
    rush(offices, running, kills, every_s=1.0)
    told = sum(len(each.receipts) for each in offices)
    kept = {
        version.receipt_no: office
        for office in offices
        for version in submission_store().versions(office.key)
    }
    missing = sum(no not in kept for each in offices for no in each.receipts)
    surplus = len(kept) - told
    print(
        f"{kills} kills: {told} receipts, {len(kept)} versions, {missing} missing, "
        f"{surplus} without a receipt, {sum(each.retries for each in offices)} unanswered tries"
    )
    return 1 if missing or surplus or any(each.wrong for each in offices) else 0


if __name__ == "__main__":
    sys.exit(main())
