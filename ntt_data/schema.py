"""pandera schemas made from the Frictionless descriptor ``curated/datapackage.json``.

The descriptor is the one place where a column is described: name, type, unit, title in both
languages, constraints, keys. From it come the validation here, the data dictionary on the data
page and the column headers of every table on the screen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntt_data.problems import DataError, Problem

if TYPE_CHECKING:
    import pandera.pandas as pa

CURATED = Path(__file__).parent / "curated"

#: Table Schema type -> pandas dtype. Codes stay text; integers are nullable, because an unknown
#: year is empty and never 0.
DTYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


@lru_cache(maxsize=8)  # a file of the program; no correction reaches it
def descriptor(folder: Path = CURATED) -> Mapping[str, Any]:
    """The data package's descriptor as a dictionary (Frictionless Data Package v1).

    Raises ``DataError`` when there is none or when it is not JSON.
    """
    path = folder / "datapackage.json"
    if not path.exists():
        raise DataError([Problem(path.name, "missing_file")])
    try:
        package: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        problem = Problem(path.name, "bad_descriptor", error.lineno, expected=error.msg)
        raise DataError([problem]) from error
    except (UnicodeDecodeError, RecursionError) as error:
        problem = Problem(path.name, "bad_descriptor", expected=str(error))
        raise DataError([problem]) from error
    if misshapen := _misshapen(package):
        raise DataError([Problem(path.name, "bad_descriptor", expected=misshapen)])
    return package


def _misshapen(package: object) -> str:
    """The first place where a descriptor lacks what every table needs; empty when it is whole."""
    tables = package.get("resources") if isinstance(package, Mapping) else None
    if not isinstance(tables, list) or not tables:
        return "'resources' is not a list of tables"
    for place, table in enumerate(tables):
        where = f"resources[{place}]"
        for key in ("name", "path"):
            if not isinstance(table, Mapping) or not isinstance(table.get(key), str):
                return f"{where} has no '{key}'"
        schema = table.get("schema")
        fields = schema.get("fields") if isinstance(schema, Mapping) else None
        if not isinstance(fields, list) or not fields:
            return f"{where} has no 'schema' with a list of 'fields'"
        for field in fields:
            if not isinstance(field, Mapping) or not isinstance(field.get("name"), str):
                return f"{where} has a field without 'name'"
            if str(field.get("type")) not in DTYPES:
                return f"{where}: the type of '{field['name']}' is none of {', '.join(DTYPES)}"
    return ""


def data_date() -> date:
    """As of which day the shipped tables are; set by whoever ships them (``created``)."""
    return date.fromisoformat(str(descriptor()["created"])[:10])


def resource(name: str, folder: Path = CURATED) -> Mapping[str, Any]:
    """Descriptor of one table.

    Raises ``KeyError`` naming the known tables when there is none of that name.
    """
    entries: list[Mapping[str, Any]] = descriptor(folder)["resources"]
    for entry in entries:
        if entry["name"] == name:
            return entry
    raise KeyError(f"no table {name!r}; known: {', '.join(table_names(folder))}")


def table_names(folder: Path = CURATED) -> list[str]:
    """Names of all curated tables, in the descriptor's order."""
    return [entry["name"] for entry in descriptor(folder)["resources"]]


def primary_key(entry: Mapping[str, Any]) -> list[str]:
    """Primary key of a resource as a list (Frictionless allows a single text as well)."""
    key = entry["schema"].get("primaryKey", [])
    return [key] if isinstance(key, str) else list(key)


def _checks(constraints: Mapping[str, Any]) -> list[pa.Check]:
    """One check for each constraint; ``error`` is what pandera's list of failures calls it."""
    import pandera.pandas as pa

    checks: list[pa.Check] = []
    if "enum" in constraints:
        checks.append(pa.Check.isin(constraints["enum"], error="one_of"))
    if "minimum" in constraints:
        checks.append(pa.Check.ge(constraints["minimum"], error="minimum"))
    if "maximum" in constraints:
        checks.append(pa.Check.le(constraints["maximum"], error="maximum"))
    if "pattern" in constraints:
        pattern = constraints["pattern"]
        checks.append(pa.Check(lambda given: given.str.fullmatch(pattern), error="pattern"))
    return checks


def build_schema(entry: Mapping[str, Any]) -> pa.DataFrameSchema:
    """pandera schema of one resource: types and constraints of its columns; no other allowed.

    Text has no type here: the loader reads every cell as text, and most columns are.

    >>> entry = {"name": "t", "schema": {"fields": [
    ...     {"name": "regency_code", "type": "string", "constraints": {"required": True}},
    ...     {"name": "value", "type": "number", "constraints": {"minimum": 0}}]}}
    >>> sorted(build_schema(entry).columns)
    ['regency_code', 'value']
    """
    # Here, because tables that are as they were shipped are not validated again: a start reads
    # those alone, and pandera loads 200 modules.
    import pandera.pandas as pa

    columns = {}
    for field in entry["schema"]["fields"]:
        constraints = field.get("constraints", {})
        is_text = field["type"] == "string"
        columns[field["name"]] = pa.Column(
            None if is_text else DTYPES[field["type"]],
            checks=_checks(constraints),
            nullable=not constraints.get("required", False),
            unique=constraints.get("unique", False),
            coerce=not is_text,
            title=field.get("title"),
            description=field.get("description"),
        )
    return pa.DataFrameSchema(columns, strict=True, ordered=False, name=entry["name"])
