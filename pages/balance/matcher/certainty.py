"""How sure a balance is, under the spreads that this session has set.

What is made of a balance and a set of spreads is the same for everybody, so it is kept for both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.uncertainty.draws import TotalInterval
from analysis.uncertainty.pair_robustness import PairDraws
from pages.balance.matcher.spread_rules import changed_rules
from publishing.charts.certainty import intervals, tornado
from publishing.language import once_per_language
from publishing.listings.certainty import interval_table, tornado_table
from publishing.maps import balance as balance_maps
from publishing.maps.choropleth import Choropleth
from publishing.sentences import certainty as sentences
from publishing.tables import ReadyTable
from services.answer import certainty as kept
from services.answer import evaluation
from services.answer.certainty import Changes


def total_interval(balance: Balance) -> TotalInterval:
    """Interval of the balance of all known regencies together."""
    return kept.total_interval(balance, changed_rules(balance.settings.commodity))


def scatter_note(balance: Balance) -> str:
    """Where the spread of the commodity's production comes from."""
    commodity = balance.settings.commodity
    return sentences.scatter_note(commodity, kept.own_scatter(commodity))


def swings(balance: Balance, regency_code: str | None) -> pd.DataFrame:
    """By how much each input moves the balance of a regency, or of NTT."""
    return kept.swings(balance, regency_code, changed_rules(balance.settings.commodity))


def firmness(answer: Answer) -> PairDraws:
    """How often each pair appears when the drawn balances are matched."""
    return kept.firmness(answer, changed_rules(answer.balance.settings.commodity))


def certain_choropleth(balance: Balance, selected: str | None) -> Choropleth:
    """The balance as a map, faded where the class is not sure and with its word in each tooltip."""
    return _certain_choropleth(balance, selected, changed_rules(balance.settings.commodity))


@once_per_language(maxsize=256)
def _certain_choropleth(balance: Balance, selected: str | None, rules: Changes) -> Choropleth:
    if selected:
        chart = _certain_choropleth(balance, None, rules)
        return replace(chart, picture=replace(chart.picture, selected=selected))
    reference = evaluation.reference_balance(balance.settings.commodity)
    chart = balance_maps.balance_choropleth(balance, selected, reference=reference)
    return balance_maps.certain_choropleth(chart, kept.certainty(balance, rules))


def certainty_headline(balance: Balance) -> str:
    """For how many regencies the class is sure, for whom it is not."""
    return _certainty_headline(balance, changed_rules(balance.settings.commodity))


@once_per_language(maxsize=256)
def _certainty_headline(balance: Balance, rules: Changes) -> str:
    return sentences.certainty_headline(balance, kept.certainty(balance, rules))


def interval_note(balance: Balance, regency_code: str) -> str:
    """One regency's certainty in a sentence, for its card."""
    return _interval_note(balance, regency_code, changed_rules(balance.settings.commodity))


@once_per_language(maxsize=1024)
def _interval_note(balance: Balance, regency_code: str, rules: Changes) -> str:
    return sentences.interval_note(balance, kept.certainty(balance, rules), regency_code)


def interval_chart(balance: Balance) -> tuple[dict[str, Any], ReadyTable]:
    """The range of every balance as a chart, and the table behind it."""
    return _interval_chart(balance, changed_rules(balance.settings.commodity))


@once_per_language(maxsize=64)
def _interval_chart(balance: Balance, rules: Changes) -> tuple[dict[str, Any], ReadyTable]:
    table = interval_table(balance, kept.certainty(balance, rules))
    return intervals(table, balance.settings), table


def tornado_chart(balance: Balance, regency_code: str | None) -> tuple[dict[str, Any], ReadyTable]:
    """Which input moves a balance most as a chart, and the table behind it."""
    return _tornado_chart(balance, regency_code, changed_rules(balance.settings.commodity))


@once_per_language(maxsize=256)
def _tornado_chart(
    balance: Balance, regency_code: str | None, rules: Changes
) -> tuple[dict[str, Any], ReadyTable]:
    table = tornado_table(kept.swings(balance, regency_code, rules))
    return tornado(table, balance.settings, regency_code), table
