"""What a scenario does to the figures: changed tables, extra demand, cost parameters.

Every figure that a scenario changes becomes an assumption: its grade says so, and its source is
followed by ``assumption``. The tables given stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.balance.inputs import FALLBACK_REGIONS, pick_inputs
from analysis.balance.settings import (
    NORM_UNIT,
    PRODUCTION_UNIT,
    BalanceSettings,
    BalanceTables,
    MissingInputs,
    choose_settings,
)
from analysis.errors import require_columns
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import EVERYWHERE, Change, ExtraDemand, Scenario

#: Separates a figure's own source from the mark that a scenario has changed it.
_MARK = ";assumption"

DEMAND_COLUMNS = ("name", "regency_code", "tonnes")


@dataclass(frozen=True, eq=False)
class AppliedScenario:
    """A scenario brought to the figures of one commodity.

    Attributes
    ----------
    tables : BalanceTables
        For ``compute_balance``.
    settings : BalanceSettings or MissingInputs
        As ``choose_settings`` makes them; then there is no balance.
    extra_need_t : Series
        Tonnes by ``regency_code``, only of regencies with some; for ``compute_balance``.
    demand : DataFrame
        ``DEMAND_COLUMNS``: the extra demand item by item, in the scenario's order. Tonnes are NaN
        where they follow a population that is not known; such rows are not in ``extra_need_t``
        (that regency's balance is unknown anyway).
    """

    tables: BalanceTables
    settings: BalanceSettings | MissingInputs
    extra_need_t: pd.Series
    demand: pd.DataFrame


def apply_scenario(
    tables: BalanceTables,
    scenario: Scenario,
    commodity: str | None = None,
    usable: Mapping[str, pd.DataFrame] | None = None,
) -> AppliedScenario:
    """Tables and extra demand under a scenario.

    Formulas, for every row of the year and commodity concerned::

        production' = production * product of (1 + change_pct / 100) of all changes that cover it
        norm'       = norm       * the same, of the consumption changes (every norm year)
        population' = population * (1 + population_growth_pct / 100)
        eaten_out'  = eaten_out_pct / 100, of the scenario's own commodity

    Parameters
    ----------
    tables : BalanceTables
        ``regencies`` must have ``zone_id`` as well.
    scenario : Scenario
    commodity : str, optional
        Another commodity than the scenario's own.
    usable : Mapping[str, DataFrame], optional
        ``usable_rows(tables, commodity)``, when it is known already: no scenario changes which
        rows a balance could use.

    Raises
    ------
    ScenarioError
        ``unknown_reference``: a scope that is neither a zone nor a regency of the table.
    """
    scopes = _Scopes(tables.regencies)
    for name in ("production_changes", "consumption_changes", "extra_demand"):
        for place, entry in enumerate(getattr(scenario, name)):
            scopes.members(entry.scope, f"{name}[{place}].scope")
    wanted = commodity or scenario.commodity
    changed = replace(
        tables,
        production=_scaled(
            tables.production,
            (tables.production["measure"] == "production")
            & (tables.production["unit"] == PRODUCTION_UNIT)
            & (tables.production["year"] == scenario.year),
            scenario.production_changes,
            scopes,
        ),
        consumption=_scaled(
            tables.consumption,
            tables.consumption["unit"] == NORM_UNIT,
            scenario.consumption_changes,
            scopes,
        ),
        population=_grown(tables.population, scenario.population_growth_pct),
    )
    settings = choose_settings(
        *(changed, wanted, scenario.year),
        usable=usable,
        population_kind=scenario.population_series,
    )
    if (
        isinstance(settings, BalanceSettings)
        and wanted == scenario.commodity
        and scenario.eaten_out_pct is not None
    ):
        changed = replace(
            changed,
            conversions=_with_eaten_out(changed.conversions, settings, scenario.eaten_out_pct),
        )
    demand = _demand(changed, settings, scenario.extra_demand, wanted, scopes)
    known = demand.dropna(subset=["tonnes"])
    return AppliedScenario(
        tables=changed,
        settings=settings,
        extra_need_t=known.groupby("regency_code")["tonnes"].sum(),
        demand=demand,
    )


def apply_cost_parameters(
    parameters: pd.DataFrame, values: Sequence[tuple[str, float]]
) -> pd.DataFrame:
    """The table ``cost_parameters`` with the values of ``Scenario.cost_parameters``.

    A value that differs makes the row an ``assumption`` (columns ``basis``, ``source_ids``).

    Raises
    ------
    ScenarioError
        ``unknown_reference``: a parameter that the table has not.
    """
    require_columns(
        parameters.columns, ("parameter", "value", "basis", "source_ids"), "cost_parameters"
    )
    given = dict(values)
    for name in given:
        if name not in set(parameters["parameter"]):
            raise ScenarioError("unknown_reference", f"cost_parameters.{name}", name)
    wanted = parameters["parameter"].map(given)
    differs = wanted.notna() & (wanted != parameters["value"])
    return parameters.assign(
        value=parameters["value"].mask(differs, wanted),
        basis=parameters["basis"].mask(differs, "assumption"),
        source_ids=parameters["source_ids"].mask(differs, "assumption"),
    )


class _Scopes:
    """Which regencies a scope covers."""

    def __init__(self, regencies: pd.DataFrame) -> None:
        require_columns(regencies.columns, ("regency_code", "zone_id"), "regencies")
        self._members: dict[str, list[str]] = {EVERYWHERE: []}
        for code, zone in zip(regencies["regency_code"], regencies["zone_id"], strict=True):
            for scope in (EVERYWHERE, str(code), *([str(zone)] if pd.notna(zone) else [])):
                self._members.setdefault(scope, []).append(str(code))

    def members(self, scope: str, field: str = "scope") -> list[str]:
        """Codes of the regencies in a scope."""
        if scope not in self._members:
            raise ScenarioError("unknown_reference", field, scope)
        return self._members[scope]


def _scaled(
    table: pd.DataFrame, eligible: pd.Series, changes: Sequence[Change], scopes: _Scopes
) -> pd.DataFrame:
    factor = pd.Series(1.0, index=table.index)
    for change in changes:
        rows = (
            eligible.fillna(False).astype(bool)
            & (table["commodity"] == change.commodity)
            & table["regency_code"].isin(scopes.members(change.scope))
        )
        factor[rows] *= 1.0 + change.change_pct / 100.0
    return _multiplied(table, factor)


def _grown(population: pd.DataFrame, growth_pct: float) -> pd.DataFrame:
    people = (population["indicator"] == "population").to_numpy(dtype=bool)
    factor = np.where(people, 1.0 + growth_pct / 100.0, 1.0)
    return _multiplied(population, pd.Series(factor, index=population.index))


def _with_eaten_out(
    conversions: pd.DataFrame, settings: BalanceSettings, eaten_out_pct: float
) -> pd.DataFrame:
    """The coefficients with one for eating out, everywhere, in place of those of the table."""
    usual = (conversions["commodity"] == settings.commodity) & (
        conversions["coefficient"] == "eaten_out"
    )
    own: dict[str, object] = {
        **{"commodity": settings.commodity, "coefficient": "eaten_out"},
        **{"from_form": settings.need_form, "to_form": settings.need_form},
        **{"value": eaten_out_pct / 100.0, "unit": "t/t", "region": FALLBACK_REGIONS[0]},
        **{"net_of_seed_feed_loss": False, "basis": "assumption"},
        **{"grade": "assumption", "source_id": "assumption"},
    }
    row = pd.DataFrame([own]).reindex(columns=conversions.columns).astype(conversions.dtypes)
    return pd.concat([conversions[~usual], row], ignore_index=True)


def _multiplied(table: pd.DataFrame, factor: pd.Series) -> pd.DataFrame:
    touched = (factor != 1.0) & table["value"].notna()
    if not touched.any():
        return table
    changed = table.copy()
    changed["value"] = table["value"] * factor
    changed["grade"] = table["grade"].mask(touched, "assumption")
    changed["source_id"] = table["source_id"].mask(touched, table["source_id"] + _MARK)
    return changed


def _demand(
    tables: BalanceTables,
    settings: BalanceSettings | MissingInputs,
    items: Sequence[ExtraDemand],
    commodity: str,
    scopes: _Scopes,
) -> pd.DataFrame:
    wanted = [item for item in items if item.commodity == commodity]
    population: dict[str, float] = {}
    if any(item.population_pct is not None for item in wanted) and isinstance(
        settings, BalanceSettings
    ):
        people = pick_inputs(tables, settings).values()["population"]
        population = {str(code): float(value) for code, value in people.items()}
    rows = [
        (item.name, code, item.tonnes_for(population.get(code)))
        for item in wanted
        for code in scopes.members(item.scope)
    ]
    return pd.DataFrame(rows, columns=list(DEMAND_COLUMNS)).astype({"tonnes": "float64"})
