"""Ready-made assumptions put into a scenario."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.errors import require_columns
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Change, ExtraDemand, Scenario

#: What the unit of a row says about the amount of an extra demand.
_DEMAND_AMOUNT = {"t": "tonnes", "persons": "people", "percent_of_population": "population_pct"}

_COLUMNS = (
    *("preset", "order", "field", "commodity", "scope", "value", "unit"),
    *("days", "kg_per_person_day", "reason"),
)


def with_preset(
    scenario: Scenario, presets: pd.DataFrame, preset: str, demand_name: str
) -> Scenario:
    """The scenario with the rows of a preset added.

    Changes and demands are added to those that are there; a growth of the population replaces it.

    Parameters
    ----------
    presets : DataFrame
        Columns of the table ``scenario_presets``.
    preset : str
        Which of them.
    demand_name : str
        Name for an extra demand (the preset's own, in the reader's language).

    Raises
    ------
    ScenarioError
        ``unknown_reference``: no such preset; or as ``Scenario`` when a row is out of range.
    """
    require_columns(presets.columns, _COLUMNS, "scenario_presets")
    rows = presets[presets["preset"] == preset].sort_values("order")
    if rows.empty:
        raise ScenarioError("unknown_reference", "preset", preset)
    for row in rows.to_dict("records"):
        scenario = _with_row(scenario, {str(key): value for key, value in row.items()}, demand_name)
    return scenario


def _with_row(scenario: Scenario, row: dict[str, Any], demand_name: str) -> Scenario:
    field, value = row["field"], float(row["value"])
    if field == "population_growth_pct":
        return replace(scenario, population_growth_pct=value)
    if field in ("production_changes", "consumption_changes"):
        change = Change(row["commodity"], row["scope"], value, row["reason"])
        if field == "production_changes":
            return replace(scenario, production_changes=(*scenario.production_changes, change))
        return replace(scenario, consumption_changes=(*scenario.consumption_changes, change))
    demand = ExtraDemand(
        demand_name,
        row["scope"],
        row["commodity"],
        **{_DEMAND_AMOUNT[row["unit"]]: value},
        **{
            name: float(row[name])
            for name in ("days", "kg_per_person_day")
            if pd.notna(row[name]) and row["unit"] != "t"
        },
    )
    return replace(scenario, extra_demand=(*scenario.extra_demand, demand))
