"""The matcher's speed and memory beside its rivals, in one run.

Run from the project's folder, with ``tests/benchmarks/requirements.txt`` installed::

    python -m tests.benchmarks.bench_matching
    python -m tests.benchmarks.bench_matching --sizes 50 100 --repeats 1

Two parts: the real network (one commodity, 22 regencies), and generated problems. The generated
places, costs and balances are random (seed 53), not Indonesia's 514 regencies; half of them lack,
half have a surplus. Every solver gets the same matrices and balances and must come to the same
objective. The solver alone is what the rivals do; the whole match also ranks equal answers, keeps
closed pairs apart and finds the prices that prove the answer. ``with outside``: four gateways may
supply; without, what is lacking stays unmet at a penalty.

Each solver runs in a process of its own, so that its peak memory (which includes Python and the
libraries it loads) is its own. Times are processor time, the best of the repeats, so that what else
the machine does counts little; loading and compiling are not in it: a small problem goes first.
The slow ones solve fewer commodities; their time is then scaled up to all, marked with ``*``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

SEED = 53
PENALTY = 1e8
KILOGRAM = 1000.0  # the solvers that know only whole numbers count kilograms

#: How many of the commodities a solver is given, by number of regencies; all where not named.
FEWER = {
    "networkx": {50: 5, 100: 2, 200: 1, 514: 1},
    "SciPy linprog": {50: 50, 100: 20, 200: 5, 514: 2},
    "OR-Tools": {514: 20},
}

Problem = tuple[np.ndarray, np.ndarray, np.ndarray]


def generate(n: int, n_commodities: int, outside: bool) -> Problem:
    """Cost (n, n), gateway cost (g, n) in whole rupiah per tonne, balances (k, n) in whole kg."""
    random = np.random.default_rng(SEED)
    place = random.uniform([0, 0], [5000, 1800], (n, 2))
    gateway = random.uniform([0, 0], [5000, 1800], (4 if outside else 0, 2))
    island = random.integers(0, 30, n)

    def km(one: np.ndarray, two: np.ndarray) -> np.ndarray:
        return np.hypot(*(one[:, None] - two[None]).transpose(2, 0, 1))

    crossing = 150_000.0 * (island[:, None] != island[None])
    cost = np.round(1300.0 * km(place, place) + crossing)
    external = np.round(700_000.0 + 300.0 * km(gateway, place))
    sizes = np.round(random.lognormal(8, 1, (n_commodities, n)), 3)
    return cost, external, sizes * random.choice([-1, 1], (n_commodities, n))


def own_simplex(problem: Problem) -> list[float]:
    """The solver alone, on matrices as the rivals get them."""
    from analysis.matching.simplex import solve_tree
    from analysis.matching.transport import basic_arcs

    found = []
    for offered, wanted, cost in _parts(problem):
        inside = np.ascontiguousarray(cost[: len(offered)].T).astype(np.int64)
        outside = cost[len(offered) :].min(axis=0).astype(np.int64)
        parent, flow = solve_tree(inside, outside, offered, wanted)
        pairs = basic_arcs(parent, len(offered))
        bought = flow[len(offered) + pairs.outside_sinks]
        carried = inside[pairs.sink, pairs.source] @ flow[pairs.node]
        found.append(float(carried + outside[pairs.outside_sinks] @ bought))
    return found


def whole_match(problem: Problem) -> list[float]:
    """All that the project does between arcs and totals, prices and ties included."""
    from analysis.matching.problem import problem_of_balances
    from analysis.matching.solve import allocate
    from analysis.matching.tables import totals_of

    cost, external, balances = problem
    arcs = arcs_of(cost, external)
    found = []
    for balance_t in balances:
        one = problem_of_balances(arcs, balance_t, np.abs(balance_t), classes_of(balance_t))
        totals = totals_of(one, allocate(one))
        found.append(totals.cost_idr + PENALTY * totals.unmet_t)
    return found


def arcs_of(cost: np.ndarray, external: np.ndarray):
    """What lies between generated places, as the project prepares it from tables."""
    from analysis.matching.options import MatchingOptions
    from analysis.matching.problem import BEYOND, TradeArcs

    return TradeArcs(
        codes=tuple(f"{place:04}" for place in range(len(cost))),
        gateways=tuple(f"G{place}" for place in range(len(external))),
        cost=cost,
        distance_km=cost,
        state=np.full(cost.shape, "open", dtype=object),
        tier=np.full(cost.shape, BEYOND),
        external_cost=external,
        external_km=external,
        options=MatchingOptions(unmet_penalty_idr_per_t=PENALTY),
    )


def classes_of(balance_t: np.ndarray) -> np.ndarray:
    """Surplus, deficit or neither."""
    return np.select([balance_t > 0, balance_t < 0], ["surplus", "deficit"], "balanced")


def _parts(problem: Problem):
    """Per commodity: offers, wants, and costs of suppliers, gateways and unmet (last row)."""
    cost, external, balances = problem
    for balance in balances:
        suppliers, receivers = np.flatnonzero(balance > 0), np.flatnonzero(balance < 0)
        rows = [cost[np.ix_(suppliers, receivers)], external[:, receivers]]
        rows.append(np.full((1, len(receivers)), PENALTY))
        yield balance[suppliers], -balance[receivers], np.vstack(rows)


def pot(problem: Problem) -> list[float]:
    import ot

    found = []
    for offered, wanted, cost in _parts(problem):
        given = np.append(offered, np.full(len(cost) - len(offered), wanted.sum()))
        taken = np.append(wanted, given.sum() - wanted.sum())  # the last sink takes what stays
        matrix = np.hstack([cost, np.zeros((len(cost), 1))])
        # Shares of one, as POT expects: with tonnes its absolute tolerances fail now and then.
        plan, log = ot.emd(
            given / given.sum(), taken / taken.sum(), matrix, numItermax=10**8, log=True
        )
        if log["warning"]:
            raise RuntimeError(f"POT: {log['warning']}")
        found.append(float((plan * matrix).sum()) * given.sum())
    return found


def or_tools(problem: Problem) -> list[float]:
    from ortools.graph.python import min_cost_flow

    found = []
    for offered, wanted, cost in _parts(problem):
        want = np.round(wanted * KILOGRAM).astype(np.int64)
        give = np.round(offered * KILOGRAM).astype(np.int64)
        give = np.append(give, np.full(len(cost) - len(give), want.sum()))
        source, sink = np.divmod(np.arange(cost.size), len(want))
        rest = len(give) + len(want)
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(
            np.append(source, np.arange(len(give))),
            np.append(len(give) + sink, np.full(len(give), rest)),
            np.append(np.minimum(give[source], want[sink]), give),
            np.append(cost.ravel(), np.zeros(len(give))).astype(np.int64),
        )
        supplies = np.concatenate([give, -want, [want.sum() - give.sum()]])
        solver.set_nodes_supplies(np.arange(rest + 1), supplies)
        if solver.solve() != solver.OPTIMAL:
            raise RuntimeError("OR-Tools found no optimum")
        found.append(solver.optimal_cost() / KILOGRAM)
    return found


def scipy_linprog(problem: Problem) -> list[float]:
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    found = []
    for offered, wanted, cost in _parts(problem):
        source, sink = np.divmod(np.arange(cost.size), len(wanted))
        arcs = np.arange(cost.size)
        limited = source < len(offered)
        answer = linprog(
            cost.ravel() / 1000.0,
            A_ub=coo_array(
                (np.ones(int(limited.sum())), (source[limited], arcs[limited])),
                shape=(len(offered), cost.size),
            ).tocsr(),
            b_ub=offered,
            A_eq=coo_array((np.ones(cost.size), (sink, arcs)), (len(wanted), cost.size)).tocsr(),
            b_eq=wanted,
            method="highs",
        )
        found.append(float(answer.fun) * 1000.0)
    return found


def networkx(problem: Problem) -> list[float]:
    import networkx as nx

    found = []
    for offered, wanted, cost in _parts(problem):
        want = np.round(wanted * KILOGRAM).astype(int).tolist()
        give = np.round(offered * KILOGRAM).astype(int).tolist()
        graph = nx.DiGraph()
        graph.add_node("all", demand=-sum(want))
        for sink, kilograms in enumerate(want):
            graph.add_node(("d", sink), demand=kilograms)
        for source, row in enumerate(cost.astype(int).tolist()):
            room = {"capacity": give[source]} if source < len(give) else {}
            graph.add_edge("all", ("s", source), weight=0, **room)
            graph.add_weighted_edges_from(
                ((("s", source), ("d", sink), price) for sink, price in enumerate(row)), "weight"
            )
        found.append(nx.network_simplex(graph)[0] / KILOGRAM)
    return found


SOLVERS: dict[str, Callable[[Problem], list[float]]] = {
    "this project, solver alone": own_simplex,
    "this project, whole match": whole_match,
    "POT": pot,
    "OR-Tools": or_tools,
    "SciPy linprog": scipy_linprog,
    "networkx": networkx,
}


def measure(name: str, n: int, n_commodities: int, outside: bool, repeats: int) -> dict:
    """Best time for all commodities, peak memory and objectives of one solver; in this process."""
    solve = SOLVERS[name]
    solve(generate(10, 1, outside))
    cost, external, balances = generate(n, n_commodities, outside)
    given = min(FEWER.get(name, {}).get(n, n_commodities), n_commodities)
    problem = cost, external, balances[:given]
    times = []
    objectives: list[float] = []
    for _ in range(repeats):
        start = time.process_time()
        objectives = solve(problem)
        times.append(time.process_time() - start)
    return {
        "seconds": min(times) * n_commodities / given,
        "is_scaled": given < n_commodities,
        "peak_mb": peak_mb(),
        "objectives": objectives,
    }


def peak_mb() -> float:
    """Largest memory of this process so far. Not ``ru_maxrss``: it begins with the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def measure_apart(name: str, n: int, arguments: argparse.Namespace, outside: bool) -> dict:
    """:func:`measure` in a process of its own."""
    wanted = [name, n, arguments.commodities, outside, arguments.repeats]
    command = [sys.executable, "-m", "tests.benchmarks.bench_matching", "--one", json.dumps(wanted)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout.splitlines()[-1])


def compare(arguments: argparse.Namespace, outside: bool) -> None:
    """Print the table of all solvers; raise if any of them comes to another objective."""
    kind = "with outside supply" if outside else "without outside supply"
    print(f"\nGenerated, {arguments.commodities} commodities, one process, {kind}\n")
    print("| solver |" + "".join(f" {n} regencies |" for n in arguments.sizes))
    print("| --- |" + " ---: |" * len(arguments.sizes))
    expected: dict[int, np.ndarray] = {}
    for name in arguments.solvers:
        cells = []
        for n in arguments.sizes:
            if name == "networkx" and n > arguments.networkx_up_to:
                cells.append("not run")
                continue
            got = measure_apart(name, n, arguments, outside)
            objectives = np.array(got["objectives"])
            reference = expected.setdefault(n, objectives)
            np.testing.assert_allclose(objectives, reference[: len(objectives)], rtol=1e-6)
            mark = "*" if got["is_scaled"] else ""
            cells.append(f"{got['seconds']:.3g} s{mark}, {got['peak_mb']:.0f} MB")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def real_network(repeats: int = 20) -> None:
    """Print what one commodity costs on the real network: paths, and the match."""
    from analysis.balance.compute import (
        BalanceSettings,
        BalanceTables,
        choose_settings,
        compute_balance,
    )
    from analysis.matching.match import match
    from analysis.matching.options import MatchingOptions
    from analysis.matching.problem import problem_of_balances, trade_arcs
    from analysis.matching.solve import allocate
    from geo.paths import external_costs, path_costs
    from geo.places import gateways
    from ntt_data.tables import load
    from services.answer import freight

    names = ("regencies", "production", "conversions", "population", "consumption")
    tables = BalanceTables(**{name: load(name) for name in names})
    settings = choose_settings(tables, "rice", 2022)
    assert isinstance(settings, BalanceSettings)
    balance = compute_balance(tables, settings).sort_values("regency_code", ignore_index=True)
    graph, options = freight.network(), MatchingOptions()
    costs, external = path_costs(graph), external_costs(graph, gateways())
    codes = tuple(balance["regency_code"])
    columns = ("balance_t", "need_t", "balance_class")
    figures = [balance[column].to_numpy() for column in columns]
    arcs = trade_arcs(codes, costs, external, options)
    suppliers, receivers = (
        balance.loc[balance["balance_class"] == name, "regency_code"]
        for name in ("surplus", "deficit")
    )

    def best(work: Callable[[], object]) -> str:
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        return f"{1000 * min(times):.2f} ms |"

    def paths_needed() -> tuple[pd.DataFrame, pd.DataFrame]:
        return (
            path_costs(graph, suppliers, receivers),
            external_costs(graph, gateways(), receivers),
        )

    def paths_and_solve() -> object:
        prepared = trade_arcs(codes, *paths_needed(), options)
        return allocate(problem_of_balances(prepared, *figures))

    def draws(n: int) -> object:
        return [allocate(problem_of_balances(arcs, *figures)) for _ in range(n)]

    print(f"Rice 2022, 22 regencies, real network, best of {repeats}\n")
    print("| work | time |\n| --- | ---: |")
    print("| cheapest paths of all pairs, with their summary |", best(lambda: path_costs(graph)))
    print("| cheapest paths from the gateways |", best(lambda: external_costs(graph, gateways())))
    print("| match, tables in and out |", best(lambda: match(balance, costs, external)))
    print("| solve, arcs prepared |", best(lambda: draws(1)))
    print("| paths between who offers and who lacks, gateways, solve |", best(paths_and_solve))
    print(
        "| the same with all tables of the answer |",
        best(lambda: match(balance, *paths_needed())),
    )
    print("| solve 200 times, arcs prepared |", best(lambda: draws(200)))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200, 514])
    parser.add_argument("--commodities", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--solvers", nargs="+", default=list(SOLVERS), choices=list(SOLVERS))
    parser.add_argument("--networkx-up-to", type=int, default=200, metavar="N")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(*json.loads(arguments.one))))
        return
    real_network()
    for outside in (True, False):
        compare(arguments, outside)
    print("\n* fewer commodities solved, the time scaled up to all.")


if __name__ == "__main__":
    main()
