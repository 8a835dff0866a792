"""A round with its audit trail as files: a Frictionless data package, and a workbook.

``round_package.json`` describes every table and column in both languages; the files follow it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd

from geo import places
from ntt_data import log
from ntt_data.store.collection_records import Review, Round, RoundItem, Version
from publishing import hand_in_words, round_words
from publishing.code_words import code_word
from publishing.files.harmless import without_formula
from publishing.files.spreadsheets import workbook_bytes
from publishing.formats import WITA, file_moment
from publishing.language import _, current_language
from publishing.listings.registers import sources_table
from publishing.sources import cited_sources

ZIP_TYPE = "application/zip"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DESCRIPTOR = Path(__file__).with_suffix(".json")
#: Table Schema's types as those of pandas; times are in UTC.
_DTYPES = {
    **{"string": "object", "integer": "Int64", "number": "float64"},
    **{"boolean": "bool", "datetime": "datetime64[us]"},
}
_ISO = "%Y-%m-%dT%H:%M:%S.%fZ"
_FROM_UTC = WITA.utcoffset(None) or timedelta()


@dataclass(frozen=True, eq=False)
class RoundTables:
    """Everything of a round: its tables by their name in the descriptor, read at ``made_at`` (UTC).

    Columns are those of the descriptor; times are in UTC without a zone. ``versions`` and
    ``reviews`` are what the tables were made of.
    """

    asked: Round
    tables: Mapping[str, pd.DataFrame]
    made_at: datetime
    versions: tuple[Version, ...]
    reviews: tuple[Review, ...]


@cache  # a file of the program, no data
def descriptor() -> Mapping[str, Any]:
    """The data package's descriptor, without what only a file's content can say."""
    read: dict[str, Any] = json.loads(_DESCRIPTOR.read_text(encoding="utf-8"))
    return read


def typed_table(name: str, rows: Iterable[Mapping[Any, Any]]) -> pd.DataFrame:
    """Rows as a table of the descriptor: its columns in their order, each of its type."""
    fields = _fields(name)
    table = pd.DataFrame(list(rows), columns=[each["name"] for each in fields])
    return table.astype({each["name"]: _DTYPES[each["type"]] for each in fields})


def file_name(asked: Round, kind: str, made_at: datetime) -> str:
    """What a file about a round is called, made of its code; a rehearsal's says that it is one."""
    parts = [_("REHEARSAL")] if asked.rehearsal else []
    parts += [_("round"), asked.round_id, file_moment(made_at)]
    return f"{'-'.join(parts)}.{kind}"


def package_zip(whole: RoundTables) -> bytes:
    """ZIP of ``datapackage.json`` and a CSV file for each table.

    UTF-8, commas, decimal points, times in UTC; no figure is rounded. What a spreadsheet would
    take for a formula is guarded, see ``without_formula``.
    """
    log.event("export_made", format="zip")
    files = {name: _csv(name, table) for name, table in whole.tables.items()}
    described = {
        **descriptor(),
        "created": whole.made_at.strftime(_ISO),
        "rehearsal": whole.asked.rehearsal,
        "resources": [
            {
                **entry,
                "bytes": len(files[entry["name"]]),
                "hash": f"sha256:{hashlib.sha256(files[entry['name']]).hexdigest()}",
                "rows": len(whole.tables[entry["name"]]),
            }
            for entry in descriptor()["resources"]
        ],
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
        archive.writestr("datapackage.json", text)
        for entry in descriptor()["resources"]:
            archive.writestr(entry["path"], files[entry["name"]])
    return buffer.getvalue()


def workbook(whole: RoundTables) -> bytes:
    """XLSX in the language spoken: what each column means, then a sheet for each table.

    Names stand beside codes; times are those of the province's clocks, for people.
    """
    about = round_words.of_round(whole.asked, whole.made_at)
    if whole.asked.rehearsal:
        about = f"{hand_in_words.rehearsal()} {about}"
    sheets, notes = {_("About"): _dictionary()}, {_("About"): about}
    for entry in descriptor()["resources"]:
        title = _said(entry, "title")
        sheets[title] = _for_people(entry["name"], whole.tables[entry["name"]])
        notes[title] = f"{_said(entry, 'description')}. {about}"
    items = whole.tables["items"]
    cited = cited_sources([*items["coefficient_source"], *items["norm_source"]])
    if len(cited):
        sheets[_("Sources")] = sources_table(cited).readable()
    return workbook_bytes(sheets, notes)


def _fields(name: str) -> list[Mapping[str, Any]]:
    entry = next(each for each in descriptor()["resources"] if each["name"] == name)
    fields: list[Mapping[str, Any]] = entry["schema"]["fields"]
    return fields


def _csv(name: str, table: pd.DataFrame) -> bytes:
    cells = {}
    for field in _fields(name):
        column = table[field["name"]]
        match field["type"]:
            case "string":
                column = column.map(_harmless, na_action="ignore")
            case "boolean":
                column = column.map({True: "true", False: "false"})
            case "datetime":
                column = column.dt.strftime(_ISO)
        cells[field["name"]] = column
    # See csv_bytes: with another end of line a bare "\r" would not be quoted.
    text = pd.DataFrame(cells).to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8")


def _harmless(text: object) -> str:
    return without_formula(str(text))


def _said(entry: Mapping[str, Any], what: str) -> str:
    return str(entry[what] if current_language() == "id" else entry[f"{what}_en"])


def _header(field: Mapping[str, Any]) -> str:
    unit = "WITA" if field["type"] == "datetime" else code_word(field.get("unit", ""))
    return f"{_said(field, 'title')} ({unit})" if unit else _said(field, "title")


def _dictionary() -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Sheet of the workbook"): _said(entry, "title"),
                _("Column"): _header(field),
                _("Meaning"): _said(field, "description"),
            }
            for entry in descriptor()["resources"]
            for field in entry["schema"]["fields"]
        ]
    )


def _for_people(name: str, table: pd.DataFrame) -> pd.DataFrame:
    shown: dict[str, pd.Series] = {}
    for field in _fields(name):
        column, title = table[field["name"]], _header(field)
        word = _WORDS.get((name, field["name"])) or _WORDS.get(("", field["name"]))
        match field["type"]:
            case "datetime":
                shown[title] = column + _FROM_UTC
            case "boolean":
                shown[title] = column.map({True: _("yes"), False: _("no")})
            case _:
                shown[title] = column
        if word is not None:
            named = column.map(word, na_action="ignore")
            shown[_("{column} (name)", column=_said(field, "title"))] = named
    return pd.DataFrame(shown)


def _regency(code: str) -> str:
    return places.full_names().get(code, code)


def _item(code: str) -> str:
    return hand_in_words.item(RoundItem("", code, ""))


#: By table (empty: in all of them) and column, the word for a code.
_WORDS: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("", "regency_code"): _regency,
    ("", "sheet"): hand_in_words.sheet,
    ("", "item"): _item,
    ("", "form"): code_word,
    ("", "measure"): hand_in_words.measure,
    ("", "status"): hand_in_words.status,
    ("", "channel"): hand_in_words.channel,
    ("", "opened_by"): round_words.role,
    ("", "by_role"): round_words.role,
    ("events", "kind"): round_words.event,
    ("reviews", "kind"): round_words.decision,
    ("findings", "code"): round_words.odd,
}
