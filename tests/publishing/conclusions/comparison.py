"""Conclusions on two regencies side by side: what both have, what one lacks, and no verdict."""

from __future__ import annotations

from dataclasses import replace

from publishing.sentences import comparison
from publishing.sentences.profile import RegencyBalance, balance_rows
from services import profile
from tests.publishing.conclusions.case import Conclusion, Said

_ENDS = "5315", "5308"
_NONE: tuple[str, ...] = ()


def _row(kind: str) -> RegencyBalance:
    """Rice of Manggarai Barat as if it were of this class."""
    rows = balance_rows(profile.regency_balances("5315", 2023))
    rice = next(row for row in rows if row.commodity == "rice")
    return replace(rice, balance_class=kind, missing="production" if kind == "unknown" else "")


def _balances(left: str, right: str) -> Said:
    pairs = [(_row(left), _row(right))]
    return comparison.balances_compared_headline(*_ENDS, pairs)


def _sectors(left: str, right: str) -> Said:
    return comparison.sectors_compared_headline(*_ENDS, (left, right))


def _kpju(shared: tuple[str, ...], left: int, right: int) -> Said:
    return comparison.kpju_compared_headline(*_ENDS, shared, (left, right))


CASES = [
    Conclusion(
        *("comparison.balance_cell", "{kind} {amount}; {share}"),
        said=lambda: comparison.balance_cell(_row("surplus")),
        not_said=lambda: [comparison.balance_cell(_row(each)) for each in ("unknown", "doubtful")],
    ),
    Conclusion(
        *("comparison.balance_cell", "no data yet"),
        said=lambda: comparison.balance_cell(_row("unknown")),
        not_said=lambda: comparison.balance_cell(_row("deficit")),
    ),
    Conclusion(
        *("comparison.balances_compared_headline", "{commodity} {year}: surplus in"),
        said=lambda: _balances("surplus", "deficit"),
        not_said=lambda: [
            str(_balances("surplus", each)) for each in ("unknown", "doubtful", "surplus")
        ],
    ),
    Conclusion(
        *("comparison.balances_compared_headline", "Balances: known of both"),
        said=lambda: _balances("surplus", "unknown"),
        not_said=lambda: _balances("surplus", "balanced"),
        words="for 0 of 1 commodities",
    ),
    Conclusion(
        *("comparison.sectors_compared_headline", "Sectors: the report has no ranking"),
        said=lambda: _sectors("kbli", ""),
        not_said=lambda: _sectors("kbli", "kbli"),
    ),
    Conclusion(
        *("comparison.sectors_compared_headline", "Sectors: the two are ranked by different"),
        said=lambda: _sectors("kbli", "traditional"),
        not_said=lambda: [str(_sectors("kbli", "kbli")), str(_sectors("kbli", ""))],
    ),
    Conclusion(
        *("comparison.sectors_compared_headline", "Sectors: both are ranked by the same"),
        said=lambda: _sectors("kbli", "kbli"),
        not_said=lambda: _sectors("kbli", "traditional"),
    ),
    Conclusion(
        *("comparison.kpju_compared_headline", "KPJu: the report has no list"),
        said=lambda: _kpju(_NONE, 10, 0),
        not_said=lambda: _kpju(_NONE, 10, 10),
    ),
    Conclusion(
        *("comparison.kpju_compared_headline", "KPJu: the two lists have nothing"),
        said=lambda: _kpju(_NONE, 10, 10),
        not_said=lambda: [str(_kpju(_NONE, 10, 0)), str(_kpju(("maize",), 10, 10))],
    ),
    Conclusion(
        *("comparison.kpju_compared_headline", "KPJu: {n} in both lists"),
        said=lambda: _kpju(("maize",), 10, 10),
        not_said=lambda: _kpju(_NONE, 10, 10),
    ),
    Conclusion(
        *(
            "comparison.prices_compared_headline",
            "Prices in {year}, official or cross-checked: of {total}",
        ),
        said=lambda: comparison.prices_compared_headline(*_ENDS, 2024, 1, 0, 1),
        not_said=lambda: comparison.prices_compared_headline(*_ENDS, 2024, 0, 0, 0),
    ),
    Conclusion(
        *("comparison.prices_compared_headline", "Prices by month: too few"),
        said=lambda: comparison.prices_compared_headline(*_ENDS, 2024, 0, 0, 0),
        not_said=lambda: comparison.prices_compared_headline(*_ENDS, 2024, 0, 0, 1),
    ),
    Conclusion(
        *("comparison.exchange_headline", "Between the two: no exchange"),
        said=lambda: comparison.exchange_headline(0),
        not_said=lambda: comparison.exchange_headline(1),
    ),
    Conclusion(
        *("comparison.exchange_headline", "Between the two: what they"),
        said=lambda: comparison.exchange_headline(1),
        not_said=lambda: comparison.exchange_headline(0),
    ),
]
