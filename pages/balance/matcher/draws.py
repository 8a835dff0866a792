"""How sure a balance is, under the spreads that this session has set."""

from __future__ import annotations

import pandas as pd

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.uncertainty.draws import TotalInterval
from analysis.uncertainty.pair_robustness import PairDraws
from pages.balance.matcher.spread_rules import changed_rules
from services.answer import certainty as kept


def certainty(balance: Balance) -> pd.DataFrame:
    """Probabilities, interval and certainty code by regency."""
    return kept.certainty(balance, changed_rules())


def total_interval(balance: Balance) -> TotalInterval:
    """Interval of the balance of all known regencies together."""
    return kept.total_interval(balance, changed_rules())


def swings(balance: Balance, regency_code: str | None) -> pd.DataFrame:
    """By how much each input moves the balance of a regency, or of NTT."""
    return kept.swings(balance, regency_code, changed_rules())


def firmness(answer: Answer) -> PairDraws:
    """How often each pair appears when the drawn balances are matched."""
    return kept.firmness(answer, changed_rules())


def source_ids(balance: Balance) -> list[object]:
    """Sources of the balance's figures; the spreads have theirs in their own table."""
    return [*balance.table["source_ids"], "assumption"]
