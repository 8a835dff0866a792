"""The package to take away is a Frictionless Data Package that others' programs accept."""

import io
import zipfile
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from ntt_data.editions import begin_run, of_edition
from ntt_data.schema import descriptor, primary_key, resource
from ntt_data.tables import load
from publishing.files import data_package
from publishing.files.data_package import package_zip
from publishing.table_view import worded_table
from services.access import Actor
from services.corrections import correct
from tests.support.own_store import own_store


@pytest.fixture
def package(tmp_path: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(package_zip())) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "datapackage.json"


def test_every_table_says_that_it_is_one() -> None:
    profiles = {entry.get("profile") for entry in descriptor()["resources"]}
    assert profiles == {"tabular-data-resource"}


def test_frictionless_finds_nothing_wrong(package: Path) -> None:
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["name", "type", "rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == len(descriptor()["resources"])


def test_frictionless_would_find_a_lost_row(package: Path) -> None:
    table = package.parent / "zones.csv"
    table.write_bytes(b"".join(table.read_bytes().splitlines(keepends=True)[:-1]))
    report = frictionless.validate(str(package), resource_name="zones")
    found = {each[0] for each in report.flatten(["type"])}
    assert {"row-count", "hash-count"} & found


def _read(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package_zip())) as archive:
        return archive.read(name).decode("utf-8-sig")


def test_a_decision_costs_only_the_tables_that_it_touches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every accepted figure is an edition: of eighty offices none waits for all tables again."""
    package_zip()
    made = []

    def worded(name: str, raw: pd.DataFrame) -> pd.DataFrame:
        made.append(name)
        return worded_table(name, raw)

    monkeypatch.setattr(data_package, "worded_table", worded)
    with own_store(tmp_path, monkeypatch):
        before = begin_run()
        row = load("production").query("note.isna()").iloc[0]
        key = {column: str(row[column]) for column in primary_key(resource("production"))}
        said = {"expected": None, "value": "Uji unduhan", "reason": "Uji"}
        correct(Actor("bureau"), "production", key, "note", **said, source_id="assumption")
        assert begin_run() != before
        assert "Uji unduhan" in _read("untuk-dibaca/produksi.csv")
        assert made == ["production"]
        with of_edition(before):
            assert "Uji unduhan" not in _read("untuk-dibaca/produksi.csv")
        made.clear()
        # Names of a register stand in other tables: a corrected one is in them too.
        said = {"expected": "Kupang", "value": "Kupang Uji", "reason": "Uji"}
        key = {"regency_code": "5303"}
        correct(Actor("bureau"), "regencies", key, "name_on_map", **said, source_id="assumption")
        begin_run()
        assert "Kupang Uji" in data_package._made_of("kpju", data_package._worded_csv).decode()
        assert made == ["kpju"]
