"""Rows of a table as objects: typed, so that a misspelt column is found before anybody reads it,
or plain, for a document of other programs."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def rows_as(table: pd.DataFrame, kind: type[Row]) -> list[Row]:
    """One object of ``kind`` (a dataclass) per row, from the columns that its fields name.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Place:
    ...     name: str
    >>> rows_as(pd.DataFrame({"name": ["Ende"], "area": [1.0]}), Place)
    [Place(name='Ende')]
    """
    names = [field.name for field in fields(kind)]
    columns = [table[name].tolist() for name in names]
    return [kind(**dict(zip(names, cells, strict=True))) for cells in zip(*columns, strict=True)]


def record(table: pd.DataFrame, column: str, key: str) -> dict[str, Any]:
    """The first row whose ``column`` is ``key``, by column.

    >>> record(pd.DataFrame({"code": ["5311"], "name": ["Ende"]}), "code", "5311")["name"]
    'Ende'
    """
    # The row as a slice: selecting rows copies every column, which is most of the work.
    found = (table[column] == key).to_numpy(dtype=bool, na_value=False).nonzero()[0][:1]
    rows = table.iloc[found[0] : found[0] + 1].to_dict("records") if len(found) else []
    return {str(name): value for name, value in rows[0].items()}


def plain_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON may hold them, see ``plain``."""
    return [
        {str(key): plain(value) for key, value in row.items()} for row in table.to_dict("records")
    ]


def plain(value: Any) -> Any:
    """A value as JSON may hold it; unknown is ``None``, and so is an infinite ratio.

    >>> plain({"ratio": float("inf"), "n": np.int64(2)})
    {'ratio': None, 'n': 2}
    """
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, np.generic):
        value = value.item()
    if value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return None
    return value
