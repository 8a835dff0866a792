"""Workbooks of a regency and of the province: all told of them, what follows is reckoned."""

from __future__ import annotations

import functools
from threading import Event

import pytest

from publishing.files.paper import Cancelled
from publishing.language import Language, speaking
from services import profile
from services.answer import evaluation
from services.briefing.catalogue import find
from services.briefing.workbook import regency_workbook, subject_workbook, workbook_files
from services.making.orders import ENDINGS
from tests.support.workbook_read import check_formulas, opened, table


@functools.cache
def written(kind: str, key: str, language: Language = "id") -> bytes:
    with speaking(language):
        return subject_workbook(find(kind, key))


@pytest.mark.parametrize(
    ("kind", "key", "least"), [("daerah", "5315", 90), ("provinsi", "ntt", 300)]
)
def test_every_formula_comes_to_the_value_beside_it(kind: str, key: str, least: int) -> None:
    assert check_formulas(written(kind, key)) > least


def test_a_regency_has_every_year_that_is_known() -> None:
    rows, _ = table(opened(written("daerah", "5315"), with_values=True)["Neraca"], "Komoditas")
    expected = {
        (commodity, year) for commodity, years in evaluation.two_sided().items() for year in years
    }
    assert len(rows) == len(expected)
    rice = next(row for row in rows if (row["Komoditas"], row["Tahun"]) == ("Beras", 2022))
    # The figure that docs/architecture.md follows through the floors.
    assert rice["Neraca (t)"] == pytest.approx(40_781, abs=1)
    fish = next(row for row in rows if row["Komoditas"] == "Ikan didaratkan")
    assert fish["Neraca (t)"] == fish["Kelas"] == "tidak sebanding"
    assert fish["Tersedia (t)"] > 0


def test_its_pairs_are_those_of_the_answers_in_both_directions() -> None:
    expected = profile.partners("5315", None)
    rows, _ = table(opened(written("daerah", "5315"), with_values=True)["Pasangan"], "Komoditas")
    assert [row["Jumlah (t)"] for row in rows] == pytest.approx(expected["tonnes"].tolist())
    freight = [row["Ongkos angkut (Rp/t)"] for row in rows]
    assert freight == pytest.approx(expected["cost_idr_per_t"].tolist())


def test_the_province_has_a_total_of_each_commodity() -> None:
    rows, _ = table(opened(written("provinsi", "ntt"), with_values=True)["Jumlah"], "Komoditas")
    summary = evaluation.baseline_answer("rice", evaluation.default_year("rice")).balance.summary
    rice = rows[0]
    assert rice["Komoditas"] == "Beras"
    assert rice["Neraca (t)"] == pytest.approx(summary.total_balance_t)
    assert rice["Daerah dihitung"] == summary.n_known
    fish = next(row for row in rows if row["Komoditas"] == "Ikan didaratkan")
    assert fish["Neraca (t)"] == "tidak sebanding"


def test_what_has_no_answer_is_told_in_tables() -> None:
    book = opened(written("komoditas", "cattle"))
    assert book.sheetnames[0] == "Ringkasan"
    assert book.sheetnames[-1] == "Sumber & asumsi"
    assert len(book.sheetnames) > 3
    assert opened(written("komoditas", "rice")).sheetnames[1] == "Neraca"


def test_a_name_of_a_sheet_is_one_that_excel_takes() -> None:
    for kind, key in (("daerah", "5315"), ("provinsi", "ntt"), ("komoditas", "cattle")):
        for name in opened(written(kind, key, "en")).sheetnames:
            assert len(name) <= 31
            assert not set(name) & set("[]:*?/\\")


def test_files_are_named_marked_and_the_same_again() -> None:
    with speaking("id"):
        (file,) = workbook_files(find("daerah", "5315"), "http://10.0.0.5:8501")
        assert file.content == regency_workbook("5315") == written("daerah", "5315")
        assert file.name == f"daerah-manggarai-barat_{file.mark[:4]}.xlsx"
        given_up = Event()
        given_up.set()
        with pytest.raises(Cancelled):
            workbook_files(find("daerah", "5301"), "", given_up)


def test_it_is_made_by_link_as_any_other_file() -> None:
    ending = ENDINGS["xlsx"]
    with speaking("id"):
        subject = ending.find("daerah", "Manggarai Barat", None)
        (file,) = ending.make(subject, "", Event())
    assert file.content == written("daerah", "5315")
    assert ending.media_type.endswith("spreadsheetml.sheet")
