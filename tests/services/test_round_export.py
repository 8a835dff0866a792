"""A round taken along: what is exported is what the store has, and nobody else gets it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ntt_data import collection, editions
from ntt_data.store import round_store, submission_store
from ntt_data.store.collection_records import (
    CHANNELS,
    REVIEW_KINDS,
    STATUSES,
    Figure,
    Finding,
    RoundEvent,
    SheetKey,
    Submission,
    Version,
)
from ntt_data.store.submissions import new_idempotency_key
from publishing.files.round_package import descriptor
from publishing.language import LANGUAGES, Language, speaking
from services import credentials, review, round_export
from services.access import ROLES, AccessError, Actor
from services.rounds import (
    Round,
    RoundDefinition,
    close_round,
    discard_round,
    open_round,
    reopen_round,
)
from tests.support.examples import many
from tests.support.own_store import own_store

ADMINISTRATOR = Actor("administrator")
ITEMS = [
    {"sheet": "agriculture", "item": "maize", "form": "dry_shelled",
     "coefficient": 0.9, "coefficient_source": "assumption"},
    {"sheet": "investment", "item": "tourism_objects", "unit": "none"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        editions.begin_run()
        yield


def a_round(**more: Any) -> Round:
    said = {
        "name": "Rakor jagung", "year": 2024, "items": ITEMS,
        "deadline": datetime.now(UTC) + timedelta(hours=6), **more,
    }  # fmt: skip
    return open_round(ADMINISTRATOR, RoundDefinition.model_validate(said))


def handed(asked: Round, code: str, *figures: Figure, **more: Any) -> Version:
    key = SheetKey(asked.round_id, code, more.pop("sheet", "agriculture"))
    said = {
        "base_no": 0, "idempotency_key": new_idempotency_key(), "office": "Dinas Pertanian",
        "position": "Kepala Bidang", "channel": "form", **more,
    }  # fmt: skip
    return submission_store().hand_in(Submission(key=key, figures=figures, **said))


def a_small_round() -> tuple[Round, list[Version], Actor]:
    """Two regencies, one corrected, one returned; closed, and reopened for one."""
    asked = a_round()
    code = credentials.make_for_role(ADMINISTRATOR, "bureau").credential
    bureau = Actor("bureau", credential_id=code.credential_id)
    first = handed(
        asked, "5304",
        Figure("maize", "production", "value", 12500.0, "12.500"),
        Figure("maize", "harvested_area", "none"),
        Figure("maize", "asked_price", "value", 4500.0, "4.500"),
        Figure("maize", "note", "value", None, '=HYPERLINK("x";"y")'),
        findings=(Finding("maize", "production", "harvest_without_area", "lahan; belum diukur"),),
    )  # fmt: skip
    second = handed(
        asked, "5304", Figure("maize", "production", "value", 1250.5, "1.250,5"), base_no=0
    )
    third = handed(
        asked, "5371", Figure("tourism_objects", "count", "value", 3.0, "3"),
        sheet="investment", channel="paper", office="DPMPTSP & Co.",
    )  # fmt: skip
    review.accept(bureau, first.receipt_no)
    wrong = review.give_back(bureau, third.receipt_no, "lengkapi; =1+1")
    review.take_back(bureau, wrong, "keliru")
    close_round(bureau, asked.round_id, "Selesai")
    reopen_round(ADMINISTRATOR, asked.round_id, "5371", "Listrik padam, pukul 14")
    return round_store().load(asked.round_id), [first, second, third], bureau


def as_it_was(text: str) -> str:
    """The rule that the descriptor gives: one apostrophe less before such a sign."""
    text = re.sub(r"^'('*[\t\r\n])", r"\1", text)
    return re.sub(r"""((?:^|(?<=[,|;\t\r\n]))[ \s"]*)'('*[=+\-@＝＋－＠])""", r"\1\2", text)


def read_back(content: bytes) -> dict[str, pd.DataFrame]:
    """The package as somebody with pandas reads it, by its descriptor."""
    kinds = {"string": str, "number": "float64", "integer": "Int64", "boolean": bool}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {}
        for entry in json.loads(archive.read("datapackage.json"))["resources"]:
            fields = {each["name"]: each["type"] for each in entry["schema"]["fields"]}
            table = pd.read_csv(
                io.BytesIO(archive.read(entry["path"])),
                dtype={name: kinds.get(kind, str) for name, kind in fields.items()},
                keep_default_na=False, na_values={n: [""] for n in fields},
            )  # fmt: skip
            for name, kind in fields.items():
                if kind == "string":
                    table[name] = table[name].astype(object).map(as_it_was, na_action="ignore")
                if kind == "datetime":
                    table[name] = pd.to_datetime(table[name]).dt.tz_localize(None)
            found[entry["name"]] = table
    return found


def texts(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]
    return rows


def test_a_small_round_is_exported_as_it_was() -> None:
    asked, (first, second, third), bureau = a_small_round()
    found = {
        name: texts(table) for name, table in read_back(
            round_export.package(bureau, asked.round_id)
        ).items()
    }  # fmt: skip
    assert [(e["name"], e["rehearsal"], e["opened_by"], e["deadline"]) for e in found["round"]] == [
        ("Rakor jagung", False, "administrator", pd.Timestamp(asked.deadline))
    ]
    assert [(e["item"], e["coefficient"], e["coefficient_source"]) for e in found["items"]] == [
        ("maize", 0.9, "assumption"), ("tourism_objects", None, None),
    ]  # fmt: skip
    assert [(e["kind"], e["regency_code"], e["reason"], e["by_role"]) for e in found["events"]] == [
        ("closed", None, "Selesai", "bureau"),
        ("reopened", "5371", "Listrik padam, pukul 14", "administrator"),
    ]
    assert [
        (e["receipt_no"], e["regency_code"], e["no"], e["base_no"], e["overtaken"], e["office"])
        for e in found["versions"]
    ] == [
        (first.receipt_no, "5304", 1, 0, False, "Dinas Pertanian"),
        (second.receipt_no, "5304", 2, 0, True, "Dinas Pertanian"),
        (third.receipt_no, "5371", 1, 0, False, "DPMPTSP & Co."),
    ]
    assert found["versions"][0]["at"] == pd.Timestamp(first.at)
    assert [
        (e["no"], e["measure"], e["status"], e["value"], e["unit"], e["text"])
        for e in found["figures"]
    ] == [
        (1, "asked_price", "value", 4500.0, "idr_per_kg", "4.500"),
        (1, "harvested_area", "none", None, "ha", None),
        (1, "note", "value", None, None, '=HYPERLINK("x";"y")'),
        (1, "production", "value", 12500.0, "t", "12.500"),
        (2, "production", "value", 1250.5, "t", "1.250,5"),
        (1, "count", "value", 3.0, "count", "3"),
    ]
    assert [(e["receipt_no"], e["code"], e["answer"]) for e in found["findings"]] == [
        (first.receipt_no, "harvest_without_area", "lahan; belum diukur")
    ]
    assert [
        (e["kind"], e["receipt_no"], e["remark"], e["undoes"], e["by_role"])
        for e in found["reviews"]
    ] == [
        ("accepted", first.receipt_no, None, None, "bureau"),
        ("returned", third.receipt_no, "lengkapi; =1+1", None, "bureau"),
        ("undone", third.receipt_no, "keliru", 2, "bureau"),
    ]
    assert len(found["reviewed_figures"]) == 4
    assert [(e["measure"], e["value"], e["unit"]) for e in found["accepted"]] == [
        ("asked_price", 4500.0, "idr_per_kg"),
        ("harvested_area", 0.0, "ha"),
        ("note", None, None),
        ("production", 12500.0, "t"),
    ]


def test_no_secret_and_no_name_of_a_code_is_in_any_file() -> None:
    asked, _versions, bureau = a_small_round()
    sheet = SheetKey(asked.round_id, "5304", "agriculture")
    made = credentials.make_for_sheets(ADMINISTRATOR, [sheet])
    made.append(credentials.make_for_role(ADMINISTRATOR, "bureau"))
    office = Actor("regency", None, sheet, made[0].credential.credential_id, "f" * 64)
    submission_store().save_draft(office.credential_id or "", "f" * 64, '{"half": "written"}', 0)
    handed(asked, "5304", credential_id=office.credential_id, session_hash="e" * 64)
    secrets = [bureau.credential_id or "", "f" * 64, "e" * 64, "half"]
    for each in made:
        secrets += [each.code, each.link_token, *(
            getattr(each.credential, name) for name in ("credential_id", "code_hash", "link_hash")
        )]  # fmt: skip
    for content in (
        round_export.package(ADMINISTRATOR, asked.round_id),
        round_export.spreadsheet(ADMINISTRATOR, asked.round_id),
    ):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            whole = b"\n".join(archive.read(name) for name in archive.namelist()).decode()
        assert [each for each in secrets if each in whole] == []


def test_frictionless_finds_nothing_wrong_and_would_find_a_lost_version(tmp_path: Path) -> None:
    asked, _versions, bureau = a_small_round()
    with zipfile.ZipFile(io.BytesIO(round_export.package(bureau, asked.round_id))) as archive:
        archive.extractall(tmp_path)
    package = str(tmp_path / "datapackage.json")
    report = frictionless.validate(package)
    assert report.valid, report.flatten(["name", "type", "rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == len(descriptor()["resources"])
    table = tmp_path / "versions.csv"
    table.write_bytes(b"".join(table.read_bytes().splitlines(keepends=True)[:-1]))
    found = {each[0] for each in frictionless.validate(package).flatten(["type"])}
    assert "foreign-key" in found, "a figure without its version"


def test_a_round_in_which_nothing_has_happened_is_valid_too(tmp_path: Path) -> None:
    asked = a_round(rehearsal=True)
    content = round_export.package(ADMINISTRATOR, asked.round_id)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])[:5]
    assert json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["rehearsal"] is True


def test_the_descriptor_knows_every_code_that_the_program_has() -> None:
    allowed = {
        (entry["name"], field["name"]): set(field["constraints"]["enum"])
        for entry in descriptor()["resources"]
        for field in entry["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    }
    measures = {each.code for sheet in collection.SHEETS.values() for each in sheet}
    for (table, name), words in allowed.items():
        known: Mapping[str, set[str]] = {
            "sheet": set(collection.SHEETS), "measure": measures, "status": set(STATUSES),
            "channel": set(CHANNELS), "kind": set(REVIEW_KINDS),
            "by_role": set(ROLES), "opened_by": set(ROLES),
        }  # fmt: skip
        assert words == known[name], (table, name)


def test_every_column_is_described_in_both_languages() -> None:
    for entry in descriptor()["resources"]:
        for each in (entry, *entry["schema"]["fields"]):
            for key in ("title", "title_en", "description", "description_en"):
                assert each[key].strip(), (entry["name"], each["name"], key)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_workbook_says_what_it_is_and_holds_texts_as_texts(language: Language) -> None:
    asked, (first, *_others), bureau = a_small_round()
    with speaking(language):
        content = round_export.spreadsheet(bureau, asked.round_id)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == 1 + len(descriptor()["resources"]) + 1, "and the sources"
    assert asked.round_id in book.worksheets[0]["A1"].value
    figures = book[{"id": "Angka", "en": "Figures"}[language]]
    header = [cell.value for cell in figures[3]]
    assert not [each for each in header if each in {"receipt_no", "measure", "value"}]
    typed = header.index({"id": "Seperti diketik", "en": "As typed"}[language])
    cells = [row[typed] for row in figures.iter_rows(min_row=4)]
    assert '=HYPERLINK("x";"y")' in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    times = book[{"id": "Versi", "en": "Versions"}[language]]
    at = [cell.value for cell in times[3]].index(
        {"id": "Diserahkan pada (WITA)", "en": "Handed in at (WITA)"}[language]
    )
    assert abs(times.cell(4, at + 1).value - first.at - timedelta(hours=8)) < timedelta(seconds=1)


def test_a_rehearsal_says_so_in_every_sheet_and_in_the_name() -> None:
    asked = a_round(rehearsal=True)
    book = openpyxl.load_workbook(
        io.BytesIO(round_export.spreadsheet(ADMINISTRATOR, asked.round_id))
    )
    tables = book.worksheets[: 1 + len(descriptor()["resources"])]
    assert all("LATIHAN" in sheet["A1"].value for sheet in tables)


FREE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
NASTY = st.text("=+-@＝;,|\t\n\r \"'1aé漢<{", max_size=12)
SAID = st.one_of(FREE, NASTY)


@given(
    st.lists(
        st.tuples(SAID, SAID, st.none() | st.floats(allow_nan=False, allow_infinity=False), SAID),
        max_size=4,
    )
)
@settings(
    max_examples=many(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example([("=1+1", "'=1+1", 0.1 + 0.2, "''-x;\t'=y")])
@example([("NA", "null", 1e-300, "'\r\n,'@")])
def test_what_is_read_back_is_what_the_store_has(
    said: list[tuple[str, str, float | None, str]],
) -> None:
    asked = a_round()
    for office, position, value, text in said:
        handed(
            asked, "5304", Figure("maize", "production", "value", value, text),
            office=office, position=position,
            findings=(Finding("maize", "production", "below_zero", text),),
        )  # fmt: skip
    round_store().tell(
        asked.round_id, RoundEvent("closed", said[0][0] if said else "x", asked.deadline)
    )
    found = read_back(round_export.package(ADMINISTRATOR, asked.round_id))
    key = SheetKey(asked.round_id, "5304", "agriculture")
    kept = {each.receipt_no: each for each in submission_store().versions(key)}
    versions, figures, findings = (texts(found[n]) for n in ("versions", "figures", "findings"))
    # CSV has one way to write nothing: a text without a sign in it is missing.
    assert [
        (e["receipt_no"], e["no"], e["base_no"], e["office"], e["position"], e["at"])
        for e in versions
    ] == [
        (e.receipt_no, e.no, e.base_no, e.office or None, e.position or None, pd.Timestamp(e.at))
        for e in sorted(kept.values(), key=lambda each: each.no)
    ]
    assert len(figures) == len(findings) == len(said)
    for row, answered in zip(
        sorted(figures, key=lambda each: each["receipt_no"]),
        sorted(findings, key=lambda each: each["receipt_no"]),
        strict=True,
    ):
        (figure,), (finding,) = (
            kept[row["receipt_no"]].figures, kept[row["receipt_no"]].findings,
        )  # fmt: skip
        assert (row["value"], row["text"]) == (figure.value, figure.text or None)
        assert answered["answer"] == (finding.answer or None)


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_a_reader_and_an_office_get_nothing(role: Any, tmp_path: Path) -> None:
    asked, _versions, _bureau = a_small_round()
    held = SheetKey(asked.round_id, "5304", "agriculture")
    actor = Actor(role, "a" * 64, held, "5304ab", "b" * 64)
    assert not round_export.may_export(actor)
    for export in (round_export.everything, round_export.package, round_export.spreadsheet):
        with pytest.raises(AccessError):
            export(actor, asked.round_id)
    with pytest.raises(AccessError):
        round_export.export(actor, asked.round_id, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_command_writes_the_files_and_names_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = a_round(rehearsal=True)
    assert round_export.main([asked.round_id, "--to", str(tmp_path / "out")]) == 0
    named = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(named) == sorted((tmp_path / "out").iterdir())
    assert all(each.name.startswith(f"LATIHAN-pengumpulan-{asked.round_id}-") for each in named)
    assert round_export.main(["unknown", "--to", str(tmp_path / "other")]) == 1
    assert "no round unknown" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_of_a_rehearsal_that_was_thrown_away_nothing_counts_and_all_is_kept() -> None:
    asked = a_round(rehearsal=True)
    version = handed(asked, "5304", Figure("maize", "production", "value", 1.0, "1"))
    review.accept(ADMINISTRATOR, version.receipt_no)
    assert len(round_export.everything(ADMINISTRATOR, asked.round_id).tables["accepted"]) == 1
    discard_round(ADMINISTRATOR, asked.round_id, "Latihan selesai")
    tables = round_export.everything(ADMINISTRATOR, asked.round_id).tables
    assert {name: len(tables[name]) for name in ("accepted", "figures", "reviews", "events")} == {
        "accepted": 0, "figures": 1, "reviews": 1, "events": 1,
    }  # fmt: skip
