"""The package to take away is a Frictionless Data Package that others' programs accept."""

import io
import zipfile
from pathlib import Path

import frictionless
import pytest

from ntt_data.schema import descriptor
from publishing.files.data_package import package_zip


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
