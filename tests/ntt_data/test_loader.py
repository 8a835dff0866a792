"""The loader names every fault of the curated data by file, row, column, value and rule."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ntt_data.problems import DataError, Problem
from ntt_data.schema import CURATED, descriptor, primary_key, resource, table_names
from ntt_data.tables import load, load_all
from tests.support.small_package import PACKAGE, PRODUCTION, SOURCES

REGENCIES = "regency_code,name\n5301,Sumba Barat\n5371,Kota Kupang\n"

Broken = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A sound package of three small tables."""
    (tmp_path / "datapackage.json").write_text(json.dumps(PACKAGE), encoding="utf-8")
    for name, text in (
        ("regencies", REGENCIES),
        ("production", PRODUCTION),
        ("sources", SOURCES),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(package: Path) -> Broken:
    """Problems after ``old`` was replaced by ``new`` in one file of the sound package."""

    def problems(file: str, old: str, new: str) -> tuple[Problem, ...]:
        text = (package / file).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        (package / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DataError) as caught:
            load_all(package)
        return caught.value.problems

    return problems


def test_sound_package_is_typed(package: Path) -> None:
    production = load_all(package)["production"]
    assert production["regency_code"].tolist() == ["5301", "5371", "5371"]
    assert str(production["kind"].dtype) == "str"
    assert str(production["year"].dtype) == "Int64"
    assert str(production["value_t"].dtype) == "float64"
    assert str(production["checked"].dtype) == "boolean"


def test_empty_cell_is_missing_and_zero_is_zero(package: Path) -> None:
    production = load_all(package)["production"]
    assert pd.isna(production["value_t"].iloc[1])
    assert production["value_t"].iloc[2] == 0
    assert pd.isna(production["checked"].iloc[2])
    assert pd.isna(production["source_ids"].iloc[2])


def test_a_column_without_any_value_has_its_type(package: Path) -> None:
    (package / "production.csv").write_text(f"{PRODUCTION.splitlines()[0]}\n5301,,,,,\n")
    types = load_all(package)["production"].dtypes.astype(str).to_dict()
    assert types == {
        **{"regency_code": "str", "kind": "str", "year": "Int64"},
        **{"value_t": "float64", "checked": "boolean", "source_ids": "str"},
    }


def test_the_words_na_and_null_are_words(package: Path) -> None:
    (package / "regencies.csv").write_text("regency_code,name\n5301,NA\n5371,null\n")
    assert load_all(package)["regencies"]["name"].tolist() == ["NA", "null"]


def test_missing_file(package: Path) -> None:
    (package / "production.csv").unlink()
    with pytest.raises(DataError) as caught:
        load_all(package)
    assert caught.value.problems == (Problem("production.csv", "missing_file"),)


@pytest.mark.parametrize(
    ("text", "rule", "row"),
    [
        pytest.param("", "no_header", None, id="nothing at all"),
        pytest.param('regency_code,name\n5301,"Sumba\n', "unreadable", 2, id="open quotation mark"),
        pytest.param(
            "regency_code,name\n5301,Sumba Barat\n5371,Kota,Kupang\n", "long_row", 3, id="long row"
        ),
        pytest.param(
            "regency_code,name\n5301,Sumba,Barat\n5371,Kota,Kupang\n", "long_row", 2, id="all long"
        ),
        pytest.param("regency_code,name\n5301,Sumba Barat\n53", "short_row", 3, id="cut row"),
    ],
)
def test_file_that_is_not_a_table(package: Path, text: str, rule: str, row: int | None) -> None:
    (package / "regencies.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_all(package)
    (problem,) = caught.value.problems
    assert (problem.file, problem.rule, problem.row) == ("regencies.csv", rule, row)


def test_folder_in_place_of_a_file(package: Path) -> None:
    (package / "regencies.csv").unlink()
    (package / "regencies.csv").mkdir()
    with pytest.raises(DataError) as caught:
        load_all(package)
    assert caught.value.problems == (Problem("regencies.csv", "not_a_file"),)


def test_byte_order_mark_of_excel_is_no_fault(package: Path) -> None:
    (package / "regencies.csv").write_text(REGENCIES, encoding="utf-8-sig")
    assert list(load_all(package)["regencies"].columns) == ["regency_code", "name"]


def test_missing_and_unknown_column(broken: Broken) -> None:
    assert broken("regencies.csv", "regency_code,name", "regency_code,nama") == (
        Problem("regencies.csv", "missing_column", 1, "name"),
        Problem("regencies.csv", "unknown_column", 1, "nama"),
    )


def test_words_instead_of_a_number(broken: Broken) -> None:
    (problem,) = broken("production.csv", "12.5", "dua ton")
    assert problem == Problem("production.csv", "type", 2, "value_t", "dua ton", "number")
    assert str(problem) == (
        "production.csv: row 2, column value_t: 'dua ton' is not a number; "
        "write a number without unit, such as 1234.5."
    )


@pytest.mark.parametrize("value", ['"12,5"', "12 t", "inf", "nan"])
def test_what_only_looks_like_a_number(broken: Broken, value: str) -> None:
    (problem,) = broken("production.csv", "12.5", value)
    assert (problem.rule, problem.row, problem.column) == ("type", 2, "value_t")
    assert problem.value == value.strip('"')


def test_part_of_a_year(broken: Broken) -> None:
    assert broken("production.csv", "rice,2022,12.5", "rice,2022.5,12.5") == (
        Problem("production.csv", "type", 2, "year", "2022.5", "whole number"),
    )


def test_yes_is_not_true(broken: Broken) -> None:
    assert broken("production.csv", "true", "ya") == (
        Problem("production.csv", "type", 2, "checked", "ya", "true/false"),
    )


def test_required_cell_is_empty(broken: Broken) -> None:
    (problem,) = broken("regencies.csv", "Kota Kupang", "")
    assert (problem.file, problem.rule, problem.row, problem.column, problem.value) == (
        *("regencies.csv", "required", 3, "name"),
        None,
    )


def test_value_that_is_not_in_the_list(broken: Broken) -> None:
    assert broken("production.csv", "5371,maize", "5371,jagung") == (
        Problem("production.csv", "one_of", 4, "kind", "jagung", "rice, maize"),
    )
    (problem,) = broken("production.csv", "5301,rice", "5301,rise")[:1]
    assert (problem.value, problem.nearest) == ("rise", "rice")


def test_one_cause_is_told_once(package: Path) -> None:
    header = PRODUCTION.splitlines()[0]
    rows = "".join(f"5301,padi,{year},1,,\n" for year in range(2000, 2022))
    (package / "production.csv").write_text(f"{header}\n{rows}")
    with pytest.raises(DataError) as caught:
        load_all(package)
    (problem,) = caught.value.problems
    assert (problem.row, problem.value, problem.more) == (2, "padi", 21)
    assert "The same in 21 more row(s)." in str(problem)


def test_many_values_of_one_column_are_one_cause(package: Path) -> None:
    header = PRODUCTION.splitlines()[0]
    rows = "".join(f"5301,rice,{year},{year} t,,\n" for year in range(2000, 2010))
    (package / "production.csv").write_text(f"{header}\n{rows}")
    with pytest.raises(DataError) as caught:
        load_all(package)
    (problem,) = caught.value.problems
    assert (problem.row, problem.value, problem.more) == (2, "2000 t", 9)


def test_number_below_the_minimum(broken: Broken) -> None:
    assert broken("production.csv", "12.5", "-1") == (
        Problem("production.csv", "minimum", 2, "value_t", "-1", "0"),
    )


def test_number_above_the_maximum(broken: Broken) -> None:
    assert broken("production.csv", "2023", "2203") == (
        Problem("production.csv", "maximum", 4, "year", "2203", "2030"),
    )


def test_code_without_its_form(broken: Broken) -> None:
    (problem,) = (p for p in broken("regencies.csv", "5371", "537") if p.file == "regencies.csv")
    assert problem == Problem("regencies.csv", "pattern", 3, "regency_code", "537", r"53\d\d")


def test_unique_cell_stands_twice(broken: Broken) -> None:
    found = broken("regencies.csv", "5371", "5301")
    twice = [p for p in found if p.file == "regencies.csv"]
    assert {(p.rule, p.column, p.value) for p in twice} == {("duplicate", "regency_code", "5301")}
    assert (twice[0].row, twice[0].more) == (2, 1)


def test_key_stands_twice(broken: Broken) -> None:
    assert broken("production.csv", "5371,maize,2023", "5371,rice,2022") == (
        Problem(
            *("production.csv", "duplicate", 4, "regency_code, kind, year", "5371, rice, 2022"),
            "(regency_code, kind, year)",
        ),
    )


def test_reference_to_nothing(broken: Broken) -> None:
    assert broken("production.csv", "5301,rice", "5399,rice") == (
        Problem(
            *("production.csv", "reference", 2, "regency_code", "5399"), "regencies.regency_code"
        ),
    )


def test_reference_to_nothing_in_a_list(broken: Broken) -> None:
    assert broken("production.csv", "S01;S02", "S01;S99") == (
        Problem("production.csv", "reference", 2, "source_ids", "S99", "sources.source_id"),
    )


def test_blank_line_keeps_the_rows_below_it_at_their_number(broken: Broken) -> None:
    found = broken("production.csv", "5371,maize,2023,0", "\n5371,maize,2023,nol")
    assert Problem("production.csv", "type", 5, "value_t", "nol", "number") in found


def test_problems_of_all_tables_come_together(package: Path) -> None:
    (package / "regencies.csv").write_text("regency_code,name\n53,Sumba Barat\n5371,\n")
    (package / "production.csv").write_text(PRODUCTION.replace("12.5", "dua ton"))
    (package / "sources.csv").unlink()
    with pytest.raises(DataError) as caught:
        load_all(package)
    assert {(p.file, p.rule) for p in caught.value.problems} >= {
        ("regencies.csv", "pattern"),
        ("regencies.csv", "required"),
        ("production.csv", "type"),
        ("sources.csv", "missing_file"),
    }
    assert len(str(caught.value).splitlines()) == len(caught.value.problems)


def test_descriptor_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_all(tmp_path)
    assert caught.value.problems == (Problem("datapackage.json", "missing_file"),)


def test_descriptor_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"resources": [\n  {"name": }\n]}')
    with pytest.raises(DataError) as caught:
        load_all(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.rule, problem.row) == ("datapackage.json", "bad_descriptor", 2)


def test_unknown_table_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"no table 'rise'; known: .*regencies"):
        load("rise")


def test_loaded_table_may_be_changed() -> None:
    changed = load("regencies")
    changed.loc[:, "name"] = "X"
    assert load("regencies")["name"].iloc[0] == "Sumba Barat"


# The curated tables themselves.


@pytest.fixture(scope="module")
def curated() -> dict[str, pd.DataFrame]:
    return load_all()


def test_every_curated_table_loads(curated: dict[str, pd.DataFrame]) -> None:
    assert list(curated) == table_names()
    assert len(curated["regencies"]) == 22
    assert not [name for name, table in curated.items() if table.empty]


def test_every_column_has_the_type_of_its_description(curated: dict[str, pd.DataFrame]) -> None:
    dtypes = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    for name, table in curated.items():
        described = {f["name"]: dtypes[f["type"]] for f in resource(name)["schema"]["fields"]}
        assert {column: str(dtype) for column, dtype in table.dtypes.items()} == described, name


def test_every_file_is_described() -> None:
    files = {path.name for path in CURATED.glob("*.csv")}
    assert files == {resource(name)["path"] for name in table_names()}


@pytest.mark.parametrize("name", table_names())
def test_every_source_reference_resolves(name: str, curated: dict[str, pd.DataFrame]) -> None:
    """Every column called source is declared as a reference, and each source in it is known."""
    schema = resource(name)["schema"]
    declared = {
        column
        for key in [*schema.get("foreignKeys", []), *schema.get("listReferences", [])]
        if key["reference"]["resource"] == "sources"
        for column in ([key["fields"]] if isinstance(key["fields"], str) else key["fields"])
    }
    named = {
        field["name"]
        for field in schema["fields"]
        if field["name"].endswith(("source_id", "source_ids"))
    }
    if name != "sources":
        assert named <= declared
    known = set(curated["sources"]["source_id"])
    for column in named:
        cells = curated[name][column].dropna().str.split(";").explode().str.strip()
        assert set(cells) <= known


@pytest.mark.parametrize("name", table_names())
def test_every_table_and_column_is_described_in_both_languages(name: str) -> None:
    entry = resource(name)
    for key in ("title", "title_en", "description"):
        assert entry.get(key, "").strip(), f"{name} has no {key}"
    for field in entry["schema"]["fields"]:
        for key in ("title", "title_en", "description"):
            assert field.get(key, "").strip(), f"{name}.{field['name']} has no {key}"
    for key in ("title", "title_en"):
        headers = [field[key] for field in entry["schema"]["fields"]]
        assert len(set(headers)) == len(headers), f"{name} has a {key} twice"


def test_descriptor_is_what_frictionless_requires() -> None:
    package = json.loads((CURATED / "datapackage.json").read_text(encoding="utf-8"))
    assert package == descriptor()
    assert package["profile"] == "tabular-data-package"
    assert package["name"] == package["name"].lower()
    assert package["licenses"]
    names = [entry["name"] for entry in package["resources"]]
    assert len(set(names)) == len(names)
    for entry in package["resources"]:
        schema = entry["schema"]
        columns = [field["name"] for field in schema["fields"]]
        assert len(set(columns)) == len(columns)
        assert {field["type"] for field in schema["fields"]} <= {
            *("string", "integer", "number", "boolean"),
        }
        assert (CURATED / entry["path"]).exists()
        assert set(primary_key(entry)) <= set(columns)
        for key in [*schema.get("foreignKeys", []), *schema.get("listReferences", [])]:
            target = key["reference"]["resource"]
            assert target in names, f"{entry['name']} refers to {target}, which is not described"
        for field in schema["fields"]:
            assert set(field.get("constraints", {})) <= {
                *("required", "unique", "enum", "minimum", "maximum", "pattern"),
            }
