"""Which figures of regencies would make a curated table impossible if they were accepted.

The rules are those that also stop the start at a broken file and refuse a correction.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Literal, NamedTuple

import pandas as pd

from ntt_data import handed_in, plausibility
from ntt_data.intake.cells import FIRST_LINE
from ntt_data.plausibility.magnitude import TONNES_PER_HEAD, VALUES
from ntt_data.plausibility.years import SERIES
from ntt_data.problems import Problem
from ntt_data.store.collection_records import Review, Round
from ntt_data.tables import curated

#: Beside what handed-in figures enter: people, for tonnes per head.
_BESIDE = ("population", "regencies")


class Impossible(NamedTuple):
    """A value that cannot be.

    ``why`` is ``below`` or ``above`` (``limit`` in ``limit_unit``), or ``far_from_years`` (more
    than ``limit`` times above or below the ``usual`` of the other years, in the value's unit).
    ``table`` tells a harvest (``production``) from what a round itself has brought along
    (``conversions``, ``consumption``).
    """

    table: str
    commodity: str
    regency_code: str | None
    year: int | None
    value: float
    unit: str
    why: Literal["below", "above", "far_from_years"]
    limit: float
    limit_unit: str = ""
    usual: float | None = None


def impossible(
    before: Sequence[tuple[Round, Review]], after: Sequence[tuple[Round, Review]]
) -> list[Impossible]:
    """What is impossible with the decisions ``after`` and was not with those ``before``."""
    tables = _tables(after)
    wrong = [each for each in plausibility.impossible(tables) if each.row is not None]
    # Nearly always nothing is wrong, and what was before need not be known.
    known = {_said(each) for each in plausibility.impossible(_tables(before))} if wrong else set()
    return [
        _named(each, tables[each.file.removesuffix(".csv")])
        for each in wrong
        if _said(each) not in known
    ]


def _tables(decided: Sequence[tuple[Round, Review]]) -> dict[str, pd.DataFrame]:
    tables = {name: curated(name) for name in _BESIDE}
    for name in (each for each in handed_in.TABLES if each != "sources"):
        tables[name] = handed_in.with_accepted(name, curated(name), curated, decided)
    return tables


def _said(problem: Problem) -> tuple[object, ...]:
    """A problem without its row: accepted rows stand at the end and move the others."""
    return problem.file, problem.rule, problem.column, problem.value, problem.expected


def _named(problem: Problem, table: pd.DataFrame) -> Impossible:
    assert problem.row is not None  # asked before
    row: dict[Hashable, Any] = table.loc[problem.row - FIRST_LINE].to_dict()
    name, value = problem.file.removesuffix(".csv"), float(row["value"])
    place = row.get("regency_code")
    year = row["year"]
    why: Literal["below", "above", "far_from_years"]
    usual, limit_unit = None, ""
    if problem.rule == "far_from_years":
        why, limit, usual = "far_from_years", SERIES[name].impossible, float(problem.expected or 0)
    else:
        limits = VALUES.get((name, str(row["unit"])), TONNES_PER_HEAD)
        why = "below" if value < limits.lowest else "above"
        limit = limits.lowest if why == "below" else limits.highest
        limit_unit = "t/capita/year" if limits is TONNES_PER_HEAD else str(row["unit"])
    return Impossible(
        table=name,
        commodity=str(row["commodity"]),
        regency_code=None if pd.isna(place) else str(place),
        year=None if pd.isna(year) else int(year),
        value=value,
        unit=str(row["unit"]),
        why=why,
        limit=limit,
        limit_unit=limit_unit,
        usual=usual,
    )
