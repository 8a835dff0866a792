"""Two or three scenarios side by side: assumptions, balances, pairs, cost and unmet need.

Everywhere the first scenario is what the others are compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from analysis.balance.compute import summarise_balance
from analysis.balance.qualification import is_comparable
from analysis.errors import AnalysisError
from analysis.matching.changes import RANGE_CHANGE_COLUMNS, certain_changes, pair_changes
from analysis.matching.options import MatchingOptions
from analysis.matching.ranges import MatchRanges
from analysis.matching.tables import MatchResult
from analysis.scenario.scenario import Scenario

TOTAL_COLUMNS = (
    *("label", "n_known", "n_surplus", "n_deficit", "available_t", "need_t", "balance_t"),
    "with_doubtful_balance_t",
    *("deficit_t", "moved_t", "external_t", "unmet_t", "unsold_t", "cost_idr"),
    *("internal_cost_idr", "internal_cost_idr_per_kg"),
)


@dataclass(frozen=True, eq=False)
class ScenarioResult:
    """A scenario with its answer for one commodity; ``balance`` as ``compute_balance`` makes it.

    ``ranges`` is None where the options of its match have none.
    """

    scenario: Scenario
    balance: pd.DataFrame
    match: MatchResult
    ranges: MatchRanges | None


def changed_assumptions(scenarios: Mapping[str, Scenario]) -> pd.DataFrame:
    """Every assumption that is not the same in all scenarios.

    Parameters
    ----------
    scenarios : mapping
        By label; the labels become columns.

    Returns
    -------
    DataFrame
        ``field`` (of ``Scenario``; options of the match as ``matching.<name>``), ``item`` (what
        the value is for: ``commodity|scope|reason`` of a change, ``name|scope|commodity`` of an
        extra demand, the name of a cost parameter, the id of an edge or event; "" elsewhere) and
        one column per label: the value, None where the scenario says nothing of it. Changes are
        tuples of percentages and extra demands tuples of ``ExtraDemand``, mostly of one. Names
        and descriptions are left out.

    >>> a = Scenario("a", "rice", 2022)
    >>> b = Scenario("b", "rice", 2022, population_growth_pct=2)
    >>> changed_assumptions({"a": a, "b": b}).values.tolist()
    [['population_growth_pct', '', 0.0, 2.0]]
    """
    listed = {label: _assumptions(scenario) for label, scenario in scenarios.items()}
    keys: dict[tuple[str, str], None] = {}
    for found in listed.values():
        keys.update(dict.fromkeys(found))
    order = {name: place for place, name in enumerate(_field_order())}
    rows = []
    for key in sorted(keys, key=lambda key: order[key[0]]):
        values = [found.get(key) for found in listed.values()]
        if any(value != values[0] for value in values[1:]):
            rows.append((*key, *values))
    return pd.DataFrame(rows, columns=["field", "item", *listed], dtype=object)


def compare_balances(results: Mapping[str, ScenarioResult]) -> pd.DataFrame:
    """Balances side by side, one row per regency and scenario.

    Returns
    -------
    DataFrame
        ``regency_code``, ``label``, ``balance_t``, ``balance_class``, ``first_t``,
        ``first_class``, ``is_comparable`` (False between years of different series), ``change_t``
        (NaN where either balance is unknown or the two may not be compared).
    """
    first_year = _first(results).scenario.year
    first = _first(results).balance.set_index("regency_code")
    parts = []
    for label, result in results.items():
        rows = result.balance[["regency_code", "balance_t", "balance_class"]].copy()
        rows.insert(1, "label", label)
        rows["first_t"] = first["balance_t"].reindex(rows["regency_code"]).to_numpy()
        rows["first_class"] = first["balance_class"].reindex(rows["regency_code"]).to_numpy()
        if result.scenario.year == first_year:
            rows["is_comparable"] = True
        else:
            flags = zip(
                first["flags"].reindex(rows["regency_code"]), result.balance["flags"], strict=True
            )
            rows["is_comparable"] = [is_comparable(*both) for both in flags]
        change = rows["balance_t"] - rows["first_t"]
        rows["change_t"] = change.where(rows["is_comparable"])
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)


def compare_pairs(results: Mapping[str, ScenarioResult]) -> pd.DataFrame:
    """Which pairs there still are, which come and go against the first scenario.

    Returns
    -------
    DataFrame
        ``label`` (of every scenario but the first) and the columns of ``certain_changes``; by
        label, then the largest of both amounts first.
    """
    first, columns = _first(results), ["label", *RANGE_CHANGE_COLUMNS]
    parts = [
        certain_changes(pair_changes(first.match, other.match), first.ranges, other.ranges).assign(
            label=label
        )[columns]
        for label, other in list(results.items())[1:]
    ]
    empty = pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True) if parts else empty


def compare_totals(results: Mapping[str, ScenarioResult]) -> pd.DataFrame:
    """``TOTAL_COLUMNS``, one row per scenario; totals of balances over the known ones only."""
    rows = []
    for label, result in results.items():
        summary, totals = summarise_balance(result.balance), result.match.totals
        rows.append(
            {
                "label": label,
                "n_known": summary.n_known,
                "n_surplus": summary.n_surplus,
                "n_deficit": summary.n_deficit,
                "available_t": summary.total_available_t,
                "need_t": summary.total_need_t,
                "balance_t": summary.total_balance_t,
                "with_doubtful_balance_t": summary.with_doubtful_balance_t,
                "deficit_t": totals.deficit_t,
                "moved_t": totals.moved_t,
                "external_t": totals.external_t,
                "unmet_t": totals.unmet_t,
                "unsold_t": totals.unsold_t,
                "cost_idr": totals.cost_idr,
                "internal_cost_idr": totals.internal_cost_idr,
                "internal_cost_idr_per_kg": (
                    totals.internal_cost_idr / totals.moved_t / 1000
                    if totals.moved_t
                    else float("nan")
                ),
            }
        )
    return pd.DataFrame(rows, columns=list(TOTAL_COLUMNS))


def _first(results: Mapping[str, ScenarioResult]) -> ScenarioResult:
    if not results:
        raise AnalysisError("nothing_to_compare", "no scenario to compare")
    return next(iter(results.values()))


def _field_order() -> list[str]:
    order = []
    for f in fields(Scenario):
        if f.name == "matching":
            order += [f"matching.{option.name}" for option in fields(MatchingOptions)]
        else:
            order.append(f.name)
    return order


def _assumptions(scenario: Scenario) -> dict[tuple[str, str], Any]:
    """Value by field and item."""
    found: dict[tuple[str, str], Any] = {
        (name, ""): getattr(scenario, name)
        for name in (
            *("commodity", "year", "population_growth_pct"),
            *("eaten_out_pct", "population_series"),
        )
    }
    for name in ("production_changes", "consumption_changes"):
        for change in getattr(scenario, name):
            key = (name, f"{change.commodity}|{change.scope}|{change.reason}")
            # Two changes for the same reason in one scope stand there as they were entered.
            found[key] = (*found.get(key, ()), change.change_pct)
    for demand in scenario.extra_demand:
        key = ("extra_demand", f"{demand.name}|{demand.scope}|{demand.commodity}")
        found[key] = (*found.get(key, ()), demand)
    for parameter, value in scenario.cost_parameters:
        found[("cost_parameters", parameter)] = value
    for name in ("closed_edges", "closure_events"):
        for entry in getattr(scenario, name):
            found[(name, entry)] = True
    for option in fields(scenario.matching):
        found[(f"matching.{option.name}", "")] = getattr(scenario.matching, option.name)
    return found
