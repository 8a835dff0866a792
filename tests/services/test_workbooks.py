"""Templates of sheets, and what a workbook says that comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ntt_data.collection import SHEETS
from ntt_data.collection_workbook import BEFORE_MONTHS, HEADER_ROW, KEY_SHEET, KNOWN, STATUS, VALUE
from ntt_data.store import submission_store
from ntt_data.store.collection_records import Round, SheetKey
from publishing import hand_in_words
from publishing.language import speaking
from services import credentials, hand_in, rounds, workbooks
from services.access import AccessError, Actor
from services.hand_in import Answers, Field, HandInError, Typed
from services.workbooks import WorkbookFaultError
from tests.support.filled_workbooks import filled, rows_of
from tests.support.own_store import own_store

BUREAU = Actor("bureau")
TEXTS = (":note", "_months")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def opened(name: str = "Rakor jagung", rehearsal: bool = False) -> Round:
    return rounds.open_round(
        BUREAU,
        rounds.RoundDefinition(
            name=name,
            rehearsal=rehearsal,
            deadline=datetime.now(UTC) + timedelta(hours=3),
            year=2024,
            items=[
                rounds.ItemDefinition(sheet="agriculture", item="maize", form="dry_shelled"),
                rounds.ItemDefinition(sheet="agriculture", item="rice", form="paddy_gkg"),
                rounds.ItemDefinition(sheet="trade_stock", item="maize"),
            ],
        ),
    )


@pytest.fixture
def key() -> SheetKey:
    return SheetKey(opened().round_id, "5304", "agriculture")


def office(key: SheetKey) -> Actor:
    made = credentials.make_for_sheets(BUREAU, [key])[0].credential
    return Actor("regency", sheet=key, credential_id=made.credential_id, session_hash="0" * 64)


def template(key: SheetKey) -> bytes:
    return workbooks.template(office(key), key)[1]


def first_sheet(content: bytes) -> object:
    return load_workbook(BytesIO(content)).worksheets[0]


def test_an_untouched_answer_comes_back_as_it_was_written(key: SheetKey) -> None:
    answers = {
        "office": (None, "Dinas Pertanian"),
        "position": (None, "=Kepala Bidang"),
        "maize:production": ("angka", 12500),
        "maize:harvested_area": (None, 4812.375),
        "maize:stock_start": (None, "1.234,5"),
        "maize:stock_end": ("nihil", None),
        "maize:own_need": ("tidak berlaku", None),
        "maize:lack_months": (None, "Maret–Mei"),
        "maize:note": (None, "sawah baru"),
    }
    read = workbooks.read_filled(office(key), key, filled(template(key), answers))
    assert read.people == {"office": "Dinas Pertanian", "position": "=Kepala Bidang"}
    told = {each.measure: typed for each, typed in read.typed.items() if each.item == "maize"}
    assert told == {
        "production": Typed("value", "12500"),
        "harvested_area": Typed("value", "4812,3750"),
        "stock_start": Typed("value", "1.234,5"),
        "stock_end": Typed("none", ""),
        "own_need": Typed("not_applicable", ""),
        "to_sell": Typed("not_known", ""),
        "lacking": Typed("not_known", ""),
        "asked_price": Typed("not_known", ""),
        "lack_months": Typed("value", "Maret–Mei"),
        "note": Typed("value", "sawah baru"),
    }
    rows = rows_of(first_sheet(template(key)))
    assert read.cells[Field("maize", "production")] == f"F{rows['maize:production']}"
    assert read.base_no == 0


def test_a_number_cell_is_asked_about_in_no_other_reading(key: SheetKey) -> None:
    """12500 in a cell is a number; only "12.500" as a text could also be twelve and a half."""
    content = filled(
        template(key), {"maize:production": (None, 12500), "maize:stock_end": (None, "1,500,000")}
    )
    read = workbooks.read_filled(office(key), key, content)
    checked = hand_in.check(
        rounds.load_round(key.round_id), key, Answers(read.typed, "Dinas", "Kepala")
    )
    assert not [each for each in checked.questions if each.question.code == "two_conventions"]
    (figure,) = (e for e in checked.figures if (e.item, e.measure) == ("maize", "production"))
    assert figure.value == 12500.0


def test_rows_without_an_answer_say_nothing(key: SheetKey) -> None:
    read = workbooks.read_filled(office(key), key, filled(template(key), {}, otherwise=None))
    assert not read.typed
    assert not read.people


def test_the_template_holds_what_is_known_and_only_answers_are_open(key: SheetKey) -> None:
    handed_in(key)
    name, content = workbooks.template(office(key), key)
    assert name == "ntt-5304-agriculture-v1.xlsx"
    sheet = first_sheet(content)
    rows = rows_of(sheet)
    assert sheet.cell(rows["office"], VALUE).value == "Dinas"
    assert sheet.cell(rows["maize:production"], VALUE).value == 12500
    assert sheet.cell(rows["maize:stock_end"], STATUS).value == "nihil"
    assert sheet.cell(rows["maize:own_need"], STATUS).value == "tidak tahu"
    known = str(sheet.cell(rows["rice:production"], KNOWN).value)
    assert re.fullmatch(r"Angka Anda sepanjang tahun 20\d\d: [\d.,]+ (ton|ha) \(BPS .*\)", known), (
        known
    )
    open_cells = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    numbers = {row for key_, row in rows.items() if ":" in key_ and not key_.endswith(TEXTS)}
    months = {row for key_, row in rows.items() if key_.endswith("_months")}
    answers = {f"F{row}" for row in rows.values()} | {f"E{row}" for row in numbers}
    answers |= {f"{column}{row}" for row in months for column in "HIJKLMNOPQRS"}
    assert open_cells == answers
    assert sheet.protection.sheet
    (choice,) = (each for each in sheet.data_validations.dataValidation if each.type == "list")
    assert choice.formula1 == '"angka,nihil,tidak tahu,tidak berlaku"'
    assert "versi 1" in str(sheet["B3"].value)


def test_marked_months_are_named_and_stand_marked_in_the_next_template(key: SheetKey) -> None:
    def mark(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        row = rows_of(sheet)["maize:harvest_months"]
        for column in (BEFORE_MONTHS + 3, BEFORE_MONTHS + 12):
            sheet.cell(row, column).value = "v"

    content = filled(template(key), {}, change=mark)
    read = workbooks.read_filled(office(key), key, content)
    assert read.typed[Field("maize", "harvest_months")] == Typed("value", "Maret, Desember")
    assert Field("maize", "lack_months") not in read.typed
    handed_in(key, months="March, December")
    sheet = first_sheet(template(key))
    row = rows_of(sheet)["maize:harvest_months"]
    marks = [sheet.cell(row, BEFORE_MONTHS + month).value or "" for month in range(1, 13)]
    assert marks == ["", "", "x", *[""] * 8, "x"]
    assert not sheet.cell(row, VALUE).value
    assert [sheet.cell(HEADER_ROW, BEFORE_MONTHS + n).value for n in (1, 5, 12)] == [
        *("Jan", "Mei", "Des")
    ]


def months_said(*said: object) -> Callable[[Workbook], None]:
    """January, February and so on of the harvest of maize."""

    def change(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        row = rows_of(sheet)["maize:harvest_months"]
        for month, each in enumerate(said, 1):
            sheet.cell(row, BEFORE_MONTHS + month).value = each

    return change


#: Each at least once: a cell is read by itself, so that not every two must meet.
YES = ["x", "X", "v", "V", "✓", "1", 1, "ya", "Yes", " x "]
NO = [None, " ", 0, "0", "-", "tidak", "No"]


@pytest.mark.parametrize(("yes", "no"), list(zip(YES, cycle(NO), strict=False)))
def test_only_a_mark_marks_a_month(key: SheetKey, yes: object, no: object) -> None:
    content = filled(template(key), {}, change=months_said(no, yes, no))
    read = workbooks.read_filled(office(key), key, content)
    assert read.typed[Field("maize", "harvest_months")] == Typed("value", "Februari")


@pytest.mark.parametrize("said", ["mungkin", 12, 0.5, "=A1", datetime(2024, 3, 1), "?" * 99])
def test_what_is_neither_yes_nor_no_in_a_month_names_its_cell(key: SheetKey, said: object) -> None:
    content = filled(template(key), {}, change=months_said("x", said))
    with pytest.raises(WorkbookFaultError) as told:
        workbooks.read_filled(office(key), key, content)
    assert told.value.code == "months_unclear"
    row = rows_of(first_sheet(template(key)))["maize:harvest_months"]
    assert f"(I{row}: " in told.value.sentence
    assert len(told.value.sentence) < 200


def test_no_text_of_anybody_is_a_formula() -> None:
    key = SheetKey(opened("=1+1 <b>", rehearsal=True).round_id, "5304", "agriculture")
    handed_in(key, note="=HYPERLINK(1)", person="@SUM(1)")
    workbook = load_workbook(BytesIO(template(key)))
    cells = [c for sheet in workbook.worksheets for row in sheet.iter_rows() for c in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert any("LATIHAN" in str(cell.value) for cell in cells)


def test_help_is_that_of_the_form(key: SheetKey) -> None:
    workbook = load_workbook(BytesIO(template(key)))
    said = " ".join(str(row[0].value) for row in workbook.worksheets[1].iter_rows())
    with speaking("id"):
        assert hand_in_words.how() in said


def test_a_template_of_the_other_language_is_read_the_same(key: SheetKey) -> None:
    with speaking("en"):
        content = filled(template(key), {"maize:production": ("a figure", 7)}, "we do not know")
    with speaking("id"):
        read = workbooks.read_filled(office(key), key, content)
    assert read.typed[Field("maize", "production")] == Typed("value", "7")
    assert read.typed[Field("maize", "to_sell")] == Typed("not_known", "")


def test_moved_rows_are_read_by_their_key(key: SheetKey) -> None:
    def turn_round(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        last = sheet.max_row
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=HEADER_ROW + 1)]
        for place, row in zip(range(last, HEADER_ROW, -1), rows, strict=True):
            for column, value in enumerate(row, 1):
                sheet.cell(place, column).value = value

    content = filled(template(key), {"rice:production": (None, 80)}, change=turn_round)
    read = workbooks.read_filled(office(key), key, content)
    assert read.typed[Field("rice", "production")] == Typed("value", "80")
    place = int(read.cells[Field("rice", "production")][1:])
    rows = rows_of(first_sheet(template(key)))
    assert place == rows["office"] + rows["rice:note"] - rows["rice:production"]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (datetime(2026, 5, 1), "a_date"),
        ("=B1*2", "formula"),
        ("dua ton", "not_a_number"),
        ("5 ton", "unit_inside"),
        (True, "not_a_number"),
        ("#DIV/0!", "not_a_number"),
        (1e300, "too_long"),
    ],
)
def test_what_is_no_number_is_a_problem_of_its_field(
    key: SheetKey, value: object, problem: str
) -> None:
    content = filled(template(key), {"maize:production": (None, value)})
    read = workbooks.read_filled(office(key), key, content)
    checked = hand_in.check(
        rounds.load_round(key.round_id), key, Answers(read.typed, "Dinas", "Kepala")
    )
    (found,) = (each for each in checked.problems if each.field == Field("maize", "production"))
    assert found.code == problem
    assert Field("maize", "production") in read.cells


def test_an_answer_of_nobody_is_asked_for_again(key: SheetKey) -> None:
    content = filled(template(key), {"maize:production": ("mungkin", 5)})
    read = workbooks.read_filled(office(key), key, content)
    checked = hand_in.check(
        rounds.load_round(key.round_id), key, Answers(read.typed, "Dinas", "Kepala")
    )
    assert ("unknown_status", "mungkin") in {(e.code, e.text) for e in checked.problems}


def key_sheet(name: str, text: str) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        for row in workbook[KEY_SHEET].iter_rows():
            if row[0].value == name:
                row[1].value = text

    return change


def without_a_row(workbook: Workbook) -> None:
    workbook.worksheets[0].delete_rows(HEADER_ROW + 4)


def twice_a_row(workbook: Workbook) -> None:
    sheet = workbook.worksheets[0]
    for column in range(1, 8):
        sheet.cell(60, column).value = sheet.cell(HEADER_ROW + 4, column).value


def an_own_row(workbook: Workbook) -> None:
    workbook.worksheets[0].cell(60, VALUE).value = 5


def half_a_sort(workbook: Workbook) -> None:
    """The visible columns of two rows exchanged, the hidden key left where it was."""
    sheet = workbook.worksheets[0]
    for column in range(2, KNOWN + 1):
        one, other = (sheet.cell(HEADER_ROW + row, column) for row in (3, 4))
        one.value, other.value = other.value, one.value


def renamed(workbook: Workbook) -> None:
    workbook.worksheets[0].title = "Lembar1"


def without_keys(workbook: Workbook) -> None:
    del workbook[KEY_SHEET]


def merged(workbook: Workbook) -> None:
    workbook.worksheets[0].merge_cells("F9:F10")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_keys, "not_ours"),
        (key_sheet("base", "7"), "not_ours"),
        (key_sheet("base", "-1"), "not_ours"),
        (key_sheet("layout", "0"), "other_layout"),
        (key_sheet("round", "nowhere"), "other_round"),
        (key_sheet("regency", "5371"), "other_sheet"),
        (key_sheet("regency", "=cmd()"), "other_sheet"),
        (key_sheet("sheet", "trade_stock"), "other_sheet"),
        (renamed, "sheet_missing"),
        (merged, "merged"),
        (without_a_row, "rows_missing"),
        (twice_a_row, "rows_twice"),
        (an_own_row, "rows_unknown"),
        (half_a_sort, "rows_shifted"),
    ],
)
def test_keys_and_rows_are_verified(
    key: SheetKey, change: Callable[[Workbook], None], code: str
) -> None:
    content = filled(template(key), {"maize:production": (None, 5)}, change=change)
    with pytest.raises(WorkbookFaultError) as told:
        workbooks.read_filled(office(key), key, content)
    assert told.value.code == code
    for language in ("id", "en"):
        with speaking(language):
            assert told.value.sentence.endswith(".")
            assert "{" not in told.value.sentence


def test_a_workbook_of_another_round_is_named(key: SheetKey) -> None:
    other = SheetKey(opened("Rakor lain").round_id, "5304", "agriculture")
    with pytest.raises(WorkbookFaultError) as told:
        workbooks.read_filled(office(key), key, filled(template(other), {}))
    assert "Rakor lain" in told.value.sentence
    assert "Rakor jagung" in told.value.sentence


def test_a_file_that_is_too_long_is_not_opened(
    key: SheetKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "read_workbook", None)
    with pytest.raises(WorkbookFaultError, match="too_long"):
        workbooks.read_filled(office(key), key, b"PK" * workbooks.MOST_BYTES)


def test_of_another_office_nobody_gets_template_or_reading(key: SheetKey) -> None:
    stranger = office(key._replace(regency_code="5371"))
    for do in (
        lambda: workbooks.template(stranger, key),
        lambda: workbooks.read_filled(stranger, key, b""),
        lambda: workbooks.template(Actor("reader"), key),
    ):
        with pytest.raises(AccessError):
            do()
    assert workbooks.template(BUREAU, key)[1].startswith(b"PK")


def handed_in(key: SheetKey, note: str = "", person: str = "Kepala", months: str = "") -> None:
    answers = {
        Field(item, measure): Typed("not_known", "")
        for item in ("maize", "rice")
        for measure in (
            *("production", "harvested_area", "stock_start", "stock_end", "own_need"),
            *("to_sell", "lacking", "asked_price"),
        )
    }
    answers[Field("maize", "production")] = Typed("value", "12500")
    answers[Field("maize", "stock_end")] = Typed("none", "")
    answers[Field("maize", "note")] = Typed("value", note)
    answers[Field("maize", "harvest_months")] = Typed("value", months)
    filled_in = Answers(answers, "Dinas", person)
    asked = hand_in.check(rounds.load_round(key.round_id), key, filled_in)
    replies = {(each.field, each.question.code): "benar" for each in asked.questions}
    hand_in.hand_in(
        office(key),
        key,
        Answers(answers, "Dinas", person, replies),
        base_no=0,
        idempotency_key="k" + key.round_id,
    )
    assert submission_store().newest(key) is not None


TEXTS_TYPED = {
    "plain": ("Dinas Pertanian", "Dinas Pertanian"),
    "composed": ("Dinas Pe\u0301rtanian", "Dinas P\u00e9rtanian"),
    "control signs": ("Dinas\tPer\u200btanian\n", "Dinas Pertanian"),
    "emoji": ("Dinas \U0001f33d\ufe0f Pertanian", "Dinas \U0001f33d\ufe0f Pertanian"),
    "just short enough": ("\U0001f33d" * 120, "\U0001f33d" * 120),
    "too long": ("x" * 121, None),
    "blanks": (" \u00a0\u3000", None),
    "drawn empty": ("\u3164\u2800\u200d", None),
}


@pytest.mark.parametrize(("typed", "kept"), TEXTS_TYPED.values(), ids=TEXTS_TYPED)
@pytest.mark.parametrize("way", ["form", "workbook", "paper"])
def test_a_text_is_answered_the_same_whichever_way_it_comes(
    key: SheetKey, way: str, typed: str, kept: str | None
) -> None:
    asked = rounds.load_round(key.round_id)
    note = Field("maize", "note")
    if way == "workbook":
        answers = {
            "office": (None, typed), "position": (None, "Kepala"), "maize:note": (None, typed)
        }  # fmt: skip
        read = workbooks.read_filled(office(key), key, filled(template(key), answers))
        said = Answers(read.typed, read.people.get("office", ""), "Kepala")
    else:
        unknown = {
            Field(item.item, measure.code): Typed("not_known", "")
            for item in asked.items_of(key.sheet)
            for measure in SHEETS[key.sheet]
            if measure.is_number
        }
        said = Answers({**unknown, note: Typed("value", typed)}, typed, "Kepala")
    keep, actor = (
        (hand_in.enter_from_paper, BUREAU) if way == "paper" else (hand_in.hand_in, office(key))
    )
    if kept is None:
        with pytest.raises(HandInError) as refused:
            keep(actor, key, said, base_no=0, idempotency_key="k" * 32)
        assert refused.value.checked is not None
        (problem,) = refused.value.checked.problems
        assert problem.field == Field("", "office")
        assert problem.code == ("long_name" if len(typed) > 120 else "no_text")
        return
    version = keep(actor, key, said, base_no=0, idempotency_key="k" * 32)
    (noted,) = (each for each in version.figures if each.place == note)
    assert (version.office, noted.text) == (kept, kept)
