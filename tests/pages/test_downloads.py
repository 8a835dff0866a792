"""Every table that can be taken away holds numbers as numbers, and codes beside names."""

import csv
import io
import re
from unittest import mock

import openpyxl
import pandas as pd
import pytest

from geo.edges import node_names
from geo.places import regency_names
from pages.ui import provenance
from publishing.files.spreadsheets import csv_bytes, workbook_bytes
from publishing.language import speaking
from tests.support.open_page import PAGES, open_page

# A number as the screen writes it, alone, with a unit, or as a range.
FORMATTED = re.compile(
    r"(≥ )?[−+-]?(Rp )?[\d.,]*\d( ?(%|t|km|kg|h|jam|bulan|Rp/\w+))?(–[\d.,]*\d.*)?"
    r"|[\d.,]+ dari [\d.,]+.*"
)
# Columns of codes and of what is printed or not counted: text on purpose.
TEXTS = re.compile(
    r"\((kode|code)\)|Kode|BPS code|tercetak|printed|Periode|Period|Sumber|Source|Catatan|Kelas"
)
# Wide tables of ranks: a cell may hold two ("3, 4").
WIDE = "sector-matrix-"


def offered(page: str, language: str, **query: str) -> dict[str, pd.DataFrame]:
    """Tables behind the page's buttons, by the name of their file."""
    tables: dict[str, pd.DataFrame] = {}

    def collect(key: str, table: provenance.Table, *_others: object) -> None:
        tables[key] = table()

    with mock.patch.object(provenance, "_offer_files", collect):
        open_page(page, language, **query)
    return tables


def _texts(table: pd.DataFrame) -> dict[str, list[str]]:
    """Texts of each column."""
    return {
        str(column): [cell for cell in table[column] if isinstance(cell, str) and cell != "–"]
        for column in table
    }


@pytest.mark.parametrize("page", PAGES)
def test_figures_of_files_are_numbers_and_names_have_codes(page: str) -> None:
    wrong, places = [], {*regency_names().values(), *node_names().values()}
    for key, table in offered(page, "id").items():
        assert table.columns.is_unique, f"{key}: {list(table.columns)}"
        for header, texts in _texts(table).items():
            coded = any("kode" in other.casefold() for other in map(str, table.columns))
            if texts and places.issuperset(texts) and not coded:
                wrong.append(f"{key}, {header}: names without codes")
        for header, texts in _texts(table).items():
            formatted = [text for text in texts if FORMATTED.fullmatch(text)]
            if formatted and not TEXTS.search(header) and not key.startswith(WIDE):
                wrong.append(f"{key}, {header}: {formatted[:3]}")
    assert not wrong, "\n".join(wrong)


def test_the_inputs_of_a_balance_are_unrounded_numbers() -> None:
    tables = offered("matcher", "id", commodity="rice", year="2022")
    assert "balance-rice-2022" in tables
    table = tables["balance-table-rice-2022"]
    assert table.columns[0] == "Daerah (kode)"
    assert set(table["Daerah (kode)"]) >= {"5301", "5371"}
    pairs = tables["pairs-rice-2022"]
    assert list(pairs.columns[:4]) == [
        "Pemasok (kode)", "Pemasok", "Penerima (kode)", "Penerima"
    ]  # fmt: skip


TABLE = pd.DataFrame(
    {
        "Kode": ["5301", "5371"],
        "Daerah": ["Sumba Barat; kota", "Kota Kupang"],
        "Produksi (t)": [15615.68, None],
        "Tahun": pd.array([2022, None], dtype="Int64"),
        "Koefisien (t/t)": [0.5857280001, 1.0],
    }
)


@pytest.mark.parametrize(("language", "separator", "decimal"), [("id", ";", ","), ("en", ",", ".")])
def test_a_csv_file_opens_in_the_excel_of_its_language(
    language: str, separator: str, decimal: str
) -> None:
    with speaking(language):
        content = csv_bytes(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))
    assert [len(row) for row in rows] == [5, 5, 5]
    assert rows[1][1] == "Sumba Barat; kota"
    assert rows[1][2] == f"15615{decimal}68"
    assert rows[1][4] == f"0{decimal}5857280001"
    assert rows[2][2:4] == ["", ""], "unknown stays empty, and is no zero"


def test_numbers_of_a_workbook_are_numbers() -> None:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"Data": TABLE}))).worksheets
    first = [cell.value for cell in sheet[2]]
    assert first == ["5301", "Sumba Barat; kota", 15615.68, 2022, 0.5857280001]


def test_the_workbook_is_offered_first() -> None:
    labels: list[str] = []

    def note(label: str, *_others: object, **_options: object) -> None:
        labels.append(label)

    with speaking("id"), mock.patch.object(provenance.st, "download_button", note):
        provenance._offer_files("x", lambda: TABLE, [], None, "", "")
    assert [label.rpartition("(")[2] for label in labels] == ["XLSX)", "CSV)"]
