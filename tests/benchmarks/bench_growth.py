"""How cost grows with the work, one row each, with the exponent.

Run from the project's folder; it makes databases and servers of its own::

    python -m tests.benchmarks.bench_growth                       # everything, some ten minutes
    python -m tests.benchmarks.bench_growth submissions scenarios # these alone

The exponent is the slope of the logarithm of the cost over that of the size: 1 grows as the work
does, 0 not at all, above 1 faster than the work. It stands for the last three sizes, where what
every answer costs anyway counts least, and for all. Costs are processor time, the median of the
repeats; only p95 of the sessions is by the clock, and needs a machine that does nothing else.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tests.benchmarks.growth.scale import Growth

REGENCIES = [22, 50, 100, 514]
SESSIONS = {"map": [20, 80, 150, 300], "matcher": [20, 40, 80, 150]}
SUBMISSIONS = [100, 1_000, 10_000, 100_000]
SCENARIOS = [10, 100, 1_000, 10_000]


def _regencies(_arguments: argparse.Namespace) -> list[Growth]:
    from tests.benchmarks.growth import regencies

    return regencies.grow(REGENCIES)


def _sessions(arguments: argparse.Namespace) -> list[Growth]:
    from tests.benchmarks.growth import sessions

    return [
        row
        for page in arguments.pages
        for row in sessions.grow(SESSIONS[page], page, arguments.seconds)
    ]


def _submissions(arguments: argparse.Namespace) -> list[Growth]:
    from tests.benchmarks.growth import submissions

    return submissions.grow([size for size in SUBMISSIONS if size <= arguments.most])


def _scenarios(arguments: argparse.Namespace) -> list[Growth]:
    from tests.benchmarks.growth import scenarios

    return scenarios.grow([size for size in SCENARIOS if size <= arguments.most])


PARTS: dict[str, Callable[[argparse.Namespace], list[Growth]]] = {
    "regencies": _regencies,
    "submissions": _submissions,
    "scenarios": _scenarios,
    "sessions": _sessions,
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_growth")
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    parser.add_argument("--most", type=int, default=10**9, help="largest size in the database")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each number of sessions")
    parser.add_argument("--pages", nargs="+", choices=list(SESSIONS), default=list(SESSIONS))
    arguments = parser.parse_args()
    print("| work | cost by size | exponent, last three | all |\n| --- | --- | ---: | ---: |")
    for part in arguments.parts:
        for each in PARTS[part](arguments):
            print(each.row(), flush=True)


if __name__ == "__main__":
    main()
