"""How much each curated table holds, against counts made from the files themselves."""

import csv
from pathlib import Path

import pytest

from analysis.balance.inputs import GRADES
from ntt_data.schema import table_names
from publishing.language import speaking
from publishing.listings.coverage import tables_table
from publishing.sentences.coverage import table_line
from services.table_coverage import tables_counted

CURATED = Path(__file__).resolve().parents[2] / "ntt_data" / "curated"


def _file(name: str) -> list[dict[str, str]]:
    with (CURATED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "name",
    [
        *("monthly_prices", "fsva_ratios", "livestock_herds", "livestock_shipments"),
        *("cooperation_agreements", "ships_and_routes", "production"),
    ],
)
def test_counts_are_those_of_the_file(name: str) -> None:
    rows = _file(name)
    counted = tables_counted().set_index("table").loc[name]
    assert counted["n_rows"] == counted["n_sourced"] == len(rows)
    for grade in GRADES:
        assert counted[grade] == sum(row["grade"] == grade for row in rows)
    year = "edition_year" if name == "fsva_ratios" else "year"
    assert counted["years"] == ";".join(sorted({row[year] for row in rows} - {""}))


@pytest.mark.parametrize(
    ("name", "n_regencies"),
    [
        ("monthly_prices", 22),
        ("rice_supply", 3),  # Sumba Timur, Timor Tengah Utara and Belu; the others are provincial
        ("cooperation_agreements", 22),
    ],
)
def test_regencies_are_those_that_a_row_is_about(name: str, n_regencies: int) -> None:
    assert tables_counted().set_index("table").loc[name, "n_regencies"] == n_regencies


def test_a_table_not_about_regencies_has_no_count_of_them() -> None:
    ships = tables_counted().set_index("table").loc["ships_and_routes"]
    assert ships.isna()["n_regencies"]
    with speaking("en"):
        assert table_line(ships) == ("2010, 2015, 2017–2019, 2021, 2023–2025 · rows by grade: C 27")


def test_the_regency_whose_value_is_carried_does_not_count() -> None:
    """Were ``parent_code`` counted, a parent without a row of its own would seem covered."""
    rows = _file("fsva_ratios")
    own = {row["regency_code"] for row in rows}
    assert tables_counted().set_index("table").loc["fsva_ratios", "n_regencies"] == len(own)


def test_every_row_that_holds_a_figure_names_its_source() -> None:
    counted = tables_counted().set_index("table")
    graded = [name for name in table_names() if name != "sources" and "grade" in _file(name)[0]]
    assert len(graded) >= 12
    assert counted.loc[graded, "n_sourced"].tolist() == counted.loc[graded, "n_rows"].tolist()
    assert counted.loc[graded, list(GRADES)].sum(axis=1).tolist() == (
        counted.loc[graded, "n_rows"].tolist()
    )


def test_a_row_without_a_grade_has_the_weakest_of_its_sources() -> None:
    grades = {row["source_id"]: row["grade"] for row in _file("sources")}
    weakest = [
        max((grades[one] for one in row["source_ids"].split(";")), key=GRADES.index)
        for row in _file("transport_edges")
    ]
    counted = tables_counted().set_index("table").loc["transport_edges"]
    assert [counted[grade] for grade in GRADES] == [weakest.count(grade) for grade in GRADES]


@pytest.mark.parametrize("tongue", ["id", "en"])
def test_the_table_of_tables_names_every_one(tongue: str) -> None:
    with speaking("en" if tongue == "en" else "id"):
        table = tables_table(tables_counted()).readable()
    assert table["Table" if tongue == "en" else "Tabel"].is_unique
    assert len(table) == len(table_names())
    assert table["File" if tongue == "en" else "Berkas"].tolist() == [
        f"{name}.csv" for name in table_names()
    ]
