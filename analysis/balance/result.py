"""A balance with all it rests on: settings, table, totals, and every figure behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.balance.compute import (
    BalanceSummary,
    compute_balance,
    explain_inputs,
    summarise_balance,
)
from analysis.balance.qualification import is_disqualified
from analysis.balance.settings import BalanceSettings, BalanceTables


@dataclass(frozen=True, eq=False)
class Balance:
    """The balance of one commodity and year.

    Attributes
    ----------
    settings : BalanceSettings
    tables : BalanceTables
        What it was computed from, a scenario's changes included.
    table : DataFrame
        As ``compute_balance`` makes it, one row per regency.
    extra_need_t : Series or None
        Tonnes of named extra demand by ``regency_code``.
    """

    settings: BalanceSettings
    tables: BalanceTables
    table: pd.DataFrame
    extra_need_t: pd.Series | None = None

    @property
    def suspended(self) -> str:
        """Why there are no classes and pairs (of ``not_comparable``); empty where there are."""
        return self.tables.not_comparable.get(self.settings.commodity, "")

    @cached_property
    def disqualified(self) -> pd.DataFrame:
        """Rows of ``table`` that rest on a disqualified figure."""
        known = self.table["balance_class"] != "unknown"
        return self.table[known & is_disqualified(self.table)]

    @cached_property
    def summary(self) -> BalanceSummary:
        """Totals over the regencies, see ``summarise_balance``."""
        return summarise_balance(self.table)

    @property
    def surplus_t(self) -> float:
        """What the regencies of the class surplus have beyond their need, together."""
        return self._together("surplus")

    @property
    def deficit_t(self) -> float:
        """What the regencies of the class deficit lack, together."""
        return -self._together("deficit")

    def _together(self, balance_class: str) -> float:
        return float(
            self.table.loc[self.table["balance_class"] == balance_class, "balance_t"].sum()
        )

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """Every figure behind the balance; most balances are made to know that they exist."""
        return explain_inputs(self.tables, self.settings, self.extra_need_t)


def make_balance(
    tables: BalanceTables, settings: BalanceSettings, extra_need_t: pd.Series | None = None
) -> Balance:
    """Compute a balance; parameters and errors as ``compute_balance``."""
    table = compute_balance(tables, settings, extra_need_t)
    return Balance(settings, tables, table, extra_need_t)
