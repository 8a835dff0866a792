"""What the bureau decides about versions: accept one (or single figures), return it, take back.

What is accepted enters the balances at once, as an edition of the data; nothing else that was
handed in does. Figures of a rehearsal enter only what is looked at with that rehearsal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from ntt_data import editions
from ntt_data.acceptance import Impossible, impossible
from ntt_data.handed_in import standing
from ntt_data.store import StoreError, review_store, round_store, submission_store
from ntt_data.store.clock import now
from ntt_data.store.collection_records import Review, SheetKey, Version
from services import access
from services.access import Actor, Subject
from services.hand_in import LONGEST_TEXT, Field, one_line


class ReviewError(ValueError):
    """Nothing was decided.

    Attributes
    ----------
    code : {'no_remark', 'no_figures', 'long_remark', 'newer_version', 'impossible'}
        A version is returned, and one that is not the newest accepted, only with a remark;
        something must be accepted. ``newer_version``: one came in that the decider has not seen.
    newest : Version, optional
        That newer version.
    impossible : tuple of Impossible
        What the tables would hold that cannot be.
    """

    def __init__(
        self,
        code: str,
        newest: Version | None = None,
        impossible: tuple[Impossible, ...] = (),
    ) -> None:
        super().__init__(f"nothing was decided: {code}")
        self.code, self.newest, self.impossible = code, newest, impossible


class Counted(NamedTuple):
    """What has become of a version, for anybody.

    ``state`` is ``waiting``, ``accepted``, ``partly`` (``figures`` of ``of_all`` count),
    ``returned``, ``replaced`` (accepted once; another version counts now) or ``no_longer``
    (accepted once; none counts now).
    """

    state: str
    figures: int
    of_all: int


class Fate(NamedTuple):
    """What has become of a version; ``returned`` where that is the last word about it.

    The return carries a remark, so that it is told only to who may read the sheet.
    """

    counted: Counted
    returned: Review | None


def accept(
    actor: Actor,
    receipt_no: str,
    fields: Collection[Field] | None = None,
    remark: str = "",
    write_key: str | None = None,
    seen_no: int | None = None,
) -> Review:
    """Accept a version, or single figures of it; they count from the edition that this makes.

    Parameters
    ----------
    seen_no : int, optional
        Number of the sheet's newest version that the decider has seen. Where another one has come
        in since, nothing is decided; one that is older than that is accepted with a remark only.

    Raises
    ------
    AccessError, ReviewError, StoreError
        Nothing was accepted then.
    """
    access.require(actor, "accept", Subject("review"))
    version = _version(receipt_no)
    if done := _decided_before(write_key):
        return done
    said = _said(remark)
    _require_seen(version, seen_no)
    if seen_no is not None and version.no < seen_no and not said:
        raise ReviewError("no_remark")
    wanted = None if fields is None else set(fields)
    figures = tuple(each for each in version.figures if wanted is None or each.place in wanted)
    if not figures:
        raise ReviewError("no_figures")
    decided = Review("accepted", receipt_no, version.key, said, figures)
    if wrong := _impossible(decided):
        raise ReviewError("impossible", impossible=tuple(wrong))
    return review_store().decide(_by(decided, actor), write_key)


def give_back(
    actor: Actor,
    receipt_no: str,
    remark: str,
    write_key: str | None = None,
    seen_no: int | None = None,
) -> Review:
    """Return a version to its office with a remark; what was accepted of it counts no more.

    ``seen_no`` is that of ``accept``.

    Raises
    ------
    AccessError, ReviewError, StoreError
    """
    access.require(actor, "give_back", Subject("review"))
    version = _version(receipt_no)
    if done := _decided_before(write_key):
        return done
    said = _said(remark)
    _require_seen(version, seen_no)
    if not said:
        raise ReviewError("no_remark")
    decided = Review("returned", receipt_no, version.key, said)
    return review_store().decide(_by(decided, actor), write_key)


def take_back(
    actor: Actor, decision: Review, remark: str = "", write_key: str | None = None
) -> Review:
    """Take a decision back: what counted before it counts again.

    Raises
    ------
    AccessError, ReviewError, StoreError
    """
    access.require(actor, "take_back", Subject("review"))
    if done := _decided_before(write_key):
        return done
    decided = Review("undone", decision.receipt_no, decision.key, _said(remark), undoes=decision.no)
    if wrong := _impossible(decided):  # what counted before it, beside what was accepted since
        raise ReviewError("impossible", impossible=tuple(wrong))
    return review_store().decide(_by(decided, actor), write_key)


def decisions(actor: Actor, round_id: str) -> list[Review]:
    """Every decision about a round with its remark, in the order in which they were made."""
    access.require(actor, "read", Subject("review"))
    return review_store().of_round(round_id)


def version_of(actor: Actor, receipt_no: str) -> Version:
    """One version with its figures; ``StoreError("no_receipt")`` where there is none."""
    version = _version(receipt_no)
    access.require(actor, "read", Subject("submission", sheet=version.key))
    return version


def versions_of(actor: Actor, key: SheetKey) -> list[Version]:
    """Every version of a sheet with its figures, the newest first."""
    access.require(actor, "read", Subject("submission", sheet=key))
    return submission_store().versions(key)


def still_standing(known: Collection[Review]) -> list[Review]:
    """Of decisions, in their order, those that were not taken back."""
    undone = {each.undoes for each in known if each.kind == "undone"}
    return [each for each in known if each.kind != "undone" and each.no not in undone]


def undoable(known: list[Review]) -> list[Review]:
    """Of a round's decisions those that can be taken back: the last one of each sheet."""
    last = {each.key: each for each in still_standing(known)}
    return sorted(last.values(), key=lambda each: each.no, reverse=True)


def last_remark(actor: Actor, key: SheetKey) -> Review | None:
    """The return that an office has to answer: of its newest version, unless taken back."""
    access.require(actor, "read", Subject("submission", sheet=key))
    newest = submission_store().newest(key)
    if newest is None:
        return None
    about = still_standing(review_store().of_versions([newest.receipt_no]))
    return about[-1] if about and about[-1].kind == "returned" else None


def counted(receipt_no: str) -> Counted:
    """What has become of a version, for anybody who has the number of its receipt.

    Raises
    ------
    StoreError
        ``no_receipt`` among others.
    """
    version = _version(receipt_no)
    return counted_by(version, review_store().of_sheet(version.key))


def fate(actor: Actor, version: Version) -> Fate:
    """What has become of a version that was just read, asked of the database once."""
    decided = review_store().of_sheet(version.key)
    returned = None
    if access.may(actor, "read", Subject("submission", sheet=version.key)):
        about = [each for each in still_standing(decided) if each.receipt_no == version.receipt_no]
        returned = about[-1] if about and about[-1].kind == "returned" else None
    return Fate(counted_by(version, decided), returned)


def counted_by(version: Version, of_round: Collection[Review]) -> Counted:
    """What has become of a version by these decisions of its round."""
    receipt_no = version.receipt_no
    decided = [each for each in of_round if each.key == version.key]
    fields = standing(decided).get(version.key, {})
    counting = sum(by.receipt_no == receipt_no for by in fields.values())
    of_all = len(version.figures)
    if counting:
        return Counted("accepted" if counting == of_all else "partly", counting, of_all)
    kinds = [each.kind for each in still_standing(decided) if each.receipt_no == receipt_no]
    last = {"accepted": "replaced" if fields else "no_longer", "returned": "returned"}
    return Counted(last[kinds[-1]] if kinds else "waiting", 0, of_all)


def _decided_before(write_key: str | None) -> Review | None:
    """What came of an earlier write with this key: whoever tries again is not asked anew."""
    return None if write_key is None else review_store().outcome(write_key)


def _require_seen(version: Version, seen_no: int | None) -> None:
    newest = None if seen_no is None else submission_store().newest(version.key)
    if newest is not None and seen_no is not None and newest.no > seen_no:
        raise ReviewError("newer_version", newest=newest)


def _impossible(candidate: Review) -> list[Impossible]:
    """What the tables would hold that cannot be, if this were decided."""
    asked = round_store().load(candidate.key.round_id)
    known = [
        pair
        for pair in editions.reviewed()
        # Of a rehearsal what counts in its own view, and of a real round in everybody's.
        if pair[0].round_id != asked.round_id
    ]
    own = [(asked, each) for each in review_store().of_round(asked.round_id)]
    before = [*known, *own]
    return impossible(before, [*before, (asked, replace(candidate, at=now()))])


def _version(receipt_no: str) -> Version:
    version = submission_store().by_receipt(receipt_no)
    if version is None:
        raise StoreError("no_receipt", receipt_no=receipt_no)
    return version


def _said(remark: str) -> str:
    text = one_line(remark)
    if len(text) > LONGEST_TEXT:
        raise ReviewError("long_remark")
    return text


def _by(decided: Review, actor: Actor) -> Review:
    return replace(decided, actor_role=actor.role, credential_id=actor.credential_id)
