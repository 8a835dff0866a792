"""Rounds with several periods, and what an office hands in for each of them, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ntt_data.collection import SHEETS
from ntt_data.store.collection_records import Round, SheetKey, Version
from ntt_data.store.submissions import new_idempotency_key
from services.access import Actor
from services.hand_in import Answers, Field, Typed, hand_in
from tests.support.small_round import a_round

#: The whole of 2024, and the first half of 2025.
HALF_2025 = {"year": 2025, "first_month": 1, "last_month": 6}


def two_periods(*items: dict[str, Any], later: dict[str, int] | None = None, **more: Any) -> Round:
    """A round of maize of 2024 that asks for a second period too."""
    return a_round(*items, later_periods=[later or HALF_2025], **more)


def answered(
    asked: Round, tonnes: Mapping[int, str], item: str = "maize", replied: str = "sudah diperiksa"
) -> Answers:
    """The sheet of agriculture with a production for these periods; all else is not known."""
    typed = {
        Field(each.item, measure.code, period): Typed("not_known", "")
        for each, period in asked.blocks_of("agriculture")
        for measure in SHEETS["agriculture"]
        if measure.is_number
    }
    replies = {}
    for period, text in tonnes.items():
        produced = Field(item, "production", period)
        typed[produced] = Typed("value", text)
        for question in (
            *("far_from_earlier_years", "other_reading_nearer"),
            *("more_than_whole_years", "below_zero"),
        ):
            replies[produced, question] = replied
    return Answers(typed, "Dinas Pertanian", "Kepala Bidang", replies)


def handed(asked: Round, code: str, tonnes: Mapping[int, str], item: str = "maize") -> Version:
    """One version with a production for each of these periods."""
    key = SheetKey(asked.round_id, code, "agriculture")
    office = Actor("regency", sheet=key)
    answers = answered(asked, tonnes, item)
    return hand_in(office, key, answers, base_no=0, idempotency_key=new_idempotency_key())
