"""One commodity's answer with all its tables, by how many regencies there are.

Places, costs and balances are those of ``bench_matching``: generated, not Indonesia's regencies.
"""

from __future__ import annotations

import numpy as np

from analysis.matching.problem import problem_of_balances
from analysis.matching.solve import allocate
from analysis.matching.tables import TRUCK_PAYLOAD_T, build_result
from tests.benchmarks.bench_matching import arcs_of, classes_of, generate
from tests.benchmarks.growth.scale import Growth, processor_ms


def grow(sizes: list[int], repeats: int = 5) -> list[Growth]:
    """The match, and the match with its tables; the arcs between all places are prepared."""
    solved, told = {}, {}
    for size in sizes:
        match, answer = _work(size)
        solved[size] = processor_ms(match, repeats)
        told[size] = processor_ms(answer, repeats)
    return [
        Growth("one commodity: match", "ms", solved),
        Growth("the same with its tables", "ms", told),
    ]


def _work(size: int):
    cost, external, balances = generate(size, 1, True)
    balance_t, arcs = balances[0], arcs_of(cost, external)

    def match() -> tuple:
        problem = problem_of_balances(arcs, balance_t, np.abs(balance_t), classes_of(balance_t))
        return problem, allocate(problem)

    return match, lambda: build_result(*match(), TRUCK_PAYLOAD_T)
