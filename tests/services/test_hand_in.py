"""Handing in: everything wrong at once, odd figures asked about, a receipt for what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from analysis.balance.result import Balance
from ntt_data import tables
from ntt_data.collection import SHEETS
from ntt_data.store import StoreError, submission_store
from ntt_data.store.collection_records import Round, RoundEvent, RoundItem, SheetKey
from ntt_data.store.submissions import new_idempotency_key
from services import drafts, hand_in, rounds
from services.access import AccessError, Actor
from services.answer import evaluation
from services.hand_in import Answers, Field, HandInError, Typed
from services.held_against import earlier_years, known_figures
from tests.support.own_store import own_store

BUREAU = Actor("bureau")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def opened(**changed: object) -> Round:
    """A round for rice, which has earlier years to be held against, and for maize."""
    said: dict[str, object] = {
        "name": "Rakor jagung dan padi",
        "deadline": datetime.now(UTC) + timedelta(hours=3),
        "year": 2024,
        "items": [
            {"sheet": "agriculture", "item": "maize", "form": "dry_shelled"},
            {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"},
            {"sheet": "investment", "item": "tourism_objects", "unit": "none"},
        ],
    }
    return rounds.open_round(BUREAU, rounds.RoundDefinition.model_validate({**said, **changed}))


def filled(asked: Round, sheet: str = "agriculture", **said: str) -> Answers:
    """A sheet in which everything not said otherwise is unknown."""
    typed = {
        Field(item.item, measure.code): Typed("not_known" if measure.is_number else "value", "")
        for item in asked.items_of(sheet)
        for measure in SHEETS[sheet]
    }
    for name, text in said.items():
        item, _, measure = name.partition("__")
        typed[Field(item, measure)] = Typed("value", text)
    return Answers(typed, "Dinas Pertanian TTS", "Kepala Bidang Tanaman Pangan")


def sheet(asked: Round, regency: str = "5304") -> tuple[SheetKey, Actor]:
    key = SheetKey(asked.round_id, regency, "agriculture")
    return key, Actor("regency", sheet=key)


def given(
    asked: Round, key: SheetKey, actor: Actor, answers: Answers, base_no: int = 0, again: str = ""
) -> hand_in.Version:
    return hand_in.hand_in(
        actor, key, answers, base_no=base_no, idempotency_key=again or new_idempotency_key()
    )


def own_production(item: RoundItem) -> list[float]:
    """What the regency of ``sheet`` has produced in the years before the round."""
    return [each.value for each in earlier_years(item, "5304", 2024)["production"]]


def test_what_is_handed_in_is_there_with_its_four_kinds_of_answers() -> None:
    asked = opened()
    key, actor = sheet(asked)
    answers = filled(asked, maize__production="1.234,5")
    typed = dict(answers.typed) | {
        Field("maize", "stock_start"): Typed("none", ""),
        Field("maize", "stock_end"): Typed("not_applicable", ""),
    }
    kept = given(asked, key, actor, Answers(typed, answers.office, answers.position))
    found = {(each.item, each.measure): each for each in kept.figures}
    assert (found["maize", "production"].value, found["maize", "production"].text) == (
        1234.5,
        "1.234,5",
    )
    statuses = [found["maize", name].status for name in ("stock_start", "stock_end", "lacking")]
    assert statuses == ["none", "not_applicable", "not_known"]
    assert found["maize", "stock_start"].value is None, "nihil is an answer, no typed figure"
    again = submission_store().newest(key)
    assert again is not None
    assert (again.receipt_no, again.no, again.office) == (kept.receipt_no, 1, "Dinas Pertanian TTS")
    assert set(again.figures) == set(kept.figures)


def test_everything_wrong_is_said_at_once() -> None:
    asked = opened()
    key, actor = sheet(asked)
    answers = filled(
        asked, maize__production="dua ton", maize__harvested_area="12 ha", maize__stock_start="",
        rice__production="1" * 16,
    )  # fmt: skip
    typed = dict(answers.typed) | {Field("rice", "stock_start"): Typed("none", "5")}
    with pytest.raises(HandInError) as caught:
        given(asked, key, actor, Answers(typed, " ", "Kepala Bidang"))
    checked = caught.value.checked
    assert checked is not None
    assert {(*each.field[:2], each.code) for each in checked.problems} == {
        ("maize", "production", "not_a_number"),
        ("maize", "harvested_area", "unit_inside"),
        ("maize", "stock_start", "unanswered"),
        ("rice", "production", "too_long"),
        ("rice", "stock_start", "both"),
        ("", "office", "no_text"),
    }
    assert submission_store().newest(key) is None


def test_an_odd_figure_is_asked_about_and_kept_with_its_answer() -> None:
    asked = opened()
    key, actor = sheet(asked)
    usual = sorted(own_production(asked.items[1]))
    assert len(usual) >= 2, "without earlier years there is nothing to ask"
    answers = filled(asked, rice__production=f"{usual[-1] * 10:.0f}")
    with pytest.raises(HandInError) as caught:
        given(asked, key, actor, answers)
    assert caught.value.checked is not None
    (question,) = caught.value.checked.questions
    assert (question.field, question.question.code) == (
        Field("rice", "production"),
        "far_from_earlier_years",
    )
    replies = {(question.field, question.question.code): "Panen raya, sawah baru"}
    kept = given(
        asked, key, actor, Answers(answers.typed, answers.office, answers.position, replies)
    )
    (finding,) = kept.findings
    assert (finding.code, finding.answer) == ("far_from_earlier_years", "Panen raya, sawah baru")


def test_the_same_form_twice_is_one_version_and_another_content_is_refused() -> None:
    asked = opened()
    key, actor = sheet(asked)
    form = new_idempotency_key()
    first = given(asked, key, actor, filled(asked, maize__production="5"), again=form)
    second = given(asked, key, actor, filled(asked, maize__production="5"), again=form)
    assert (second.receipt_no, second.no) == (first.receipt_no, 1)
    with pytest.raises(StoreError) as caught:
        given(asked, key, actor, filled(asked, maize__production="6"), again=form)
    assert caught.value.code == "other_content"
    assert len(submission_store().versions(key)) == 1


def test_two_who_write_on_the_same_version_are_both_kept_and_both_told() -> None:
    asked = opened()
    key, actor = sheet(asked)
    first = given(asked, key, actor, filled(asked, maize__production="5"))
    second = given(asked, key, actor, filled(asked, maize__production="6"), base_no=1)
    third = given(asked, key, actor, filled(asked, maize__production="7"), base_no=1)
    assert [each.overtaken for each in (first, second, third)] == [False, False, True]
    assert [each.no for each in submission_store().versions(key)] == [3, 2, 1]


def test_a_closed_round_takes_nothing_until_it_is_reopened_for_that_regency() -> None:
    asked = opened()
    key, actor = sheet(asked)
    other, other_actor = sheet(asked, "5371")
    form = new_idempotency_key()
    kept = given(asked, key, actor, filled(asked, maize__production="5"), again=form)
    rounds.close_round(BUREAU, asked.round_id, "Rakor selesai")
    with pytest.raises(HandInError) as caught:
        given(asked, key, actor, filled(asked, maize__production="6"), base_no=1)
    assert caught.value.code == "closed"
    same = given(asked, key, actor, filled(asked, maize__production="5"), again=form)
    assert same.receipt_no == kept.receipt_no, "the answer was lost on its way, not the figures"
    rounds.reopen_round(BUREAU, asked.round_id, "5304", "Listrik padam")
    assert given(asked, key, actor, filled(asked, maize__production="6"), base_no=1).no == 2
    with pytest.raises(HandInError):
        given(asked, other, other_actor, filled(asked, maize__production="5"))


def test_the_command_reopens_for_a_regency_by_any_of_its_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = opened()
    rounds.close_round(BUREAU, asked.round_id, "Rakor selesai")
    why = ["--reason", "Listrik padam"]
    assert rounds.main(["reopen", asked.round_id, "Sumba", *why]) == 1
    assert "'Sumba' is no regency; write its name" in capsys.readouterr().err
    assert rounds.main(["reopen", asked.round_id, "Kab. TTS", *why]) == 0
    now = rounds.round_store().load(asked.round_id)
    assert [rounds.is_open(now, sheet(now, code)[0]) for code in ("5304", "5302")] == [True, False]


def test_after_the_deadline_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = opened()
    key, actor = sheet(asked)
    later = asked.deadline + timedelta(seconds=1)
    monkeypatch.setattr("services.rounds.now", lambda: later)
    with pytest.raises(HandInError) as caught:
        given(asked, key, actor, filled(asked, maize__production="5"))
    assert caught.value.code == "closed"


def test_a_round_that_is_over_before_it_began_is_not_opened() -> None:
    with pytest.raises(rounds.PastDeadlineError):
        opened(deadline=datetime.now(UTC) - timedelta(seconds=1))


@pytest.mark.parametrize("way", [hand_in.hand_in, hand_in.enter_from_paper])
def test_what_is_closed_while_a_form_is_being_read_takes_nothing(
    way: Callable[..., hand_in.Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = opened()
    key, office = sheet(asked)
    actor = office if way == hand_in.hand_in else BUREAU
    read = hand_in.check

    def check(*words: Any) -> hand_in.Checked:
        rounds.close_round(BUREAU, asked.round_id, "Rakor selesai")
        return read(*words)

    monkeypatch.setattr(hand_in, "check", check)
    with pytest.raises(HandInError) as caught:
        way(actor, key, filled(asked), base_no=0, idempotency_key=new_idempotency_key())
    assert caught.value.code == "closed"
    assert submission_store().versions(key) == []


def test_closed_by_mistake_and_reopened_a_round_still_ends_at_its_deadline() -> None:
    asked = opened()
    key, _actor = sheet(asked)
    rounds.close_round(BUREAU, asked.round_id, "Salah tekan")
    rounds.reopen_round(BUREAU, asked.round_id, None, "Salah tekan")
    asked = rounds.load_round(asked.round_id)
    assert rounds.is_open(asked, key, asked.deadline)
    assert not rounds.is_open(asked, key, asked.deadline + timedelta(seconds=1))
    late = RoundEvent("reopened", "Listrik padam", asked.deadline + timedelta(hours=1), "5304")
    reopened = replace(asked, events=(*asked.events, late))
    assert rounds.is_open(reopened, key, asked.deadline + timedelta(hours=2))


def test_nobody_reads_or_hands_in_what_is_another_office_s() -> None:
    asked = opened()
    key, actor = sheet(asked)
    elsewhere, _ = sheet(asked, "5371")
    answers = filled(asked, maize__production="5")
    for wrong in (Actor("reader"), Actor("regency"), BUREAU, Actor("administrator")):
        with pytest.raises(AccessError):
            given(asked, key, wrong, answers)
    for ask in (
        lambda: given(asked, elsewhere, actor, answers),
        lambda: hand_in.sheet_of(actor, elsewhere),
        lambda: hand_in.newest_version(actor, elsewhere),
        lambda: drafts.save_draft(actor, elsewhere, {}, 0, "a"),
        lambda: hand_in.enter_from_paper(
            actor, key, answers, base_no=0, idempotency_key=new_idempotency_key()
        ),
    ):
        with pytest.raises(AccessError):
            ask()
    assert hand_in.enter_from_paper(
        BUREAU, key, answers, base_no=0, idempotency_key=new_idempotency_key()
    ).channel == "paper"  # fmt: skip


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"name": "x"}, "name"),
        ({"deadline": "besok"}, "deadline"),
        ({"deadline": "2026-01-01T10:00:00"}, "timezone"),
        ({"first_month": 5, "last_month": 2}, "first_month comes after"),
        ({"items": []}, "items"),
        ({"items": [{"sheet": "agriculture", "item": "padi"}]}, "write one of"),
        ({"items": [{"sheet": "agriculture", "item": "rice"}] * 2}, "2 times"),
        (
            {"items": [{"sheet": "agriculture", "item": "rice", "norm_kg": 90}]},
            "norm_source is None; write a source_id",
        ),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_round_s_document_is_refused_by_its_field(
    document: dict[str, object], named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        opened(**document)


def test_a_part_of_a_year_is_not_held_against_whole_years() -> None:
    asked = opened(last_month=3)
    key, actor = sheet(asked)
    usual = max(own_production(asked.items[1]))
    assert given(asked, key, actor, filled(asked, rice__production=f"{usual / 5:.0f}")).no == 1


def test_a_month_with_more_than_a_whole_year_is_asked_about() -> None:
    asked = opened(last_month=1)
    usual = median(own_production(asked.items[1]))
    (found,) = asked_about(asked, rice__production=f"{usual * 1.1:.0f}")
    assert (found.question.code, found.question.against) == ("more_than_whole_years", usual)
    assert asked_about(asked, rice__production=f"{usual * 0.9:.0f}") == []


def asked_about(asked: Round, **said: str) -> list[hand_in.AskedAbout]:
    """The questions about a sheet with these figures."""
    key, _actor = sheet(asked)
    return list(hand_in.check(asked, key, filled(asked, **said)).questions)


def test_a_price_is_held_against_what_the_regency_s_consumers_pay() -> None:
    asked = opened(year=2026)
    monthly = tables.load("monthly_prices")
    own = monthly[(monthly["regency_code"] == "5304") & (monthly["commodity"] == "rice")]
    usual = {
        form: rows.sort_values(["year", "month"])["value"].dropna().tail(12).median()
        for form, rows in own.groupby("form")
    }
    low, high = min(usual.values()), max(usual.values())
    assert asked_about(asked, rice__asked_price=f"{low / 3.9:.0f}") == []
    assert asked_about(asked, rice__asked_price=f"{high * 3.9:.0f}") == []
    (found,) = asked_about(asked, rice__asked_price=f"{high * 4.1:.0f}")
    assert (found.question.code, found.question.against) == ("far_from_known_price", high)
    assert found.basis is not None
    assert (found.basis.regency_code, found.basis.form) == (
        "5304",
        max(usual, key=usual.__getitem__),
    )
    assert found.basis.source_ids
    assert found.basis.last == (2025, 8)
    assert asked_about(asked, maize__asked_price="1") == [], "no price of maize is known"


def test_no_price_per_kg_is_held_against_that_of_an_animal() -> None:
    asked = opened(year=2026)
    by_weight, by_head = (RoundItem("agriculture", "rice", unit) for unit in ("t", "head"))
    assert known_figures(asked, by_weight, "5304", ["asked_price"])["asked_price"]
    assert known_figures(asked, by_head, "5304", ["asked_price"]) == {}


def test_an_own_need_is_held_against_the_computed_one_in_the_item_s_form() -> None:
    asked = opened()
    balance = evaluation.balance("rice", 2023)  # the newest year with a balance before 2024
    assert isinstance(balance, Balance)
    (row,) = balance.table[balance.table["regency_code"] == "5304"].to_dict("records")
    as_paddy = row["need_t"] / row["conversion"]
    assert asked_about(asked, rice__own_need=f"{as_paddy * 3.9:.0f}") == []
    assert asked_about(asked, rice__own_need=f"{as_paddy / 3.9:.0f}") == []
    (found,) = asked_about(asked, rice__own_need=f"{as_paddy * 4.1:.0f}")
    assert found.question.code == "far_from_computed_need"
    assert found.question.against == pytest.approx(as_paddy)
    assert found.basis is not None
    assert (found.basis.year, found.basis.kind) == (2023, "computed_need")
    assert asked_about(asked, maize__own_need="1") == [], "maize has no balance"
    part = opened(last_month=3)
    assert asked_about(part, rice__own_need="1") == [], "a quarter is not held against a year"


def test_numbers_written_in_two_ways_are_asked_about() -> None:
    asked = opened()
    key, actor = sheet(asked)
    answers = filled(asked, maize__production="1,500,000", maize__stock_end="12,500")
    with pytest.raises(HandInError) as caught:
        given(asked, key, actor, answers)
    assert caught.value.checked is not None
    found = [(*each.field[:2], each.question.code) for each in caught.value.checked.questions]
    assert found == [("maize", "stock_end", "two_conventions")]


def test_what_people_write_is_one_line_of_composed_text() -> None:
    assert hand_in.one_line("  Dinas\r\n Pertanian\u200d e\u0301 ", 120) == "Dinas Pertanian é"
