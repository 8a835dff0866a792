"""What a meeting decides: who sees to what, until when, and what has become of it.

The bureau types decisions in, and everybody reads them. A decision changes no figure and makes no
edition of the data: whoever shows decisions asks for them at every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from geo.places import regencies, regency_names
from ntt_data import log, tables
from ntt_data.store import StoreError, decision_store, round_store, scenario_store
from ntt_data.store.collection_records import Round
from ntt_data.store.decision_records import (
    OF_PROVINCE,
    STATUSES,
    WITHDRAWN,
    Content,
    Decision,
    Step,
)
from publishing.formats import WITA
from services import access
from services.access import Actor, Subject
from services.hand_in import one_line

#: One sentence that is still read on a slide.
LONGEST_DECISION, LONGEST_NAME, LONGEST_REASON = 300, 120, 500
_SHORTEST, _SHORTEST_NAME = 3, 2
#: A meeting of before that is a slip of the hand.
EARLIEST = date(2000, 1, 1)
LATEST_DUE = date(2100, 12, 31)

_DECISION = Subject("decision")


class DecisionError(ValueError):
    """Nothing was recorded.

    Attributes
    ----------
    code : str
        ``no_text``, ``long_text``, ``no_owner``, ``long_owner``, ``long_meeting``, ``no_reason``,
        ``long_reason``; ``held_later`` (than today), ``held_long_ago``, ``due_before`` (the
        meeting), ``due_far``; ``no_regency``, ``no_subject``, ``unchanged``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"nothing was recorded: {code}")
        self.code = code


@dataclass(frozen=True)
class Day:
    """The decisions of one meeting day, in the order in which they were recorded."""

    held_on: date
    decisions: tuple[Decision, ...]


def today() -> date:
    """By the clocks of the province."""
    return datetime.now(UTC).astimezone(WITA).date()


def may_record(actor: Actor) -> bool:
    """Whether this actor may type decisions in, and follow them up."""
    return access.may(actor, "record", _DECISION)


def record(actor: Actor, content: Content, write_key: str | None = None) -> Decision:
    """Keep a new decision, which is open; the same key twice is one decision.

    Raises
    ------
    AccessError, DecisionError, StoreError
        Nothing was recorded then.
    """
    access.require(actor, "record", _DECISION)
    if done := _done_before(write_key):
        return done
    kept = decision_store().put_down(_by(actor, content=_checked(content)), write_key)
    log.event("decision_recorded")
    return kept


def correct(
    actor: Actor,
    decision_id: str,
    content: Content,
    reason: str,
    seen: int,
    write_key: str | None = None,
) -> Decision:
    """Say a decision anew, for a reason that is kept beside what stood there.

    ``seen`` is the decision's ``no`` as it was shown. Raises as ``record`` does, and
    ``StoreError``: ``no_decision``, ``withdrawn``, ``followed_since``.
    """
    access.require(actor, "correct", _DECISION)
    if done := _done_before(write_key):
        return done
    said, checked = _reason(reason), _checked(content)
    if checked == decision_store().load(decision_id).content:
        raise DecisionError("unchanged")
    step = _by(actor, content=checked, reason=said)
    kept = decision_store().follow(decision_id, step, seen, write_key)
    log.event("decision_corrected")
    return kept


def set_status(
    actor: Actor,
    decision_id: str,
    status: str,
    reason: str,
    seen: int,
    write_key: str | None = None,
) -> Decision:
    """Say what has become of a decision: one of ``STATUSES``; raises as ``correct`` does.

    Also ``StoreError("same_status")``.
    """
    if status not in STATUSES:
        raise ValueError(f"{status!r} is no status; write one of: {', '.join(STATUSES)}")
    return _followed(actor, decision_id, status, reason, seen, write_key)


def withdraw(
    actor: Actor, decision_id: str, reason: str, seen: int, write_key: str | None = None
) -> Decision:
    """Take out of all lists what was no decision; it stays in the history with the reason.

    Raises as ``correct`` does.
    """
    return _followed(actor, decision_id, WITHDRAWN, reason, seen, write_key)


def _followed(
    actor: Actor, decision_id: str, status: str, reason: str, seen: int, write_key: str | None
) -> Decision:
    access.require(actor, "withdraw" if status == WITHDRAWN else "set_status", _DECISION)
    if done := _done_before(write_key):
        return done
    step = _by(actor, status=status, reason=_reason(reason))
    kept = decision_store().follow(decision_id, step, seen, write_key)
    log.event("decision_followed", status=status)
    return kept


# --- what everybody reads --------------------------------------------------------------------


def standing() -> list[Decision]:
    """Every decision that was not withdrawn, in the order in which they were recorded."""
    return [each for each in decision_store().list() if each.stands]


def withdrawn() -> list[Decision]:
    """Those that were withdrawn, for the history."""
    return [each for each in decision_store().list() if not each.stands]


def by_day(decisions: Collection[Decision]) -> list[Day]:
    """Decisions by the day of their meeting, the newest day first."""
    days = sorted({each.content.held_on for each in decisions}, reverse=True)
    return [
        Day(day, tuple(each for each in decisions if each.content.held_on == day)) for day in days
    ]


def of_subject(decisions: Collection[Decision], kind: str, key: str) -> list[Decision]:
    """Those that belong on the slides of a deck.

    Of the province all, wherever they belong beside; of a regency and a zone those about it and
    those that a regency of it sees to.
    """
    if kind == OF_PROVINCE[0]:
        return list(decisions)
    codes = {key} if kind == "regency" else _codes_of_zone(key) if kind == "zone" else set()
    return [
        each
        for each in decisions
        if (each.content.kind, each.content.key) == (kind, key)
        or each.content.owner_code in codes
        or (each.content.kind == "regency" and each.content.key in codes)
    ]


def of_round(decisions: Collection[Decision], asked: Round) -> list[Decision]:
    """Those that name a round, and those of the day on which it ended that name none.

    A rehearsal has only those that name it.
    """
    ended = asked.deadline.replace(tzinfo=UTC).astimezone(WITA).date()
    return [
        each
        for each in decisions
        if each.content.round_id == asked.round_id
        or (each.content.round_id is None and not asked.rehearsal and each.content.held_on == ended)
    ]


def is_overdue(decision: Decision, on: date) -> bool:
    """Whether it is still open after its day; without a day it never is."""
    due = decision.content.due_on
    return decision.status == STATUSES[0] and due is not None and due < on


def mark() -> str:
    """Another text whenever decisions read otherwise: for what is kept and holds them.

    With the day, since those of today are called so; nothing where none was recorded.
    """
    steps = [(each.decision_id, each.no) for each in decision_store().list()]
    told = repr((today(), steps)).encode()
    return hashlib.sha256(told).hexdigest()[:12] if steps else ""


def _codes_of_zone(zone_id: str) -> set[str]:
    table = regencies()
    return set(table.loc[table["zone_id"].eq(zone_id), "regency_code"].astype(str))


# --- what can be recorded --------------------------------------------------------------------


def _by(actor: Actor, content: Content | None = None, status: str = "", reason: str = "") -> Step:
    return Step(actor.role, reason, content, status, actor.credential_id)


def _done_before(write_key: str | None) -> Decision | None:
    return None if write_key is None else decision_store().outcome(write_key)


def _reason(text: str) -> str:
    return _text(text, _SHORTEST, LONGEST_REASON, "reason")


def _text(text: str, shortest: int, longest: int, name: str) -> str:
    said = one_line(text)
    if len(said) < shortest:
        raise DecisionError(f"no_{name}")
    if len(said) > longest:
        raise DecisionError(f"long_{name}")
    return said


def _checked(content: Content) -> Content:
    """The content as it is kept; raises ``DecisionError``, and ``StoreError("no_round")``."""
    said = replace(
        content,
        text=_text(content.text, _SHORTEST, LONGEST_DECISION, "text"),
        owner=_text(content.owner, _SHORTEST_NAME, LONGEST_NAME, "owner"),
        meeting=_text(content.meeting, 0, LONGEST_NAME, "meeting"),
    )
    wrong: Mapping[str, bool] = {
        "held_later": said.held_on > today(),
        "held_long_ago": said.held_on < EARLIEST,
        "due_before": said.due_on is not None and said.due_on < said.held_on,
        "due_far": said.due_on is not None and said.due_on > LATEST_DUE,
        "no_regency": said.owner_code is not None and said.owner_code not in regency_names(),
        "no_subject": not _is_subject(said.kind, said.key),
    }
    for code, is_so in wrong.items():
        if is_so:
            raise DecisionError(code)
    if said.round_id is not None:
        round_store().load(said.round_id)
    return said


def _is_subject(kind: str, key: str) -> bool:
    known: Mapping[str, Callable[[], Collection[str]]] = {
        OF_PROVINCE[0]: lambda: {OF_PROVINCE[1]},
        "regency": regency_names,
        "zone": lambda: set(tables.load("zones")["zone_id"].astype(str)),
        "commodity": lambda: set(tables.load("commodities")["commodity"].astype(str)),
        "scenario": lambda: {key} if _is_scenario(key) else set(),
    }
    return kind in known and key in known[kind]()


def _is_scenario(link_id: str) -> bool:
    try:
        scenario_store().load(link_id)
    except StoreError as error:
        if error.code not in ("not_found", "deleted"):
            raise
        return False
    return True
