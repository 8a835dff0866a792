"""Beside the pairs of an answer: why each, what else could be done, what prices say of it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.matching.alternatives import compare_alternatives
from analysis.matching.explain import PairReasons, next_best
from analysis.matching.ranges import NEAR_BEST_PCT
from analysis.matching.swap import Swap
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer.market import COMPARED_FORM

#: The newest year with all twelve months; the one after it ends in August.
PRICE_YEAR = 2024


@once_per_tables(maxsize=256)
def swapped(answer: Answer, swaps: tuple[Swap, ...]) -> Answer:
    """Another of the equally good answers: pairs that have a choice get the tonnes named."""
    return replace(answer, swaps=swaps) if swaps else answer


@once_per_tables(maxsize=256)
def pair_reasons(answer: Answer, origin: str, destination: str) -> PairReasons:
    """The next-best partners of a pair, and what doing without it would cost."""
    return next_best(
        answer.balance.table,
        answer.costs.between,
        answer.costs.from_outside,
        answer.scenario.matching,
        origin,
        destination,
        places=answer.places,
        shown=answer.match,
    )


@once_per_tables(maxsize=64)
def near_best(answer: Answer) -> dict[float, pd.DataFrame]:
    """Ranges by how many per cent above the best freight, see ``near_best_ranges``.

    Some hundred small programmes for each, about a second in all: only for who asks.
    """
    return {pct: answer.near_best(pct) for pct in NEAR_BEST_PCT}


def alternatives(answer: Answer) -> pd.DataFrame:
    """The match beside buying everything outside, and beside each taking from its nearest."""
    return compare_alternatives(
        answer.balance.table,
        answer.costs.between,
        answer.costs.from_outside,
        answer.scenario.matching,
        answer.match,
        places=answer.places,
    )


@once_per_tables(maxsize=16)
def comparable_prices(commodity: str) -> pd.DataFrame:
    """One comparable price per regency; empty where there is none.

    ``regency_code``, ``price_idr_per_kg``, ``source_id``.
    """
    prices = load("prices")
    rows = prices[
        (prices["commodity"] == commodity)
        & (prices["form"] == COMPARED_FORM.get(commodity))
        & (prices["unit"] == "IDR/kg")
        & (prices["year"] == PRICE_YEAR)
    ]
    columns = ["regency_code", "price_idr_per_kg", "source_id"]
    return rows.rename(columns={"value": "price_idr_per_kg"})[columns]
