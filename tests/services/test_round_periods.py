"""A round that asks for several periods: each figure counts for its own, from form to balance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from ntt_data.intake.typed_numbers import read_typed_number
from ntt_data.store import round_store
from ntt_data.store.collection_records import Period, SheetKey
from ntt_data.tables import curated, load
from publishing import hand_in_words, wall_words
from publishing.files.hand_in_workbook import workbook_rows
from publishing.language import speaking
from services import review, workbooks
from services.access import Actor
from services.comparison import compared
from services.effect import effects
from services.hand_in import Field, Typed, check
from services.progress import progress
from services.round_export import everything
from services.round_periods import not_begun
from services.stock_board import entries
from services.workbooks import WorkbookFaultError
from tests.ntt_data.test_store import postgres_url  # noqa: F401
from tests.support.filled_workbooks import filled
from tests.support.own_store import EITHER, either_store
from tests.support.period_round import HALF_2025, answered, handed, two_periods
from tests.support.small_round import BUREAU, MAIZE, a_round, accepted

RICE = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
FIRST, SECOND = Field("maize", "production"), Field("maize", "production", 2)


@pytest.fixture(autouse=True, params=EITHER)
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    with either_store(request, tmp_path, monkeypatch):
        yield


def counting() -> list[tuple[int, float]]:
    """Year and tonnes of what stands in the table of production."""
    rows = load("production").query("grade == 'handed_in'")
    return list(zip(rows["year"], rows["value"], strict=True))


def test_months_are_asked_for_once() -> None:
    for later in (
        [{"year": 2024}],
        [{"year": 2024, "first_month": 12}],
        [HALF_2025, {"year": 2025, "first_month": 6, "last_month": 6}],
        [{"year": 2025, "first_month": 7, "last_month": 6}],
        [{"year": year} for year in range(2018, 2024)],
    ):
        with pytest.raises(ValidationError):
            a_round(later_periods=later)
    assert round_store().list() == []
    asked = a_round(later_periods=[HALF_2025, {"year": 2025, "first_month": 7}])
    assert asked.periods == (Period(2024, 1, 12), Period(2025, 1, 6), Period(2025, 7, 12))


def test_an_office_is_asked_no_more_than_a_form_takes_in() -> None:
    goods = load("commodities")["commodity"].astype(str)
    every = [{"sheet": "trade_stock", "item": item} for item in goods]
    assert len(every) > 20
    two_periods(*every[:20])
    with pytest.raises(ValidationError, match="at most 20"):
        two_periods(*every[:21])
    a_round(*every[:21])


def test_nobody_has_figures_of_a_period_that_has_not_begun() -> None:
    known = [Period(2026, 1, 12), Period(2027, 1, 6)]
    assert not_begun(known, date(2026, 11, 30)) == [known[1]]
    assert not_begun(known, date(2027, 1, 1)) == []


def test_each_figure_is_held_against_the_years_before_its_own_period() -> None:
    """6,000 t are few for a year of Sikka's paddy, and no wonder in some months."""
    asked = two_periods(RICE, year=2020, later={"year": 2022, "first_month": 1, "last_month": 6})
    key = SheetKey(asked.round_id, "5315", "agriculture")
    checked = check(asked, key, answered(asked, {1: "6000", 2: "6000"}, "rice"))
    assert [(each.field.period, each.question.code) for each in checked.questions] == [
        (1, "far_from_earlier_years")
    ]
    checked = check(asked, key, answered(asked, {1: "120000", 2: "9000000"}, "rice"))
    (found,) = checked.questions
    assert (found.field.period, found.question.code) == (2, "more_than_whole_years")


def test_an_answer_is_wanted_for_every_period() -> None:
    asked = two_periods()
    key = SheetKey(asked.round_id, "5304", "agriculture")
    answers = answered(asked, {1: "1000"})
    typed = {place: each for place, each in answers.typed.items() if place.period == 1}
    checked = check(asked, key, type(answers)(typed, answers.office, answers.position))
    numbers = [each for each in answers.typed if each.period == 2]
    assert {each.field for each in checked.problems} == set(numbers)
    assert {each.code for each in checked.problems} == {"unanswered"}


def test_one_period_alone_enters_the_balance_of_its_own_year() -> None:
    asked = two_periods(later={"year": 2023, "first_month": 1, "last_month": 12})
    version = handed(asked, "5304", {1: "1000", 2: "900"})
    accepted(version, fields=[SECOND])
    assert counting() == [(2023, 900.0)]
    assert [(each.year, each.receipts) for each in effects(asked)] == [
        (2023, (version.receipt_no,))
    ]
    state = progress(asked).set_index("regency_code").loc["5304", "state"]
    assert state in ("question", "handed_in"), "the other period waits"
    assert review.counted(version.receipt_no).figures == 1
    accepted(version, fields=[FIRST])
    assert sorted(counting()) == [(2023, 900.0), (2024, 1000.0)]
    assert [each.year for each in effects(asked)] == [2024, 2023]
    norms = load("conversions").merge(curated("conversions"), how="left", indicator=True)
    brought = norms[norms["_merge"].eq("left_only")]
    assert sorted(brought["year"]) == [2023, 2024], "its coefficient, for both years"


def test_months_of_one_receipt_make_a_year_and_less_make_none() -> None:
    asked = a_round(later_periods=[HALF_2025, {"year": 2025, "first_month": 7}])
    version = handed(asked, "5304", {2: "600", 3: "300"})
    accepted(version, fields=[SECOND])
    assert counting() == []
    accepted(version, fields=[Field("maize", "production", 3)])
    assert counting() == [(2025, 900.0)]
    (note,) = load("production").query("grade == 'handed_in'")["note"]
    assert note == f"Jumlah dari tanda terima {version.receipt_no}"


def test_a_figure_stands_beside_the_curated_one_of_its_own_year() -> None:
    asked = two_periods(RICE, year=2022, later={"year": 2021, "first_month": 1, "last_month": 12})
    version = handed(asked, "5315", {1: "120000", 2: "110000"}, "rice")
    rows = {each.field: each for each in compared(BUREAU, version)}
    table = curated("production").query(
        "regency_code == '5315' and commodity == 'rice' and form == 'paddy_gkg'"
        " and measure == 'production'"
    )
    of_year = dict(zip(table["year"], table["value"], strict=True))
    for period, year in ((1, 2022), (2, 2021)):
        assert rows[Field("rice", "production", period)].curated == of_year[year]


def test_the_same_period_of_another_round_counts_wherever_it_stands_there() -> None:
    first = handed(a_round(name="Rakor satu", year=2023), "5304", {1: "800"})
    accepted(first)
    asked = two_periods(later={"year": 2023, "first_month": 1, "last_month": 12})
    version = handed(asked, "5304", {1: "1000", 2: "900"})
    rows = {each.field: each for each in compared(BUREAU, version)}
    assert rows[FIRST].accepted is None
    assert (rows[SECOND].accepted, rows[SECOND].accepted_round) == (800.0, "Rakor satu")
    accepted(version)
    (row,) = [each for each in compared(BUREAU, first) if each.field == FIRST]
    assert (row.accepted, row.accepted_receipt) == (900.0, version.receipt_no)


def test_a_stock_is_as_old_as_its_own_period() -> None:
    asked = two_periods(later={"year": 2027, "first_month": 1, "last_month": 6})
    accepted(handed(asked, "5304", {1: "1000", 2: "900"}))
    board = entries(datetime(2026, 11, 30))
    assert [tuple(each) for each in board[["year", "last_month", "is_stale"]].values] == [
        *((2024, 12, True), (2027, 6, False))
    ]


def test_files_name_the_period_of_every_figure() -> None:
    asked = two_periods()
    version = handed(asked, "5304", {1: "1000", 2: "400"})
    accepted(version, fields=[SECOND])
    tables = everything(BUREAU, asked.round_id).tables
    assert tables["periods"].values.tolist() == [[1, 2024, 1, 12], [2, 2025, 1, 6]]
    columns = ["period", "year", "first_month", "last_month", "value"]
    told = tables["figures"].query("measure == 'production'")
    assert told[columns].values.tolist() == [[1, 2024, 1, 12, 1000], [2, 2025, 1, 6, 400]]
    assert tables["accepted"][columns].values.tolist() == [[2, 2025, 1, 6, 400]]
    assert tables["reviewed_figures"]["period"].tolist() == [2]


def test_a_workbook_comes_back_as_it_was_filled_in() -> None:
    """Property: what the template was filled with stands in its field, whatever the period."""
    asked = two_periods(MAIZE, RICE)
    key = SheetKey(asked.round_id, "5304", "agriculture")
    office = Actor("regency", sheet=key)
    version = handed(asked, "5304", {1: "1000", 2: "400,5"})
    for language in ("id", "en"):
        with speaking(language):
            content = workbooks.template(office, key)[1]
        read = workbooks.read_filled(office, key, content)
        told = {
            place: read_typed_number(each.text, ",").value
            for place, each in read.typed.items()
            if each.status == "value"
        }
        assert told == {FIRST: 1000, SECOND: 400.5}
        numbers = {each.place for each in version.figures if each.status != "not_applicable"}
        assert set(read.typed) == numbers
    # Another number in every row: none comes back in the place of another item, or period.
    rows = [row for row in workbook_rows(asked, "agriculture") if row.is_number]
    numbered = {row.key: (None, 1000 + no) for no, row in enumerate(rows)}
    again = workbooks.read_filled(office, key, filled(content, numbered))
    assert {row.place: again.typed[row.place] for row in rows} == {
        row.place: Typed("value", f"{1000 + no}") for no, row in enumerate(rows)
    }


def test_a_workbook_of_one_period_is_refused_where_two_are_asked() -> None:
    one, two = a_round(), two_periods()
    keys = [SheetKey(each.round_id, "5304", "agriculture") for each in (one, two)]
    content = workbooks.empty_template(keys[0])
    with pytest.raises(WorkbookFaultError) as refused:
        workbooks.read_filled(Actor("regency", sheet=keys[1]), keys[1], content)
    assert refused.value.code == "other_round"


def test_what_is_said_of_one_period_is_said_as_before() -> None:
    one, two = a_round(), two_periods()
    for language, words in (
        ("id", ("tahun 2024", "tahun 2024 dan Januari–Juni 2025")),
        ("en", ("the year 2024", "the year 2024 and January–June 2025")),
    ):
        with speaking(language):
            assert tuple(map(hand_in_words.period, (one, two))) == words
            (item,) = one.items
            assert hand_in_words.block(one, item, 1) == hand_in_words.item(item)
            assert hand_in_words.block(two, item, 2).endswith("2025")
            assert wall_words.heading(one) == f"Rakor jagung, {words[0]}"
            assert wall_words.heading(two).startswith("Rakor jagung, 2 period")
