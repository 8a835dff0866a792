"""Offices that hand in at once: how long until the receipt, and what a killed server loses.

    python -m tests.benchmarks.bench_hand_in [--offices 80] [--kills 20] [--nginx]

First all offices press "hand in" at the same moment, the form being filled in already; then all
upload their workbook at the same moment, look at what it says and hand it in; three times each.
Beside it a single office that does the same alone: what waiting for each other costs is the ratio
of the two. ``until the receipt`` is until its number is told, which is when it is kept; ``read`` is
until its page is there as well. At the end two processes on one database are killed in turn while
everybody goes on, and every receipt is looked for. ``NTT_DATABASE_URL`` names an empty database of
PostgreSQL, else one of SQLite is made; with ``--nginx`` the committed site stands before the two
processes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack

import psutil

from ntt_data.store import submission_store
from tests.benchmarks.load.pressed import press
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
            for by_workbook in (False, True):
                for count in dict.fromkeys((1, asked.offices)):
                    _tell(_offices(count, at), by_workbook, running)
            return _killed(_offices(asked.offices, at), asked.kills, running)


def _offices(count: int, at: Sequence[Addressed]) -> list[Office]:
    return [
        Office(key, token, at, process=1 + number % 2)
        for number, (key, token) in enumerate(opened_sheets(count))
    ]


def _tell(offices: list[Office], by_workbook: bool, running: Sequence[HandInServer]) -> None:
    press(offices, by_workbook, 1)  # what the first of all loads is not what others wait for
    processes = [psutil.Process(each.pid) for each in running]
    before = _cpu_s(processes)
    waits = press(offices, by_workbook, _EACH)
    spent_ms = 1000 * (_cpu_s(processes) - before) / len(waits.told)
    way = "by workbook" if by_workbook else "by form"
    for what, seconds in (("until the receipt", waits.told), ("until it is read", waits.read)):
        print(
            f"{len(offices):3d} at once {way}, {what}: "
            f"p50 {_ms(seconds, 0.5)} ms, p95 {_ms(seconds, 0.95)} ms"
        )
    print(f"    processor time of the servers from the form to the receipt: {spent_ms:.1f} ms each")


def _ms(seconds: list[float], part: float) -> str:
    return f"{1000 * seconds[int(part * (len(seconds) - 1))]:6.0f}"


def _cpu_s(processes: Sequence[psutil.Process]) -> float:
    """Processor seconds of these, and of the readers of workbooks that have ended."""
    times = [each.cpu_times() for each in processes]
    return float(
        sum(each.user + each.system + each.children_user + each.children_system for each in times)
    )


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
