"""How sure an answer is, each computed once per answer, rules of spread and edition.

``changes`` is what a reader has changed in the table ``uncertainty_spreads``: pairs of (input
group, grade) and per cent. It keys what is kept, so it is a tuple.
"""

from __future__ import annotations

import pandas as pd

from analysis.answer import N_DRAWS, Answer
from analysis.balance.compute import JUDGED_CLASSES
from analysis.balance.result import Balance
from analysis.uncertainty.draws import (
    BalanceDraws,
    TotalInterval,
    draw_balances,
    summarise_draws,
    summarise_total,
    tornado,
)
from analysis.uncertainty.pair_robustness import PairDraws
from analysis.uncertainty.spreads import Spreads
from ntt_data.editions import once_per_edition
from ntt_data.tables import load

Rule = tuple[str, str]  # input group and grade
Changes = tuple[tuple[Rule, float], ...]


@once_per_edition(maxsize=1)
def default_rules() -> dict[Rule, float]:
    """Spread in per cent by input group and grade, as the table says."""
    table = load("uncertainty_spreads")
    rules = table[table["kind"] == "grade"]
    keys = zip(rules["input"], rules["code"], strict=True)
    return dict(zip(keys, rules["value"], strict=True))


@once_per_edition(maxsize=64)
def spreads(changes: Changes = ()) -> Spreads:
    """The rules of the table with these changes."""
    table = load("uncertainty_spreads")
    for (group, grade), pct in changes:
        is_rule = (table["kind"] == "grade") & (table["input"] == group) & (table["code"] == grade)
        table.loc[is_rule, "value"] = pct
    return Spreads.from_table(table)


@once_per_edition(maxsize=64)
def draws(balance: Balance, changes: Changes = ()) -> BalanceDraws:
    """The balance drawn many times; one balance is one object.

    A regency that is not judged is unknown in them, so that it is in no pair and no total.
    """
    drawn = draw_balances(
        balance.table,
        balance.inputs,
        spreads(changes),
        n_draws=N_DRAWS,
        tolerance_pct=balance.settings.tolerance_pct,
    )
    return drawn.without(_not_judged(balance).index)


def _not_judged(balance: Balance) -> pd.Series:
    """Class by regency where it is none that a balance is judged to be in."""
    classes = balance.table.set_index("regency_code")["balance_class"]
    return classes[~classes.isin(JUDGED_CLASSES)]


@once_per_edition(maxsize=64)
def certainty(balance: Balance, changes: Changes = ()) -> pd.DataFrame:
    """Probabilities, interval and certainty code by regency, see ``summarise_draws``.

    Where the balance is not judged its class stands in place of a certainty.
    """
    table = summarise_draws(draws(balance, changes))
    own = table["regency_code"].map(_not_judged(balance))
    return table.assign(certainty=table["certainty"].mask(own.notna(), own))


@once_per_edition(maxsize=64)
def total_interval(balance: Balance, changes: Changes = ()) -> TotalInterval:
    """Interval of the balance of all known regencies together."""
    return summarise_total(draws(balance, changes))


@once_per_edition(maxsize=256)
def swings(balance: Balance, regency_code: str | None, changes: Changes = ()) -> pd.DataFrame:
    """By how much each input moves the balance of a regency, or of NTT (None); see ``tornado``."""
    judged = balance.table["balance_class"].isin(JUDGED_CLASSES)
    table = balance.table[judged]
    inputs = balance.inputs[balance.inputs["regency_code"].isin(table["regency_code"])]
    return tornado(table, inputs, spreads(changes), regency_code, n_draws=N_DRAWS)


@once_per_edition(maxsize=128)
def firmness(answer: Answer, changes: Changes = ()) -> PairDraws:
    """How often each pair appears when the drawn balances are matched."""
    return answer.firmness(draws(answer.balance, changes))
