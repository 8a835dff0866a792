"""A table that was cut on its way stops the start; one that somebody has changed is told."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from ntt_data import shipped
from ntt_data.intake.cells import read_cells
from ntt_data.problem_words import sentence
from ntt_data.problems import DataError, Problem
from ntt_data.schema import CURATED, descriptor, resource, table_names
from ntt_data.tables import read_as_filed, read_in_full


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CURATED, tmp_path / "tables"))


def about(folder: Path, file: str) -> list[Problem]:
    """What is said of one table by itself."""
    try:
        return read_as_filed(Path(file).stem, folder)[1]
    except DataError as error:
        return list(error.problems)


def test_the_descriptor_tells_of_the_tables_that_are_shipped() -> None:
    assert shipped.described() == dict(descriptor()), (
        "a table was edited since: run python -m ntt_data.shipped"
    )
    assert all({"hash", "valid"} <= set(resource(name)) for name in table_names())


@pytest.mark.parametrize("name", table_names())
def test_the_fast_reader_reads_what_the_careful_one_reads(name: str) -> None:
    content = (CURATED / resource(name)["path"]).read_bytes()
    careful, remarks = read_cells(content.decode(), resource(name)["path"], resource(name))
    pd.testing.assert_frame_equal(shipped.plain_cells(content), careful, check_index_type=False)
    assert not remarks


@pytest.mark.sweep  # of all tables
def test_what_is_not_validated_again_is_what_validating_would_make() -> None:
    for name in table_names():
        table, remarks = read_as_filed(name)
        pd.testing.assert_frame_equal(table, read_in_full(name)[0], check_exact=True)
        assert not remarks


def test_another_rule_for_an_unchanged_file_is_held_against_it(folder: Path) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    (entry,) = [each for each in package["resources"] if each["name"] == "production"]
    (year,) = [each for each in entry["schema"]["fields"] if each["name"] == "year"]
    year["constraints"]["minimum"] = 2014
    path.write_text(json.dumps(package), encoding="utf-8")
    descriptor.cache_clear()
    assert {problem.rule for problem in about(folder, "production.csv")} == {"minimum"}
    assert shipped.main([str(folder)]) == 0  # which marks nothing that is not valid
    descriptor.cache_clear()
    assert "valid" not in resource("production", folder)


@pytest.mark.parametrize("name", ["production", "population", "regencies", "transport_edges"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_cut_at_a_line_end(name: str, share: float, folder: Path) -> None:
    path = folder / resource(name)["path"]
    lines = path.read_bytes().splitlines(keepends=True)
    kept = lines[: min(max(2, int(len(lines) * share)), len(lines) - 1)]
    path.write_bytes(b"".join(kept))
    (problem,) = about(folder, path.name)
    assert (problem.rule, problem.is_remark) == ("cut", False)
    assert problem.expected == f"{len(kept) - 1} / {len(lines) - 1}"
    assert "python -m ntt_data.shipped" in sentence(problem, "id")


@pytest.mark.parametrize("name", ["production", "sources"])
def test_cut_to_the_header(name: str, folder: Path) -> None:
    path = folder / resource(name)["path"]
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    (problem,) = about(folder, path.name)
    assert (problem.rule, problem.is_remark) == ("only_header", False)


@pytest.mark.parametrize("name", table_names())
def test_cut_inside_the_last_row(name: str, folder: Path) -> None:
    path = folder / resource(name)["path"]
    content = path.read_bytes()
    last = content.rstrip(b"\n").rpartition(b"\n")[2].rstrip(b",")
    path.write_bytes(content[: content.rindex(last) + max(1, len(last) - 3)])
    errors = [problem for problem in about(folder, path.name) if not problem.is_remark]
    assert errors, "a broken row was taken for a whole one"


def test_what_a_user_adds_changes_or_deletes_is_told_and_stops_nothing(folder: Path) -> None:
    path = folder / "production.csv"
    whole = path.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    renamed = lines[1].replace(",2013,", ",1999,", 1)
    for text in (
        whole + renamed,
        "".join(lines[:1] + lines[2:]),
        "".join(lines[:1] + lines[:0:-1]),
    ):
        path.write_text(text, encoding="utf-8")
        found = about(folder, "production.csv")
        assert not [str(problem) for problem in found if not problem.is_remark]
        assert "changed" in {problem.rule for problem in found}


def test_saved_anew_on_purpose_it_is_what_is_shipped(folder: Path) -> None:
    path = folder / "production.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    assert {problem.rule for problem in about(folder, "production.csv")} >= {"cut"}
    assert shipped.main([str(folder)]) == 0
    descriptor.cache_clear()
    assert not {problem.rule for problem in about(folder, "production.csv")} & {"cut", "changed"}


def test_words_are_added_to_their_lists_on_demand_only(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "production.csv"
    path.write_text(path.read_text().replace(",paddy_gkg,2022,", ",paddy_wet,2022,"))
    assert shipped.main([str(folder)]) == 0
    descriptor.cache_clear()
    assert {problem.rule for problem in about(folder, path.name)} == {"one_of"}
    capsys.readouterr()
    assert shipped.main([str(folder), "--words"]) == 0
    assert "+ production.form: paddy_wet\n" in capsys.readouterr().out
    package = json.loads((folder / "datapackage.json").read_text())
    (entry,) = [each for each in package["resources"] if each["name"] == "production"]
    (form,) = [each for each in entry["schema"]["fields"] if each["name"] == "form"]
    assert "paddy_wet" in form["constraints"]["enum"]


def test_a_file_with_semicolons_is_never_read_the_fast_way(folder: Path) -> None:
    path = folder / "regencies.csv"
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    table.to_csv(path, sep=";", index=False)
    shipped.main([str(folder)])
    descriptor.cache_clear()
    assert "hash" not in resource("regencies", folder)
    assert not about(folder, "regencies.csv")


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    (folder / "prices.csv").unlink()
    (folder / "prices.csv").mkdir()
    (problem,) = about(folder, "prices.csv")
    assert problem.rule == "not_a_file"
