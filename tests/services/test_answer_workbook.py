"""The workbook of an answer, reckoned anew by somebody who knows nothing of the program."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl import Workbook

from analysis.answer import Answer
from analysis.balance.result import make_balance
from analysis.matching.options import MatchingOptions
from analysis.scenario.scenario import Change, ExtraDemand, Scenario
from ntt_data.schema import data_date
from publishing.language import Language, speaking
from services.answer import evaluation
from services.answer.__main__ import main
from services.answer.workbook import workbook_of
from tests.support import workbook_read
from tests.support.formulas import Reckoning
from tests.support.workbook_read import check_formulas, table

UNKNOWN = "belum diketahui"
#: Of one pair forbidden and a ferry closed; its name is what a spreadsheet would reckon with.
HARMFUL = Scenario(
    *("=1+1", "rice", 2023),
    production_changes=(Change("rice", "5315", -20.0),),
    extra_demand=(ExtraDemand("Wisatawan", "5315", "rice", tonnes=500.0),),
    eaten_out_pct=12.0,
    cost_parameters=(("road_idr_per_t_km", 2000.0),),
    closed_edges=("E065",),
    matching=MatchingOptions(reserve_share=0.1, forbidden_pairs=(("5312", "5311"),)),
)


@functools.cache
def answered(kind: str) -> Answer:
    """The answers that all tests look at."""
    if kind == "gap":
        return _with_gaps(answered("rice"))
    scenario = {
        "rice": evaluation.baseline_of("rice", 2023),
        "chili": evaluation.baseline_of("chili", 2022),
        "fish": evaluation.baseline_of("fish", 2023),
        "scenario": HARMFUL,
    }[kind]
    found = evaluation.evaluate(scenario)
    assert isinstance(found, Answer)
    return found


def _with_gaps(answer: Answer) -> Answer:
    """The same without the production of Kota Kupang and the people of Ende.

    Of the harvest shares go to seed and are lost, which no commodity of the tables knows.
    """
    tables = answer.balance.tables
    rows = tables.conversions.assign(net_of_seed_feed_loss=False)
    given = rows[(rows["commodity"] == "rice") & (rows["coefficient"] == "eaten_out")].head(1)
    shares = [
        given.assign(coefficient=name, from_form="paddy_gkg", to_form="paddy_gkg", value=value)
        for name, value in (("seed_share", 0.01), ("loss_share", 0.04))
    ]
    kept = tables.production["regency_code"] != "5371"
    people = tables.population["regency_code"] != "5311"
    cut = replace(
        tables,
        production=tables.production[kept],
        population=tables.population[people],
        conversions=pd.concat([rows, *shares], ignore_index=True),
    )
    return replace(answer, balance=make_balance(cut, answer.balance.settings))


@functools.cache
def written(kind: str, language: Language = "id") -> bytes:
    with speaking(language):
        return workbook_of(answered(kind), HARMFUL.name if kind == "scenario" else "")


@functools.cache
def opened(kind: str, with_values: bool = False, language: Language = "id") -> Workbook:
    return workbook_read.opened(written(kind, language), with_values)


@pytest.mark.parametrize("kind", ["rice", "chili", "fish", "scenario", "gap"])
def test_every_formula_comes_to_the_value_beside_it(kind: str) -> None:
    n = check_formulas(written(kind))
    assert n > (50 if kind == "fish" else 300)


@pytest.mark.parametrize("kind", ["rice", "chili", "scenario", "gap"])
def test_the_values_are_those_of_the_answer(kind: str) -> None:
    answer, book = answered(kind), opened(kind, with_values=True)
    rows, _ = table(book["Neraca"], "Kode")
    expected = answer.balance.table.set_index("regency_code")
    assert [row["Kode"] for row in rows] == list(expected.index)
    for row in rows:
        known = expected.loc[row["Kode"]]
        for header, name in (
            ("Kebutuhan (t)", "need_t"),
            ("Tersedia (t)", "available_t"),
            ("Neraca (t)", "balance_t"),
        ):
            if known[name] == known[name]:
                assert row[header] == pytest.approx(known[name])
            else:
                assert row[header] == UNKNOWN
    flows, pairs = answer.match.flows, table(book["Pasangan"], "Pasangan")[0]
    assert [row["Jumlah (t)"] for row in pairs] == pytest.approx(flows["tonnes"].tolist())
    freight = [row["Ongkos angkut (Rp/t)"] for row in pairs]
    assert freight == pytest.approx(flows["cost_idr_per_t"].tolist())


def test_a_total_passes_over_what_is_not_known_and_says_how_many_it_counts() -> None:
    summary, sheet = answered("gap").balance.summary, opened("gap", with_values=True)["Neraca"]
    rows, columns = table(sheet, "Kode")
    total = rows[-1]["row"] + 1
    assert (summary.n_known, summary.n_total) == (20, 22)
    assert sheet.cell(total, columns["Dihitung dalam jumlah"]).value == 20
    need = sheet.cell(total, columns["Kebutuhan (t)"]).value
    assert need == pytest.approx(summary.total_need_t)
    town, ende = (next(row for row in rows if row["Kode"] == code) for code in ("5371", "5311"))
    headers = ("Produksi (t)", "Tersedia (t)", "Neraca (t)", "Kecukupan (%)", "Kelas")
    assert {town[header] for header in headers} == {UNKNOWN}
    assert town["Kebutuhan (t)"] > 0
    assert (ende["Benih (bagian)"], ende["Susut (bagian)"]) == (0.01, 0.04)
    assert ende["Pakan (bagian)"] == UNKNOWN
    assert (ende["Penduduk (jiwa)"], ende["Kebutuhan (t)"]) == (UNKNOWN, UNKNOWN)
    # A reader who learns the figure puts it in, and the total counts one more.
    book = openpyxl.load_workbook(BytesIO(written("gap")))
    letter = book["Neraca"].cell(1, columns["Produksi (t)"]).column_letter
    book["Neraca"][f"{letter}{town['row']}"] = 1599.0
    counted = book["Neraca"].cell(total, columns["Dihitung dalam jumlah"]).coordinate
    assert Reckoning(book).value("Neraca", counted) == 21


def test_doubtful_figures_are_in_a_total_of_their_own() -> None:
    summary, sheet = answered("chili").balance.summary, opened("chili", with_values=True)["Neraca"]
    rows, columns = table(sheet, "Kode")
    counted = [
        sheet.cell(rows[-1]["row"] + below, columns["Dihitung dalam jumlah"]).value
        for below in (1, 2)
    ]
    assert counted == [summary.n_known, summary.n_known + summary.n_doubtful] == [17, 22]
    both = sheet.cell(rows[-1]["row"] + 2, columns["Neraca (t)"]).value
    assert both == pytest.approx(summary.with_doubtful_balance_t)


def test_a_pair_is_recomputed_by_hand() -> None:
    """The reader's path of docs/howto.md: rice of 2023, from Rote Ndao to Kota Kupang."""
    book = opened("rice", with_values=True)
    pairs, _ = table(book["Pasangan"], "Pasangan")
    pair = next(
        row for row in pairs if (row["Pemasok"], row["Penerima"]) == ("Rote Ndao", "Kota Kupang")
    )
    tariffs = {
        row["Nama dalam rumus"]: row["Nilai"]
        for row in table(book["Sumber & asumsi"], "Nama dalam rumus")[0]
    }
    assert tariffs["road_idr_per_t_km"] == 1260
    legs = [
        row
        for row in table(book["Biaya jalur"], "Pasangan")[0]
        if row["Pasangan"] == pair["Pasangan"]
    ]
    # 35.5 km of road, into the ferry, 74.1 km of sea, out of it, 17.2 km of road.
    assert [row["Jarak (km)"] for row in legs] == [35.5, None, 74.1, None, 17.2]
    by_hand = (
        (35.5 + 17.2) * tariffs["road_idr_per_t_km"]
        + 74.1 * tariffs["ferry_idr_per_t_km"]
        + tariffs["crossing_fixed_idr_per_t"]
        + 2 * tariffs["handling_idr_per_t"]
    )
    assert by_hand == pytest.approx(341_642)
    assert pair["Ongkos angkut (Rp/t)"] == pytest.approx(by_hand)
    costs = table(book["Biaya asal-tujuan"], "Kode")[0]
    between = next(row for row in costs if row["Kode"] == "5314")["Kota Kupang (5371)"]
    assert between == pytest.approx(by_hand)
    assert pair["Ongkos angkut seluruhnya (Rp)"] == pytest.approx(by_hand * pair["Jumlah (t)"])


def test_what_a_reader_changes_is_followed() -> None:
    book = openpyxl.load_workbook(BytesIO(written("rice")))
    values = opened("rice", with_values=True)
    rows, columns = table(book["Neraca"], "Kode")
    place = next(row["row"] for row in rows if row["Kode"] == "5371")
    letter = {name: book["Neraca"].cell(1, at).column_letter for name, at in columns.items()}
    book["Neraca"][f"{letter['Produksi (t)']}{place}"] = 1_000_000.0
    road = next(
        row["row"]
        for row in table(book["Sumber & asumsi"], "Nama dalam rumus")[0]
        if row["Nama dalam rumus"] == "road_idr_per_t_km"
    )
    book["Sumber & asumsi"][f"C{road}"] = 0
    found = Reckoning(book)
    assert found.value("Neraca", f"{letter['Kelas']}{place}") == "surplus"
    pairs, at = table(values["Pasangan"], "Pasangan")
    land = next(
        row for row in pairs if row["Lewat feri (km)"] == row["Lewat kapal barang (km)"] == 0
    )
    column = book["Pasangan"].cell(1, at["Ongkos angkut (Rp/t)"]).column_letter
    assert found.value("Pasangan", f"{column}{land['row']}") == 0


def test_what_cannot_trade_is_a_word_and_no_zero() -> None:
    rows, _ = table(opened("scenario", with_values=True)["Biaya asal-tujuan"], "Kode")
    closed = next(row for row in rows if row["Kode"] == "5312")["Ende (5311)"]
    assert closed == "ditutup atas pilihan"


def test_a_name_that_begins_like_a_formula_is_a_text() -> None:
    book = opened("scenario")
    told = [
        cell for row in book["Ringkasan"].iter_rows() for cell in row if "=1+1" in str(cell.value)
    ]
    assert told
    assert all(cell.data_type == "s" for cell in told)
    harmful = Scenario("x", "rice", 2023, description="@SUM(1)")
    assert b"<f>" not in workbook_of_name("@SUM(A1)", harmful)


def workbook_of_name(name: str, scenario: Scenario) -> bytes:
    """The sheet of the summary as XML."""
    import zipfile

    answer = evaluation.evaluate(scenario)
    assert isinstance(answer, Answer)
    with speaking("id"), zipfile.ZipFile(BytesIO(workbook_of(answer, name))) as file:
        return file.read("xl/worksheets/sheet1.xml")


def test_same_content_same_bytes_and_the_day_is_that_of_the_data() -> None:
    with speaking("id"):
        assert workbook_of(answered("chili")) == written("chili")
    created = opened("chili").properties.created
    assert created == dt.datetime.combine(data_date(), dt.time())


@pytest.mark.parametrize("language", ["id", "en"])
def test_sheets_headers_and_print(language: Language) -> None:
    book = opened("rice", language=language)
    names = {
        "id": ["Ringkasan", "Neraca", "Pasangan", "Biaya jalur", "Biaya asal-tujuan", "Harga"],
        "en": ["Summary", "Balance", "Pairs", "Freight by leg", "Freight between all", "Prices"],
    }[language]
    assert book.sheetnames[:6] == names
    assert book.sheetnames[-1] == {"id": "Sumber & asumsi", "en": "Sources & assumptions"}[language]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
    for name in names[1:]:
        assert book[name].freeze_panes, name
        assert book[name].print_title_rows, name
    assert set(book.defined_names) >= {"road_idr_per_t_km", "tolerance_pct", "reserve_share"}


def test_what_is_not_comparable_has_no_balance() -> None:
    sheet = opened("fish")["Neraca"]
    headers = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "Neraca (t)" not in headers
    assert "Pasangan" not in opened("fish").sheetnames


def test_the_command_writes_it(tmp_path: Any) -> None:
    file = tmp_path / "beras.xlsx"
    assert main(["rice", "2023", "--out", str(file)]) == 0
    assert file.read_bytes() == written("rice")
