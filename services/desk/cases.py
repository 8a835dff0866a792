"""Cases of cooperation: opened, moved through their stages, followed; by whom, and who sees them.

The bureau changes cases. A regency that is a party sees its own and comments; everybody else sees
what is published, which is possible once a case is signed, without the comments of the parties and
without the reasons of single steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from ntt_data import log
from ntt_data.store import StoreError, case_store
from ntt_data.store.case_records import (
    CaseEvents,
    CaseFile,
    Content,
    Event,
    EventKind,
    FileKind,
)
from ntt_data.tables import load
from services import access
from services.access import Actor, Subject
from services.decisions import EARLIEST, today
from services.desk import rules
from services.desk.contents import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    checked,
    checked_lines,
    plain_lines,
    require_line,
)
from services.desk.rules import CaseRuleError, LineError
from services.desk.state import Case, Obligation, Scheme, case_of
from services.hand_in import one_line

LONGEST_COMMENT = 1000
#: A scan of an agreement; the server's own limit for a file is 20 MB.
LARGEST_FILE = 10_000_000


# --- who sees what -----------------------------------------------------------------------------


def subject_of(case: Case) -> Subject:
    """For the table of access: a case belongs to the regencies that are its parties."""
    return Subject("case", regency_codes=case.regency_codes)


def may_change(actor: Actor) -> bool:
    """Whether this actor may open and move cases."""
    return access.may(actor, "open", Subject("case"))


def may_read(actor: Actor, case: Case) -> bool:
    """Whether this actor sees a case: a published one everybody does."""
    return case.is_public or access.may(actor, "read", subject_of(case))


def cases_for(actor: Actor) -> list[Case]:
    """Every case that this actor may see, the withdrawn ones only for who may change them."""
    every = [case_of(kept) for kept in case_store().list()]
    return [
        _as_shown(actor, case)
        for case in every
        if may_read(actor, case) and (case.state != "withdrawn" or may_change(actor))
    ]


def case_for(actor: Actor, case_id: str) -> Case:
    """A case, if this actor may see it; else as if it were not there.

    Raises
    ------
    StoreError
        ``no_case``, ``unavailable``.
    """
    case = case_of(case_store().load(case_id))
    if not may_read(actor, case) or (case.state == "withdrawn" and not may_change(actor)):
        raise StoreError("no_case", case_id=case_id)
    return _as_shown(actor, case)


def _as_shown(actor: Actor, case: Case) -> Case:
    """What parties said to each other in confidence stays theirs when their case is published.

    Their comments are left out, and the reasons and notes of single steps: working papers, written
    when nobody else could see the case. What, who and when stay, and why it has ended. What is
    owed and what was delivered is then for everybody; by what paper a delivery was reported and in
    which round of collecting figures is not.
    """
    if access.may(actor, "read", subject_of(case)):
        return case
    return replace(
        case,
        events=tuple(_for_everybody(each) for each in case.events if each.kind != "commented"),
        deliveries=tuple(replace(each, basis="", round_id=None) for each in case.deliveries),
    )


def _for_everybody(event: Event) -> Event:
    if event.kind == "ended":
        return event
    if event.kind == "delivered":
        event = replace(event, details={**event.details, "basis": "", "round_id": None})
    return replace(event, reason="")


def file_for(actor: Actor, case_id: str, digest: str) -> CaseFile:
    """A file of a case for who may read files of it; ``AccessError``, ``StoreError``."""
    case = case_for(actor, case_id)
    access.require(actor, "read_file", subject_of(case))
    return case_store().file(case_id, digest)


def public_cases() -> list[Case]:
    """What everybody may see, in the order in which cases were opened."""
    return [
        _as_shown(Actor("reader"), case)
        for case in map(case_of, case_store().list())
        if case.is_public
    ]


# --- what is done ------------------------------------------------------------------------------


def open_case(actor: Actor, content: Content, write_key: str | None = None) -> Case:
    """Begin a case; the same key twice is one case.

    Raises
    ------
    AccessError, CaseRuleError, StoreError
        Nothing was recorded then.
    """
    access.require(actor, "open", Subject("case"))
    event = _by(actor, "opened", {"content": checked(content).as_json()})
    kept = case_store().open_case(event, write_key)
    log.event("case_opened")
    return case_of(kept)


def correct(
    actor: Actor,
    case_id: str,
    content: Content,
    reason: str,
    seen: int,
    write_key: str | None = None,
) -> Case:
    """Say anew what a case is about; its snapshot stays that of the first day."""
    details = {"content": checked(replace(content, snapshot={})).as_json()}
    return _add(actor, "correct", case_id, "corrected", details, seen, reason, write_key)


def answer(
    actor: Actor,
    case_id: str,
    answers: Mapping[str, bool],
    council: bool | None,
    official_signs: bool | None,
    seen: int,
    write_key: str | None = None,
) -> Case:
    """Keep the answers of the questionnaire and the two questions of the legal path."""
    details = {"answers": dict(answers), "council": council, "official_signs": official_signs}
    return _add(actor, "answer", case_id, "answered", details, seen, "", write_key)


def choose_model(
    actor: Actor, case_id: str, model: str, reason: str, seen: int, write_key: str | None = None
) -> Case:
    """Choose one of ``cooperation_models``."""
    if model not in set(load("cooperation_models")["model"]):
        raise CaseRuleError("unknown_model")
    details = {"model": model}
    return _add(actor, "answer", case_id, "model_chosen", details, seen, reason, write_key)


def check(
    actor: Actor,
    case_id: str,
    name: str,
    holds: bool | None,
    note: str,
    seen: int,
    write_key: str | None = None,
) -> Case:
    """Say of one precondition (``state.CHECKS``) whether it holds; None: not known."""
    details = {"check": name, "holds": holds}
    return _add(actor, "answer", case_id, "checked", details, seen, note, write_key)


def way_to(case: Case, scheme: Scheme, stage: str) -> rules.Way:
    """What entering a stage asks of a case; raises ``CaseRuleError``."""
    return rules.way_to(case, scheme, stage, load("case_stages"), load("case_guards"))


def move(
    actor: Actor,
    case_id: str,
    scheme: Scheme,
    stage: str,
    reason: str,
    seen: int,
    write_key: str | None = None,
) -> Case:
    """Move a case to a stage of one scheme.

    What may be passed over with a reason is passed over with this one; the event names it.
    """

    def details(before: Case) -> Mapping[str, Any]:
        passed = list(way_to(before, scheme, stage).missing_reason)
        return {"scheme": scheme, "stage": stage, "passed_over": passed}

    return _add(actor, "move", case_id, "moved", details, seen, reason, write_key)


def attach(
    actor: Actor,
    case_id: str,
    kind: FileKind,
    name: str,
    content: bytes,
    numbers: Mapping[str, str],
    note: str,
    seen: int,
    write_key: str | None = None,
    signed_on: date | None = None,
) -> Case:
    """Attach a file; ``numbers``: each party's own number of the document, by its name.

    ``signed_on`` is None where nobody knows the day; a later file of the kind may tell it.
    """
    if not content:
        raise CaseRuleError("empty_file")
    if len(content) > LARGEST_FILE:
        raise CaseRuleError("large_file")
    name = one_line(name).strip()[-200:] or "berkas"
    digest = sha256(content).hexdigest()
    plain = {party: one_line(number) for party, number in numbers.items()}
    said = {party: number for party, number in plain.items() if number}
    if any(len(number) > LONGEST_TITLE for number in said.values()):
        raise CaseRuleError("long_text")
    if signed_on is not None and not EARLIEST <= signed_on <= today():
        raise CaseRuleError("signed_day")
    details: dict[str, Any] = {"kind": kind, "name": name, "sha256": digest, "numbers": said}
    if signed_on is not None:
        details["signed_on"] = signed_on.isoformat()
    file = (name, content)
    return _add(actor, "attach", case_id, "attached", details, seen, note, write_key, file)


def comment(actor: Actor, case_id: str, text: str, write_key: str | None = None) -> Case:
    """Say something about a case; it moves nothing, and is added to whatever stands there."""
    said = plain_lines(text)
    if not said:
        raise CaseRuleError("no_text")
    if len(said) > LONGEST_COMMENT:
        raise CaseRuleError("long_text")
    return _add(actor, "comment", case_id, "commented", {"text": said}, None, "", write_key)


def publish(
    actor: Actor, case_id: str, public: bool, reason: str, seen: int, write_key: str | None = None
) -> Case:
    """Let everybody see a case, or no longer."""
    details = {"public": public}
    return _add(actor, "publish", case_id, "published", details, seen, reason, write_key)


def oblige(
    actor: Actor,
    case_id: str,
    lines: list[Obligation],
    reason: str,
    seen: int,
    write_key: str | None = None,
) -> Case:
    """Write down who owes what in which month, in place of what stood there."""

    def details(case: Case) -> dict[str, Any]:
        return {"lines": [dict(vars(line)) for line in checked_lines(case, lines)]}

    return _add(actor, "follow", case_id, "obliged", details, seen, reason, write_key)


def deliver(
    actor: Actor,
    case_id: str,
    month: str,
    item: str,
    tonnes: float,
    supplier: str,
    receiver: str,
    basis: str,
    seen: int | None = None,
    write_key: str | None = None,
) -> Case:
    """Report what was delivered in a month, in place of what the same reporter said before.

    A party reports what it gave or got, the bureau what it was told; ``basis`` says by what paper.
    Nothing else moves, so that nobody has to have seen the newest event (``seen`` may be None).

    Raises
    ------
    LineError
        Where month, item, tonnes or a party cannot stand; the row is 1.
    """
    said, paper = one_line(item), one_line(basis)
    own = actor.sheet.regency_code if actor.sheet is not None else None
    if not paper:
        raise CaseRuleError("no_basis")
    if len(paper) > LONGEST_TITLE:
        raise CaseRuleError("long_text")

    def details(case: Case) -> dict[str, Any]:
        require_line(case, 1, month, said, tonnes, supplier, receiver)
        if own is not None and own not in (supplier, receiver):
            raise LineError("not_yours", 1, "supplier", supplier)
        return {
            "month": month,
            "item": said,
            "tonnes": tonnes,
            "supplier": supplier,
            "receiver": receiver,
            "basis": paper,
            "round_id": actor.sheet.round_id if actor.sheet is not None else None,
        }

    return _add(actor, "deliver", case_id, "delivered", details, seen, "", write_key)


def extend(
    actor: Actor, case_id: str, until: date, reason: str, seen: int, write_key: str | None = None
) -> Case:
    """Say until when an agreement holds: at first, or longer than before."""
    details = {"until": until.isoformat()}
    return _add(actor, "follow", case_id, "extended", details, seen, reason, write_key)


def end(
    actor: Actor, case_id: str, reason: str, lesson: str, seen: int, write_key: str | None = None
) -> Case:
    """End a case with its reason and with what was learned from it."""
    learned = plain_lines(lesson)
    if len(learned) > LONGEST_TEXT:
        raise CaseRuleError("long_text")
    details = {"lesson": learned}
    return _add(actor, "end", case_id, "ended", details, seen, reason, write_key)


def withdraw(
    actor: Actor, case_id: str, reason: str, seen: int, write_key: str | None = None
) -> Case:
    """Take out of all lists what was opened by mistake; it stays in the history."""
    return _add(actor, "end", case_id, "withdrawn", {}, seen, reason, write_key)


def _add(
    actor: Actor,
    action: str,
    case_id: str,
    kind: EventKind,
    details: Mapping[str, Any] | Callable[[Case], Mapping[str, Any]],
    seen: int | None,
    reason: str = "",
    write_key: str | None = None,
    file: tuple[str, bytes] | None = None,
) -> Case:
    before = case_for(actor, case_id)
    access.require(actor, action, subject_of(before))
    if write_key is not None and (done := case_store().outcome(write_key)) is not None:
        return case_of(done)
    if seen is not None and before.no != seen:
        raise StoreError("case_moved_on", case_id=case_id)
    event = _by(actor, kind, details(before) if callable(details) else details, reason)

    def follows(kept: CaseEvents) -> None:
        # Asked while nobody else can add: a comment says no ``seen``, and since it was read the
        # case may have been withdrawn, or its writer be no party of it any more.
        now = case_of(kept)
        access.require(actor, action, subject_of(now))
        if callable(details):
            details(now)  # a delivery says no ``seen`` either: its parties may be others by now
        rules.require_follows(now, event, load("case_stages"), load("case_guards"))

    kept = case_store().add(case_id, event, seen, write_key, file, follows)
    log.event("case_changed", what=kind)
    return case_of(kept)


def _by(actor: Actor, kind: EventKind, details: Mapping[str, Any], reason: str = "") -> Event:
    said = plain_lines(reason)
    if len(said) > LONGEST_TEXT:
        raise CaseRuleError("long_text")
    regency = actor.sheet.regency_code if actor.sheet is not None else None
    return Event(kind, actor.role, details, said, actor.credential_id, regency)
