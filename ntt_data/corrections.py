"""Corrections put into the text of a curated table, before it is typed and validated.

A correction names a row by its primary key, a column, the literal that stands there and the one
that is to stand there. The literal before is its guard: when the file says something else by now,
the correction was made for another table and does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from ntt_data.schema import primary_key
from ntt_data.store import Correction

#: Columns that say where a row comes from; a correction of one of them says it itself.
_PROVENANCE = ("source_id", "source_ids", "grade")
_SEVERAL = ";"  # between sources in a cell of ``source_ids``

_WORDING = {
    "no_column": "the column is not in the table any more",
    "no_row": "no row has this key any more",
    "guard": "the table says {found!r} where the correction expects {expected!r}",
    "invalid": "the table would not be valid: {found}",
}


@dataclass(frozen=True)
class Refused:
    """A correction that was accepted and does not fit the curated table of now."""

    correction: Correction
    why: Literal["no_column", "no_row", "guard", "invalid"]
    found: str | None = None

    def __str__(self) -> str:
        said = _WORDING[self.why].format(
            found=self.found or "", expected=self.correction.expected or ""
        )
        return f"{self.correction}: {said}; the value of the file stands"


def apply(
    entry: Mapping[str, Any],
    literals: pd.DataFrame,
    asked: Iterable[Correction],
    grades: Mapping[str, str],
) -> tuple[pd.DataFrame, list[Refused]]:
    """The text of a table with corrections, one after the other, and those that do not fit.

    ``literals`` is changed. A row that has a source (and a grade) of its own gets those of the
    correction; one with a list of sources gets the correction's added, since its other cells still
    rest on the others.
    """
    key = primary_key(entry)
    refused: list[Refused] = []
    for each in asked:
        row = find_row(literals, each)
        if each.column not in literals.columns:
            refused.append(Refused(each, "no_column"))
        elif row is None:
            refused.append(Refused(each, "no_row"))
        elif (found := cell(literals, row, each.column)) != each.expected:
            refused.append(Refused(each, "guard", found))
        else:
            _set(literals, row, each.column, each.value)
            if each.column not in _PROVENANCE:
                _name_source(literals, row, each.source_id, key, grades)
    return literals, refused


def _name_source(
    literals: pd.DataFrame, row: int, source_id: str, key: list[str], grades: Mapping[str, str]
) -> None:
    if "source_id" in literals.columns and "source_id" not in key:
        _set(literals, row, "source_id", source_id)
        if "grade" in literals.columns:
            _set(literals, row, "grade", grades.get(source_id))
    if "source_ids" in literals.columns:
        before = (cell(literals, row, "source_ids") or "").split(_SEVERAL)
        sources = dict.fromkeys([*filter(None, before), source_id])
        _set(literals, row, "source_ids", _SEVERAL.join(sources))


def find_row(literals: pd.DataFrame, correction: Correction) -> int | None:
    """Place of the row that a correction means; None when no row or no such column is there."""
    if any(column not in literals.columns for column, _literal in correction.key):
        return None
    fits = np.ones(len(literals), dtype=bool)
    for column, literal in correction.key:
        fits &= literals[column].fillna("").eq(literal).to_numpy(dtype=bool)
    places = np.flatnonzero(fits)
    return int(places[0]) if len(places) == 1 else None


def cell(literals: pd.DataFrame, row: int, column: str) -> str | None:
    """What stands in a cell; None when it is empty."""
    found = literals[column].iloc[row]
    return None if pd.isna(found) else str(found)


def _set(literals: pd.DataFrame, row: int, column: str, value: str | None) -> None:
    literals.loc[literals.index[row], column] = value
