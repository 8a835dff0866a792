"""Acceptances that change no table: what is worked out from tables is not worked out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ntt_data import editions
from ntt_data.editions import begin_run, current, kept_editions, of_edition, of_tables
from ntt_data.handed_in import TABLES
from ntt_data.tables import load
from services import corrections, review
from services.answer import evaluation, freight
from tests.support.own_store import own_store
from tests.support.stock_round import BUREAU, accepted, handed, opened


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        begin_run()
        yield


def test_after_sheets_of_stocks_every_answer_is_the_one_before() -> None:
    made: list[int] = []

    @editions.once_per_tables(maxsize=4)
    def answer(_asked: str) -> int:
        made.append(current().change)
        return len(made)

    kept = evaluation.baseline_answer("rice", 2022), freight.capital_costs(), answer("a")
    before = {name: load(name) for name in TABLES}
    asked = opened()
    for change, code in enumerate(("5302", "5303", "5304", "5305"), start=1):
        accepted(handed(asked, code, to_sell="1.200", stock_end="10", asked_price="5.000"))
        assert (current().change, of_tables().change) == (change, 0)
        now = evaluation.baseline_answer("rice", 2022), freight.capital_costs(), answer("a")
        assert all(mine is first for mine, first in zip(now, kept, strict=True))
    assert made == [0]
    changed = {name for name, rows in before.items() if not rows.equals(load(name))}
    assert changed == {"sources"}, "the receipts, which no table of figures names"
    assert answer("b") == 2, "what is asked for the first time is of these tables too"
    assert made == [0, 0]
    assert len(kept_editions()) <= editions.KEPT_EDITIONS + 1, "the newest, and that of the tables"


def test_what_may_change_a_table_begins_anew() -> None:
    asked = opened(first_month=1)
    sheet = accepted(handed(asked, "5302", production="1.200"))
    assert of_tables() == current(), "a figure of a balance"
    with of_edition(current()._replace(view=f"-{asked.round_id}")) as without:
        assert of_tables() == without._replace(change=0), "this round plays no part there"
    first = evaluation.baseline_answer("rice", 2022)
    review.give_back(BUREAU, sheet.receipt_no, "Ton atau kuintal?")
    assert begin_run() == of_tables(), "what is taken back may be of a balance too"
    assert evaluation.baseline_answer("rice", 2022) is not first
    corrections.correct(
        *(BUREAU, "cost_parameters", {"parameter": "truck_payload_t"}, "value"),
        **{"expected": "8", "value": "9", "reason": "Uji", "source_id": "assumption"},
    )
    assert begin_run() == of_tables()
