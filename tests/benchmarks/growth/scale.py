"""How fast a cost grows: the slope between logarithms, and the row that tells it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Growth:
    """One kind of work and what it cost, by its size."""

    work: str
    unit: str
    costs: Mapping[int, float]

    def row(self) -> str:
        """A row of the README's table: the costs, and the exponents of the last three and of all.

        >>> Growth("sorting", "ms", {10: 1.0, 100: 10.0, 1000: 100.0, 10000: 10000.0}).row()
        '| sorting | 10: 1 · 100: 10 · 1,000: 100 · 10,000: 1e+04 ms | 1.50 | 1.30 |'
        """
        told = " · ".join(f"{size:,}: {cost:.3g}" for size, cost in self.costs.items())
        sizes, costs = list(self.costs), list(self.costs.values())
        last, all_of_it = exponent(sizes[-3:], costs[-3:]), exponent(sizes, costs)
        return f"| {self.work} | {told} {self.unit} | {last:.2f} | {all_of_it:.2f} |"


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of log cost over log size: 1 is as fast as the size, 2 is with its square.

    >>> round(exponent([10, 100, 1000], [3, 30, 300]), 3), round(exponent([1, 2, 4], [1, 4, 16]), 3)
    (1.0, 2.0)
    """
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def processor_ms(work: Callable[[], object], repeats: int = 5) -> float:
    """Median of the processor time of this process, which other work on the machine does not take.

    The first time loads and keeps what all later ones find, and is not counted.
    """
    work()
    times = []
    for _ in range(repeats):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return 1000 * statistics.median(times)
