"""What it costs to ask the store for the newest edition at the beginning of every run.

Run from the project's folder; ``NTT_DATABASE_URL`` names a database that may be written to::

    python -m tests.benchmarks.bench_editions
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from ntt_data import editions

RUNS = 4_000
PEOPLE = 40


def _begin(_run: int = 0) -> float:
    begun = time.perf_counter()
    editions.begin_run()
    return 1000 * (time.perf_counter() - begun)


def _tell(what: str, waits: list[float]) -> None:
    waits = sorted(waits)
    p50, p95 = (waits[int(len(waits) * share)] for share in (0.5, 0.95))
    print(f"begin_run, {what}: p50 {p50:.2f} ms, p95 {p95:.2f} ms")


def main() -> None:
    """One after the other, then many at once."""
    print(f"begin_run, the first of a process: {_begin():.0f} ms")
    _tell("one after the other", [_begin() for _ in range(RUNS)])
    with ThreadPoolExecutor(PEOPLE) as pool:
        _tell(f"{PEOPLE} threads without a pause", list(pool.map(_begin, range(RUNS))))


if __name__ == "__main__":
    main()
