"""A round to which very many versions were handed in, put into the tables by bulk.

All are of one round with one sheet for each regency, which is the worst way in which they can come:
of rounds of the usual size only the one that is looked at is read. Every tenth was accepted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import create_engine, func, insert, select

from ntt_data import editions
from ntt_data.collection import SHEETS
from ntt_data.store.collection_layout import figures, findings, reviewed_figures, reviews, versions
from ntt_data.store.collection_records import Round
from ntt_data.store.layout import editions as kept_editions
from services import review_queue, wall
from services.effect import effects
from tests.benchmarks.growth.scale import Growth, processor_ms
from tests.support import a_round
from tests.support.own_store import own_store

SHEET = "agriculture"
CODES = [f"53{number:02d}" for number in range(1, 22)] + ["5371"]
#: One of so many versions was accepted, one had a question that its office answered.
ACCEPTED, ASKED_ABOUT = 10, 5


def grow(sizes: list[int], repeats: int = 5) -> list[Growth]:
    """What the server does for a round, by how many versions were handed in to it."""
    found: dict[str, dict[int, float]] = {}
    for size in sizes:
        with round_with(size) as asked:
            for work, cost in _measured(asked, repeats).items():
                found.setdefault(work, {})[size] = cost
    return [Growth(work, "ms", costs) for work, costs in found.items()]


def fill(asked: Round, size: int) -> None:
    """Put ``size`` versions into the database that the environment names."""
    begun = datetime(2026, 1, 1)
    numbers = range(size)
    receipts = [f"V{number:07d}" for number in numbers]
    told: list[dict[str, Any]] = [
        {
            "receipt_no": receipts[n],
            "round_id": asked.round_id,
            "regency_code": CODES[n % len(CODES)],
            "sheet": SHEET,
            "no": n // len(CODES) + 1,
            "base_no": n // len(CODES),
            "idempotency_key": f"key-{n}",
            "content_hash": f"{n:064d}",
            "office": "Dinas Pertanian",
            "position": "Kepala Bidang",
            "channel": "form",
            "at": begun + timedelta(seconds=n),
        }
        for n in numbers
    ]
    measures = [each.code for each in SHEETS[SHEET] if each.is_number]
    amounts = [
        {
            "receipt_no": receipts[n],
            "item": "maize",
            "measure": measure,
            "period": 1,
            "status": "value" if measure == "production" else "not_known",
            "value": 1000.0 + n % 97 if measure == "production" else None,
        }
        for n in numbers
        for measure in measures
    ]
    production = {"item": "maize", "measure": "production", "period": 1}
    questions = [
        {"receipt_no": receipts[n], **production, "code": "odd", "answer": "sudah diperiksa"}
        for n in numbers[::ASKED_ABOUT]
    ]
    accepted = list(enumerate(numbers[::ACCEPTED], 1))
    by_bureau = {"actor_role": "bureau", "at": begun}
    engine = create_engine(os.environ["NTT_DATABASE_URL"])
    with engine.begin() as connection:
        first = connection.scalar(select(func.coalesce(func.max(kept_editions.c.number), 0)))
        assert first == 0, "the database has decisions already"
        for table, rows in (
            (versions, told),
            (figures, amounts),
            (findings, questions),
            (
                kept_editions,
                [
                    {"number": no, "kind": "review", "reason": "", **by_bureau}
                    for no, _n in accepted
                ],
            ),
            (
                reviews,
                [
                    {"no": no, "edition": no, "kind": "accepted", "receipt_no": receipts[n]}
                    | {"remark": "", **by_bureau}
                    for no, n in accepted
                ],
            ),
            (
                reviewed_figures,
                [{"no": no, "receipt_no": receipts[n], **production} for no, n in accepted],
            ),
        ):
            connection.execute(insert(table), rows)
    engine.dispose()


@contextmanager
def round_with(size: int) -> Iterator[Round]:
    """A round in a database of its own, to which ``size`` versions were handed in."""
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        own_store(Path(folder), patch),
    ):
        asked = a_round.open_round()
        fill(asked, size)
        yield asked


def _measured(asked: Round, repeats: int) -> dict[str, float]:
    begun = time.process_time()
    editions.begin_run()
    first = 1000 * (time.process_time() - begun)
    last = a_round.hand_in_maize(asked, CODES[0], "1000", "sudah diperiksa")

    def next_edition() -> tuple[float, float]:
        """What one more acceptance costs whoever comes next: to read it, and its effect."""
        a_round.accept(a_round.hand_in_maize(asked, CODES[0], "1001", "sudah diperiksa"))
        begun = time.process_time()
        editions.begin_run()
        read = time.process_time()
        effects(asked)
        return 1000 * (read - begun), 1000 * (time.process_time() - read)

    waiting = [
        a_round.hand_in_maize(asked, CODES[1], "1003", "sudah diperiksa")
        for _ in range(repeats + 1)
    ]
    next_edition()
    editions_ms = [next_edition() for _ in range(3)]
    return {
        "hand in one sheet": processor_ms(
            lambda: a_round.hand_in_maize(asked, last.key.regency_code, "1002", "sudah diperiksa"),
            repeats,
        ),
        "read the wall": processor_ms(lambda: wall._read(asked.round_id), repeats),
        "read the review queue": processor_ms(
            lambda: (
                review_queue.every_receipt(a_round.BUREAU, asked),
                review_queue.waiting(a_round.BUREAU, asked),
            ),
            repeats,
        ),
        "accept one version": processor_ms(lambda: a_round.accept(waiting.pop()), repeats),
        "first run of a process": first,
        "first run after an acceptance": min(read for read, _effect in editions_ms),
        "the round's effect after it": min(effect for _read, effect in editions_ms),
    }
