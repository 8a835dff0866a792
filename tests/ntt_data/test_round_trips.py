"""Tables saved again by spreadsheets and pandas, no figure changed, are the tables they were."""

import csv
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntt_data.problems import DataError
from ntt_data.schema import CURATED, resource, table_names
from ntt_data.tables import read_table
from tests.support.examples import many
from tests.support.small_package import PACKAGE, PRODUCTION

ENTRY = PACKAGE["resources"][1]
# Text that pandas takes for a number and writes with fewer zeros: the literal of a figure.
LITERALS = ("literal_value",)


def saved_as(name: str, content: bytes, folder: Path) -> pd.DataFrame:
    entry = resource(name)
    (folder / entry["path"]).write_bytes(content)
    return read_table(entry, folder).reset_index(drop=True)


@cache
def as_shipped(name: str) -> pd.DataFrame:
    return read_table(resource(name), CURATED)


@cache
def cells_of(name: str) -> list[list[str]]:
    text = (CURATED / resource(name)["path"]).read_text(encoding="utf-8")
    return list(csv.reader(StringIO(text, newline="")))


def written(rows: list[list[str]], separator: str, line_end: str = "\r\n") -> str:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def as_a_spreadsheet_shows(name: str, decimal: str) -> list[list[str]]:
    """Cells as Excel and LibreOffice write them: TRUE, numbers by their locale, short zeros."""
    header, *rows = cells_of(name)
    types = {field["name"]: field["type"] for field in resource(name)["schema"]["fields"]}

    def shown(column: str, cell: str) -> str:
        if types[column] == "boolean":
            return cell.upper()
        if types[column] == "number":
            return cell.replace(".", decimal)
        return cell

    return [header] + [[shown(*pair) for pair in zip(header, row, strict=True)] for row in rows]


DIALECTS = {
    "Excel, English": (",", ".", "utf-8-sig"),
    "Excel, Indonesian": (";", ",", "utf-8-sig"),
    "Excel, Unicode text": ("\t", ",", "utf-16"),
    "LibreOffice, semicolons": (";", ".", "utf-8"),
    "no byte order mark": ("\t", ".", "utf-16-le"),
}
#: Codes, years, figures, truths and long texts. Of the other tables one dialect is gone through
#: while one works, that of an Indonesian Excel, and the rest in a sweep.
SOME = ("production", "regencies", "conversions", "cost_parameters", "guidance")


@pytest.mark.parametrize(
    ("dialect", "name"),
    [
        pytest.param(
            *(dialect, name),
            marks=[] if name in SOME or dialect == "Excel, Indonesian" else [pytest.mark.sweep],
        )
        for dialect in DIALECTS
        for name in table_names()
    ],
)
def test_spreadsheets(dialect: str, name: str, tmp_path: Path) -> None:
    separator, decimal, encoding = DIALECTS[dialect]
    rows = as_a_spreadsheet_shows(name, decimal)
    padded = [[*row, ""] for row in [*rows, [""] * len(rows[0]), [""] * len(rows[0])]]
    found = saved_as(name, written(padded, separator).encode(encoding), tmp_path)
    pd.testing.assert_frame_equal(found, as_shipped(name))


@pytest.mark.parametrize(
    ("separator", "decimal", "name"),
    [
        pytest.param(*(*marks, name), marks=[] if name in SOME else [pytest.mark.sweep])
        for marks in ((",", "."), (";", ","))
        for name in table_names()
    ],
)
def test_pandas_without_types(name: str, separator: str, decimal: str, tmp_path: Path) -> None:
    """Codes become 5314.0 beside an empty cell, years 2022.0, true True."""
    read = pd.read_csv(CURATED / resource(name)["path"], keep_default_na=False, na_values=[""])
    text = read.to_csv(index=False, sep=separator, decimal=decimal)
    found, expected = saved_as(name, text.encode(), tmp_path), as_shipped(name).copy()
    for column in set(LITERALS) & set(found):
        assert found[column].astype(float).equals(expected.pop(column).astype(float))
        del found[column]
    pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize("name", ["production", "regencies", "cost_parameters"])
def test_opened_as_ansi_and_saved_as_utf_8(name: str, tmp_path: Path) -> None:
    """What Excel makes of a UTF-8 file without a mark: â€“ for a dash, everywhere."""
    content = (CURATED / resource(name)["path"]).read_bytes()
    broken = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content
    ).encode("utf-8-sig")
    pd.testing.assert_frame_equal(saved_as(name, broken, tmp_path), as_shipped(name))


def test_ansi(tmp_path: Path) -> None:
    text = PRODUCTION.replace("S01;S02", "Sé – “ya”")
    (tmp_path / "production.csv").write_bytes(text.encode("cp1252"))
    assert read_table(ENTRY, tmp_path)["source_ids"].iloc[0] == "Sé – “ya”"


SMALL = list(csv.reader(StringIO(PRODUCTION)))


def small(text: str, encoding: str = "utf-8") -> pd.DataFrame:
    with TemporaryDirectory() as folder:
        (Path(folder) / "production.csv").write_bytes(text.encode(encoding))
        return read_table(ENTRY, Path(folder)).reset_index(drop=True)


@given(
    separator=st.sampled_from(",;\t"),
    decimal=st.sampled_from(".,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    space=st.sampled_from(["", " ", "\u00a0"]),
    truth=st.sampled_from([str.lower, str.upper, str.title]),
    as_float=st.booleans(),
    empty_rows=st.integers(0, 3),
    says_separator=st.booleans(),
)
@settings(deadline=None, max_examples=many(60))
def test_every_dialect(
    *, separator, decimal, encoding, line_end, space, truth, as_float, empty_rows, says_separator
) -> None:
    if separator == ",":
        decimal = "."
    header, *rows = [list(row) for row in SMALL]
    for row in rows:
        row[3] = row[3].replace(".", decimal)
        row[4] = truth(row[4])
        if as_float:
            row[2] += f"{decimal}0"
        row[:] = [f"{cell}{space}" for cell in row]
    text = written([header, *rows, *[[""] * len(header)] * empty_rows], separator, line_end)
    if says_separator:
        text = f"sep={separator}{line_end}{text}"
    pd.testing.assert_frame_equal(small(text, encoding), small(PRODUCTION))


@pytest.mark.parametrize(
    ("text", "rule", "row", "column"),
    [
        pytest.param(
            PRODUCTION.replace(";", "|").replace(",", ";").replace("2023;0", "2023;0,5"),
            *("mixed_decimals", 4, "value_t"),
            id="both marks in one file",
        ),
        pytest.param(
            PRODUCTION.replace(";", "|").replace(",", ";").replace("12.5", "15.616"),
            *("unclear_decimals", 2, "value_t"),
            id="thousands or a fraction",
        ),
        pytest.param(
            "regency_code,kind,year,value_t,checked,source_ids\n5301,rice,2022,1,,â€“ é\n",
            *("mojibake", 2, None),
            id="broken and sound characters",
        ),
    ],
)
def test_what_has_two_meanings_is_named(text: str, rule: str, row: int, column: str | None) -> None:
    with pytest.raises(DataError) as caught:
        small(text)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.row, problem.column) == (rule, row, column)
    assert "CSV UTF-8" in str(problem)


def test_accents_of_ms_dos_are_not_taken_for_ansi(tmp_path: Path) -> None:
    (tmp_path / "production.csv").write_bytes(PRODUCTION.replace("S01;S02", "Sé").encode("cp850"))
    with pytest.raises(DataError) as caught:
        read_table(ENTRY, tmp_path)
    assert [problem.rule for problem in caught.value.problems] == ["encoding"]


def test_rows_below_blank_and_folded_ones_keep_their_line() -> None:
    header = PRODUCTION.splitlines()[0]
    text = f'{header}\n5301,rice,2022,1,,"a\nb"\n,,,,,\n5371,rice,nol,1,,\n'
    with pytest.raises(DataError) as caught:
        small(text)
    (problem,) = caught.value.problems
    assert (problem.row, problem.value) == (5, "nol")


def test_rows_that_were_quoted_whole_are_unpacked() -> None:
    """An Indonesian Excel keeps a comma file in one column and quotes rows that hold a quote."""
    header, *rows = PRODUCTION.splitlines()
    folded = [header, *('"' + row.replace('"', '""') + '"' for row in rows)]
    pd.testing.assert_frame_equal(small("\n".join(folded) + "\n"), small(PRODUCTION))
