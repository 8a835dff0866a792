"""Rows of a table as typed objects, so that a misspelt column is found before anybody reads it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

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
    rows = table[table[column] == key].head(1).to_dict("records")
    return {str(name): value for name, value in rows[0].items()}
