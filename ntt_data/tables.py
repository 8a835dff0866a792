"""The one typed loader of the curated tables.

>>> from ntt_data.tables import load
>>> regencies = load("regencies")
>>> len(regencies), regencies["regency_code"].iloc[0]
(22, '5301')
"""

from __future__ import annotations

import contextlib
import difflib
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ntt_data import corrections, editions, handed_in, log
from ntt_data.corrections import Refused
from ntt_data.editions import once_per_edition
from ntt_data.intake.cells import FIRST_LINE, read_cells
from ntt_data.intake.decoding import decode, read_bytes
from ntt_data.misnamed import told_by_code
from ntt_data.plausibility import ASKED, beside, impossible
from ntt_data.problems import DataError, Problem, Rule
from ntt_data.schema import CURATED, build_schema, primary_key, resource, table_names
from ntt_data.shipped import (
    columns,
    differences,
    is_as_shipped,
    plain_cells,
    typed_cells,
    was_valid,
)
from ntt_data.store import Correction

if TYPE_CHECKING:
    import pandera.pandas as pa

_TYPE_WORDS = {"integer": "whole number", "number": "number", "boolean": "true/false"}
# Names stand in headings and sentences, which are Markdown: a picture in one would be fetched from
# wherever it lies, and a link would lead there. All other markup is shown as the text it is.
_MARKDOWN_LINK = r"\][(\[:]"


def load(name: str) -> pd.DataFrame:
    """A curated table of the current edition, typed and validated.

    Its corrections are in it, and what the bureau has accepted of what regencies handed in.

    Codes and names are text, years ``Int64``, figures ``float64``; an empty cell is missing
    (``<NA>``), never zero. The frame may be changed freely: the kept one stays as it is.

    Raises ``KeyError`` for an unknown name and ``DataError`` with every problem found.
    """
    return _with_accepted(name).reset_index(drop=True)


@once_per_edition(maxsize=256)
def _with_accepted(name: str) -> pd.DataFrame:
    return handed_in.with_accepted(name, _corrected(name), curated)


def curated(name: str) -> pd.DataFrame:
    """The same table without what regencies have handed in; only to be read."""
    return _corrected(name)


def is_as_filed(name: str) -> bool:
    """Whether a table is in this edition what its file says: nothing corrected, nothing added."""
    return _with_accepted(name) is _as_curated(name)[0]


@once_per_edition(maxsize=256)
def _corrected(name: str) -> pd.DataFrame:
    asked = [each for each in editions.accepted() if each.table == name]
    table, refused = corrected_table(name, asked)
    for each in refused:
        log.event("correction_refused", logging.WARNING, edition=each.correction.edition, why=each)
    return table


@cache  # one table as its file says, which all editions share that do not correct it
def _as_curated(name: str) -> tuple[pd.DataFrame, list[Problem]]:
    return _read(resource(name), CURATED)


def corrected_table(name: str, asked: Sequence[Correction]) -> tuple[pd.DataFrame, list[Refused]]:
    """A table with the corrections that still fit it, and those that do not.

    What does not fit (the file says something else by now, or would not be valid) leaves the
    file's own value as it is.
    """
    if not asked:
        return _as_curated(name)[0], []
    entry = resource(name)
    grades = _grades()
    literals, refused = corrections.apply(entry, _literals(name), asked, grades)
    try:
        return _possible(name, _validated(entry, literals)), refused
    except DataError:
        # Something that was valid when it was accepted is not any more. Which one shows when they
        # are tried one after the other.
        fitting: list[Correction] = []
        refused = []
        for each in asked:
            literals, wrong = corrections.apply(entry, _literals(name), [*fitting, each], grades)
            refused += [found for found in wrong if found.correction == each]
            try:
                _possible(name, _validated(entry, literals))
                fitting.append(each)
            except DataError as error:
                refused.append(Refused(each, "invalid", str(error.problems[0])))
        literals, _none = corrections.apply(entry, _literals(name), fitting, grades)
        return _validated(entry, literals), refused


def valid_table(name: str, asked: Sequence[Correction]) -> pd.DataFrame:
    """A table with all of these corrections.

    Raises ``DataError`` when it is not valid then, or holds a figure that cannot be.
    """
    return _possible(name, _validated(resource(name), literals_of(name, asked)))


def _possible(name: str, corrected: pd.DataFrame) -> pd.DataFrame:
    """The corrected table, held to the rules for figures beside all others as their files say.

    Raises ``DataError`` with what a correction has made impossible.
    """
    if name not in ASKED:
        return corrected
    filed, before = _beside()
    tables = {each: filed[each] for each in beside(name) if each in filed} | {name: corrected}
    wrong = [each for each in impossible(tables) if each not in before]
    if wrong:
        raise DataError(wrong)
    return corrected


@cache  # files do not change while a process runs
def _beside() -> tuple[dict[str, pd.DataFrame], frozenset[Problem]]:
    """Every table that can be read, as its file says, and what is impossible already."""
    tables = {}
    for name in table_names():
        with contextlib.suppress(DataError):  # told at the start
            tables[name] = _as_curated(name)[0]
    return tables, frozenset(impossible(tables))


def literals_of(name: str, asked: Sequence[Correction] = ()) -> pd.DataFrame:
    """A table as text, cell by cell: what its file says, with those corrections that fit it."""
    return corrections.apply(resource(name), _literals(name), asked, _grades())[0]


def _literals(name: str) -> pd.DataFrame:
    return _read_text(resource(name), CURATED)[0]


def _grades() -> dict[str, str]:
    register = _literals("sources")
    return dict(zip(register["source_id"], register["grade"], strict=True))


def read_table(entry: Mapping[str, Any], folder: Path) -> pd.DataFrame:
    """Read and validate the CSV of one resource descriptor in ``folder``.

    Raises ``DataError``.
    """
    return _read(entry, folder)[0]


def read_as_filed(name: str, folder: Path = CURATED) -> tuple[pd.DataFrame, list[Problem]]:
    """A table as its file says, no correction put in, and what is to be said of reading it.

    The index is the line of the file less ``FIRST_LINE``. Raises ``DataError``.
    """
    return _as_curated(name) if folder == CURATED else _read(resource(name, folder), folder)


def read_in_full(name: str, folder: Path = CURATED) -> tuple[pd.DataFrame, list[Problem]]:
    """The same, validated even where it was when it was shipped. Raises ``DataError``."""
    return _validated_file(resource(name, folder), folder)


def _read(entry: Mapping[str, Any], folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    content = read_bytes(folder / entry["path"])
    if was_valid(entry, content):
        return typed_cells(entry, content), []
    return _validated_file(entry, folder)


def _validated_file(entry: Mapping[str, Any], folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    cells, remarks = _read_text(entry, folder)
    return _validated(entry, cells), remarks


def _validated(entry: Mapping[str, Any], raw: pd.DataFrame) -> pd.DataFrame:
    import pandera.errors  # at a start nothing is validated that was when it was shipped

    file = entry["path"]
    fields = {field["name"]: field for field in entry["schema"]["fields"]}
    problems = _header_problems(file, list(raw.columns), list(fields))
    if problems:
        raise DataError(problems)
    problems = _type_problems(file, raw, fields)
    if problems:
        raise DataError(problems)
    try:
        table = build_schema(entry).validate(raw, lazy=True)
    except pandera.errors.SchemaErrors as error:
        raise DataError(_constraint_problems(file, raw, fields, error)) from error
    problems = _key_problems(file, raw, primary_key(entry))
    if problems:
        raise DataError(problems)
    return table


def _read_text(entry: Mapping[str, Any], folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """Every cell as text: the message must show what the file says, not what a converter made."""
    path = folder / entry["path"]
    content = read_bytes(path)
    if is_as_shipped(entry, content):
        return plain_cells(content), []
    cells, remarks = read_cells(decode(content, path.name), path.name, entry)
    if not _header_problems(path.name, list(cells.columns), columns(entry)):
        remarks += differences(entry, content, cells)
    if errors := [problem for problem in remarks if not problem.is_remark]:
        raise DataError(errors)
    return cells, remarks


def _header_problems(file: str, found: list[str], described: list[str]) -> list[Problem]:
    twice = {column for column in found if found.count(column) > 1}
    missing = [Problem(file, "missing_column", 1, c) for c in described if c not in found]
    unknown = [Problem(file, "unknown_column", 1, c) for c in found if c not in described]
    repeated = [Problem(file, "duplicate", 1, value=c) for c in sorted(twice)]
    return missing + unknown + repeated


def _type_problems(
    file: str, raw: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]]
) -> list[Problem]:
    problems = []
    for name, field in fields.items():
        kind, cells = field["type"], raw[name]
        if kind == "string":
            # Hardly any column has a link: one look at its different texts spares one at each cell.
            if re.search(_MARKDOWN_LINK, "\n".join(cells.dropna().unique().tolist())) is None:
                continue
            linked = cells[cells.str.contains(_MARKDOWN_LINK, na=False)]
            problems += [
                Problem(file, "markdown_link", int(row) + FIRST_LINE, name, cell)
                for row, cell in zip(linked.index.tolist(), linked.tolist(), strict=True)
            ]
            continue
        given = cells.dropna()
        if kind == "boolean":
            wrong = given[~given.isin(["true", "false"])]
            raw[name] = cells.map({"true": True, "false": False}).astype("boolean")
        else:
            numbers = pd.to_numeric(given, errors="coerce")
            fits = numbers.notna() & numbers.abs().lt(float("inf"))
            if kind == "integer":
                fits &= numbers.mod(1).eq(0)
            wrong = given[~fits]
        problems += [
            Problem(file, "type", int(row) + FIRST_LINE, name, value, _TYPE_WORDS[kind])
            for row, value in zip(wrong.index.tolist(), wrong.tolist(), strict=True)
        ]
    return problems


def _constraint_problems(
    file: str,
    raw: pd.DataFrame,
    fields: Mapping[str, Mapping[str, Any]],
    error: pa.errors.SchemaErrors,
) -> list[Problem]:
    rules: dict[str, Rule] = {
        "not_nullable": "required",
        "field_uniqueness": "duplicate",
        "one_of": "one_of",
        "minimum": "minimum",
        "maximum": "maximum",
        "pattern": "pattern",
    }
    constraint_names = {"one_of": "enum"}
    problems = []
    for case in error.failure_cases.to_dict("records"):
        # Row and column exist for every check that we build. Anything else is a cell that could
        # not be turned into its type.
        rule: Rule = next(
            (r for key, r in rules.items() if str(case["check"]).startswith(key)), "type"
        )
        column, index = str(case["column"]), case["index"]
        constraints = fields.get(column, {}).get("constraints", {})
        expected = constraints.get(constraint_names.get(rule, rule), column)
        if isinstance(expected, list):
            expected = ", ".join(map(str, expected))
        row = None if pd.isna(index) else int(index) + FIRST_LINE
        value = None if row is None else raw[column].loc[int(index)]
        said = None if pd.isna(value) else str(value)
        known = constraints.get("enum", ()) if rule == "one_of" else ()
        problems.append(
            Problem(file, rule, row, column, said, str(expected), nearest=_nearest(said, known))
        )
    return problems


def _nearest(value: str | None, known: Iterable[object]) -> str | None:
    """The known word that a value resembles most, if it resembles any."""
    if value is None:
        return None
    words = {str(word).casefold(): str(word) for word in known}
    found = difflib.get_close_matches(value.casefold(), list(words), n=1, cutoff=0.6)
    return words[found[0]] if found else None


def _key_problems(file: str, raw: pd.DataFrame, key: list[str]) -> list[Problem]:
    if not key:
        return []
    values = raw[key].fillna("")
    repeated = values[values.duplicated(keep="first")]
    return [
        Problem(
            file,
            "duplicate",
            int(row) + FIRST_LINE,
            ", ".join(key),
            ", ".join(record),
            "(" + ", ".join(key) + ")",
        )
        for row, record in zip(repeated.index, repeated.itertuples(index=False), strict=True)
    ]


def load_all(folder: Path = CURATED) -> dict[str, pd.DataFrame]:
    """Every curated table by name, each validated, with all references between them checked.

    Raises one ``DataError`` with the problems of all tables, so that a person repairs them in
    one go.
    """
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name in table_names(folder):
        try:
            known = folder == CURATED
            tables[name] = load(name) if known else read_table(resource(name, folder), folder)
        except DataError as error:
            problems += error.problems
    problems += reference_problems(tables, folder)
    if problems:
        raise DataError(told_by_code(problems, tables, folder))
    return {name: table.reset_index(drop=True) for name, table in tables.items()}


def reference_problems(tables: Mapping[str, pd.DataFrame], folder: Path = CURATED) -> list[Problem]:
    """What names a row that is in none of these tables."""
    return [
        problem
        for name, table in tables.items()
        for problem in _reference_problems(resource(name, folder), table, tables)
    ]


def _reference_problems(
    entry: Mapping[str, Any], table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> list[Problem]:
    problems = []
    schema = entry["schema"]
    for key in [*schema.get("foreignKeys", []), *schema.get("listReferences", [])]:
        columns = [key["fields"]] if isinstance(key["fields"], str) else list(key["fields"])
        target = key["reference"]
        parents = [target["fields"]] if isinstance(target["fields"], str) else target["fields"]
        register = target["resource"] or entry["name"]  # empty: the table itself (Frictionless)
        if register not in tables:
            continue  # that table's own problem is reported already
        known = set(_records(tables[register][parents]))
        separator = key.get("separator")  # listReferences, our extension: several in one cell
        if len(columns) == 1 and _all_known(table[columns[0]], known, separator):
            continue
        given = table[columns].dropna(how="any").astype("str")
        if separator:
            given = given[columns[0]].str.split(separator).explode().str.strip().to_frame()
        records = _records(given)
        if known.issuperset(records):
            continue
        words = [row[0] for row in known if isinstance(row[0], str)]
        problems += [
            Problem(
                entry["path"],
                "reference",
                int(row) + FIRST_LINE,
                ", ".join(columns),
                ", ".join(record),
                f"{register}.{', '.join(parents)}",
                nearest=_nearest(record[0], words) if len(record) == 1 else None,
            )
            for row, record in zip(given.index, records, strict=True)
            if record not in known
        ]
    return problems


def _all_known(cells: pd.Series, known: set[tuple[Any, ...]], separator: str | None) -> bool:
    """Whether all that the cells name is known: thousands of cells name the same few things."""
    named = set(map(str, cells.dropna().unique()))
    if separator:
        named = {part.strip() for cell in named for part in cell.split(separator)}
    return known.issuperset((name,) for name in named)


def _records(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    # For a few columns of many rows several times faster than ``itertuples``.
    return list(zip(*(rows[column].tolist() for column in rows), strict=True))
