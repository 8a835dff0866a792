"""Corrections of the curated tables: each one makes a new edition of the data.

For administrators, on the server::

    python -m services.corrections list
    python -m services.corrections add production regency_code=5301 commodity=chili \\
        measure=planted_area form=fresh year=2018 --column value --expected 50 --value 5 \\
        --reason "Salah ketik di lampiran" --source S02

A correction names what stands there now (``--expected ""`` for an empty cell). Should the file say
something else one day, the correction stops to apply and the list says so. A regency goes by its
code or any of its names. Where the database did not answer, the command says with which
``--write-key`` to try again: then it is accepted once, whether the first try got through or not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.places import names_known
from ntt_data import editions, tables
from ntt_data.corrections import Refused, cell, find_row
from ntt_data.editions import Edition
from ntt_data.problems import DataError, Problem, Rule
from ntt_data.schema import primary_key, resource, table_names
from ntt_data.store import Correction, StoreError, correction_store, new_write_key
from publishing.table_view import reference_columns
from services import access
from services.access import AccessError, Actor, Subject

_ATTEMPTS = 5  # each fails only when somebody else's correction was accepted at this moment
_MOST_NAMED = 12

_WORDING = {
    "unknown_table": "there is no table {table!r}; write one of: {known}",
    "unknown_column": "{table} has no column {column!r}; write one of: {known}",
    "incomplete_key": "a row of {table} is named by {known}, each once as column=value; "
    "{column} is {what}",
    "key_column": "{place}: {column} is part of the key and cannot be corrected here; "
    "change the file of the table",
    "unknown_row": "{table} has no row with {column}={value}; write one of: {known}",
    "guard": "{place}: the table says {found!r}, not {expected!r}; "
    "write --expected {found!r} if that is what is to be replaced",
    "unchanged": "{place}: {value!r} stands there already; nothing is to be corrected",
    "no_reason": "{place}: a correction needs a reason; write in a sentence why {value!r} is right",
    "unknown_source": "{place}: {source!r} is not in the register of sources; "
    "write a source_id of the table sources, or assumption",
    "invalid": "{place}: {problem}",
    "busy": "{place}: others are accepting corrections at this moment; try again",
}

#: What to write instead of what breaks a rule.
_REMEDY: dict[Rule, str] = {
    "type": "{value!r} is not a {expected}; write a {expected} without unit, such as 1234.5",
    "required": "the cell must not be empty; write a value",
    "one_of": "{value!r} is not allowed; write one of: {expected}",
    "minimum": "{value!r} is too small; write at least {expected}",
    "maximum": "{value!r} is too large; write at most {expected}",
    "pattern": "{value!r} does not have the form {expected}; write it in that form",
    "duplicate": "{value!r} stands in another row already; write something else",
    "reference": "{value!r} is not in {expected}; write something that is",
    "markdown_link": "{value!r} holds a Markdown link or picture; write plain text",
}


class CorrectionError(ValueError):
    """The correction is not right; nothing was written. The text says what to write."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(_WORDING[code].format(**fields))
        self.code = code


@dataclass(frozen=True)
class Listed:
    """A correction that was accepted, and what has become of it.

    ``refused`` says why it does not apply any more; ``replaced_by`` is the edition that has
    corrected the same cell again.
    """

    correction: Correction
    refused: Refused | None = None
    replaced_by: int | None = None


def correct(
    actor: Actor,
    table: str,
    key: Mapping[str, str],
    column: str,
    *,
    expected: str | None,
    value: str | None,
    reason: str,
    source_id: str,
    write_key: str | None = None,
) -> Edition:
    """Accept a correction of one cell; gives the edition from which on it holds.

    Parameters
    ----------
    table, key, column : str, dict, str
        Which cell: the name of the table, the literals of its primary key, the column.
    expected : str or None
        The literal that stands there now, earlier corrections included; None for an empty cell.
    value : str or None
        The literal that is to stand there.
    source_id : str
        A row of the source register, or ``assumption``.
    write_key : str, optional
        The same key twice is one correction (``ntt_data.store.writes``).

    Raises
    ------
    AccessError, CorrectionError, StoreError
        Nothing was written then.
    """
    access.require(actor, "accept", Subject("correction"))
    accepted = correction_store().outcome(write_key) if write_key else None
    if accepted is not None:
        return Edition(editions.curated_digest(), accepted)
    named = _named_row(table, key)
    wanted = Correction(
        table, named, column, expected or None, value or None, reason.strip(), source_id
    )
    for _attempt in range(_ATTEMPTS):
        before = _newest()
        _check(wanted, correction_store().until(before.change))
        number = correction_store().add(wanted, actor.role, before.change, write_key)
        if number is not None:
            return before._replace(change=number)
    raise CorrectionError("busy", place=wanted)


def listed() -> list[Listed]:
    """All corrections that were accepted, in that order, each with what has become of it."""
    known = correction_store().until(_newest().change)
    refused: dict[Correction, Refused] = {}
    for table in {each.table for each in known} & set(table_names()):
        _table, wrong = tables.corrected_table(table, [e for e in known if e.table == table])
        refused |= {found.correction: found for found in wrong}
    newest: dict[tuple[object, ...], int] = {}
    found = []
    for each in reversed(known):
        cell_of = (each.table, frozenset(each.key), each.column)
        gone = None if each.table in table_names() else Refused(each, "no_column")
        found.append(Listed(each, refused.get(each) or gone, newest.get(cell_of)))
        if found[-1].refused is None:
            newest.setdefault(cell_of, each.edition)
    return found[::-1]


def _newest() -> Edition:
    """The edition that the store has now: what was known last will not do to check against."""
    return Edition(editions.curated_digest(), correction_store().newest())


def _named_row(table: str, key: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if table not in table_names():
        raise CorrectionError("unknown_table", table=table, known=", ".join(table_names()))
    columns = primary_key(resource(table))
    wrong = [(name, "missing") for name in columns if name not in key]
    wrong += [(name, "none of them") for name in key if name not in columns]
    if wrong:
        name, what = wrong[0]
        raise CorrectionError(
            "incomplete_key", table=table, known=", ".join(columns), column=name, what=what
        )
    of_regencies = {column for column, _separator in reference_columns(table, "regencies")}
    return tuple(
        (name, _code(str(key[name])) if name in of_regencies else str(key[name]))
        for name in columns
    )


def _code(regency: str) -> str:
    """Code of a regency that goes by any of its names; what names none stays, to be refused."""
    return names_known().find(regency) or regency


def _check(wanted: Correction, accepted: Sequence[Correction]) -> None:
    of_table = [each for each in accepted if each.table == wanted.table]
    literals = tables.literals_of(wanted.table, of_table)
    fields: dict[str, object] = {
        "place": wanted,
        "table": wanted.table,
        "column": wanted.column,
        "expected": wanted.expected or "",
        "value": wanted.value or "",
        "source": wanted.source_id,
    }
    if wanted.column not in literals.columns:
        raise CorrectionError("unknown_column", **fields, known=", ".join(literals.columns))
    if wanted.column in primary_key(resource(wanted.table)):
        raise CorrectionError("key_column", **fields)
    row = find_row(literals, wanted)
    if row is None:
        raise _unknown_row(wanted, literals)
    found = cell(literals, row, wanted.column)
    if found != wanted.expected:
        raise CorrectionError("guard", **fields, found=found or "")
    if wanted.value == wanted.expected:
        raise CorrectionError("unchanged", **fields)
    if not wanted.reason:
        raise CorrectionError("no_reason", **fields)
    if wanted.source_id not in set(tables.literals_of("sources")["source_id"]):
        raise CorrectionError("unknown_source", **fields)
    if problem := _problem(wanted, accepted):
        raise CorrectionError("invalid", **fields, problem=problem)


def _unknown_row(wanted: Correction, literals: pd.DataFrame) -> CorrectionError:
    """Names the first part of the key that no row has, with what is there instead."""
    rows = literals
    for column, literal in wanted.key:
        fits = rows[rows[column].fillna("") == literal]
        if fits.empty:
            known = list(map(str, rows[column].fillna("").unique()))
            shown = ", ".join(known[:_MOST_NAMED]) + (" …" if len(known) > _MOST_NAMED else "")
            return CorrectionError(
                "unknown_row", table=wanted.table, column=column, value=literal, known=shown
            )
        rows = fits
    return CorrectionError("unknown_row", table=wanted.table, column="", value="", known="")


def _problem(wanted: Correction, accepted: Sequence[Correction]) -> str:
    """What would be wrong with the tables if the correction held; empty when nothing would."""
    try:
        known = {
            name: tables.corrected_table(name, [e for e in accepted if e.table == name])[0]
            for name in table_names()
        }
        known[wanted.table] = tables.valid_table(
            wanted.table, [*(e for e in accepted if e.table == wanted.table), wanted]
        )
        wrong = tables.reference_problems(known)
    except DataError as error:
        wrong = list(error.problems)
    return _remedy(wrong[0]) if wrong else ""


def _remedy(problem: Problem) -> str:
    wording = _REMEDY.get(problem.rule)
    if wording is None:
        return str(problem)
    return wording.format(value=problem.value or "", expected=problem.expected or "")


# --- command ---------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """What an administrator asks for at the terminal; gives the exit code."""
    parser = argparse.ArgumentParser("python -m services.corrections", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="all corrections, and what has become of them")
    add = commands.add_parser("add", help="accept one")
    add.add_argument("table")
    add.add_argument("key", nargs="+", help="column=value, for every column of the primary key")
    add.add_argument("--column", required=True)
    add.add_argument("--expected", required=True, help="what stands there now; '' when empty")
    add.add_argument("--value", required=True, help="what is to stand there; '' for nothing")
    add.add_argument("--reason", required=True)
    add.add_argument("--source", required=True, help="a source_id, or assumption")
    add.add_argument("--write-key", help="of a try to which the database did not answer")
    asked = parser.parse_args(arguments)
    write_key = getattr(asked, "write_key", None) or new_write_key()
    try:
        if asked.command == "list":
            for each in listed():
                print(_line(each))
            return 0
        for part in asked.key:
            if "=" not in part:
                parser.error(f"{part!r} is no part of a key; write it as column=value")
        edition = correct(
            Actor("administrator"),
            asked.table,
            dict(part.split("=", 1) for part in asked.key),
            asked.column,
            expected=asked.expected,
            value=asked.value,
            reason=asked.reason,
            source_id=asked.source,
            write_key=write_key,
        )
        print(f"accepted as edition {edition}; running processes show it at their next run")
    except (AccessError, CorrectionError, StoreError) as error:
        print(f"python -m services.corrections: {error}", file=sys.stderr)
        if asked.command == "add" and getattr(error, "code", "") == "unavailable":
            print(
                f"try again with --write-key {write_key} at the end: if this try did get through, "
                "it is not accepted twice",
                file=sys.stderr,
            )
        return 1
    return 0


def _line(each: Listed) -> str:
    made = each.correction
    what = f"{made.expected or 'empty'} -> {made.value or 'empty'}"
    if each.refused is not None:
        state = f"DOES NOT APPLY: {each.refused}"
    elif each.replaced_by is not None:
        state = f"replaced by edition {each.replaced_by}"
    else:
        state = "holds"
    at = f"{made.at:%Y-%m-%d %H:%M} UTC" if made.at else ""
    return (
        f"{made.edition:4}  {at}  {made}: {what}  [{made.source_id}] {made.reason}\n      {state}"
    )


if __name__ == "__main__":
    sys.exit(main())
