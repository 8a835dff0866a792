"""A round with sheets in every state, made by the services as offices and the bureau would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ntt_data.collection import SHEETS
from ntt_data.store.collection_records import Round, SheetKey, Version
from ntt_data.store.submissions import new_idempotency_key
from services import review, rounds
from services.access import Actor
from services.hand_in import Answers, Field, Typed, hand_in

BUREAU = Actor("bureau", credential_id="biro-ab")
MAIZE = {
    "sheet": "agriculture", "item": "maize", "form": "dry_shelled",
    "coefficient": 0.9, "coefficient_source": "assumption",
}  # fmt: skip
TRADE = {"sheet": "trade_stock", "item": "rice", "form": "milled_rice"}


def open_round(*items: dict[str, Any], **more: Any) -> Round:
    """Of maize 2024, which has a coefficient by assumption, unless told otherwise."""
    said = {
        "name": "Rakor jagung", "year": 2024, "items": list(items) or [MAIZE],
        "deadline": datetime.now(UTC) + timedelta(hours=6), **more,
    }  # fmt: skip
    return rounds.open_round(BUREAU, rounds.RoundDefinition.model_validate(said))


def hand_in_maize(asked: Round, code: str, tonnes: str, answer: str = "") -> Version:
    """The sheet of agriculture, all unknown but the production of maize.

    ``answer`` is what is replied to every question about it.
    """
    key = SheetKey(asked.round_id, code, "agriculture")
    typed = {
        Field(each.item, measure.code): Typed("not_known", "")
        for each in asked.items_of("agriculture")
        for measure in SHEETS["agriculture"]
        if measure.is_number
    }
    produced = Field("maize", "production")
    typed[produced] = Typed("value", tonnes)
    questions = ("far_from_earlier_years", "other_reading_nearer", "below_zero")
    replies = {(produced, question): answer for question in questions} if answer else {}
    answers = Answers(typed, "Dinas Pertanian", "Kepala Bidang", replies)
    office = Actor("regency", sheet=key)
    return hand_in(office, key, answers, base_no=0, idempotency_key=new_idempotency_key())


def accept(version: Version) -> review.Review:
    """As the bureau does."""
    return review.accept(BUREAU, version.receipt_no)
