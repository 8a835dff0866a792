"""Conclusions in the titles of a scenario's slides."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.balance.compute import BalanceSummary
from analysis.matching.tables import MatchTotals
from publishing.sentences import deck_scenario as deck
from tests.publishing.conclusions.case import Conclusion, Said

BEFORE = BalanceSummary(22, 22, 9, 13, 0, 0, 100.0, 150.0, -50.0)
TOTALS = MatchTotals(50.0, 0.0, 100.0, 40.0, 60.0, 0.0, 10.0, 1e9, 1e9, 2e9)


def _balance(total_t: float, n_known: int = 22) -> Said:
    now = replace(BEFORE, total_balance_t=total_t, n_known=n_known)
    return deck.balance_title(BEFORE, now)


def _available(total_t: float) -> Said:
    return deck.available_title(BEFORE, replace(BEFORE, total_available_t=total_t))


def _regencies(*changes: float) -> Said:
    return deck.regencies_title(pd.Series(changes))


def _totals(**now: float) -> Said:
    return deck.totals_title(TOTALS, replace(TOTALS, **now))


def _unmet(**totals: float) -> Said:
    return deck.unmet_title(replace(TOTALS, **totals), n_unmet=2)


CASES = [
    Conclusion(
        *("deck_scenario.assumptions_title", "No assumption differs"),
        said=lambda: deck.assumptions_title(0),
        not_said=lambda: deck.assumptions_title(1),
    ),
    Conclusion(
        *("deck_scenario.assumptions_title", "{n} assumption differs"),
        said=lambda: deck.assumptions_title(1),
        not_said=lambda: deck.assumptions_title(2),
    ),
    Conclusion(
        *("deck_scenario.assumptions_title", "{n} assumptions differ"),
        said=lambda: deck.assumptions_title(2),
        not_said=lambda: deck.assumptions_title(1),
    ),
    Conclusion(
        *("deck_scenario.balance_title", "The balance is known of other regencies"),
        said=lambda: _balance(-40.0, n_known=21),
        not_said=lambda: _balance(-40.0),
    ),
    Conclusion(
        *("deck_scenario.balance_title", "The balance stays"),
        said=lambda: _balance(-50.4),
        not_said=lambda: _balance(-50.6),
    ),
    Conclusion(
        *("deck_scenario.balance_title", "{amount} less in the balance"),
        said=lambda: _balance(-60.0),
        not_said=lambda: _balance(-40.0),
    ),
    Conclusion(
        *("deck_scenario.balance_title", "{amount} more in the balance"),
        said=lambda: _balance(-40.0),
        not_said=lambda: _balance(-60.0),
    ),
    Conclusion(
        *("deck_scenario.available_title", "What is there stays"),
        said=lambda: _available(100.4),
        not_said=lambda: _available(100.6),
    ),
    Conclusion(
        *("deck_scenario.available_title", "{amount} less than"),
        said=lambda: _available(90.0),
        not_said=lambda: _available(110.0),
    ),
    Conclusion(
        *("deck_scenario.available_title", "{amount} more than"),
        said=lambda: _available(110.0),
        not_said=lambda: _available(90.0),
    ),
    Conclusion(
        *("deck_scenario.regencies_title", "No regency's balance changes"),
        said=lambda: _regencies(0.4, -0.4),
        not_said=lambda: _regencies(0.6, -0.4),
    ),
    Conclusion(
        *("deck_scenario.regencies_title", "Balance falls in {n} regency,"),
        said=lambda: _regencies(-5.0),
        not_said=lambda: _regencies(-5.0, -5.0),
    ),
    Conclusion(
        *("deck_scenario.regencies_title", "Balance falls in {n} regencies"),
        said=lambda: _regencies(-5.0, -5.0),
        not_said=lambda: _regencies(-5.0, -5.0, 1.0),
    ),
    Conclusion(
        *("deck_scenario.regencies_title", "Balance rises in {n} regency,"),
        said=lambda: _regencies(5.0),
        not_said=lambda: _regencies(5.0, 5.0),
    ),
    Conclusion(
        *("deck_scenario.regencies_title", "Balance rises in {n} regencies"),
        said=lambda: _regencies(5.0, 5.0),
        not_said=lambda: _regencies(5.0, 5.0, -1.0),
    ),
    Conclusion(
        *("deck_scenario.regencies_title", "Balance rises in {gain}, falls"),
        said=lambda: _regencies(5.0, 5.0, -1.0),
        not_said=lambda: _regencies(5.0, 5.0),
    ),
    Conclusion(
        # What is unmet goes before where the rest comes from.
        *("deck_scenario.totals_title", "{amount} more stay unmet"),
        said=lambda: _totals(unmet_t=20.0, external_t=40.0),
        not_said=lambda: _totals(unmet_t=0.4, external_t=40.0),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "{amount} less stay unmet"),
        said=lambda: deck.totals_title(replace(TOTALS, unmet_t=20.0), TOTALS),
        not_said=lambda: _totals(unmet_t=20.0),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "{amount} more from outside"),
        said=lambda: _totals(external_t=70.0, moved_t=30.0),
        not_said=lambda: _totals(external_t=50.0, moved_t=50.0),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "{amount} less from outside"),
        said=lambda: _totals(external_t=50.0, moved_t=50.0),
        not_said=lambda: _totals(external_t=70.0, moved_t=30.0),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "{amount} more between"),
        said=lambda: _totals(moved_t=50.0),
        not_said=lambda: _totals(moved_t=30.0),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "{amount} less between"),
        said=lambda: _totals(moved_t=30.0),
        not_said=lambda: _totals(moved_t=50.0),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "Tonnes and freight stay"),
        said=lambda: _totals(cost_idr=2e9 + 9e5),
        not_said=lambda: _totals(cost_idr=2e9 + 2e6),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "{amount} million"),
        said=lambda: _totals(cost_idr=2e9 + 2e6),
        not_said=lambda: _totals(moved_t=50.0, cost_idr=2e9 + 2e6),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "Freight rises"),
        said=lambda: _totals(cost_idr=2e9 + 2e6),
        not_said=lambda: _totals(cost_idr=2e9 - 2e6),
    ),
    Conclusion(
        *("deck_scenario.totals_title", "Freight falls"),
        said=lambda: _totals(cost_idr=2e9 - 2e6),
        not_said=lambda: _totals(cost_idr=2e9 + 2e6),
    ),
    Conclusion(
        # A pair that can be swapped is no change.
        *("deck_scenario.changes_title", "No pair between regencies"),
        said=lambda: deck.changes_title({"swappable": 4, "unknown": 1}),
        not_said=lambda: deck.changes_title({"swappable": 4, "same": 1}),
    ),
    Conclusion(
        *("deck_scenario.changes_title", "{n} pair stays"),
        said=lambda: deck.changes_title({"same": 1}),
        not_said=lambda: deck.changes_title({"same": 2}),
    ),
    Conclusion(
        *("deck_scenario.changes_title", "{n} pairs stay"),
        said=lambda: deck.changes_title({"same": 2, "swappable": 1}),
        not_said=lambda: deck.changes_title({"same": 2, "new": 1}),
    ),
    Conclusion(
        *("deck_scenario.changes_title", "{n} pair changes"),
        said=lambda: deck.changes_title({"new": 1}),
        not_said=lambda: deck.changes_title({"new": 1, "gone": 1}),
    ),
    Conclusion(
        *("deck_scenario.changes_title", "{n} pairs change, none"),
        said=lambda: deck.changes_title({"new": 1, "gone": 1}),
        not_said=lambda: deck.changes_title({"new": 1, "gone": 1, "same": 1}),
    ),
    Conclusion(
        *("deck_scenario.changes_title", "{n} pairs change, {same}"),
        said=lambda: deck.changes_title({"more": 1, "less": 1, "same": 3}),
        not_said=lambda: deck.changes_title({"more": 1, "less": 1}),
    ),
    Conclusion(
        *("deck_scenario.unmet_title", "No known regency"),
        said=lambda: _unmet(deficit_t=0.0, external_t=0.0, moved_t=0.0),
        not_said=_unmet,
    ),
    Conclusion(
        *("deck_scenario.unmet_title", "{amount} stay unmet, in {n} regency"),
        said=lambda: deck.unmet_title(replace(TOTALS, unmet_t=5.0), n_unmet=1),
        not_said=lambda: deck.unmet_title(replace(TOTALS, unmet_t=5.0), n_unmet=2),
        words="1 regency",
    ),
    Conclusion(
        *("deck_scenario.unmet_title", "{amount} stay unmet, in {n} regencies"),
        said=lambda: _unmet(unmet_t=5.0),
        not_said=lambda: _unmet(unmet_t=0.4),
    ),
    Conclusion(
        *("deck_scenario.unmet_title", "Nothing stays unmet"),
        said=_unmet,
        not_said=lambda: _unmet(unmet_t=5.0),
    ),
    Conclusion(
        *("deck_scenario.unmet_title", "Regencies of NTT meet"),
        said=lambda: _unmet(external_t=0.0),
        not_said=_unmet,
    ),
    Conclusion(
        *("deck_scenario.firmness_title", "No identified pair"),
        said=lambda: deck.firmness_title(pd.Series(dtype=float)),
        not_said=lambda: deck.firmness_title(pd.Series([1.0])),
    ),
    Conclusion(
        *("deck_scenario.firmness_title", "None of {total}"),
        said=lambda: deck.firmness_title(pd.Series([79.9, 10.0])),
        not_said=lambda: deck.firmness_title(pd.Series([80.0, 10.0])),
    ),
    Conclusion(
        *("deck_scenario.firmness_title", "{n} of {total}"),
        said=lambda: deck.firmness_title(pd.Series([80.0, 10.0])),
        not_said=lambda: deck.firmness_title(pd.Series([79.9, 10.0])),
    ),
    Conclusion(
        *("deck_scenario.unmet_objection", "Nobody would forbid"),
        said=lambda: deck.unmet_objection(outside=False).raised,
        not_said=lambda: deck.unmet_objection(outside=True).raised,
    ),
    Conclusion(
        *("deck_scenario.unmet_objection", "Right: it is left out"),
        said=lambda: deck.unmet_objection(outside=False).answered,
        not_said=lambda: deck.unmet_objection(outside=True).answered,
    ),
    Conclusion(
        *("deck_scenario.unmet_objection", "Supply from outside is assumed"),
        said=lambda: deck.unmet_objection(outside=True).raised,
        not_said=lambda: deck.unmet_objection(outside=False).raised,
    ),
    Conclusion(
        *("deck_scenario.unmet_objection", "Right: the model lets"),
        said=lambda: deck.unmet_objection(outside=True).answered,
        not_said=lambda: deck.unmet_objection(outside=False).answered,
    ),
]
