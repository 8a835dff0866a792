"""Balances that are known for the province alone, of the current edition."""

from __future__ import annotations

from analysis.balance.provincial import (
    ProvincialBalance,
    provincial_balance,
    years_of_the_province_alone,
)
from analysis.balance.result import Balance
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import evaluation


@once_per_tables(maxsize=64)
def balances_of_the_province_alone(commodity: str) -> tuple[ProvincialBalance, ...]:
    """Newest first; empty for most commodities."""
    tables, figures = evaluation.balance_tables(), load("provincial_figures")
    found = (
        provincial_balance(tables, figures, commodity, year)
        for year in years_of_the_province_alone(tables, figures, commodity)
    )
    return tuple(balance for balance in found if balance is not None)


@once_per_tables(maxsize=64)
def series_of_the_years(commodity: str) -> frozenset[str]:
    """Population series of the balances by regency."""
    found = (
        evaluation.balance(commodity, year) for year in evaluation.two_sided().get(commodity, [])
    )
    return frozenset(
        result.settings.population_series for result in found if isinstance(result, Balance)
    )
