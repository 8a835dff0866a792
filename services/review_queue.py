"""Which sheets of a round wait for the bureau's decision."""

from __future__ import annotations

from dataclasses import dataclass

from ntt_data.store import submission_store
from ntt_data.store.collection_records import Round, Version
from services import access
from services.access import Actor, Subject
from services.progress import progress

#: States of ``services.progress`` in which nothing was decided about the newest version.
WAITING = ("handed_in", "question")


@dataclass(frozen=True)
class Waiting:
    """A newest version without a decision: how many figures with a value it has, and questions.

    ``version`` is without its figures.
    """

    version: Version
    figures: int
    questions: int


def waiting(actor: Actor, asked: Round) -> list[Waiting]:
    """The sheets whose newest version waits, the one that has waited longest first.

    Raises
    ------
    AccessError, StoreError
    """
    access.require(actor, "read", Subject("review"))
    states = progress(asked)
    keys = states[states["state"].isin(WAITING)]
    undecided = set(zip(keys["regency_code"], keys["sheet"], strict=True))
    newest = submission_store().newest_of_round(asked.round_id)
    waits = [
        each
        for each in sorted(newest.values(), key=lambda each: (each.at, each.key))
        if (each.key.regency_code, each.key.sheet) in undecided
    ]
    counts = submission_store().counts([each.receipt_no for each in waits])
    return [Waiting(each, *counts.get(each.receipt_no, (0, 0))) for each in waits]


def every_receipt(actor: Actor, asked: Round) -> list[str]:
    """The receipts of every version of a round, in the order of their coming.

    Raises
    ------
    AccessError, StoreError
    """
    access.require(actor, "read", Subject("review"))
    return submission_store().receipts(asked.round_id)
