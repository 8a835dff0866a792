"""What is typed and not handed in yet: kept by device, so that nobody overwrites a colleague's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from ntt_data.store import submission_store
from ntt_data.store.collection_records import Draft, SheetKey, Version
from services import access
from services.access import Actor, Subject
from services.rounds import round_of


def save_draft(
    actor: Actor, key: SheetKey, content: Mapping[str, str], base_no: int, idempotency_key: str
) -> Draft | None:
    """Keep what was typed so far, so that another visit finds it.

    None where this form was handed in already: nothing of it is a draft any more.

    Raises
    ------
    AccessError, StoreError
        ``no_sheet`` for the paper of a sheet that the round does not have.
    """
    access.require(actor, _typing(actor), Subject("submission", sheet=key))
    if submission_store().knows(idempotency_key):
        return None  # a browser that goes back sends again what was handed in
    if actor.sheet != key:
        round_of(key)
    text = json.dumps(dict(content), ensure_ascii=False)
    # Whoever has a sheet, or enters one, has signed in.
    assert actor.credential_id is not None
    place = draft_place(actor, key)
    assert place is not None
    return submission_store().save_draft(actor.credential_id, place, text, base_no)


def draft_of(actor: Actor, key: SheetKey, newest: Version | None) -> Draft | None:
    """What was typed and not handed in: on this device, else last on another one of the office.

    What others had typed before the newest version counts as handed in.
    """
    access.require(actor, _typing(actor), Subject("submission", sheet=key))
    if actor.credential_id is None:
        return None
    place = draft_place(actor, key)
    known = submission_store().drafts(actor.credential_id)
    if actor.sheet != key:
        known = [each for each in known if each.session_hash.endswith(_of_sheet(key))]
    own = [each for each in known if each.session_hash == place]
    others = [each for each in known if newest is None or each.saved_at > newest.at]
    return next(iter([*own, *others]), None)


def draft_place(actor: Actor, key: SheetKey) -> str | None:
    """By what a draft is known beside its credential: the device that it was typed on.

    An office's credential opens one sheet; the bureau's opens all, so the sheet is named as well.
    None for who has not signed in.
    """
    if actor.session_hash is None or actor.sheet == key:
        return actor.session_hash
    return actor.session_hash[:32] + _of_sheet(key)


def _of_sheet(key: SheetKey) -> str:
    return hashlib.sha256("/".join(key).encode()).hexdigest()[:32]


def _typing(actor: Actor) -> str:
    """Which right lets somebody type into a sheet: their own, or one that came on paper."""
    return "draft" if actor.role == "regency" else "enter_from_paper"
