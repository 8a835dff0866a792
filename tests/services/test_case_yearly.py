"""The yearly report and the lessons: what counts into which year, and what the files hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from ntt_data.store.case_records import CaseEvents, Event
from publishing.language import LANGUAGES, Language, speaking
from publishing.yearly_words import followed
from services.desk import cases, lessons, yearly, yearly_report
from services.desk.state import HANDSHAKE, Case, Obligation, case_of
from tests.services.test_case_rules import BUREAU, CONTENT, PARTY, READER, attached
from tests.support.own_store import own_store

TITLE = "=1+1 Beras & jagung <lokal>"
MADE_AT = datetime(2026, 3, 15, 4)


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def told(*events: tuple[str, str, dict[str, object]], case_id: str = "c") -> Case:
    """A case of events with their days; it opened with the first of them."""
    kept = [
        Event(kind, "bureau", said, "alasan", no=no, at=datetime.fromisoformat(day))  # type: ignore[arg-type]
        for no, (kind, day, said) in enumerate(events, start=1)
    ]
    return case_of(CaseEvents(case_id, tuple(kept)))


OPENED = {"content": CONTENT.as_json()}
PAPER = {"kind": "agreement", "name": "pks.pdf", "sha256": "a"}


def of_year(case: Case, year: int, made_at: datetime = MADE_AT) -> yearly.Year:
    return yearly.year_of(BUREAU, [case], year, made_at)


def test_each_thing_counts_in_the_year_in_which_it_was_recorded_and_in_no_other() -> None:
    # By the clocks of the province 17.00 UTC of New Year's Eve is the new year.
    case = told(
        ("opened", "2023-12-31T17:00", OPENED),
        ("attached", "2025-06-01T00:00", {**PAPER, "signed_on": "2024-12-20"}),
        ("ended", "2026-01-02T00:00", {"lesson": "jadwal"}),
    )
    assert yearly.years_of([case], date(2026, 3, 15)) == [2026, 2025, 2024]
    happened = {year: of_year(case, year).happened for year in (2024, 2025, 2026)}
    assert [n for n in happened[2024].items() if n[1]] == [("opened", 1)]
    assert [n for n in happened[2025].items() if n[1]] == [("signed", 1)]
    assert [n for n in happened[2026].items() if n[1]] == [("ended", 1)]
    standing = {year: of_year(case, year).cases[0].standing for year in happened}
    assert standing == {2024: "proposed", 2025: "signed", 2026: "ended"}
    assert not of_year(case, 2023).cases
    assert not of_year(case, 2027, datetime(2027, 3, 1)).cases, "closed before that year began"
    assert sum(of_year(case, 2026).by_stage("report").values()) == 0, "it runs no more"
    assert sum(of_year(case, 2025).by_stage("report").values()) == 1


def test_a_handshake_that_goes_back_is_not_signed_and_has_no_legal_path() -> None:
    def moved(stage: str) -> dict[str, object]:
        return {"scheme": "report", "stage": stage}

    begun = (
        ("opened", "2025-01-01T00:00", OPENED),
        ("model_chosen", "2025-01-02T00:00", {"model": HANDSHAKE}),
        ("moved", "2025-02-01T00:00", moved("implementation")),
    )
    found = of_year(told(*begun), 2025)
    assert found.happened["signed"] == found.off_legal_path == 1
    assert sum(found.by_stage("legal").values()) == 0
    back = of_year(told(*begun, ("moved", "2025-03-01T00:00", moved("offer"))), 2025)
    assert back.happened["signed"] == 0


def test_what_has_no_report_is_counted_and_not_added_and_things_are_kept_apart() -> None:
    def owed(month: str, item: str = "Beras", tonnes: float | None = 10.0) -> dict[str, object]:
        return dict(vars(Obligation(month, item, tonnes, "5315", "5371")))

    def came(month: str, tonnes: float, item: str = "Beras") -> dict[str, object]:
        places = {"supplier": "5315", "receiver": "5371", "basis": "surat"}
        return {"month": month, "item": item, "tonnes": tonnes, **places}

    lines = [owed("2025-12"), *(owed(f"2026-0{n}") for n in (1, 2, 3)), owed("2026-01", "Sapi")]
    case = told(
        ("opened", "2025-01-01T00:00", OPENED),
        ("attached", "2025-01-02T00:00", PAPER),
        ("obliged", "2025-01-02T00:00", {"lines": [*lines, owed("2026-01", "Latihan", None)]}),
        ("delivered", "2026-01-03T00:00", came("2025-12", 4.0)),
        ("delivered", "2026-02-03T00:00", came("2026-01", 7.0)),
        ("delivered", "2026-02-03T00:00", came("2026-01", 3.0, "Madu")),
    )
    rice, cattle, training, honey = (
        next(each for each in of_year(case, 2026).cases[0].followed if each.item == item)
        for item in ("Beras", "Sapi", "Latihan", "Madu")
    )
    assert (rice.lines, rice.told, rice.owed, rice.delivered) == (2, 1, 10.0, 7.0)
    assert (rice.without, rice.later) == (1, 1)
    assert (cattle.owed, cattle.delivered, cattle.without) == (None, None, 1)
    assert (training.lines, training.uncounted, training.without) == (0, 1, 0)
    assert (honey.owed, honey.unowed, honey.uncounted) == (None, 1, 0)
    (december,) = of_year(case, 2025).cases[0].followed
    assert (december.owed, december.delivered) == (10.0, 4.0), "reported in January"
    with speaking("en"):
        assert followed(rice) == (
            "Beras: 7 t reported of 10 t owed, over 1 of 2 due lines; without a report: 1; "
            "not due yet: 1."
        )
        assert followed(cattle).startswith("Sapi: 1 due lines, none with reports that agree")


def test_nothing_is_due_of_a_proposal_nor_after_the_end() -> None:
    lines = [dict(vars(Obligation(f"2026-0{n}", "Beras", 10.0, "5315", "5371"))) for n in (1, 2)]
    proposed = (
        ("opened", "2025-01-01T00:00", OPENED),
        ("obliged", "2025-01-02T00:00", {"lines": lines}),
    )
    (rice,) = of_year(told(*proposed), 2026).cases[0].followed
    assert (rice.lines, rice.without, rice.not_binding, rice.owed) == (0, 0, 2, None)
    signed = (*proposed, ("attached", "2025-01-03T00:00", PAPER))
    (rice,) = of_year(told(*signed), 2026).cases[0].followed
    assert (rice.lines, rice.without, rice.not_binding) == (2, 2, 0)
    ended = told(*signed, ("ended", "2026-01-20T00:00", {"lesson": "jadwal"}))
    (rice,) = of_year(ended, 2026).cases[0].followed
    assert (rice.lines, rice.without, rice.not_binding) == (1, 1, 1)
    with speaking("en"):
        assert followed(rice).endswith("without a report: 1; of no agreement in force: 1.")


def test_reports_of_a_service_that_differ_are_counted() -> None:
    line = dict(vars(Obligation("2026-01", "Latihan", None, "5315", "5371")))
    said = {"month": "2026-01", "item": "Latihan", "supplier": "5315", "receiver": "5371"}
    events = [
        Event("opened", "bureau", OPENED, no=1),
        Event("attached", "bureau", PAPER, no=2),
        Event("obliged", "bureau", {"lines": [line]}, no=3),
        *(
            Event(
                *("delivered", "regency", {**said, "tonnes": tonnes, "basis": "surat"}),
                no=no,
                regency_code=code,
            )
            for no, (code, tonnes) in enumerate((("5315", 1.0), ("5371", 2.0)), start=4)
        ),
    ]
    (training,) = of_year(case_of(CaseEvents("c", tuple(events))), 2026).cases[0].followed
    assert (training.lines, training.uncounted, training.differing) == (0, 1, 1)


def test_an_agreement_that_runs_out_is_told_in_the_year_in_which_it_is_known() -> None:
    case = told(
        ("opened", "2025-01-01T00:00", OPENED),
        ("attached", "2025-06-01T00:00", PAPER),
        ("extended", "2025-06-02T00:00", {"until": "2026-02-01"}),
    )
    runs_out, ran_out = (of_year(case, year).cases[0].runs_out for year in (2025, 2026))
    assert runs_out is not None
    assert ran_out is not None
    assert (runs_out.kind, ran_out.kind) == ("runs_out", "ran_out")


def ended(
    title: str = TITLE, lesson: str = "=Jadwal kapal & <cuaca>\nBaris kedua", **says: str
) -> Case:
    case = attached(cases.open_case(BUREAU, replace(CONTENT, title=title, **says)), "agreement")
    case = cases.publish(BUREAU, case.case_id, True, "", case.no)
    return cases.end(BUREAU, case.case_id, "Kapal < berhenti", lesson, case.no)


def this_year() -> int:
    return (datetime.now(UTC) + timedelta(hours=8)).year


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_wrote_is_read_back_from_both_files(language: Language) -> None:
    ended()
    case = cases.open_case(BUREAU, replace(CONTENT, title="Usulan =A1"))
    lines = [Obligation("2026-01", "=Beras", 1234.5, "5315", "5371")]
    with speaking(language):
        case = cases.oblige(BUREAU, attached(case, "agreement").case_id, lines, "", case.no + 1)
        document = Document(BytesIO(yearly_report.docx(BUREAU, this_year())))
        book = load_workbook(BytesIO(yearly_report.xlsx(BUREAU, this_year())))
    said = [each.text for each in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert TITLE in said
    assert "=Jadwal kapal & <cuaca>\nBaris kedua" in said
    assert any("Kapal < berhenti" in each for each in said)
    assert said[0] == {"id": "TIDAK UNTUK DITERBITKAN", "en": "NOT TO BE PUBLISHED"}[language]
    assert "Manggarai Barat · Kota Kupang" in cells
    written = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    values = [cell.value for cell in written]
    assert TITLE in values
    assert "=Beras" in values
    assert 1234.5 in values
    assert not [cell for cell in written if cell.data_type == "f"], "nothing begins a formula"
    for sheet in book:
        if sheet.title not in ("Sumber", "Sources"):
            assert sheet.cell(1, 1).value == said[0], f"{sheet.title} may be sent alone"


def test_a_step_says_what_is_missing_by_which_rule_and_what_was_not_confirmed() -> None:
    case = cases.open_case(BUREAU, CONTENT)
    case = cases.move(BUREAU, case.case_id, "legal", "coordination_team", "", case.no)
    with speaking("en"):
        (only,) = yearly_report.told_of(
            BUREAU, this_year(), datetime.now(UTC).replace(tzinfo=None)
        ).cases
    legal = next(step for step in only.steps if step.scheme == "Legal path")
    assert legal.who
    assert legal.missing
    assert all(each.basis for each in legal.missing)
    assert {each.wording for each in legal.missing} <= {"read", "not yet confirmed by the bureau"}


def test_a_reader_gets_the_published_ones_without_the_mark_and_a_party_its_own_with_it() -> None:
    ended("Terbit")
    cases.open_case(BUREAU, replace(CONTENT, title="Rahasia"))
    gone = cases.open_case(BUREAU, replace(CONTENT, title="Salah buka"))
    cases.withdraw(BUREAU, gone.case_id, "dua kali", gone.no)
    made_at = datetime.now(UTC).replace(tzinfo=None)
    for actor, titles, marked in (
        (READER, ["Terbit"], False),
        (PARTY, ["Rahasia", "Terbit"], True),
        (BUREAU, ["Rahasia", "Salah buka", "Terbit"], True),
    ):
        report = yearly_report.told_of(actor, this_year(), made_at)
        assert sorted(each.title for each in report.cases) == titles
        assert bool(report.confidential) is marked
        assert len(report.standings) == (4 if actor is BUREAU else 3)


def test_a_year_without_a_case_still_makes_both_files() -> None:
    assert yearly.years_of([], date(2026, 1, 1)) == []
    words = [each.text for each in Document(BytesIO(yearly_report.docx(READER, 2026))).paragraphs]
    assert "Laporan tahun ini tidak memuat kerja sama." in words
    assert load_workbook(BytesIO(yearly_report.xlsx(READER, 2026))).sheetnames[0] == "Hitungan"


def test_a_lesson_is_found_by_its_words_in_any_order_whatever_their_accents() -> None:
    old = ended("Kopi", lesson="Pemasok Été harus menulis jadwal", object="kopi arabika")
    new = ended("Garam", lesson="")
    cases.open_case(BUREAU, replace(CONTENT, title="Kopi yang berjalan"))

    def ids(text: str, actor: object = READER) -> list[str]:
        return [each.case.case_id for each in lessons.search(actor, text)]  # type: ignore[arg-type]

    assert ids("") == [new.case_id, old.case_id], "what ended last first"
    assert ids("JADWAL ete") == [old.case_id]
    assert ids("arabika kopi") == [old.case_id]
    assert ids("berhenti garam") == [new.case_id], "the reason is searched too"
    assert ids("rice kupang") == [new.case_id, old.case_id], "commodity and parties"
    assert ids("kopi cengkih") == []


def test_a_lesson_of_what_was_not_published_is_for_its_parties() -> None:
    case = cases.open_case(BUREAU, CONTENT)
    cases.end(BUREAU, case.case_id, "Tidak jadi", "Tanya harga dahulu", case.no)
    assert not lessons.search(READER, "harga")
    assert len(lessons.search(PARTY, "harga")) == len(lessons.search(BUREAU, "harga")) == 1
