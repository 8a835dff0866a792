"""What a commodity's need is where its production is not known: one side, and no balance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.balance.qualification import disqualifiers
from analysis.balance.settings import NORM_UNIT
from analysis.errors import require_columns

#: Unit of a norm -> unit of the need: a thousandth of norm times heads.
NEED_UNITS: Mapping[str, str] = {NORM_UNIT: "t", "piece/capita/year": "thousand_pieces"}

_ROWS = ("regency_code", "value", "unit", "form", "flag", "grade", "source_id")


@dataclass(frozen=True, eq=False)
class NeedAlone:
    """What households of each regency eat at home of one commodity, form by form.

    Forms are not added up: two of one commodity can be counted in different states (dry and fresh
    maize), so that a sum would need a coefficient.

    Attributes
    ----------
    year : int
        Of the norms and of the population.
    population_series : str
    unit : str
        Of ``NEED_UNITS``.
    table : DataFrame
        By form and regency: ``form``, ``regency_code``, ``population``, ``norm``, ``need`` (in
        ``unit``), ``sound`` (whether nothing disqualifies norm or population), ``grade`` and
        ``source_id`` of the norm, ``note`` and ``note_en``.
    """

    commodity: str
    year: int
    population_series: str
    unit: str
    table: pd.DataFrame

    @cached_property
    def forms(self) -> list[str]:
        """The forms: first those known without doubt of most regencies, then the larger ones."""
        by_form = self.table.groupby("form")
        order = [
            (-int(rows["sound"].sum()), -float(rows["need"].sum()), str(form))
            for form, rows in by_form
        ]
        return [form for *_rank, form in sorted(order)]

    def of_form(self, form: str) -> pd.DataFrame:
        """Rows of one form, the largest need first."""
        rows = self.table[self.table["form"] == form]
        return rows.sort_values(["need", "regency_code"], ascending=[False, True])

    def total(self, form: str) -> float:
        """Need of all regencies whose figure nothing disqualifies; NaN where there is none."""
        rows = self.of_form(form)
        return float(rows.loc[rows["sound"], "need"].sum(min_count=1))

    def n_sound(self, form: str) -> int:
        """Regencies whose figure nothing disqualifies."""
        return int(self.of_form(form)["sound"].sum())


def need_alone(commodity: str, population: pd.DataFrame, norms: pd.DataFrame) -> NeedAlone | None:
    """Heads times norm, regency by regency: what is eaten at home, without a production beside it.

    ::

        need = population x norm / 1000     (t of kg, thousand pieces of pieces)

    Parameters
    ----------
    population : DataFrame
        ``regency_code``, ``value`` (heads), ``form``, ``flag``: one series and year.
    norms : DataFrame
        ``regency_code``, ``value``, ``unit``, ``form``, ``flag``, ``grade``, ``source_id``,
        ``year``: one commodity and year, in one unit of ``NEED_UNITS``.

    Returns
    -------
    NeedAlone or None
        Of the regencies with both figures; None where there is none.

    Raises
    ------
    AnalysisError
        ``missing_column``.

    >>> people = pd.DataFrame({"regency_code": ["5301", "5302"], "value": [1000.0, 3000.0],
    ...     "form": "bps_projection", "flag": None})
    >>> norms = pd.DataFrame({"regency_code": ["5301", "5302"], "value": [2.0, 0.0],
    ...     "unit": "kg/capita/year", "form": "fresh", "flag": [None, "suspect"], "grade": "B",
    ...     "source_id": "T01", "year": 2024, "note": None, "note_en": None})
    >>> found = need_alone("carrot", people, norms)
    >>> found.total("fresh"), found.n_sound("fresh"), found.unit
    (2.0, 1, 't')
    """
    require_columns(population.columns, ("regency_code", "value", "form", "flag"), "population")
    require_columns(norms.columns, (*_ROWS, "year"), "norms")
    heads = population[["regency_code", "value"]].rename(columns={"value": "population"})
    heads = heads.assign(
        heads_sound=[not disqualifiers(flag) for flag in population["flag"]]
    ).dropna()
    rows = norms.dropna(subset=["value"]).rename(columns={"value": "norm"})
    rows = rows.assign(norm_sound=[not disqualifiers(flag) for flag in rows["flag"]])
    table = rows.merge(heads, on="regency_code", validate="m:1")
    if table.empty:
        return None
    figures = table[["population", "norm"]].astype("float64")
    table = table.assign(
        need=figures["population"] * figures["norm"] / 1000,
        sound=table["heads_sound"] & table["norm_sound"],
    )
    columns = ["form", "regency_code", "population", "norm", "need", "sound", "grade"]
    return NeedAlone(
        commodity=commodity,
        year=int(table["year"].iloc[0]),
        population_series=str(population["form"].iloc[0]),
        unit=NEED_UNITS[str(table["unit"].iloc[0])],
        table=table[[*columns, "source_id", "note", "note_en"]].reset_index(drop=True),
    )
