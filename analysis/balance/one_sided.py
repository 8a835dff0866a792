"""What one side of a balance says where the other is missing, or is that of a wider group.

None of it is a balance: no class, no pair and no total of surplus or deficit follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from analysis.balance.qualification import RATIO_COLUMN, disqualifiers
from analysis.balance.settings import BalanceSettings, production_rows
from analysis.errors import require_columns

#: ``exceeds``: more is produced than is needed of the whole group, by figures that nothing doubts.
#: ``doubtful``: the same, but a figure is disqualified. ``silent``: no more than is needed of the
#: group, which says neither surplus nor deficit of the one commodity. ``unknown``: a figure lacks.
GroupVerdict = Literal["exceeds", "doubtful", "silent", "unknown"]
GROUP_VERDICTS: tuple[GroupVerdict, ...] = get_args(GroupVerdict)

#: The same as of a balance.
TOLERANCE_PCT = BalanceSettings.tolerance_pct


def against_group_norm(
    production: pd.DataFrame,
    population: pd.DataFrame,
    norms: pd.DataFrame,
    tolerance_pct: float = TOLERANCE_PCT,
) -> pd.DataFrame:
    """Hold the production of one commodity against the need of the group it belongs to.

    Who produces more of one pulse than is eaten of all pulses has a surplus of that pulse; the
    reverse says nothing. As in a balance, an excess within the tolerance counts as none::

        need_t      = population x norm_kg / 1000          (of the whole group)
        per_head_kg = 1000 x production_t / population     (the norm at which the excess ends)

    Seed, feed and losses are not taken off: no share of them is known.

    Parameters
    ----------
    production : DataFrame
        ``regency_code``, ``value`` (t), ``flag`` and ``median_ratio`` (of ``with_outliers``): one
        commodity and year.
    population : DataFrame
        ``regency_code``, ``value`` (heads), ``flag``: one series and year.
    norms : DataFrame
        ``regency_code``, ``value`` (kg per head and year), ``flag``, of the group.
    tolerance_pct : float
        Production exceeds only what is more than this percentage above the need.

    Returns
    -------
    DataFrame
        One row per regency that any table names, by code: ``regency_code``, ``production_t``,
        ``population``, ``norm_kg``, ``need_t``, ``per_head_kg``, ``doubts_production``,
        ``doubts_population``, ``doubts_norm`` (";"-joined ``DISQUALIFIERS``), ``verdict`` (of
        ``GROUP_VERDICTS``).

    Raises
    ------
    AnalysisError
        ``missing_column``.

    >>> one = {"regency_code": ["5321"], "flag": [None]}
    >>> found = against_group_norm(
    ...     pd.DataFrame({**one, "value": [3000.0], "median_ratio": [float("nan")]}),
    ...     pd.DataFrame({**one, "value": [200_000.0]}),
    ...     pd.DataFrame({**one, "value": [7.5]}))
    >>> found[["need_t", "per_head_kg", "verdict"]].to_dict("records")
    [{'need_t': 1500.0, 'per_head_kg': 15.0, 'verdict': 'exceeds'}]
    """
    sides = {"production": production, "population": population, "norm": norms}
    for name, rows in sides.items():
        require_columns(rows.columns, ("regency_code", "value", "flag"), name)
    require_columns(production.columns, (RATIO_COLUMN,), "production")
    codes = sorted({str(code) for rows in sides.values() for code in rows["regency_code"]})
    table = pd.DataFrame({"regency_code": codes})
    for name, rows in sides.items():
        ratios = rows[RATIO_COLUMN] if RATIO_COLUMN in rows else [None] * len(rows)
        against = [
            ";".join(disqualifiers(flag, ratio))
            for flag, ratio in zip(rows["flag"], ratios, strict=True)
        ]
        side = rows[["regency_code", "value"]].assign(**{f"doubts_{name}": against})
        side = side.rename(columns={"value": name})
        table = table.merge(side, on="regency_code", how="left", validate="1:1")
    table = table.rename(columns={"production": "production_t", "norm": "norm_kg"})
    figures = ["production_t", "population", "norm_kg"]
    table[figures] = table[figures].astype("float64")
    doubts = ["doubts_production", "doubts_population", "doubts_norm"]
    table[doubts] = table[doubts].astype(object).fillna("")
    table["need_t"] = table["population"] * table["norm_kg"] / 1000
    table["per_head_kg"] = 1000 * table["production_t"] / table["population"]
    table["verdict"] = "silent"
    more = table["production_t"] > table["need_t"] * (1 + tolerance_pct / 100)
    doubted = (table[doubts] != "").any(axis=1)
    table.loc[more & ~doubted, "verdict"] = "exceeds"
    table.loc[more & doubted, "verdict"] = "doubtful"
    table.loc[table[figures].isna().any(axis=1), "verdict"] = "unknown"
    return table[
        ["regency_code", *figures[:2], "norm_kg", "need_t", "per_head_kg", *doubts, "verdict"]
    ]


@dataclass(frozen=True, eq=False)
class BesideGroup:
    """One commodity beside the need of its group.

    Attributes
    ----------
    year, norm_year : int
        Of production and population, and of the norm.
    population_series : str
    table : DataFrame
        As ``against_group_norm`` makes it, with ``norm_note`` and ``norm_note_en``: what the
        norm's row says of itself.
    """

    commodity: str
    year: int
    norm_year: int
    population_series: str
    table: pd.DataFrame

    def with_verdict(self, verdict: GroupVerdict) -> pd.DataFrame:
        """Rows of one verdict, those farthest above the need first."""
        rows = self.table[self.table["verdict"] == verdict]
        order = (rows["production_t"] / rows["need_t"]).sort_values(ascending=False, kind="stable")
        return rows.loc[order.index]


@dataclass(frozen=True, eq=False)
class Marketed:
    """What is produced of a commodity whose need at home nobody counts: a quantity to market.

    Attributes
    ----------
    commodity, year : str, int
    table : DataFrame
        ``regency_code``, ``production_t``, ``sound`` (nothing disqualifies it), largest first.
    """

    commodity: str
    year: int
    table: pd.DataFrame

    @property
    def total_t(self) -> float:
        """Tonnes of figures that nothing disqualifies."""
        return float(self.table.loc[self.table["sound"], "production_t"].sum())

    @property
    def total_with_doubtful_t(self) -> float:
        """Tonnes of all figures."""
        return float(self.table["production_t"].sum())


def newest_production(production: pd.DataFrame, commodity: str) -> pd.DataFrame:
    """Production rows of a commodity in the newest year that most regencies have a figure of.

    Of two forms of that year the one that more regencies report; never both, which would count
    some twice. Empty where there is no figure.
    """
    rows = production_rows(production, commodity)
    rows = rows[rows["value"].notna()]
    if rows.empty:
        return rows
    who: dict[tuple[int, str], set[str]] = {}
    keys = zip(rows["year"].tolist(), rows["form"].tolist(), strict=True)
    for key, code in zip(keys, rows["regency_code"].tolist(), strict=True):
        who.setdefault(key, set()).add(code)
    year, form = max(who, key=lambda key: (len(who[key]), *key))
    return rows[rows["year"].eq(year) & rows["form"].eq(form)]


def to_market(production: pd.DataFrame, commodity: str) -> Marketed | None:
    """What ``newest_production`` finds, as a quantity to market.

    Parameters
    ----------
    production : DataFrame
        ``regency_code``, ``commodity``, ``measure``, ``form``, ``year``, ``value``, ``unit``,
        ``flag`` and ``median_ratio`` (of ``with_outliers``).

    Returns
    -------
    Marketed or None
        None where there is no figure of the commodity.
    """
    require_columns(
        production.columns,
        ("regency_code", "form", "year", "value", "flag", RATIO_COLUMN),
        "production",
    )
    rows = newest_production(production, commodity)
    if rows.empty:
        return None
    sound = [
        not disqualifiers(flag, ratio)
        for flag, ratio in zip(rows["flag"], rows[RATIO_COLUMN], strict=True)
    ]
    table = pd.DataFrame(
        {
            "regency_code": rows["regency_code"].astype(object),
            "production_t": rows["value"].astype("float64"),
            "sound": sound,
        }
    )
    table = table.sort_values(
        ["production_t", "regency_code"], ascending=[False, True], ignore_index=True
    )
    return Marketed(commodity, int(rows["year"].iloc[0]), table)


@dataclass(frozen=True)
class HouseholdShare:
    """What households of the whole province eat of a commodity, beside what it produces.

    Attributes
    ----------
    commodity : str
    year, eaten_year : int
        Years of production, and of norm and population.
    production_t, eaten_t : float
    n : int
        Regencies whose households are counted.
    population_series : str
    """

    commodity: str
    year: int
    production_t: float
    eaten_year: int
    eaten_t: float
    n: int
    population_series: str

    @property
    def share_pct(self) -> float:
        """Eaten by households in per cent of production; no self-sufficiency."""
        return 100 * self.eaten_t / self.production_t


def household_share(
    commodity: str,
    produced: tuple[int, float],
    population: pd.DataFrame,
    norms: pd.DataFrame,
) -> HouseholdShare:
    """Sum what households eat, regency by regency, beside the production of the province.

    Parameters
    ----------
    produced : tuple of int and float
        Year and tonnes (above 0) of the province.
    population : DataFrame
        ``regency_code``, ``value`` (heads), ``form``: one series.
    norms : DataFrame
        ``regency_code``, ``value`` (kg per head and year), ``year``: one year. Counted are
        regencies with both.

    >>> people = pd.DataFrame({"regency_code": ["5301", "5302"], "value": [1000.0, 3000.0],
    ...     "form": "bps_projection"})
    >>> norms = pd.DataFrame({"regency_code": ["5301", "5302"], "value": [10.0, 2.0], "year": 2024})
    >>> found = household_share("maize", (2024, 160.0), people, norms)
    >>> found.eaten_t, found.share_pct, found.n
    (16.0, 10.0, 2)
    """
    require_columns(population.columns, ("regency_code", "value", "form"), "population")
    require_columns(norms.columns, ("regency_code", "value", "year"), "norms")
    heads = population.set_index("regency_code")["value"].astype("float64")
    norm = norms.set_index("regency_code")["value"].astype("float64")
    eaten = (heads * norm).dropna()
    return HouseholdShare(
        commodity=commodity,
        year=produced[0],
        production_t=produced[1],
        eaten_year=int(norms["year"].iloc[0]),
        eaten_t=float(eaten.sum()) / 1000,
        n=len(eaten),
        population_series=str(population["form"].iloc[0]),
    )
