"""From what an office hands in to the balance: accepted, returned, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ntt_data import editions, handed_in
from ntt_data.acceptance import impossible
from ntt_data.store import StoreError, round_store, submission_store
from ntt_data.store.clock import now
from ntt_data.store.collection_records import RoundItem, Version
from ntt_data.tables import curated, load
from publishing.language import speaking
from publishing.sentences.effect import effect_line
from services import review
from services.access import AccessError, Actor
from services.answer import evaluation
from services.comparison import compared
from services.effect import Pair, effects
from services.hand_in import Field
from services.progress import progress
from services.review import ReviewError
from services.review_queue import waiting
from tests.ntt_data.test_store import postgres_url  # noqa: F401
from tests.support.own_store import EITHER, either_store
from tests.support.small_round import BUREAU, MAIZE, a_round, accepted, handed


@pytest.fixture(autouse=True, params=EITHER)
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    with either_store(request, tmp_path, monkeypatch):
        yield


def maize(year: int = 2024) -> Any:
    return evaluation.evaluate(evaluation.baseline_of("maize", year))


def classes() -> dict[str, str]:
    table = maize().balance.table
    return dict(zip(table["regency_code"], table["balance_class"], strict=True))


def test_nothing_that_is_not_accepted_reaches_a_balance() -> None:
    handed(a_round(), "5304", "125000")
    editions.begin_run()
    assert load("production").equals(curated("production"))
    assert maize().missing


def test_one_accepted_regency_makes_a_balance_with_the_others_unknown() -> None:
    assert "maize" not in evaluation.balanced_commodities()
    version = handed(a_round(), "5304", "1000")
    accepted(version)
    found = classes()
    assert {code for code, each in found.items() if each == "unknown"} == set(found) - {"5304"}
    # 1,000 t x 0.9; 2024: the people of the table, each with the norm of the table.
    row = maize().balance.table.set_index("regency_code").loc["5304"]
    people = load("population").query("regency_code == '5304' and year == 2024")["value"].max()
    norm = (
        load("consumption")
        .query("regency_code == '5304' and commodity == 'maize' and form == 'dry_shelled'")["value"]
        .item()
    )
    assert row["available_t"] == pytest.approx(900.0)
    assert row["need_t"] == pytest.approx(people * norm / 1000)
    assert f"TT-{version.receipt_no}" in row["source_ids"].split(";")
    assert "assumption" in row["source_ids"].split(";")
    assert evaluation.balanced_commodities()["maize"] == [2024]
    figure = load("production").query("source_id == @source", local_dict={
        "source": f"TT-{version.receipt_no}"})  # fmt: skip
    assert figure[["regency_code", "value", "grade"]].values.tolist() == [
        ["5304", 1000.0, handed_in.GRADE]
    ]


def test_it_takes_the_place_of_the_curated_figure_of_the_same_period() -> None:
    before = load("production").query(
        "regency_code == '5315' and commodity == 'rice' and measure == 'production'"
    )
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    accepted(handed(a_round(rice, year=2022), "5315", "100000", "rice"))
    now = load("production").query(
        "regency_code == '5315' and commodity == 'rice' and measure == 'production'"
    )
    assert len(now) == len(before)
    assert now.set_index("year")["value"].drop(2022).to_dict() == (
        before.set_index("year")["value"].drop(2022).to_dict()
    )
    assert now.set_index("year").loc[2022, "value"] == 100_000.0
    assert curated("production").query(
        "regency_code == '5315' and commodity == 'rice' and year == 2022 and form == 'paddy_gkg'"
    )["value"].item() == pytest.approx(124_086.71)


def test_taken_back_the_balance_is_what_it_was() -> None:
    asked = a_round()
    first = accepted(handed(asked, "5304", "1000"))
    second = accepted(handed(asked, "5304", "2000"))
    assert maize().balance.table.set_index("regency_code").loc["5304", "available_t"] == 1800.0
    review.take_back(BUREAU, second)
    editions.begin_run()
    assert maize().balance.table.set_index("regency_code").loc["5304", "available_t"] == 900.0
    review.take_back(BUREAU, first)
    editions.begin_run()
    assert load("production").equals(curated("production"))
    with pytest.raises(StoreError, match="taken back already"):
        review.take_back(BUREAU, first)


def test_returned_it_counts_no_more_and_the_office_is_told_why() -> None:
    asked = a_round()
    version = handed(asked, "5304", "1000")
    accepted(version)
    with pytest.raises(ReviewError, match="no_remark"):
        review.give_back(BUREAU, version.receipt_no, "  ")
    returned = review.give_back(BUREAU, version.receipt_no, "Ton atau kuintal?")
    editions.begin_run()
    assert load("production").equals(curated("production"))
    office = Actor("regency", sheet=version.key)
    told = review.last_remark(office, version.key)
    assert told is not None
    assert told.remark == "Ton atau kuintal?"
    assert review.fate(office, version) == (("returned", 0, len(version.figures)), told)
    assert review.fate(Actor("reader"), version).returned is None, "a remark is for the office"
    assert progress(asked).set_index("regency_code").loc["5304", "state"] == "returned"
    handed(asked, "5304", "100")
    assert review.last_remark(office, version.key) is None, "it has answered"
    assert submission_store().newest_no(version.key) == 2
    assert progress(asked).set_index("regency_code").loc["5304", "state"] == "handed_in"
    assert returned.edition == 2


def test_single_figures_are_accepted_and_the_others_stay_as_they_were() -> None:
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    asked = a_round(MAIZE, rice)
    version = handed(asked, "5304", "1000")
    accepted(version, fields=[Field("maize", "production")])
    figures = handed_in.accepted_figures()
    assert figures[["item", "measure"]].values.tolist() == [["maize", "production"]]
    with pytest.raises(ReviewError, match="no_figures"):
        review.accept(BUREAU, version.receipt_no, fields=[])


def test_months_are_no_year_before_all_twelve_are_there() -> None:
    first = a_round(first_month=1, last_month=6)
    accepted(handed(first, "5304", "600"))
    assert load("production").equals(curated("production"))
    second = a_round(first_month=7, last_month=12)
    accepted(handed(second, "5304", "300"))
    found = load("production").query("grade == 'handed_in'")
    assert found["value"].tolist() == [900.0]
    assert found["note"].str.contains("Jumlah dari tanda terima").all()


def test_nihil_is_zero_and_not_known_is_nothing() -> None:
    accepted(handed(a_round(), "5304", "", status="none"))
    assert classes()["5304"] == "deficit"
    other = a_round(year=2023)
    accepted(handed(other, "5304", "", status="not_known"))
    assert maize(2023).missing


def test_a_rehearsal_touches_no_balance_and_shows_what_it_would_change() -> None:
    asked = a_round(rehearsal=True)
    accepted(handed(asked, "5304", "100000"))
    assert load("production").equals(curated("production"))
    assert maize().missing
    (found,) = effects(asked)
    assert found.before.missing
    assert found.now.classes["5304"] == "surplus"
    assert found.turned == ("5304",)
    assert load("production").equals(curated("production")), "only looked at"


def test_what_a_round_has_changed_is_said_beside_what_was() -> None:
    asked = a_round()
    accepted(handed(asked, "5304", "100000"))
    accepted(handed(asked, "5371", "10"))
    (found,) = effects(asked)
    assert (found.now.count("surplus"), found.now.count("deficit")) == (1, 1)
    assert found.new_pairs == (Pair("5304", "5371"),)
    assert found.gone_pairs == ()
    assert found.before.missing
    assert len(found.receipts) == 2
    assert found.regencies == ("5304", "5371")
    assert found.now.assumed == ("conversion",), "0.9 is called an assumption by the round"


def test_a_figure_stands_beside_the_curated_one_and_the_one_that_counts() -> None:
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    version = handed(a_round(rice, year=2022), "5315", "1000", "rice")
    production = {each.field.measure: each for each in compared(BUREAU, version)}["production"]
    assert production.value == 1000.0
    assert production.curated == pytest.approx(124_086.71)
    assert production.curated_source == "S01"
    assert [(e.code, e.answer) for e in production.findings] == [
        ("far_from_earlier_years", "sudah diperiksa")
    ]
    assert production.accepted is None
    accepted(version)
    production = {each.field.measure: each for each in compared(BUREAU, version)}["production"]
    assert production.accepted == 1000.0
    assert production.curated == pytest.approx(124_086.71), "the curated one, not its own"


def test_what_another_round_counts_stands_beside_a_figure_until_it_counts_no_more() -> None:
    first = handed(a_round(name="Rakor satu"), "5304", "40000")
    accepted(first)
    for other in ({"year": 2023}, {"last_month": 6}):
        accepted(handed(a_round(name="Periode lain", **other), "5304", "2000"))
    accepted(handed(a_round(name="Daerah lain"), "5371", "10"))
    second = handed(a_round(name="Rakor dua"), "5304", "1000")
    editions.begin_run()

    def told(version: Version) -> tuple[float | None, str | None, str | None]:
        (found,) = (e for e in compared(BUREAU, version) if e.field.measure == "production")
        return found.accepted, found.accepted_receipt, found.accepted_round

    assert told(second) == (40_000.0, first.receipt_no, "Rakor satu")
    decided = accepted(second)
    assert told(second) == (1000.0, second.receipt_no, None)
    assert told(first) == (1000.0, second.receipt_no, "Rakor dua"), "the one accepted last counts"
    review.take_back(BUREAU, decided)
    editions.begin_run()
    assert told(second) == (40_000.0, first.receipt_no, "Rakor satu")


def test_others_are_last_year_and_the_same_year_in_another_form() -> None:
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    version = handed(a_round(rice, year=2024), "5315", "1000", "rice")
    told = {each.field.measure: each for each in compared(BUREAU, version)}
    known = curated("production").query(
        "regency_code == '5315' and commodity == 'rice' and form == 'paddy_gkg' and year < 2024"
    )
    newest = known.loc[known["year"].idxmax()]
    production = told["production"]
    assert [(e.year, e.form, e.value) for e in production.others] == [
        (newest["year"], "paddy_gkg", newest["value"])
    ]
    assert production.others[0].source_ids == (newest["source_id"],)
    assert told["stock_end"].others == (), "nobody publishes stocks"
    assert production.curated is None
    assert production.difference is None
    earlier = handed(a_round(rice, year=2022), "5315", "1000", "rice")
    (production,) = (e for e in compared(BUREAU, earlier) if e.field.measure == "production")
    assert production.difference == pytest.approx(1000 - 124_086.71)
    assert {e.year for e in production.others} == {2021}, "that of 2022 is told already"


def test_what_cannot_be_is_not_accepted_and_the_limit_is_named() -> None:
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    asked = a_round(rice, MAIZE, year=2022)
    version = handed(asked, "5315", "124086710000", "rice")
    with pytest.raises(ReviewError, match="impossible") as refused:
        review.accept(BUREAU, version.receipt_no)
    told = {each.why: each for each in refused.value.impossible}
    # A median of 2018 to 2023 without 2022 and without flagged years, as the rule has it.
    assert told["far_from_years"].limit == 300
    assert told["far_from_years"].usual == pytest.approx(124_000, rel=0.5)
    assert told["above"].limit == 20
    assert {(e.regency_code, e.commodity, e.year) for e in refused.value.impossible} == {
        ("5315", "rice", 2022)
    }
    assert review.decisions(BUREAU, asked.round_id) == []
    # All else of the same version can be.
    decided = review.accept(BUREAU, version.receipt_no, fields=[Field("rice", "stock_end")])
    assert len(decided.figures) == 1


def test_a_coefficient_that_cannot_be_stops_what_would_bring_it_along() -> None:
    coffee = {
        "sheet": "agriculture", "item": "coffee", "form": "dry_shelled",
        "coefficient": 5.0, "coefficient_source": "assumption",
    }  # fmt: skip
    with pytest.raises(ValidationError, match="less than or equal to 1"):
        a_round(coffee)
    # A round that was opened before that was asked.
    items = (RoundItem("agriculture", "coffee", "t", "dry_shelled", 5.0, "assumption"),)
    asked = round_store().begin(replace(a_round(), round_id="before", items=items))
    version = handed(asked, "5304", "1000", "coffee")
    with pytest.raises(ReviewError, match="impossible") as refused:
        review.accept(BUREAU, version.receipt_no)
    (told,) = refused.value.impossible
    assert (told.table, told.why, told.value, told.limit) == ("conversions", "above", 5.0, 1.0)


def test_a_version_that_the_decider_has_not_seen_is_not_passed_over() -> None:
    asked = a_round()
    first = handed(asked, "5304", "1000")
    second = handed(asked, "5304", "2000")
    for decide in (
        lambda: review.accept(BUREAU, first.receipt_no, seen_no=1),
        lambda: review.give_back(BUREAU, first.receipt_no, "Ton?", seen_no=1),
    ):
        with pytest.raises(ReviewError, match="newer_version") as refused:
            decide()
        assert refused.value.newest is not None
        assert refused.value.newest.receipt_no == second.receipt_no
    with pytest.raises(ReviewError, match="no_remark"):
        review.accept(BUREAU, first.receipt_no, seen_no=2)
    kept = review.accept(BUREAU, first.receipt_no, remark="Versi 2 salah satuan", seen_no=2)
    assert kept.remark == "Versi 2 salah satuan"


def test_two_clicks_are_one_decision_also_where_the_second_would_be_refused() -> None:
    asked = a_round()
    first = handed(asked, "5304", "1000")
    one = review.accept(BUREAU, first.receipt_no, write_key="a" * 32, seen_no=1)
    handed(asked, "5304", "2000")
    assert review.accept(BUREAU, first.receipt_no, write_key="a" * 32, seen_no=1) == one
    assert review.give_back(BUREAU, first.receipt_no, "Ton?", "a" * 32, seen_no=1) == one
    assert len(review.decisions(BUREAU, asked.round_id)) == 1


def test_anybody_learns_what_has_become_of_a_version() -> None:
    asked = a_round()
    first = handed(asked, "5304", "1000")
    assert review.counted(first.receipt_no).state == "waiting"
    decided = review.accept(BUREAU, first.receipt_no, fields=[Field("maize", "production")])
    of_all = len(first.figures)
    assert review.counted(first.receipt_no) == ("partly", 1, of_all)
    review.accept(BUREAU, first.receipt_no)
    assert review.counted(first.receipt_no) == ("accepted", of_all, of_all)
    second = handed(asked, "5304", "2000")
    review.accept(BUREAU, second.receipt_no)
    assert review.counted(first.receipt_no).state == "replaced"
    last = review.give_back(BUREAU, second.receipt_no, "Ton?")
    assert review.counted(second.receipt_no).state == "returned"
    # What counted of the first one was replaced by the second, whose figures count no more.
    review.take_back(BUREAU, last)
    assert review.counted(second.receipt_no).state == "accepted"
    assert decided.no == 1
    with pytest.raises(StoreError):
        review.counted("nosuch")


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_only_the_bureau_decides(role: Any) -> None:
    version = handed(a_round(), "5304", "1000")
    actor = Actor(role, sheet=version.key)
    for decide in (
        lambda: review.accept(actor, version.receipt_no),
        lambda: review.give_back(actor, version.receipt_no, "tidak"),
        lambda: review.take_back(actor, review.Review("accepted", version.receipt_no, version.key)),
        lambda: compared(actor, version),
        lambda: review.decisions(actor, version.key.round_id),
    ):
        with pytest.raises(AccessError):
            decide()


def test_of_two_rounds_with_a_coefficient_the_one_opened_last_counts() -> None:
    first = a_round({**MAIZE, "coefficient": 0.5})
    second = a_round({**MAIZE, "coefficient": 0.8})
    accepted(handed(second, "5304", "1000"))
    accepted(handed(first, "5302", "1000"))
    available = maize().balance.table.set_index("regency_code")["available_t"]
    assert available.loc[["5302", "5304"]].tolist() == [800.0, 800.0]


def test_what_is_eaten_by_the_piece_is_no_norm_for_tonnes() -> None:
    norms = load("consumption")
    pieces = set(norms.loc[~norms["unit"].eq(handed_in.NORM_UNIT), "commodity"]) - set(
        norms.loc[norms["unit"].eq(handed_in.NORM_UNIT), "commodity"]
    )
    assert pieces, "else nothing is tried"
    item = RoundItem("livestock", min(pieces), "t", form="fresh")
    assert handed_in.need_form(item, norms) == "fresh"


def test_a_further_part_of_the_year_does_not_break_the_year_that_is_whole() -> None:
    for first, last, tonnes in ((1, 6, "600"), (7, 12, "300"), (1, 3, "50")):
        asked = a_round(first_month=first, last_month=last)
        accepted(handed(asked, "5304", tonnes))
    assert load("production").query("grade == 'handed_in'")["value"].tolist() == [900.0]


def test_what_enters_no_balance_is_no_report_after_which_anything_changed() -> None:
    asked = a_round(first_month=1, last_month=6)
    accepted(handed(asked, "5304", "600"))
    (found,) = effects(asked)
    assert (found.receipts, found.regencies) == ((), ())
    with speaking("id"):
        assert effect_line(found, False).startswith("Jagung 2024: yang diterima belum masuk neraca")
    second = a_round(first_month=7, last_month=12)
    version = handed(second, "5304", "300")
    accepted(version)
    (found,) = effects(second)
    assert found.receipts == (version.receipt_no,)


def test_a_receipt_is_no_source_of_a_coefficient() -> None:
    version = handed(a_round(), "5304", "1000")
    accepted(version)
    with pytest.raises(ValidationError, match="write a source_id"):
        a_round({**MAIZE, "coefficient_source": f"TT-{version.receipt_no}"})


def test_each_version_has_its_own_decision() -> None:
    asked = a_round()
    first = handed(asked, "5304", "1000")
    second = handed(asked, "5304", "2000")
    accepted(second)
    accepted(first, fields=[Field("maize", "stock_end")], remark="stok dari versi 1")
    assert progress(asked).set_index("regency_code").loc["5304", "state"] == "accepted"
    third = handed(asked, "5304", "3000")
    review.give_back(BUREAU, third.receipt_no, "Ton?")
    accepted(first, remark="lebih baik")
    told = review.last_remark(Actor("regency", sheet=first.key), first.key)
    assert told is not None
    assert told.remark == "Ton?"


def test_one_figure_of_several_leaves_the_sheet_waiting() -> None:
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    asked = a_round(MAIZE, rice)
    version = handed(asked, "5304", "1000")
    both = [Field("maize", "production"), Field("maize", "stock_end")]
    accepted(version, fields=both[1:])
    state = progress(asked).set_index("regency_code").loc["5304", "state"]
    assert state == "handed_in", "its one amount is not decided"
    accepted(version, fields=both[:1])
    assert progress(asked).set_index("regency_code").loc["5304", "state"] == "accepted"


def test_a_corrected_clock_hides_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = a_round()
    ahead = now() + timedelta(minutes=7)
    with monkeypatch.context() as clock:
        clock.setattr("ntt_data.store.submissions.now", lambda: ahead)
        accepted(handed(asked, "5304", "1000"))
    handed(asked, "5304", "2000")
    row = progress(asked).set_index("regency_code").loc["5304"]
    assert (row["state"], row["no"]) == ("handed_in", 2)
    assert [each.version.no for each in waiting(BUREAU, asked)] == [2]


def test_what_counts_no_more_is_not_said_to_be_replaced() -> None:
    asked = a_round()
    first, second = (handed(asked, "5304", tonnes) for tonnes in ("1000", "2000"))
    accepted(first, remark="dahulu")
    accepted(second)
    assert review.counted(first.receipt_no).state == "replaced"
    review.give_back(BUREAU, second.receipt_no, "Ton?")
    assert review.counted(first.receipt_no).state == "no_longer"


def test_taking_back_does_not_let_in_what_cannot_be() -> None:
    first = a_round(first_month=1, last_month=6)
    wrong = handed(first, "5304", "99000000")
    accepted(wrong)
    returned = review.give_back(BUREAU, wrong.receipt_no, "Ton?")
    editions.begin_run()
    second = a_round(first_month=7, last_month=12)
    accepted(handed(second, "5304", "1000"))
    with pytest.raises(ReviewError, match="impossible"):
        review.take_back(BUREAU, returned)


def test_what_counted_before_is_not_held_against_what_comes_after() -> None:
    asked = a_round()
    counting = accepted(handed(asked, "5304", "1000"))
    figures = [replace(each, value=9.9e7) for each in counting.figures if each.value]
    wrong = (asked, replace(counting, figures=tuple(figures)))
    assert {each.value for each in impossible([], [wrong])} == {9.9e7}
    assert impossible([wrong], [wrong]) == []
