"""Monte Carlo of balances and of matches, beside the same thing draw by draw.

Run ``python -m tests.benchmarks.bench_uncertainty`` from the project's folder. Figures are the best
of three runs in one process. The balances are the curated ones of rice, repeated to 30 commodities
where the work asks for as many.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.balance.compute import (
    BalanceTables,
    available_tonnes,
    choose_settings,
    compute_balance,
    explain_inputs,
    need_tonnes,
)
from analysis.balance.inputs import FALLBACK_REGIONS, SHARES
from analysis.matching.match import match
from analysis.matching.options import OBJECTIVES, MatchingOptions
from analysis.uncertainty.draws import BalanceDraws, draw_balances, summarise_draws, tornado
from analysis.uncertainty.pair_robustness import match_draws
from analysis.uncertainty.spreads import Spreads, input_group, log_sigma
from geo.paths import external_costs, path_costs
from geo.places import gateways
from ntt_data.tables import load
from services.answer import freight

COMMODITY, YEAR = "rice", 2022
N_COMMODITIES, N_DRAWS, N_MATCHED = 30, 1000, 200


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest run."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def loop_over_draws(balance, inputs, spreads: Spreads, n_draws: int, seed: int = 53) -> np.ndarray:
    """The rival: a table of the balance for every draw, computed with pandas."""
    rng = np.random.default_rng(seed)
    used = inputs[inputs["state"] == "used"]
    sigma = [
        log_sigma(spreads.spread_pct(input_group(n), g, f if isinstance(f, str) else ""))
        for n, g, f in zip(used["input"], used["grade"], used["flag"], strict=True)
    ]
    used = used.assign(sigma=sigma)
    used["shared"] = used["region"].isin(FALLBACK_REGIONS)
    codes = balance["regency_code"]
    answers = np.empty((n_draws, len(codes)))
    for draw in range(n_draws):
        z = rng.standard_normal(len(used))
        z = np.where(used["shared"], rng.standard_normal(), z)
        off = used.assign(value=used["value"] * np.exp(used["sigma"] * z))
        wide = off.pivot(index="regency_code", columns="input", values="value").reindex(codes)
        shares = [wide[s].fillna(0.0) if s in wide else 0.0 for s in SHARES]
        available = available_tonnes(wide["production"], wide["conversion"], *shares)
        answers[draw] = available - need_tonnes(wide["population"], wide["norm"])
    return answers


def match_each(
    draws: BalanceDraws, costs, external, options: MatchingOptions, places, n_draws: int
) -> list[object]:
    """The rival: a table of the balance for every draw, each matched by ``match``."""
    classes, tonnes = draws.classes(), draws.balance_t
    return [
        match(
            pd.DataFrame(
                {
                    "regency_code": draws.codes,
                    "balance_t": tonnes[draw],
                    "need_t": draws.need_t[draw],
                    "balance_class": classes[draw].astype(object),
                }
            ),
            costs,
            external,
            options,
            places=places,
        )
        for draw in range(n_draws)
    ]


def matched_row(
    draws: BalanceDraws, costs, external, options: MatchingOptions, places, few: int
) -> tuple[str, float, str]:
    """Row of the table for one objective; the rival matches ``few`` draws."""
    one_by_one = best(lambda: match_each(draws, costs, external, options, places, few), runs=2)
    return (
        f"{N_MATCHED} matched draws, {options.objective}, nothing from outside",
        best(lambda: match_draws(draws, costs, external, options, N_MATCHED, places)),
        f"match() per draw: {one_by_one * N_MATCHED / few:.1f} s (from {few} draws)",
    )


def main() -> None:
    """Print the table."""
    tables = BalanceTables(
        *(load(n) for n in ("regencies", "production", "conversions", "population", "consumption"))
    )
    settings = choose_settings(tables, COMMODITY, YEAR)
    balance, inputs = compute_balance(tables, settings), explain_inputs(tables, settings)
    spreads = Spreads.from_table(load("uncertainty_spreads"))
    graph = freight.network()
    costs, external = path_costs(graph), external_costs(graph, gateways())
    draws = draw_balances(balance, inputs, spreads, N_DRAWS)

    def all_commodities() -> None:
        for seed in range(N_COMMODITIES):
            summarise_draws(draw_balances(balance, inputs, spreads, N_DRAWS, seed))

    few_draws, few_matched = 50, 20
    looped = best(lambda: loop_over_draws(balance, inputs, spreads, few_draws), runs=1)
    matched = [
        matched_row(draws, costs, external, options, tables.regencies, few_matched)
        for objective in OBJECTIVES
        # Where a gateway supplies everybody, the fairest match is the cheapest.
        for options in [MatchingOptions(objective=objective, external_supply=False)]
    ]
    rows = [
        (
            f"{N_DRAWS} draws of {N_COMMODITIES} balances, 22 regencies",
            best(all_commodities),
            f"pandas per draw: {looped * N_COMMODITIES * N_DRAWS / few_draws:.0f} s "
            f"(from {few_draws} draws)",
        ),
        *matched,
        (
            f"tornado of one balance, {N_DRAWS} draws",
            best(lambda: tornado(balance, inputs, spreads)),
            "",
        ),
    ]
    print(f"{'work':<56} {'seconds':>8}  rival")
    for work, seconds, rival in rows:
        print(f"{work:<56} {seconds:>8.3f}  {rival}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
