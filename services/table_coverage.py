"""How much each curated table holds: rows, regencies, years, and of which grade."""

from __future__ import annotations

import pandas as pd

from analysis.balance.inputs import GRADES
from geo.places import regencies
from ntt_data.editions import once_per_edition
from ntt_data.schema import resource, table_names
from ntt_data.tables import load
from publishing.sources import split_ids
from publishing.table_view import reference_columns, year_column


@once_per_edition(maxsize=1)
def tables_counted() -> pd.DataFrame:
    """One row per curated table, in the descriptor's order.

    Returns
    -------
    DataFrame
        ``table``, ``n_rows``, ``n_regencies`` (of 22 that any row is about; missing where the
        table names no regency), ``years`` (";"-joined, empty where no row has one), ``A``, ``B``,
        ``C``, ``handed_in``, ``assumption`` (rows of that grade; a row without a grade of its own
        has the weakest one of its sources), ``n_sourced`` (rows that name a source; missing where
        the table has no column for it: registers and keys).
    """
    sources = load("sources")
    graded = dict(zip(sources["source_id"], sources["grade"], strict=True))
    return pd.DataFrame([_count(name, graded) for name in table_names()])


def _count(name: str, graded: dict[str, str]) -> dict[str, object]:
    rows = load(name)
    return {
        "table": name,
        "n_rows": len(rows),
        "n_regencies": _regencies(name, rows),
        "years": ";".join(str(year) for year in _years(name, rows)),
        **_sources_and_grades(name, rows, graded),
    }


def _regencies(name: str, rows: pd.DataFrame) -> int | None:
    columns = reference_columns(name, "regencies")
    # Beside the row's own regency others may be named, such as the one it was split from.
    own = [one for one in columns if one[0] == "regency_code"] or columns
    if not own:
        return None
    known = set(regencies()["regency_code"])
    return len(known & set(split_ids(cell for column, _mark in own for cell in rows[column])))


def _years(name: str, rows: pd.DataFrame) -> list[int]:
    column = year_column(name)
    if column:
        return sorted({int(year) for year in rows[column].dropna()})
    if "period" in {field["name"] for field in resource(name)["schema"]["fields"]}:
        found = rows["period"].dropna().str.findall(r"\b(?:19|20)\d\d\b").explode().dropna()
        return sorted({int(year) for year in found})
    return []


def _sources_and_grades(
    name: str, rows: pd.DataFrame, graded: dict[str, str]
) -> dict[str, int | None]:
    columns = [column for column, _mark in reference_columns(name, "sources")]
    own = rows.get("grade")
    if not columns and own is None:
        return {**dict.fromkeys(GRADES), "n_sourced": None}
    named = [split_ids(cells) for cells in zip(*(rows[column] for column in columns), strict=True)]
    grades = own if own is not None else pd.Series([_weakest(ids, graded) for ids in named])
    counted = grades.value_counts()
    register = name == "sources"  # a source names itself
    return {
        **{grade: int(counted.get(grade, 0)) for grade in GRADES},
        "n_sourced": None if register else sum(bool(ids) for ids in named),
    }


def _weakest(source_ids: list[str], graded: dict[str, str]) -> str | None:
    known = [graded[one] for one in source_ids if one in graded]
    return max(known, key=GRADES.index) if known else None
