"""Conclusions on prices by month: dearer, cheaper, alike, dearest, and what too few months bear."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.prices import MonthsCompared, compare_months
from publishing.sentences import prices
from tests.publishing.conclusions.case import Conclusion, Said


def _months(*values: float) -> pd.Series:
    return pd.Series(values, index=[f"2024-{n:02}" for n in range(1, len(values) + 1)])


def _held(*own: float, other: float = 100.0) -> MonthsCompared:
    return compare_months(_months(*own), _months(*[other] * len(own)))


def _median(*own: float) -> Said:
    return prices.against_median("chili", "5371", 2024, _held(*own))


def _supplier(*own: float, is_choice: bool = False) -> Said:
    return prices.against_supplier("rice", "5371", "5303", 2024, _held(*own), is_choice)


def _means(**by_code: float) -> pd.Series:
    return pd.Series({code[1:]: value for code, value in by_code.items()}, dtype="float64")


#: Six months known on both sides, and one less than that.
_DEAR, _FEW = [112.0] * 6, [112.0] * 5 + [np.nan]

CASES = [
    Conclusion(
        *("prices.against_median", "{commodity} in {regency} cost {difference} more than"),
        said=lambda: _median(*_DEAR),
        not_said=lambda: [str(_median(*_FEW)), str(_median(*[88.0] * 6))],
    ),
    Conclusion(
        *("prices.against_median", "{commodity} in {regency} cost {difference} less than"),
        said=lambda: _median(*[88.0] * 6),
        not_said=lambda: _median(*_DEAR),
    ),
    Conclusion(
        *("prices.against_median", "{commodity} in {regency} cost about as much"),
        said=lambda: _median(*[100.4] * 6),
        not_said=lambda: _median(*[101.4] * 6),
    ),
    Conclusion(
        *("prices.against_supplier", "{commodity} in {regency} cost {amount}/kg more than"),
        said=lambda: _supplier(*_DEAR),
        not_said=lambda: [str(_supplier(*_FEW)), str(_supplier(*[88.0] * 6))],
    ),
    Conclusion(
        *("prices.against_supplier", "{commodity} in {regency} cost {amount}/kg less than"),
        said=lambda: _supplier(*[88.0] * 6),
        not_said=lambda: _supplier(*_DEAR),
    ),
    Conclusion(
        *("prices.against_supplier", "one possible supplier by the model"),
        said=lambda: _supplier(*_DEAR, is_choice=True),
        not_said=lambda: _supplier(*_DEAR),
    ),
    Conclusion(
        *("prices.against_supplier", "a supplier by the model"),
        said=lambda: _supplier(*_DEAR),
        not_said=lambda: _supplier(*_DEAR, is_choice=True),
    ),
    Conclusion(
        *("prices.regency_prices_headline", "Prices in {year}, official"),
        said=lambda: prices.regency_prices_headline(2024, 2, 1, 5),
        not_said=lambda: prices.regency_prices_headline(2024, 0, 0, 0),
    ),
    Conclusion(
        *("prices.regency_prices_headline", "Prices by month: too few"),
        said=lambda: prices.regency_prices_headline(2024, 0, 0, 0),
        not_said=lambda: prices.regency_prices_headline(2024, 0, 0, 1),
    ),
    Conclusion(
        *("prices.commodity_prices_headline", "{commodity} in {year}, of {n} regencies known"),
        said=lambda: prices.commodity_prices_headline("chili", 2024, _means(a5301=1, b5302=2)),
        not_said=lambda: prices.commodity_prices_headline("chili", 2024, _means(a5301=2, b5302=2)),
    ),
    Conclusion(
        *("prices.commodity_prices_headline", "Prices of {commodity} by month"),
        said=lambda: prices.commodity_prices_headline("chili", 2024, _means(a5301=1)),
        not_said=lambda: prices.commodity_prices_headline("chili", 2024, _means(a5301=1, b5302=2)),
    ),
    Conclusion(
        *("prices.spread_line", "{commodity} cost {difference} more"),
        said=lambda: prices.spread_line("chili", _means(a5301=1, b5302=2), 22),
        not_said=lambda: prices.spread_line("chili", _means(a5301=1), 22),
    ),
    Conclusion(
        *("prices.filled_without_mark", "Prices of grade C"),
        said=lambda: prices.filled_without_mark(["beef"]),
        not_said=lambda: prices.filled_without_mark([]),
    ),
    Conclusion(
        *("prices.doubtful_prices", "{n} doubtful monthly price was"),
        said=lambda: prices.doubtful_prices(1),
        not_said=lambda: [prices.doubtful_prices(0), prices.doubtful_prices(2)],
    ),
    Conclusion(
        *("prices.doubtful_prices", "{n} doubtful monthly prices were"),
        said=lambda: prices.doubtful_prices(2),
        not_said=lambda: [prices.doubtful_prices(0), prices.doubtful_prices(1)],
    ),
]
