"""A round with what offices hand in, for tests: opened, handed in, accepted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ntt_data import editions
from ntt_data.collection import SHEETS
from ntt_data.store import close
from ntt_data.store.collection_records import Review, Round, SheetKey, Version
from ntt_data.store.submissions import new_idempotency_key
from services import review
from services.access import Actor
from services.hand_in import Answers, Field, Typed, hand_in
from services.rounds import RoundDefinition, open_round
from tests.support.own_store import own_store

BUREAU = Actor("bureau", credential_id="bureau1")
MAIZE = {
    "sheet": "agriculture", "item": "maize", "form": "dry_shelled",
    "coefficient": 0.9, "coefficient_source": "assumption",
}  # fmt: skip


@contextmanager
def store_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A new database that nobody else's answers come from, and that the next run has looked at."""
    with own_store(folder, monkeypatch):
        editions.begin_run()
        yield
        close()


def a_round(*items: dict[str, Any], **more: Any) -> Round:
    """A round of maize of 2024 in the agriculture sheet, or of other items."""
    said = {
        "name": "Rakor jagung", "year": 2024, "items": list(items) or [MAIZE],
        "deadline": datetime.now(UTC) + timedelta(hours=6), **more,
    }  # fmt: skip
    return open_round(BUREAU, RoundDefinition.model_validate(said))


def handed(asked: Round, code: str, tonnes: str, item: str = "maize", **status: str) -> Version:
    """A version with one production figure; all others are not known."""
    key = SheetKey(asked.round_id, code, "agriculture")
    typed = {
        Field(each.item, measure.code): Typed("not_known", "")
        for each in asked.items_of("agriculture")
        for measure in SHEETS["agriculture"]
        if measure.is_number
    }
    typed[Field(item, "production")] = Typed(status.get("status", "value"), tonnes)
    office = Actor("regency", sheet=key)
    replies = {
        (Field(item, "production"), question): "sudah diperiksa"
        for question in ("far_from_earlier_years", "other_reading_nearer")
    }
    answers = Answers(typed, "Dinas Pertanian", "Kepala Bidang", replies)
    return hand_in(office, key, answers, base_no=0, idempotency_key=new_idempotency_key())


def accepted(version: Version, **more: Any) -> Review:
    """Accept it, and answer from that edition on."""
    decided = review.accept(BUREAU, version.receipt_no, **more)
    editions.begin_run()
    return decided
