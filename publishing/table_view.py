"""A curated table made readable: headers and words in one language, codes resolved to names.

Everything follows from the descriptor (``datapackage.json``); a new table or column needs nothing
here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from babel.numbers import format_decimal

from ntt_data.editions import once_per_edition
from ntt_data.schema import primary_key, resource, table_names
from ntt_data.tables import load
from publishing.code_words import CODED_COLUMNS, code_word, description
from publishing.language import Language, _, current_language, localised
from publishing.sources import grade_word
from publishing.tables import AS_PUBLISHED, COLUMNS, FileColumn

NO_VALUE = "–"
_OWN_MARKS = (" (Indonesian)", " (English)", " (Indonesia)", " (Inggris)")


@dataclass(frozen=True)
class Field:
    """One column of a curated table as the descriptor has it, its texts in one language."""

    name: str
    title: str
    meaning: str
    kind: str
    unit: str
    required: bool
    codes: Sequence[str]  # that are allowed, if only certain ones are
    allowed: Sequence[str]  # the same with their words


@dataclass(frozen=True, eq=False)
class TableView:
    """A curated table ready to be looked at; rows as in the file.

    ``shown``: one column per header; ``texts``: header -> the text of every number in it;
    ``search``: all that is shown of a row, in small letters; ``raw``: the table itself.
    """

    name: str
    raw: pd.DataFrame
    shown: pd.DataFrame
    texts: Mapping[str, pd.Series]
    search: pd.Series


def table_title(name: str) -> str:
    """Title of a table in the session's language."""
    entry = resource(name)
    return str(entry.get("title_en", entry["title"]) if _english() else entry["title"])


def table_description(name: str) -> str:
    """What a table holds, in the session's language."""
    return description(resource(name).get("description", ""))


def fields(name: str) -> list[Field]:
    """Columns of a table: the data dictionary."""
    return [_field(entry) for entry in resource(name)["schema"]["fields"]]


def _field(entry: Mapping[str, Any]) -> Field:
    constraints = entry.get("constraints", {})
    codes = [str(code) for code in constraints.get("enum", [])]
    return Field(
        name=entry["name"],
        title=_field_title(entry),
        meaning=description(entry.get("description", "")),
        kind=_type_word(entry["type"]),
        unit=code_word(entry["unit"]) if entry.get("unit") else "",
        required=bool(constraints.get("required")),
        codes=codes,
        allowed=[_code_and_word(code) for code in codes],
    )


def reference_columns(name: str, target: str) -> list[tuple[str, str]]:
    """Columns that point to another table, with the separator where a cell holds several codes.

    The register's own key counts as pointing to itself.

    >>> reference_columns("production", "commodities")
    [('commodity', '')]
    """
    schema = resource(name)["schema"]
    found = []
    for key in [*schema.get("foreignKeys", []), *schema.get("listReferences", [])]:
        columns = [key["fields"]] if isinstance(key["fields"], str) else list(key["fields"])
        if key["reference"]["resource"] in (target, "" if target == name else target):
            found.append((columns[-1], str(key.get("separator", ""))))
    if name == target:
        found += [(column, "") for column in primary_key(resource(name))[-1:]]
    return found


def year_column(name: str) -> str | None:
    """The column with the year of a row, that of its edition included, if the table has one.

    >>> year_column("production"), year_column("fsva_ratios"), year_column("sources")
    ('year', 'edition_year', None)
    """
    has = {field["name"]: field["type"] for field in resource(name)["schema"]["fields"]}
    return next((one for one in ("year", "edition_year") if has.get(one) == "integer"), None)


def exact(value: Any) -> str:
    """A figure as it stands in the table, up to six decimals, in the session's language."""
    if pd.isna(value):
        return NO_VALUE
    text = format_decimal(value, format="#,##0.######", locale=current_language())
    return text.replace("-", "−")


def table_view(name: str) -> TableView:
    """The table in the session's language; made once per table and language, shared, read only."""
    return _table_view(name, current_language())


@once_per_edition(maxsize=256)
def _table_view(name: str, _language: Language) -> TableView:
    raw = load(name)
    columns: dict[str, pd.Series] = {}
    texts: dict[str, pd.Series] = {}
    for title, column, text in _columns(name, raw):
        header = _unused(title, columns)
        columns[header] = column
        if text is not None:
            texts[header] = text
    shown = pd.DataFrame(columns)
    # A plain join of the rows: ten times as fast as an aggregation along the columns.
    words = [texts.get(header, column).astype("str") for header, column in columns.items()]
    search = pd.Series([" ".join(row).casefold() for row in zip(*words, strict=True)], raw.index)
    return TableView(name, raw, shown, texts, search)


def _columns(name: str, raw: pd.DataFrame) -> Iterator[tuple[str, pd.Series, pd.Series | None]]:
    """Header, cells and, for numbers, their texts."""
    entries = {field["name"]: field for field in resource(name)["schema"]["fields"]}
    names = _names_of_codes(name)
    regency_columns = dict(reference_columns(name, "regencies"))
    separators = _separators(name)
    has_names = localised("name") in entries
    own_key = key if len(key := primary_key(resource(name))) == 1 else []
    for column, entry in entries.items():
        if _is_other_language(column, entries):
            continue
        cells, title = raw[column], _field_title(entry)
        if _is_pair(column, entries):
            for mark in _OWN_MARKS:
                title = title.removesuffix(mark)
        if column in regency_columns and name != "regencies":
            yield (
                _names_title(entry, len(regency_columns) == 1),
                _named(cells, names[column], regency_columns[column]),
                None,
            )
            yield title, cells.fillna(NO_VALUE), None
        elif column in names:
            yield title, _named(cells, names[column], separators.get(column, "")), None
        elif entry["type"] == "boolean":
            yield title, cells.map({True: _("yes"), False: _("no")}).fillna(NO_VALUE), None
        elif entry["type"] in ("integer", "number"):
            plain = column == "year" or column.endswith("_year")
            text = cells.map(
                lambda value, plain=plain: (
                    NO_VALUE if pd.isna(value) else str(int(value)) if plain else exact(value)
                )
            )
            unit = code_word(entry["unit"]) if entry.get("unit") else ""
            yield f"{title} ({unit})" if unit else title, cells, text.astype("str")
        elif column in own_key or (column in ("indicator", "sector") and has_names):
            # The code itself is what this register explains.
            yield title, cells.fillna(NO_VALUE), None
        elif column in ("region", "geography"):
            yield title, _named(cells, _area_names(), ";"), None
        elif entry.get("constraints", {}).get("enum") or column in CODED_COLUMNS:
            yield title, cells.map(code_word, na_action="ignore").fillna(NO_VALUE), None
        else:
            yield title, cells.fillna(NO_VALUE), None


def download_table(view: TableView, rows: pd.Series) -> pd.DataFrame:
    """The rows for a file: every column, codes and figures as they are, words beside codes.

    ``rows`` is a mask over the rows of the view. Headers have the column's unit; what stands in the
    language that is not the reader's comes last.
    """
    return worded_table(view.name, view.raw[rows])


def worded_table(name: str, raw: pd.DataFrame) -> pd.DataFrame:
    """Rows of a curated table for a file, see ``download_table``."""
    entries = {field["name"]: field for field in resource(name)["schema"]["fields"]}
    names, separators = _names_of_codes(name), _separators(name)
    result: dict[str, pd.Series] = {}
    told: dict[str, FileColumn] = {}

    def put(title: str, cells: pd.Series, column: str) -> None:
        header = _unused(title, result)
        result[header] = cells
        meaning = description(entries[column].get("description", ""))
        told[header] = {"name": column, "decimals": None, "meaning": meaning, "link": False}

    for column in sorted(entries, key=lambda each: _is_other_language(each, entries)):
        entry = entries[column]
        title, unit = _field_title(entry), entry.get("unit")
        put(f"{title} ({code_word(unit)})" if unit else title, raw[column], column)
        worded = (
            _named(raw[column], names[column], separators.get(column, ""))
            if column in names
            else _words_beside(entry, raw[column])
        )
        if worded is not None:
            put(_("{column} (name)", column=title), worded.replace(NO_VALUE, pd.NA), column)
    table = pd.DataFrame(result)
    table.attrs |= {COLUMNS: told, AS_PUBLISHED: True}
    return table


def tables_behind(name: str) -> list[str]:
    """Every table that ``worded_table`` reads: its own, and the registers whose names it shows."""
    return [
        each
        for each in table_names()
        if each in (name, "regencies") or (_label_column(each) and reference_columns(name, each))
    ]


def _words_beside(entry: Mapping[str, Any], cells: pd.Series) -> pd.Series | None:
    """What a column's codes mean, in the reader's language; ``None`` where it has no codes."""
    column = entry["name"]
    if entry["type"] == "boolean":
        return cells.map({True: _("yes"), False: _("no")})
    if column in ("region", "geography"):
        return _named(cells, _area_names(), ";")
    if column == "grade":
        return cells.map({code: grade_word(code) for code in cells.dropna().unique()})
    is_coded = entry.get("constraints", {}).get("enum") or column in CODED_COLUMNS
    if is_coded and entry["type"] == "string":
        # A code is looked up once, not once a row: words stand in twenty catalogues.
        worded = cells.map({code: code_word(code) for code in cells.dropna().unique()})
        # A word that is its own code (km, A) needs no second column.
        return None if worded.equals(cells) else worded
    return None


def _separators(name: str) -> dict[str, str]:
    """Columns that hold several codes in a cell, with what stands between them."""
    return {
        key["fields"] if isinstance(key["fields"], str) else key["fields"][0]: key["separator"]
        for key in resource(name)["schema"].get("listReferences", [])
    }


@once_per_edition(maxsize=1)
def rows_per_source() -> pd.DataFrame:
    """How much rests on each source: ``source_id``, ``table``, ``rows`` (rows that name it)."""
    counts: Counter[tuple[str, str]] = Counter()
    for name in table_names():
        if name in ("sources", "figures_left_out"):  # what was left out rests on nothing
            continue
        named: set[tuple[int, str]] = set()  # a row that names a source twice counts once
        for column, separator in reference_columns(name, "sources"):
            for row, cell in enumerate(load(name)[column]):
                if isinstance(cell, str):
                    parts = cell.split(separator) if separator else [cell]
                    named.update((row, part.strip()) for part in parts)
        counts.update((source, name) for _row, source in named)
    return pd.DataFrame(
        [(source, name, rows) for (source, name), rows in sorted(counts.items())],
        columns=["source_id", "table", "rows"],
    )


def _code_and_word(code: str) -> str:
    """The file holds the code, the screen shows the word: the dictionary has both."""
    word = code_word(code)
    return code if word == code else f"{code} = {word}"


def _english() -> bool:
    return current_language() == "en"


def _field_title(field: Mapping[str, Any]) -> str:
    title = field.get("title", field["name"])
    return str(field.get("title_en", title) if _english() else title)


def _names_title(entry: Mapping[str, Any], alone: bool) -> str:
    """Header of the names beside a column of regency codes.

    ``names_title`` of the descriptor says whose name it is. Without it the row's own regency is
    meant, or the only one that the table knows.
    """
    title = entry.get("names_title_en" if _english() else "names_title")
    if title:
        return str(title)
    if alone or entry["name"] == "regency_code":
        return _("Regency")
    return _("{column} (name)", column=_field_title(entry))


def _type_word(kind: str) -> str:
    return {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("yes/no"),
    }[kind]


def _is_pair(column: str, known: Mapping[str, Any]) -> bool:
    base = column.removesuffix("_id").removesuffix("_en")
    return f"{base}_en" in known and (f"{base}_id" in known or base in known)


def _is_other_language(column: str, known: Mapping[str, Any]) -> bool:
    """Texts stand in pairs: ``name_id``, ``name_en`` or ``note`` (Indonesian), ``note_en``."""
    if not _is_pair(column, known):
        return False
    return column.endswith("_en") != _english()


def _names_of_codes(name: str) -> dict[str, dict[str, str]]:
    """For each column that points to a register with names: code -> name."""
    result = {}
    for target in table_names():
        label = _label_column(target)
        if label is None or target == name:
            continue
        for column, _separator in reference_columns(name, target):
            key = primary_key(resource(target))[-1]
            register = load(target)
            result[column] = dict(zip(register[key], register[label], strict=True))
    return result


def _label_column(register: str) -> str | None:
    """The column by which a register names its rows in the session's language, if it does."""
    known = {field["name"] for field in resource(register)["schema"]["fields"]}
    wanted = ("name_on_map", localised("name"), "name")
    return next((each for each in wanted if each in known), None)


def _area_names() -> dict[str, str]:
    regencies = load("regencies")
    return {
        "53": "NTT",
        "ID": "Indonesia",
        **dict(zip(regencies["regency_code"], regencies["name_on_map"], strict=True)),
    }


def _named(cells: pd.Series, names: Mapping[str, str], separator: str) -> pd.Series:
    def one(cell: object) -> str:
        if not isinstance(cell, str) or not cell:
            return NO_VALUE
        parts = cell.split(separator) if separator else [cell]
        return ", ".join(names.get(part.strip(), part.strip()) for part in parts)

    return cells.map(one)


def _unused(title: str, taken: Mapping[str, Any]) -> str:
    """Headers must differ from each other."""
    header, number = title, 2
    while header in taken:
        header, number = f"{title} {number}", number + 1
    return header
