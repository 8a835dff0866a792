"""One figure's way, as quickly as it can be: asked for, handed in, accepted, shown, taken back.

All ways that such a figure can take are gone through by tests of another kind, ``journey``
(``tests/support/kinds.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.answer import Answer
from ntt_data import editions
from ntt_data.tables import curated, load
from services import review, stock_board
from services.access import AccessError, Actor
from services.answer import evaluation
from services.corrections import CorrectionError, correct
from services.review import ReviewError
from services.review_queue import waiting
from tests.support import stock_round
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU, a_round, accepted, handed


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        editions.begin_run()
        yield


def available(code: str) -> float | None:
    """Tonnes of maize of 2024 in the balance, none without one."""
    found = evaluation.evaluate(evaluation.baseline_of("maize", 2024))
    if not isinstance(found, Answer):
        return None
    table = found.balance.table.set_index("regency_code")
    return float(table.at[code, "available_t"])


def test_a_figure_counts_from_its_acceptance_until_it_is_returned() -> None:
    asked = a_round()
    version = handed(asked, "5304", "1000")
    editions.begin_run()
    assert [each.version.receipt_no for each in waiting(BUREAU, asked)] == [version.receipt_no]
    assert available("5304") is None
    with pytest.raises(AccessError):
        review.accept(Actor("reader"), version.receipt_no)
    accepted(version)
    assert available("5304") == pytest.approx(900.0), "1,000 t x 0.9"
    assert not load("production").equals(curated("production"))
    review.give_back(BUREAU, version.receipt_no, "Ton?")
    editions.begin_run()
    assert available("5304") is None
    assert load("production").equals(curated("production"))


def test_what_cannot_be_is_not_accepted() -> None:
    version = handed(a_round(), "5304", "99000000")
    with pytest.raises(ReviewError, match="impossible"):
        review.accept(BUREAU, version.receipt_no)


def test_what_is_offered_stands_on_the_board_once_it_is_accepted() -> None:
    now = datetime(2026, 11, 29, 6, 5, tzinfo=UTC)
    version = stock_round.handed(stock_round.opened(), "5302", to_sell="1.200")
    editions.begin_run()
    assert stock_board.entries(now).empty
    stock_round.accepted(version)
    assert stock_board.entries(now)["to_sell"].tolist() == [1200.0]


def test_a_correction_is_of_the_next_edition() -> None:
    key = {"regency_code": "5304", "commodity": "rice", "measure": "production"}
    key |= {"form": "paddy_gkg", "year": "2022"}
    said = {"table": "production", "key": key, "column": "value", "value": "15000"}
    said |= {"expected": "15615.68", "reason": "Salah ketik", "source_id": "S02"}
    before = editions.current().change
    assert correct(Actor("bureau"), **said).change == before + 1
    editions.begin_run()
    rows = load("production").query(
        "regency_code == '5304' and commodity == 'rice' and form == 'paddy_gkg'"
        " and measure == 'production' and year == 2022"
    )
    assert rows["value"].tolist() == [15000.0]
    with pytest.raises(CorrectionError, match="write --expected"):
        correct(Actor("bureau"), **{**said, "value": "14000"})
