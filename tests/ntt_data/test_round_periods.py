"""Rounds with several periods in the database: each figure is of one, and none is lost or mixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from ntt_data.collection import dated, undated
from ntt_data.store.collection_records import Figure, Finding, Period, Review
from ntt_data.store.database import open_database
from ntt_data.store.errors import StoreError
from ntt_data.store.handing_in import _content_hash
from ntt_data.store.reviews import ReviewStore
from ntt_data.store.rounds import RoundStore
from ntt_data.store.submissions import SubmissionStore
from tests.ntt_data.test_collection_store import KEY, ROUND, given
from tests.ntt_data.test_store import postgres_url, sqlite_url, url  # noqa: F401

LATER = (Period(2025, 1, 6), Period(2025, 7, 12))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:  # noqa: F811
    opened = open_database(url)
    RoundStore(opened).begin(replace(ROUND, later_periods=LATER))
    yield opened
    opened.dispose()


def test_a_round_keeps_its_periods_in_their_order(engine: Engine) -> None:
    asked = RoundStore(engine).load(KEY.round_id)
    assert asked.periods == (Period(2026, 1, 12), *LATER)
    assert (asked.years, asked.whole_year) == ((2026, 2025), False)
    assert [(each.item, no) for each, no in asked.blocks_of("agriculture")] == [
        *(("maize", 1), ("maize", 2), ("maize", 3))
    ]
    assert asked.narrowed(3).periods == (LATER[1],)


def test_a_period_of_a_round_is_never_changed(engine: Engine) -> None:
    for change in ("UPDATE round_periods SET year = 2020", "DELETE FROM round_periods"):
        with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(text(change))


def test_figures_and_findings_are_of_their_period(engine: Engine) -> None:
    figures = tuple(
        Figure("maize", "production", "value", value, str(value), period)
        for period, value in ((1, 5.0), (2, 7.0), (3, 9.0))
    )
    findings = (Finding("maize", "production", "below_zero", "Benar", 2),)
    store = SubmissionStore(engine)
    kept = store.hand_in(given(figures=figures, findings=findings))
    read = store.by_receipt(kept.receipt_no)
    assert read is not None
    assert (set(read.figures), read.findings) == (set(figures), findings)
    (whole,) = store.whole_round(KEY.round_id)
    assert (whole.figures, whole.findings) == (figures, findings)


def test_one_period_alone_is_accepted(engine: Engine) -> None:
    figures = tuple(Figure("maize", "production", "value", 5.0, "5", no) for no in (1, 2))
    kept = SubmissionStore(engine).hand_in(given(figures=figures, findings=()))
    decided = ReviewStore(engine).decide(
        Review("accepted", kept.receipt_no, KEY, "", figures[1:], actor_role="bureau")
    )
    (read,) = ReviewStore(engine).of_sheet(KEY)
    assert decided.figures == read.figures == figures[1:]
    unknown = replace(figures[0], period=3)
    with pytest.raises(StoreError) as refused:
        ReviewStore(engine).decide(Review("accepted", kept.receipt_no, KEY, "", (unknown,)))
    assert refused.value.code == "no_figure"


def test_what_was_kept_before_is_of_the_first_period(
    url: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as before:
        before.setattr("ntt_data.store.database.HEAD", "0008")
        old = open_database(url)
    at = "'2026-01-02 03:04:05'"
    with old.begin() as connection:
        for row in (
            f"rounds VALUES ('rakor2', 'Rakor', {_no(old)}, {at}, 2024, 1, 12, {at}, NULL)",
            "round_items VALUES ('rakor2', 'agriculture', 'maize', 0, NULL, 't')",
            "versions VALUES ('A', 'rakor2', '5304', 'agriculture', 1, 0, 'k', 'h', 'Dinas', "
            f"'Kabid', 'form', NULL, {at})",
            "figures VALUES ('A', 'maize', 'production', 'value', 5.5, '5,5')",
            "findings VALUES ('A', 'maize', 'production', 'below_zero', 'Benar')",
            f"reviews VALUES (1, NULL, 'accepted', 'A', NULL, '', 'bureau', NULL, {at})",
            "reviewed_figures VALUES (1, 'A', 'maize', 'production')",
        ):
            connection.execute(text(f"INSERT INTO {row}".replace(
                "round_items VALUES",
                "round_items (round_id, sheet, item, place, form, unit) VALUES",
            )))  # fmt: skip
    old.dispose()
    engine = open_database(url)
    assert RoundStore(engine).load("rakor2").periods == (Period(2024, 1, 12),)
    kept = SubmissionStore(engine).by_receipt("A")
    assert kept is not None
    assert kept.figures == (Figure("maize", "production", "value", 5.5, "5,5", 1),)
    assert kept.findings == (Finding("maize", "production", "below_zero", "Benar", 1),)
    (decided,) = ReviewStore(engine).of_sheet(KEY)
    assert decided.figures == kept.figures
    for table in ("figures", "findings", "reviewed_figures"):
        with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))
    engine.dispose()


def _no(engine: Engine) -> str:
    return "0" if engine.dialect.name == "sqlite" else "FALSE"


def test_the_fingerprint_of_a_first_period_is_that_of_before() -> None:
    """A form that is tried again over the change of layouts gets its receipt, and no conflict."""
    one = given(idempotency_key="k" * 32)
    assert _content_hash(one).startswith("e4928b3482f9985d")
    moved = replace(one, figures=(replace(one.figures[0], period=2),), findings=())
    stayed = replace(one, findings=())
    assert _content_hash(moved) != _content_hash(stayed)


def test_a_name_says_the_period_unless_it_is_the_first() -> None:
    for period in (1, 2, 6):
        assert undated(dated("production", period)) == ("production", period)
    for wrong in ("production.", "production.x", "production.-1", "production.2.3"):
        with pytest.raises(ValueError, match="production"):
            undated(wrong)
