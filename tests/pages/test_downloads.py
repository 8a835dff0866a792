"""Every table that can be taken away holds numbers as numbers, and codes beside names."""

import csv
import io
import re
from datetime import date, datetime
from functools import cache
from unittest import mock

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo.edges import node_names
from geo.places import regency_names
from pages.ui import picture_download, provenance
from pages.ui.addresses import FIRST
from pages.ui.provenance import Cited
from publishing.files.columns import written_columns
from publishing.files.file_names import content_mark, file_name, stem_of
from publishing.files.framed import Framed
from publishing.files.picture_sizes import SIZES
from publishing.files.spreadsheets import csv_bytes, workbook_bytes, xlsx_bytes
from publishing.language import speaking
from publishing.tables import AS_PUBLISHED, Column, readable
from tests.support.open_page import PAGES, ROOT, open_page, popovers, turn_to

# A number as the screen writes it, alone, with a unit, or as a range.
FORMATTED = re.compile(
    r"(≥ )?[−+-]?(Rp )?[\d.,]*\d( ?(%|t|km|kg|h|jam|bulan|Rp/\w+))?(–[\d.,]*\d.*)?"
    r"|[\d.,]+ dari [\d.,]+.*"
)
# Columns of codes and of what is printed or not counted: text on purpose.
TEXTS = re.compile(
    r"\((kode|code)\)|Kode|BPS code|tercetak|printed|Periode|Period|Sumber|Source|Catatan|Kelas"
    r"|Tanggal|Date"
)
# Wide tables of ranks: a cell may hold two ("3, 4").
WIDE = "sector-matrix-"


@cache
def offered(page: str, language: str, **query: str) -> dict[str, pd.DataFrame]:
    """Tables behind the page's buttons, by their key; read, and changed by none of the tests."""
    tables: dict[str, pd.DataFrame] = {}

    def collect(key: str, table: provenance.Table | None, *_others: object) -> None:
        if table is not None:  # a chart without a table of its own has its picture alone
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
    assert rows[1][4] == f"0{decimal}585728", "what stands behind is arithmetic"
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
        provenance._offer_files("x", lambda: TABLE, Cited([], []), None, "", "")
    assert [label.rpartition("(")[2] for label in labels] == ["XLSX)", "CSV)"]


# Figures that need no unit: counted things say in the header what is counted.
COUNTS = re.compile(
    r"(?i)tahun|year|peringkat|rank|poin|point|daerah|ruas|leg|feri|ferr|bulan|month|jumlah|count"
    r"|nilai|value|batas|low|high|tiga besar|top three|baris|row|berapa|many|km²|pasangan|pairs"
    r"|no\.|tempat|place|median|masuk|komoditas"
)


@pytest.mark.parametrize("page", PAGES)
def test_figures_of_files_have_a_unit_and_their_files_a_name(page: str) -> None:
    """What is written of a page's tables, and what the files are called."""
    names: dict[str, str] = {}
    wrong = []
    for key, table in offered(page, "id").items():
        with speaking("id"):
            assert stem_of(key), f"{key}: nobody has said in file_names.py what it holds"
            mark = content_mark(table)
            name = file_name(key, "xlsx", datetime(2026, 11, 29, 20, 0), mark)
            columns = written_columns(table)
        assert re.fullmatch(r"[a-z0-9_.-]+_edisi-[0-9a-f]+-\d+_2026-11-30_[0-9a-f]{4}\.xlsx", name)
        assert names.setdefault(name, mark) == mark, f"{name} has two contents"
        wrong += [
            f"{key}: {column.header}"
            for column in columns
            if column.is_number and not column.unit and not COUNTS.search(column.header)
        ]
        wrong += [f"{key}: {c.header} has no name in the program" for c in columns if not c.name]
    # The columns of a wide table are regencies, and each cell a rank.
    assert not [each for each in wrong if not each.startswith(WIDE)], "\n".join(wrong)


def test_two_files_of_one_table_differ_in_name_when_their_figures_do() -> None:
    other = TABLE.assign(**{"Produksi (t)": [15615.68, 1.0]})
    names = {file_name("pairs-rice-2022", "csv", WHEN, content_mark(t)) for t in (TABLE, other)}
    assert len(names) == 2
    with speaking("en"):
        named = file_name("pairs-rice-2022-swapped", "csv", WHEN, "8c1e")
    assert re.fullmatch(r"pairs-rice-2022-swapped_edition-\w+-\d+_2026-11-29_8c1e\.csv", named)
    assert file_name("scenario-pairs", "png", WHEN, about="El Niño & banjir").startswith(
        "pasangan-skenario-el-nino-banjir_"
    )


WHEN = datetime(2026, 11, 29, 10, 0)
FIGURES = readable(
    pd.DataFrame(
        {
            "regency_code": ["5301", "5371"],
            "regency": ["Sumba Barat", "Kota Kupang"],
            "balance_t": [1234.5678, -9.125],
            "year": [2022, 2023],
            "ratio": [112.137712, 2.349682],
            "norm": [119.62074043, 89.88367],
            "people": [145097.0, 443349.0],
            "tonnes": [3.0, 4.25],
            "day": [date(2019, 6, 10), "Desember 2016"],
        }
    ),
    {
        "regency": Column("Daerah"),
        "balance_t": Column("Neraca (t)", 0),
        "year": Column("Tahun"),
        "ratio": Column("Kecukupan (%)", 0, help="Tersedia dibanding kebutuhan"),
        "norm": Column("Norma (kg/orang/tahun)", 1),
        "people": Column("Penduduk", 0),
        "tonnes": Column("Ton", 0),
        "day": Column("Tanggal"),
    },
)


def test_a_workbook_shows_figures_as_their_unit_bears_and_keeps_them_whole() -> None:
    with speaking("id"):
        content = xlsx_bytes(FIGURES, ["S05"], "Catatan.", ["C01", "S05"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, columns, sources = book.worksheets
    assert book.sheetnames == ["Data", "Keterangan kolom", "Sumber"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I3"
    cells = {header.value: cell for header, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["Neraca (t)"].value == 1234.5678, "rounded for the eye alone"
    formats = {header: cell.number_format for header, cell in cells.items()}
    assert formats == {
        "Daerah (kode)": "General",
        "Daerah": "General",
        "Neraca (t)": "#,##0.0",
        "Tahun": "0",
        "Kecukupan (%)": "#,##0.0",
        "Norma (kg/orang/tahun)": "#,##0.0",
        "Penduduk (jiwa)": "#,##0",
        "Jumlah (t)": "#,##0.0",
        "Tanggal": "[$-421]d mmm yyyy",
    }
    assert cells["Daerah (kode)"].value == "5301"
    assert cells["Tanggal"].value == datetime(2019, 6, 10)
    texts = [[cell.value for cell in row] for row in columns.iter_rows()]
    assert texts[0][0] == "Catatan."
    assert str(texts[1][0]).startswith("Edisi data ")
    assert texts[3] == ["Kolom", "Satuan", "Arti", "Jenis", "Nama dalam program"]
    assert ["Kecukupan (%)", "%", "Tersedia dibanding kebutuhan", "angka", "ratio"] in texts
    assert ["Tahun", None, None, "tahun", "year"] in texts
    # Those of the figures first; what is cited for both is theirs.
    rows = [[cell.value for cell in row[:2]] for row in sources.iter_rows()]
    assert rows == [
        ["Sumber", "Dipakai untuk"], ["S05", "angka"], ["C01", "jaringan angkutan"]
    ]  # fmt: skip
    links = [cell.hyperlink.target for row in sources.iter_rows() for cell in row if cell.hyperlink]
    assert [each.split("/")[2] for each in links] == ["github.com", "123dok.com"]


def test_a_csv_file_has_decimals_of_its_unit_and_published_figures_as_they_are() -> None:
    with speaking("en"):
        first = csv_bytes(FIGURES).decode("utf-8-sig").splitlines()[1]
        exact = FIGURES.copy()
        exact.attrs[AS_PUBLISHED] = True
        whole = csv_bytes(exact).decode("utf-8-sig").splitlines()[1]
    assert first == "5301,Sumba Barat,1234.57,2022,112.14,119.621,145097,3,2019-06-10"
    assert whole.startswith("5301,Sumba Barat,1234.5678,2022,112.137712,119.62074043,")


@pytest.mark.parametrize("page", [FIRST, "scenarios"])
def test_a_closed_box_of_the_picture_makes_none(page: str) -> None:
    app = AppTest.from_file(str(ROOT / "pages/menu.py"), default_timeout=90)
    turn_to(app, page)
    with (
        mock.patch.object(picture_download, "content_of") as marked,
        mock.patch.object(picture_download, "picture_bytes") as drawn,
    ):
        app.run()
    assert not app.exception, app.exception
    assert "Peta sebagai gambar" in [each.label for each in popovers(app)]
    assert not marked.called
    assert not drawn.called


def test_an_open_box_offers_three_sizes_and_draws_nothing_before_the_click() -> None:
    offered: list[str] = []

    def note(label: str, _data: object, name: str, *_others: object, **_more: object) -> None:
        offered.append(name)

    def chosen(_label: str, options: list[str], **_more: object) -> str:
        return options[len(offered) // 2]

    with (
        speaking("id"),
        mock.patch.object(picture_download.st, "download_button", note),
        mock.patch.object(picture_download.st, "segmented_control", chosen),
        mock.patch.object(picture_download, "picture_bytes") as drawn,
    ):
        for _size in SIZES:
            picture_download.picture_buttons("map-zones", lambda: Framed({}, "Zona", "NTT"))
    assert not drawn.called
    assert [name.split("_")[1] for name in offered[::2]] == ["slide", "halaman-a4", "ponsel"]
    assert {name.rpartition(".")[2] for name in offered} == {"png", "svg"}


def test_every_map_of_a_page_can_be_taken_away() -> None:
    """A part that draws one also offers its picture, by a box of its own or with its table."""
    drawing = [
        path
        for path in (ROOT / "pages").rglob("*.py")
        if re.search(r"(?<!def )\bshow_map\(", path.read_text(encoding="utf-8"))
    ]
    assert len(drawing) > 12
    without = [
        path.name
        for path in drawing
        if not re.search(r"\boffer_picture\(|\bframed_picture\(", path.read_text(encoding="utf-8"))
    ]
    assert not without
