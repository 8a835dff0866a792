"""All curated tables in one file to take away: for people, for programs, with a readme."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from textwrap import wrap
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from ntt_data import editions, shipped
from ntt_data.editions import once_per_edition
from ntt_data.schema import CURATED, resource, table_names
from ntt_data.store import Correction
from ntt_data.store.clock import now
from ntt_data.tables import is_as_filed, load
from publishing.code_words import CODED_COLUMNS, code_word
from publishing.files.file_names import slug
from publishing.files.harmless import without_formula
from publishing.files.spreadsheets import csv_bytes
from publishing.formats import moment, number, year
from publishing.language import Language, _, current_language
from publishing.listings.registers import dictionary_table
from publishing.sources import grade_word
from publishing.table_view import (
    fields,
    table_description,
    table_title,
    tables_behind,
    worded_table,
    year_column,
)

_SAME_DAY = (2020, 1, 1, 0, 0, 0)  # of every file in it: the readme says when it was taken
_TEMPLATES = Path(__file__).with_name("templates")

Made = TypeVar("Made")


def package_zip(dated: bool = True) -> bytes:
    """ZIP of every table for people and for programs, with a readme in the reader's language.

    For programs: ``datapackage.json`` and every table it describes, as they lie in the repository;
    what has been corrected since stands beside them in ``corrections.csv``, if there is anything.
    For people: the same tables with readable headers and the meanings of codes, a data dictionary
    and the list of codes. Unless it is ``dated`` (the readme says when it was taken), the same
    edition gives the same bytes.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:

        def put(name: str, content: bytes | str) -> None:
            entry = ZipInfo(name, _SAME_DAY)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)

        put(_("README.txt"), readme(dated))
        put("datapackage.json", shipped.text_for(CURATED))
        for table in table_names():
            name = resource(table)["path"]
            put(name, (CURATED / name).read_bytes())
        for name, content in _for_people(current_language()).items():
            put(name, content)
        if accepted := editions.accepted():
            put("corrections.csv", _corrections_csv(accepted))
    return buffer.getvalue()


def readme(dated: bool = True) -> str:
    """What each file is, units, edition, date, coverage, sources, licences, how to open it."""
    text = (_TEMPLATES / f"data_package.{current_language()}.txt").read_text(encoding="utf-8")
    corrected = len(editions.accepted())
    said = file = taken = ""
    if dated:
        taken = "\n" + _("Taken        : {date}", date=moment(now()).partition(",")[0])
    if corrected:
        said = _("Corrections  : {n}, put into the tables for people", n=corrected) + "\n"
        file = _("corrections.csv  What has been corrected since, with its reason.") + "\n"
    return text.format(
        edition=editions.current(),
        taken=taken,
        corrections=said,
        corrections_file=file,
        tables="\n\n".join(map(_about, table_names())),
    ).replace("\n", "\r\n")  # Notepad's lines


def _about(name: str) -> str:
    table = load(name)
    parts = [_("{n} rows", n=number(len(table)))]
    if "regency_code" in table and name != "regencies":
        known = table["regency_code"].nunique()
        parts.append(_("{n} of 22 regencies", n=number(known)))
    column = year_column(name)
    if column is not None and table[column].notna().any():
        first, last = int(table[column].min()), int(table[column].max())
        parts.append(year(first) if first == last else f"{year(first)}–{year(last)}")
    lines = [f"{table_title(name)}: {resource(name)['path']}", ", ".join(parts)]
    lines += wrap(table_description(name), 92)
    return "\n".join([lines[0], *(f"    {line}" for line in lines[1:])])


@once_per_edition(maxsize=2)
def _for_people(_language: Language) -> dict[str, bytes]:
    """Name and content of every file in the reader's language."""
    folder = _("to-read")
    found = {}
    for name in table_names():
        path = f"{folder}/{slug(table_title(name))}.csv"
        found[path] = _made_of(name, _worded_csv)
    found[_("dictionary.csv")] = _dictionary_csv(current_language())
    rows = [row for name in table_names() for row in _made_of(name, _code_rows)]
    found[_("codes.csv")] = csv_bytes(pd.DataFrame(rows))
    return found


def _made_of(name: str, make: Callable[[str], Made]) -> Made:
    """What ``make`` gives of a table; made anew only where a decision has touched what it reads.

    Every accepted figure is an edition of its own, and most tables are the same in all of them.
    """
    if all(map(is_as_filed, tables_behind(name))):
        made: Made = _made_of_files(make, name, current_language())
        return made
    return make(name)


@cache  # of tables as their files say, whatever the edition
def _made_of_files(make: Callable[[str], Any], name: str, _language: Language) -> Any:
    return make(name)


def _worded_csv(name: str) -> bytes:
    return csv_bytes(worded_table(name, load(name)))


@cache  # of the descriptor alone, which no correction reaches
def _dictionary_csv(_language: Language) -> bytes:
    tables = [
        dictionary_table(name).assign(**{_("Table"): table_title(name), _("File"): f"{name}.csv"})
        for name in table_names()
    ]
    whole = pd.concat(tables, ignore_index=True)
    first = [_("Table"), _("File")]
    return csv_bytes(whole[[*first, *(each for each in whole if each not in first)]])


def _code_rows(name: str) -> list[dict[str, str]]:
    rows = []
    for field in fields(name):
        used = load(name)[field.name]
        is_coded = field.name in CODED_COLUMNS and pd.api.types.is_string_dtype(used)
        codes = field.codes or (sorted(used.dropna().unique()) if is_coded else [])
        rows += [
            {
                _("Table"): table_title(name),
                _("Column"): field.title,
                _("Name in the file"): field.name,
                _("Code"): code,
                _("Meaning"): grade_word(code) if field.name == "grade" else code_word(code),
            }
            for code in codes
        ]
    return rows


def _corrections_csv(accepted: Iterable[Correction]) -> str:
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(
        ["edition", "table", "row", "column", "expected", "value", "source_id", "reason"]
    )
    for each in accepted:
        row = "; ".join(f"{column}={literal}" for column, literal in each.key)
        cells = [each.table, row, each.column, each.expected, each.value]
        cells += [each.source_id, each.reason]
        writer.writerow([each.edition, *(without_formula(cell or "") for cell in cells)])
    return lines.getvalue()
