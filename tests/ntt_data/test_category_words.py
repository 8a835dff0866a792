"""Every text that code compares with something has its list, and a word outside it is named."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ntt_data.problem_words import sentence
from ntt_data.problems import DataError
from ntt_data.schema import CURATED, descriptor, primary_key, resource, table_names
from ntt_data.tables import read_as_filed, read_table, reference_problems

# Columns that people read and no code compares: texts, names and what a source prints. A new
# column belongs here, or gets an enum, a reference or, as the key of a register, a pattern.
FREE = {
    *("note", "note_id", "note_en", "note_2013", "reason", "title", "publisher", "locator"),
    *("licence", "year", "period", "date", "place", "place_name", "ship", "route", "seat"),
    *("item", "item_en", "origin", "destination", "frequency", "frequency_en", "stands_for"),
    *("name", "name_id", "name_en", "name_on_map", "abbreviation", "capital", "other_parties"),
    *("literal", "literal_value", "literal_unit", "problem", "problem_en", "handling"),
    "handling_en",
    "rule_now",
    "word",  # of the search: whatever people call a thing
}
FREE_ENDINGS = ("_literal", "_id", "_en", "_printed")
FREE_BEGINNINGS = ("literal_", "name_")
COLUMNS = [
    (name, field["name"])
    for name in table_names()
    for field in resource(name)["schema"]["fields"]
    if field["type"] == "string"
]


def constraints(name: str, column: str) -> dict[str, Any]:
    fields = resource(name)["schema"]["fields"]
    found: dict[str, Any] = next(f for f in fields if f["name"] == column)
    return found.get("constraints", {})


def reference_keys(name: str) -> list[dict[str, Any]]:
    schema = resource(name)["schema"]
    return [*schema.get("foreignKeys", []), *schema.get("listReferences", [])]


def references(name: str) -> set[str]:
    return {
        column
        for key in reference_keys(name)
        for column in ([key["fields"]] if isinstance(key["fields"], str) else key["fields"])
    }


LISTED = [(n, c) for n, c in COLUMNS if "enum" in constraints(n, c)]
REFERRED = [(n, c) for n, c in COLUMNS if c in references(n)]


def is_free(name: str, column: str) -> bool:
    return column in FREE or column.endswith(FREE_ENDINGS) or column.startswith(FREE_BEGINNINGS)


def test_every_compared_text_has_a_list() -> None:
    without = []
    for name, column in COLUMNS:
        given = constraints(name, column)
        has_list = "enum" in given or column in references(name)
        is_register_key = column in primary_key(resource(name)) and (
            "pattern" in given or len(primary_key(resource(name))) == 1
        )
        if not (has_list or is_register_key or "pattern" in given or is_free(name, column)):
            without.append(f"{name}.{column}")
    assert len(COLUMNS) > 400
    assert not without, (
        f"{without} have neither enum nor reference; give them one in datapackage.json, or name "
        "them FREE if nothing compares them"
    )


def test_words_of_the_methods_are_listed() -> None:
    """What decides which row a balance takes is no free text, whatever its column is called."""
    needed = {
        *(("production", column) for column in ("form", "measure", "unit", "flag", "grade")),
        *(("conversions", column) for column in ("from_form", "to_form", "region", "basis")),
        *(("consumption", column) for column in ("form", "unit", "flag", "grade")),
        *(("prices", "form"), ("monthly_prices", "form"), ("population", "form")),
        *(("social", "form"), ("social", "unit"), ("cost_parameters", "parameter")),
        *(("transport_edges", column) for column in ("mode", "basis", "vessel")),
    }
    assert needed <= set(LISTED)


def never_shipped(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry of a table of which a test keeps a few rows: it would count as cut otherwise."""
    return {key: value for key, value in entry.items() if key != "hash"}


@cache
def _cells(path: str) -> pd.DataFrame:
    return pd.read_csv(CURATED / path, dtype="str", keep_default_na=False)


def changed(name: str, column: str, folder: Path, ending: str) -> tuple[int, str]:
    """Line and cell of the first text of a column, after ``ending`` was added to it."""
    entry = resource(name)
    cells = _cells(entry["path"])
    at = next(at for at, cell in enumerate(cells[column]) if cell)
    cell = cells[column].iloc[at]
    cells = cells.head(at + 1).copy()
    cells.loc[at, column] = cell + ending
    cells.to_csv(folder / entry["path"], index=False)
    return at + 2, cell


@pytest.mark.parametrize("name", sorted({name for name, _column in LISTED}))
def test_a_word_outside_its_list_is_named(name: str, tmp_path: Path) -> None:
    """The first word of every such column is another one; reading once tells each."""
    entry, cells, asked = resource(name), _cells(resource(name)["path"]), {}
    for column in [column for table, column in LISTED if table == name]:
        at = next(at for at, cell in enumerate(cells[column]) if cell)
        asked[column] = (at, cells[column].iloc[at])
    wrong = cells.head(max(at for at, _cell in asked.values()) + 1).copy()
    for column, (at, cell) in asked.items():
        wrong.loc[at, column] = f"{cell}_x"
    wrong.to_csv(tmp_path / entry["path"], index=False)
    with pytest.raises(DataError) as caught:
        read_table(never_shipped(entry), tmp_path)
    told = {(p.column, p.row): p for p in caught.value.problems if p.rule == "one_of"}
    assert set(told) == {(column, at + 2) for column, (at, _cell) in asked.items()}
    for column, (at, cell) in asked.items():
        problem = told[column, at + 2]
        assert problem.value == f"{cell}_x"
        assert problem.nearest == cell or len(cell) < 3, column
        known = constraints(name, column)["enum"]
        for language in ("id", "en"):
            said = sentence(problem, language)
            assert all(word in said for word in known), column


def test_a_code_outside_its_register_is_named() -> None:
    read = cache(lambda name: read_as_filed(name)[0])
    assert len(REFERRED) > 50
    for name, column in REFERRED:
        table = read(name)
        table = table[table[column].notna()].head(1).copy()
        (place,) = table.index
        cell = table.at[place, column]
        table.loc[place, column] = f"{cell}x"
        registers = {key["reference"]["resource"] for key in reference_keys(name)} - {""}
        tables = {each: read(each) for each in registers - {name}}
        found = reference_problems({**tables, name: table})
        assert any(
            (p.row, p.file) == (place + 2, resource(name)["path"]) and column in str(p.column)
            for p in found
        ), (name, column)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\t", "\u200b"])
@pytest.mark.parametrize(("name", "column"), [("production", "form"), ("conversions", "to_form")])
def test_spaces_at_the_edge_are_left_out_and_said(
    name: str, column: str, space: str, tmp_path: Path
) -> None:
    row, cell = changed(name, column, tmp_path, space)
    package = {**descriptor(), "resources": [*map(never_shipped, descriptor()["resources"])]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    table, remarks = read_as_filed(name, tmp_path)
    pd.testing.assert_frame_equal(table, read_as_filed(name)[0].head(len(table)))
    (remark,) = remarks
    assert (remark.rule, remark.row, remark.column) == ("spaces", row, column)
    assert remark.value == cell + space
    assert remark.is_remark


def test_forms_that_a_reader_would_type_lead_to_the_right_one(tmp_path: Path) -> None:
    entry = resource("production")
    text = (CURATED / entry["path"]).read_text()
    (tmp_path / entry["path"]).write_text(text.replace(",paddy_gkg,2022,", ",padi_gkg,2022,"))
    with pytest.raises(DataError) as caught:
        read_table(entry, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.value, problem.nearest, problem.more) == ("padi_gkg", "paddy_gkg", 21)
    assert "Maksudnya 'paddy_gkg'?" in sentence(problem, "id")
