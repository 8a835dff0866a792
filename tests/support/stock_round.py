"""Rounds that ask for stocks, what offices hand in, and what the bureau accepts of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ntt_data import editions
from ntt_data.collection import SHEETS
from ntt_data.store.collection_records import Round, SheetKey, Version
from ntt_data.store.submissions import new_idempotency_key
from services import review
from services.access import Actor
from services.hand_in import Answers, Field, Typed, hand_in
from services.rounds import RoundDefinition, open_round

BUREAU = Actor("bureau", credential_id="bureau1")
MAIZE = {"sheet": "agriculture", "item": "maize", "form": "dry_shelled"}
MAIZE_TRADED = {**MAIZE, "sheet": "trade_stock"}


def opened(*items: dict[str, Any], **more: Any) -> Round:
    """A round that can be handed in to; about maize in the last quarter of 2026 unless said."""
    said = {
        "name": "Rakor stok", "year": 2026, "first_month": 10, "items": list(items) or [MAIZE],
        "deadline": datetime.now(UTC) + timedelta(hours=6), **more,
    }  # fmt: skip
    return open_round(BUREAU, RoundDefinition.model_validate(said))


def handed(
    asked: Round,
    code: str,
    *,
    sheet: str = "agriculture",
    item: str = "maize",
    office: str = "Dinas Pertanian",
    **told: str,
) -> Version:
    """What one office hands in: the measures told, as typed; a word of a status for the others.

    What is not told is not known; ``none`` is nihil.
    """
    key = SheetKey(asked.round_id, code, sheet)
    typed = {}
    for each in asked.items_of(sheet):
        for measure in SHEETS[sheet]:
            said = told.get(measure.code, "not_known") if each.item == item else "not_known"
            if not measure.is_number:
                typed[Field(each.item, measure.code)] = Typed("value", told.get(measure.code, ""))
            elif said in ("none", "not_known", "not_applicable"):
                typed[Field(each.item, measure.code)] = Typed(said, "")
            else:
                typed[Field(each.item, measure.code)] = Typed("value", said)
    replies = {
        (Field(item, measure.code), question): "sudah diperiksa"
        for measure in SHEETS[sheet]
        for question in (
            *("far_from_earlier_years", "other_reading_nearer", "two_conventions"),
            *("sells_and_lacks", "sells_more_than_it_has", "below_zero"),
        )
    }
    answers = Answers(typed, office, "Kepala Bidang Rahasia", replies)
    actor = Actor("regency", sheet=key)
    return hand_in(actor, key, answers, base_no=0, idempotency_key=new_idempotency_key())


def accepted(version: Version, **more: Any) -> Version:
    """The bureau accepts it, and the next run sees that."""
    review.accept(BUREAU, version.receipt_no, **more)
    editions.begin_run()
    return version
