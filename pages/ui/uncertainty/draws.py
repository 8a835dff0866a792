"""Results of the repeated draws, each computed once per balance and rules of spread."""

from __future__ import annotations

import pandas as pd

from analysis.match_problem import MatchingOptions
from analysis.pair_robustness import PairDraws, is_plain, match_draws
from analysis.uncertainty import (
    BalanceDraws,
    TotalInterval,
    draw_balances,
    summarise_draws,
    summarise_total,
    tornado,
)
from pages.ui import results
from pages.ui.results import Balance
from pages.ui.uncertainty.spread_rules import once_per_rules, spreads

N_DRAWS = 1000
N_MATCHED = 200
# Where pairs are limited or agreed every draw goes through ``match``, with limits through a
# mixed-integer programme: fewer draws, so that nobody waits.
N_MATCHED_SLOW = 40


@once_per_rules(maxsize=64)
def balance_draws(result: Balance) -> BalanceDraws:
    """The balance drawn many times; ``results.balance`` gives one object per commodity and year."""
    return draw_balances(
        result.table,
        result.inputs,
        spreads(),
        n_draws=N_DRAWS,
        tolerance_pct=result.settings.tolerance_pct,
    )


@once_per_rules(maxsize=64)
def certainty(result: Balance) -> pd.DataFrame:
    """Probabilities, interval and certainty code by regency, see ``summarise_draws``."""
    return summarise_draws(balance_draws(result))


@once_per_rules(maxsize=64)
def total_interval(result: Balance) -> TotalInterval:
    """Interval of the balance of all known regencies together."""
    return summarise_total(balance_draws(result))


@once_per_rules(maxsize=256)
def swings(result: Balance, regency_code: str | None) -> pd.DataFrame:
    """By how much each input moves the balance of a regency, or of NTT; see ``tornado``."""
    return tornado(result.table, result.inputs, spreads(), regency_code, n_draws=N_DRAWS)


@once_per_rules(maxsize=128)
def pair_draws(result: Balance, options: MatchingOptions) -> PairDraws:
    """How often each pair appears, over the default network."""
    return match_draws(
        balance_draws(result),
        results.capital_costs(),
        results.gateway_costs(),
        options,
        n_draws=N_MATCHED if is_plain(options) else N_MATCHED_SLOW,
        places=results.regencies(),
    )


def source_ids(result: Balance) -> list[object]:
    """Sources of the balance's figures; the spreads have theirs in their own table."""
    return [*result.table["source_ids"], "assumption"]
