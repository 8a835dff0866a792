"""Pick, for every regency, the one row of each table that a balance uses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from analysis.balance.settings import (
    CONVERSION_UNITS,
    NORM_UNIT,
    PRODUCTION_UNIT,
    BalanceSettings,
    BalanceTables,
)
from analysis.errors import AnalysisError

SHARES = ("seed_share", "feed_share", "loss_share")

#: Every input of a balance, in the order it is explained.
#: ``eaten_out`` is what is eaten outside the home, per kilogram of the norm.
INPUTS = (
    *("production", "conversion", *SHARES),
    *("population", "norm", "eaten_out", "extra_need"),
)

#: Where a coefficient is looked for when the regency has none of its own: province, nation.
FALLBACK_REGIONS = ("53", "ID")

#: Grades from the best to the worst.
Grade = Literal["A", "B", "C", "handed_in", "assumption"]
GRADES: tuple[Grade, ...] = get_args(Grade)

#: What is kept of a picked row. A value of NaN is unknown.
DETAILS = (
    *("value", "unit", "year", "form", "region", "grade", "source_id", "basis", "flag", "note"),
    *("note_en", "median_ratio", "pattern_year", "factor", "level_years"),
)

#: One row of a table, by column.
Row = dict[str, Any]


class BalanceInputError(AnalysisError):
    """Figures that contradict themselves; names table, regency, year and value.

    Codes: ``duplicate``, ``negative``, ``not_positive``, ``above_one``, ``not_a_number``,
    ``unit``, ``unknown_grade``, ``unknown_regency``.
    """


@dataclass(frozen=True, eq=False)
class BalanceInputs:
    """The figures behind one balance.

    Attributes
    ----------
    codes : Index
        Regency codes in the order of the regency table.
    records : list of Row
        ``regency_code``, ``input`` (of ``INPUTS``), ``state`` and ``DETAILS``; one for every
        regency and input, in that order. ``state`` is ``used``, ``missing`` (value NaN) or
        ``ignored`` (a share beside a conversion that already nets it). Extra need has records
        only where some is named. Plain dictionaries: each is looked at a few times, for which a
        frame is slow.
    net : Series of bool
        By regency: the conversion already nets seed, feed and loss.
    """

    codes: pd.Index
    records: list[Row]
    net: pd.Series

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The records as a table."""
        rows = pd.DataFrame(self.records, columns=["regency_code", "input", "state", *DETAILS])
        return rows.astype({"value": "float64", "year": "Int64", "median_ratio": "float64"})

    def used(self) -> list[Row]:
        """The records that the balance is computed from."""
        return [row for row in self.records if row["state"] == "used"]

    def details(self, name: str, detail: str) -> list[Any]:
        """One detail of one input by regency, in the order of ``codes``; None without a row."""
        found = {row["regency_code"]: row[detail] for row in self.records if row["input"] == name}
        return [found.get(code) for code in self.codes]

    def values(self) -> pd.DataFrame:
        """Values as a table, regencies down and ``INPUTS`` across; extra need 0 if not named."""
        found = {(row["regency_code"], row["input"]): row["value"] for row in self.records}
        not_named = {"extra_need": 0.0}
        return pd.DataFrame(
            {
                name: [found.get((code, name), not_named.get(name, np.nan)) for code in self.codes]
                for name in INPUTS
            },
            index=self.codes,
            columns=pd.Index(INPUTS, name="input"),
            dtype="float64",
        )


def pick_inputs(
    tables: BalanceTables, settings: BalanceSettings, extra_need_t: pd.Series | None = None
) -> BalanceInputs:
    """Find the rows that ``settings`` name, for every regency in ``tables.regencies``.

    A coefficient is taken from the most specific region that has one: the regency itself, the
    province, the nation; within a region a row of ``coefficient_year`` goes before a row
    without a year.

    Parameters
    ----------
    tables, settings, extra_need_t
        As ``analysis.balance.compute.compute_balance``.

    Raises
    ------
    BalanceInputError
        Two rows for one key, a negative figure, a population of zero, shares above one, a figure
        in an unexpected unit, an extra need that is unknown or for an unknown regency.
    """
    codes = pd.Index(tables.regencies["regency_code"].astype(str), name="regency_code")
    if codes.has_duplicates:
        raise _duplicate("regencies", str(codes[codes.duplicated()][0]), None)

    picked: dict[str, dict[str, Row]] = {
        "production": _pick_production(tables.production, settings, codes),
        "population": _pick_population(tables.population, settings, codes),
        "norm": _pick_norm(tables.consumption, settings, codes),
        "extra_need": _pick_extra_need(extra_need_t, codes),
    }
    coefficients = _records(tables.conversions, commodity=settings.commodity)
    for name in ("conversion", *SHARES, "eaten_out"):
        picked[name] = _pick_coefficient(coefficients, settings, codes, name)

    net = [
        picked["conversion"].get(code, {}).get("net_of_seed_feed_loss") is True for code in codes
    ]
    records: list[Row] = [
        {
            "regency_code": code,
            "input": name,
            "state": _state(row, is_net and name in SHARES),
            **{detail: row.get(detail) for detail in DETAILS},
            "value": _number(row.get("value")),
        }
        for code, is_net in zip(codes, net, strict=True)
        for name in INPUTS
        for row in [picked[name].get(code, {})]
        if row or name != "extra_need"
    ]
    _check_figures(records)
    return BalanceInputs(codes, records, pd.Series(net, index=codes, dtype=bool))


def _number(value: Any) -> float:
    return float("nan") if pd.isna(value) else float(value)


def _state(row: Row, is_netted_share: bool) -> str:
    if is_netted_share:
        return "ignored"
    return "missing" if pd.isna(row.get("value")) else "used"


def _pick_production(
    production: pd.DataFrame, settings: BalanceSettings, codes: pd.Index
) -> dict[str, Row]:
    rows = _records(
        production,
        commodity=settings.commodity,
        year=settings.year,
        measure="production",
        form=settings.production_form,
    )
    return _one_per_regency(rows, codes, "production", (PRODUCTION_UNIT,))


def _pick_population(
    population: pd.DataFrame, settings: BalanceSettings, codes: pd.Index
) -> dict[str, Row]:
    rows = _records(
        population,
        form=settings.population_series,
        year=settings.population_year,
        indicator="population",
    )
    return _one_per_regency(rows, codes, "population", None)


def _pick_norm(
    consumption: pd.DataFrame, settings: BalanceSettings, codes: pd.Index
) -> dict[str, Row]:
    rows = _records(
        consumption,
        commodity=settings.commodity,
        year=settings.norm_year,
        form=settings.need_form,
    )
    return _one_per_regency(rows, codes, "consumption", (NORM_UNIT,))


def _one_per_regency(
    rows: list[Row], codes: pd.Index, table: str, units: tuple[str, ...] | None
) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        code = str(row["regency_code"])
        if code in found:
            raise _duplicate(table, code, row["year"])
        if code in codes:
            _require_unit(row, units, table, code)
            found[code] = row
    return found


def _pick_coefficient(
    coefficients: list[Row], settings: BalanceSettings, codes: pd.Index, coefficient: str
) -> dict[str, Row]:
    of_need = coefficient == "eaten_out"
    wanted = {
        "coefficient": coefficient,
        "from_form": settings.need_form if of_need else settings.production_form,
    }
    if coefficient in ("conversion", "eaten_out"):
        wanted["to_form"] = settings.need_form
    by_region: dict[str, Row] = {}
    dated: dict[str, bool] = {}
    for row in coefficients:
        if pd.isna(row["value"]) or any(row[column] != given for column, given in wanted.items()):
            continue
        region, year = str(row["region"]), _plain_year(row["year"])
        if year is not None and year != settings.coefficient_year:
            continue
        if "to_form" in wanted:
            _require_unit(row, CONVERSION_UNITS, "conversions", region)
        if dated.get(region) == (year is not None):
            raise _duplicate("conversions", region, year, coefficient)
        if year is not None or region not in by_region:
            by_region[region] = row
            dated[region] = year is not None
    picked = {}
    for code in codes:
        usable = [region for region in (code, *FALLBACK_REGIONS) if region in by_region]
        if usable:
            picked[code] = by_region[usable[0]]
    return picked


def _pick_extra_need(extra_need_t: pd.Series | None, codes: pd.Index) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for code, tonnes in () if extra_need_t is None else extra_need_t.items():
        code = str(code)
        if code not in codes:
            raise BalanceInputError(
                "unknown_regency",
                f"extra_need_t names {code}, which is no regency",
                table="extra_need",
                regency_code=code,
            )
        if code in found:
            raise _duplicate("extra_need", code, None)
        if pd.isna(tonnes):
            raise BalanceInputError(
                "not_a_number",
                f"extra_need_t of {code} is empty; leave the regency out or give tonnes",
                table="extra_need",
                regency_code=code,
                expected="a figure of 0 or more",
            )
        found[code] = {
            **{"value": float(tonnes), "unit": "t"},
            **{"grade": "assumption", "basis": "assumption"},
        }
    return found


def _records(table: pd.DataFrame, **wanted: str | int) -> list[Row]:
    """The rows of a table that hold what is wanted in these columns."""
    held = np.ones(len(table), dtype=bool)
    for column, value in wanted.items():
        held &= (table[column] == value).to_numpy(dtype=bool, na_value=False)
    rows = table[held]
    names = [str(name) for name in rows.columns]
    cells = [rows[name].tolist() for name in rows.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _check_figures(records: list[Row]) -> None:
    known = [row for row in records if not math.isnan(row["value"])]
    _refuse([row for row in known if row["value"] < 0], "negative", "a figure of 0 or more")
    nobody = [row for row in known if row["input"] == "population" and row["value"] == 0]
    _refuse(nobody, "not_positive", "more than 0")
    shares = [row for row in known if row["input"] in SHARES and row["state"] == "used"]
    deducted: dict[str, list[float]] = {}
    for row in shares:
        deducted.setdefault(row["regency_code"], []).append(row["value"])
    together = [row | {"value": math.fsum(deducted[row["regency_code"]])} for row in shares]
    _refuse([row for row in together if row["value"] > 1], "above_one", "at most 1 together")
    for row in known:
        if row["grade"] not in GRADES:
            raise BalanceInputError(
                "unknown_grade",
                f"{row['input']} of {row['regency_code']}: grade {row['grade']!r}; "
                f"expected one of {', '.join(GRADES)}",
                table=str(row["input"]),
                regency_code=str(row["regency_code"]),
                value=row["grade"],
                expected=GRADES,
            )


def _refuse(wrong: list[Row], code: str, expected: str) -> None:
    if not wrong:
        return
    row = wrong[0]
    raise BalanceInputError(
        code,
        f"{row['input']} of {row['regency_code']}: {row['value']:g}; expected {expected}",
        table=str(row["input"]),
        regency_code=str(row["regency_code"]),
        year=_plain_year(row["year"]),
        value=row["value"],
        expected=expected,
    )


def _require_unit(row: Row, units: tuple[str, ...] | None, table: str, place: str) -> None:
    if units is not None and row["unit"] not in units:
        raise BalanceInputError(
            "unit",
            f"table {table}, {place}: unit {row['unit']!r}; expected {' or '.join(units)}",
            table=table,
            regency_code=place,
            year=_plain_year(row["year"]),
            value=row["unit"],
            expected=units,
        )


def _duplicate(
    table: str, regency_code: str, year: object, coefficient: str | None = None
) -> BalanceInputError:
    when = _plain_year(year)
    what = f" ({coefficient})" if coefficient else ""
    which = "" if when is None else f", year {when}"
    return BalanceInputError(
        "duplicate",
        f"table {table}{what} has two rows for {regency_code}{which}",
        table=table,
        regency_code=regency_code,
        year=when,
    )


def _plain_year(year: object) -> int | None:
    return int(year) if isinstance(year, (int, float, np.integer)) and year == year else None
