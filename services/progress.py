"""How far a round has come: which sheet of which regency is begun, handed in, accepted."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from ntt_data.store import credential_store, review_store, submission_store
from ntt_data.store.collection_records import Place, Round, SheetKey, Version
from services.review import still_standing
from services.rounds import sheet_keys

#: States of a sheet. ``question`` was handed in with an answer to a question, which the bureau has
#: to read; ``accepted`` and ``returned`` are about the newest version.
STATES = ("nothing", "begun", "handed_in", "question", "returned", "accepted")


def progress(asked: Round) -> pd.DataFrame:
    """The state of every sheet of a round.

    Returns
    -------
    DataFrame
        One row per regency and sheet: ``regency_code``, ``sheet``, ``state`` of ``STATES``,
        ``no`` (of the newest version, 0 without one), ``at`` (UTC; when that was handed in) and
        ``channel`` (how; empty without one).

    Raises
    ------
    StoreError
    """
    newest = submission_store().newest_of_round(asked.round_id)
    # What has become of earlier versions shows nowhere here, and they are many more.
    receipts = [each.receipt_no for each in newest.values()]
    counts = submission_store().counts(receipts)
    last = _decided_in_full(receipts, counts)
    typing = _begun(asked.round_id)
    asking = {receipt_no for receipt_no, (_values, questions) in counts.items() if questions}
    return pd.DataFrame(
        [
            {
                "regency_code": key.regency_code,
                "sheet": key.sheet,
                "state": _state(newest.get(key), last, asking, key in typing),
                "no": newest[key].no if key in newest else 0,
                "at": newest[key].at if key in newest else None,
                "channel": newest[key].channel if key in newest else "",
            }
            for key in sheet_keys(asked)
        ]
    )


def _state(
    version: Version | None, decided: Mapping[str, str], asking: set[str], begun: bool
) -> str:
    if version is None:
        return "begun" if begun else "nothing"
    if version.receipt_no in decided:
        return decided[version.receipt_no]
    return "question" if version.receipt_no in asking else "handed_in"


def _decided_in_full(
    receipts: Collection[str], counts: Mapping[str, tuple[int, int]]
) -> dict[str, str]:
    """``accepted`` or ``returned`` by receipt: what was decided about each version itself.

    A version of which single figures were accepted waits for the others.
    """
    kinds: dict[str, str] = {}
    accepted: dict[str, set[Place]] = {}
    for each in still_standing(review_store().of_versions(receipts)):
        kinds[each.receipt_no] = each.kind
        if each.kind == "returned":
            accepted.pop(each.receipt_no, None)
        amounts = {figure.place for figure in each.figures if figure.status == "value"}
        accepted[each.receipt_no] = accepted.get(each.receipt_no, set()) | amounts
    return {
        receipt_no: kind
        for receipt_no, kind in kinds.items()
        if kind == "returned" or len(accepted[receipt_no]) >= counts.get(receipt_no, (0, 0))[0]
    }


def _begun(round_id: str) -> set[SheetKey]:
    """The sheets of which somebody has a draft."""
    known = {each.credential_id: each.sheet_key for each in credential_store().of_round(round_id)}
    drafts = submission_store().with_drafts(list(known))
    return {key for credential_id, key in known.items() if key and credential_id in drafts}
