"""Obligations and deliveries on the page of a case: who writes what, what is made of silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.cooperation.case.obligations import _begun_rows, _number_of, _table
from publishing.language import Language, speaking
from services.decisions import today
from services.desk import cases
from services.desk.state import Case, Obligation
from services.desk.typed_lines import TypedLine
from tests.pages.test_case import acting, told
from tests.services.test_case_rules import BUREAU, CONTENT, PARTY, READER, attached
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.user_text import MARK, NASTY, mistaken

WEST, TOWN = "5315", "5371"


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def signed() -> Case:
    return attached(cases.open_case(BUREAU, CONTENT), "agreement")


def obliged(case: Case, *months: str, item: str = "Beras", rule: str = "") -> Case:
    lines = [Obligation(month, item, 100.0, WEST, TOWN, rule) for month in months]
    return cases.oblige(BUREAU, case.case_id, lines, "", case.no)


def field(app: AppTest, kind: str, part: str) -> object:
    return next(each for each in getattr(app, kind) if part in str(each.key))


def filled(app: AppTest, part: str, text: str) -> None:
    field(app, "text_input", part).set_value(text)  # type: ignore[attr-defined]


def pressed(app: AppTest, part: str, language: Language = "id") -> None:
    with speaking(language):
        field(app, "button", part).click().run()  # type: ignore[attr-defined]
    assert not app.exception, app.exception


@pytest.mark.parametrize(("language", "typed"), [("id", "1.234,5"), ("en", "1,234.5")])
def test_one_amount_for_many_months_is_one_step_and_kept_as_it_was_typed(
    signed: Case, language: Language, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, BUREAU)
    app = open_page("case", language, case=signed.case_id)
    assert field(app, "text_input", "-item").value == "Beras"  # type: ignore[attr-defined]
    amount = field(app, "text_input", "-tonnes")
    assert amount.value == "", "tonnes are never invented"  # type: ignore[attr-defined]
    months = field(app, "selectbox", "-last")
    with speaking(language):  # in which the options stand: November alone is the same in both
        months.select_index(months.index + 2)  # type: ignore[attr-defined]
    amount.set_value(typed)  # type: ignore[attr-defined]
    pressed(app, "-add", language)
    assert not cases.case_for(BUREAU, signed.case_id).obligations, "a draft is not recorded"
    record = next(e for e in app.button if str(e.key).startswith("oblige") and "-do" in str(e.key))
    with speaking(language):
        record.click().run()
    kept = cases.case_for(BUREAU, signed.case_id).obligations
    assert [(each.tonnes, each.supplier, each.receiver) for each in kept] == [
        (1234.5, WEST, TOWN)
    ] * 3
    assert kept[0].month == f"{today():%Y-%m}"
    assert ("Dicatat" if language == "id" else "Recorded") in app.success[0].value


def test_what_is_no_number_is_told_with_what_to_write_and_stays(
    signed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, BUREAU)
    app = open_page("case", case=signed.case_id)
    filled(app, "-tonnes", "dua ton")
    pressed(app, "-add")
    assert "“dua ton” bukan angka; tulis angka saja, misalnya 1.234,5" in told(app)
    assert field(app, "text_input", "-tonnes").value == "dua ton"  # type: ignore[attr-defined]


def test_changed_obligations_of_a_signed_case_ask_for_a_reason_and_keep_the_table(
    signed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = obliged(signed, "2026-01")
    acting(monkeypatch, BUREAU)
    app = open_page("case", case=case.case_id)
    filled(app, "-tonnes", "5")
    pressed(app, "-add")
    record = next(e for e in app.button if str(e.key).startswith("oblige") and "-do" in str(e.key))
    record.click().run()
    assert "tulis alasan" in told(app)
    assert "2 baris, jumlah 105 t" in told(app), "the draft is still there"
    reason = next(
        e for e in app.text_input if str(e.key).startswith("oblige") and "-reason" in str(e.key)
    )
    reason.set_value("adendum 1")
    next(
        e for e in app.button if str(e.key).startswith("oblige") and "-do" in str(e.key)
    ).click().run()
    assert [each.tonnes for each in cases.case_for(BUREAU, case.case_id).obligations] == [100, 5]


@pytest.mark.parametrize("language", ["id", "en"])
def test_silence_is_no_report_and_two_that_differ_are_both_shown(
    signed: Case, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = obliged(signed, "2026-01", "2026-02")
    town = PARTY.__class__("regency", sheet=PARTY.sheet._replace(regency_code=TOWN))  # type: ignore[union-attr]
    cases.deliver(PARTY, case.case_id, "2026-02", "Beras", 100.0, WEST, TOWN, "surat jalan")
    cases.deliver(town, case.case_id, "2026-02", "Beras", 70.0, WEST, TOWN, "timbangan")
    acting(monkeypatch, BUREAU)
    app = open_page("case", language, case=case.case_id)
    table = next(each.value for each in app.dataframe if "Manggarai Barat" in each.value.to_numpy())
    first, second = (set(map(str, row)) for row in table.to_numpy())
    assert ("belum ada laporan" if language == "id" else "no report yet") in first
    assert any(
        ("berbeda 30 t" if language == "id" else "differ, by 30 t") in each for each in second
    )
    assert {100.0, 70.0} <= set(table.iloc[1])
    assert ("2 baris tidak masuk" if language == "id" else "2 lines are in neither") in told(app)


def test_a_party_reports_its_own_and_a_refusal_keeps_what_was_typed(
    signed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = obliged(signed, "2026-01")
    acting(monkeypatch, PARTY)
    app = open_page("case", case=case.case_id)
    assert not [each for each in app.button if "oblige" in str(each.key)]
    assert "masuk lewat kode ronde" in told(app)
    filled(app, "-tonnes", "12,5")
    pressed(app, "deliver-")
    assert "menurut dokumen atau keterangan apa" in told(app)
    assert field(app, "text_input", "-tonnes").value == "12,5"  # type: ignore[attr-defined]
    filled(app, "-basis", "surat jalan 7")
    pressed(app, "deliver-")
    (kept,) = cases.case_for(BUREAU, case.case_id).deliveries
    assert (kept.tonnes, kept.reporter, kept.basis) == (12.5, WEST, "surat jalan 7")
    assert kept.round_id == PARTY.sheet.round_id  # type: ignore[union-attr]
    assert "pengiriman dilaporkan" in app.success[0].value


def test_readers_of_a_published_case_see_amounts_but_not_by_what_paper(
    signed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = obliged(signed, "2026-01")
    case = cases.deliver(PARTY, case.case_id, "2026-01", "Beras", 100, WEST, TOWN, "nota rahasia")
    cases.publish(BUREAU, case.case_id, True, "", case.no)
    acting(monkeypatch, PARTY)
    assert any("nota rahasia" in each.value.to_numpy() for each in app_tables(case))
    acting(monkeypatch, READER)
    app = open_page("case", case=case.case_id)
    assert "dilaporkan 100 t dari kewajiban 100 t" in told(app)
    assert not any("nota rahasia" in str(each.value.to_numpy()) for each in app.dataframe)
    assert "nota rahasia" not in words(app)
    seen = cases.case_for(READER, case.case_id)
    assert "nota rahasia" not in repr(seen)
    assert seen.deliveries[0].round_id is None
    assert not [each for each in app.button if "deliver" in str(each.key)]


def app_tables(case: Case) -> list[object]:
    return list(open_page("case", case=case.case_id).dataframe)


def test_an_end_near_is_warned_of_and_extending_asks_for_a_reason(
    signed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = today() + timedelta(days=30)
    case = cases.extend(BUREAU, signed.case_id, soon, "", signed.no)
    acting(monkeypatch, BUREAU)
    app = open_page("case", case=case.case_id)
    assert "30 hari lagi" in told(app)
    assert "jumlah hari ini asumsi" in told(app)
    day = next(each for each in app.date_input if str(each.key).startswith("extend"))
    day.set_value(soon + timedelta(days=365))
    pressed(app, "extend-")
    assert "tulis alasan" in told(app)
    assert cases.case_for(BUREAU, case.case_id).until == soon
    reason = next(
        e for e in app.text_input if str(e.key).startswith("extend") and "-reason" in str(e.key)
    )
    reason.set_value("adendum 1")
    pressed(app, "extend-")
    assert cases.case_for(BUREAU, case.case_id).until == soon + timedelta(days=365)


@pytest.mark.parametrize("language", ["id", "en"])
def test_items_rules_and_papers_are_shown_as_they_were_typed(
    signed: Case, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = NASTY.replace("\n", " ")[:150]
    case = obliged(signed, "2026-01", item=odd, rule=odd)
    cases.deliver(BUREAU, case.case_id, "2026-01", odd, 1.0, WEST, TOWN, odd)
    acting(monkeypatch, BUREAU)
    app = open_page("case", language, case=case.case_id)
    assert MARK in words(app)
    assert mistaken(app) == []


def test_a_row_in_which_nothing_stands_is_none_and_the_others_keep_their_numbers() -> None:
    table = _table([TypedLine("", "", "", "", ""), TypedLine("", "Beras", "", WEST, TOWN)])
    kept = _begun_rows(table)
    assert (list(kept.index), _number_of(kept, 1)) == ([2], 2)
