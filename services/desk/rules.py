"""Which event may follow in a case: guards are data (``case_guards.csv``), their meaning is here.

A guard says what must be there before a stage is entered. ``must`` is never passed over; ``reason``
is, where one is written. Every stage between where a case stands and where it goes is asked too,
and leaving one out needs a reason. The way back is free, with a reason. Nothing said later takes
away what a stage that was entered must have: the case goes back first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from ntt_data.store.case_records import FILE_KINDS, Event, FileKind
from services.desk.state import CHECKS, FIRST_STAGE, HANDSHAKE, SCHEMES, Case, Scheme, after


def _holds(check: str, case: Case) -> bool:
    return case.checks.get(check) is True


#: guard -> whether a case meets it; None where nobody knows, which does not meet it.
GUARDS: Mapping[str, Callable[[Case], bool]] = {
    "object_and_reason": lambda case: bool(
        case.content.object.strip() and case.content.reason.strip()
    ),
    "two_parties": lambda case: len(case.content.parties) >= 2,
    "benefit_of_each": lambda case: not case.is_one_sided,
    "model_chosen": lambda case: bool(case.model),
    **{check: partial(_holds, check) for check in CHECKS},
    "file_offer_letter": lambda case: case.has("offer_letter"),
    "file_reply": lambda case: case.has("reply"),
    "file_accord": lambda case: case.has("accord"),
    "file_agreement": lambda case: case.has("agreement"),
    "file_evaluation": lambda case: case.has("evaluation"),
    "council_settled": lambda case: (
        case.council is False or (case.council is True and case.has("council_approval"))
    ),
    "signer_empowered": lambda case: (
        case.official_signs is False
        or (case.official_signs is True and case.has("power_of_attorney"))
    ),
}

#: Kinds of event that a case takes also when it has ended.
_AFTER_THE_END = {"commented", "published", "attached"}
#: Papers that the parties sign; a handshake has none.
_SIGNED_PAPERS: tuple[FileKind, ...] = ("accord", "agreement")
#: Kinds of event that say something anew, and could so take away what a stage rests on.
_SAY_ANEW = {"corrected", "answered", "model_chosen", "checked"}


class CaseRuleError(ValueError):
    """The event does not follow; nothing was recorded.

    Attributes
    ----------
    code : str
        ``closed``, ``no_title``, ``no_object``, ``one_party``, ``same_party``, ``unknown_stage``,
        ``same_stage``, ``no_legal_path``, ``guard``, ``no_reason``, ``unknown_check``,
        ``unknown_file``, ``not_signed``, ``unchanged``,
        ``changed_model``, ``signed_parties``,
        ``unknown_model``, ``unknown_party``, ``empty_file``, ``large_file``, ``no_text``,
        ``long_text``, ``many_lines``, ``no_basis``, ``obliged_parties``, ``signed_day``.
    guards : tuple of str
        What is missing, where ``guard`` is the code.
    """

    def __init__(self, code: str, guards: Sequence[str] = ()) -> None:
        super().__init__(f"nothing was recorded: {code} {', '.join(guards)}".strip())
        self.code = code
        self.guards = tuple(guards)


class LineError(CaseRuleError):
    """A line of obligations or deliveries cannot stand; nothing was recorded.

    Attributes
    ----------
    code : str
        ``line_month``, ``line_item``, ``line_tonnes``, ``line_party``, ``line_same_party``,
        ``line_twice``, ``long_text``, ``not_yours``.
    row : int
        From 1.
    column : str
        ``month``, ``item``, ``tonnes``, ``supplier``, ``receiver`` or ``price_rule``.
    value : str
        What stands there.
    other_row : int
        The row that says the same, for ``line_twice``; else 0.
    """

    def __init__(self, code: str, row: int, column: str, value: str, other_row: int = 0) -> None:
        super().__init__(code)
        self.row, self.column, self.value, self.other_row = row, column, value, other_row


@dataclass(frozen=True)
class Way:
    """What entering a stage asks of a case.

    Attributes
    ----------
    missing_must, missing_reason : tuple of str
        Guards that are not met: never to be passed over, and with a reason.
    left_out : tuple of str
        Stages in between.
    is_back : bool
    """

    scheme: Scheme
    stage: str
    missing_must: tuple[str, ...]
    missing_reason: tuple[str, ...]
    left_out: tuple[str, ...]
    is_back: bool

    @property
    def needs_reason(self) -> bool:
        """Whether a reason must be written."""
        return bool(self.missing_reason or self.left_out or self.is_back)


def stages_of(stages: pd.DataFrame, scheme: Scheme) -> list[str]:
    """Keys of a scheme's stages in their order."""
    of_this = stages[stages["scheme"] == scheme].sort_values("order")
    return [str(stage) for stage in of_this["stage"]]


def guards_of(case: Case, guards: pd.DataFrame, scheme: Scheme, stage: str) -> pd.DataFrame:
    """Rows of ``guards`` for entering this stage with this model and these parties, in order."""
    models = {"all", "handshake" if case.model == HANDSHAKE else "formal"}
    parties = {"all", "outside" if case.has_outside_party else "regencies"}
    held = (guards["scheme"] == scheme) & (guards["stage"] == stage)
    held &= guards["models"].isin(models) & guards["parties"].isin(parties)
    return guards[held].sort_values("order")


def way_to(
    case: Case, scheme: Scheme, stage: str, stages: pd.DataFrame, guards: pd.DataFrame
) -> Way:
    """What entering ``stage`` asks of ``case``.

    Raises
    ------
    CaseRuleError
        ``unknown_stage``, ``same_stage``, ``no_legal_path``.
    """
    order = stages_of(stages, scheme) if scheme in SCHEMES else []
    if stage not in order:
        raise CaseRuleError("unknown_stage")
    if scheme == "legal" and not case.takes_legal_path:
        raise CaseRuleError("no_legal_path")
    here, there = order.index(case.stages[scheme]), order.index(stage)
    if here == there:
        raise CaseRuleError("same_stage")
    entered = order[here + 1 : there + 1]
    missing: dict[str, list[str]] = {"must": [], "reason": []}
    for each in entered:
        for guard, strength in _asked(case, guards, scheme, each):
            if not GUARDS[guard](case):
                missing[strength].append(guard)
    return Way(
        scheme,
        stage,
        tuple(dict.fromkeys(missing["must"])),
        tuple(dict.fromkeys(missing["reason"])),
        tuple(entered[:-1]),
        there < here,
    )


def unmet_musts(case: Case, stages: pd.DataFrame, guards: pd.DataFrame) -> tuple[str, ...]:
    """Guards never to be passed over that the stages entered so far ask for and do not find."""
    unmet = []
    for scheme in SCHEMES:
        if scheme == "legal" and not case.takes_legal_path:
            continue
        order = stages_of(stages, scheme)
        for stage in order[: order.index(case.stages[scheme]) + 1]:
            for guard, strength in _asked(case, guards, scheme, stage):
                if strength == "must" and not GUARDS[guard](case):
                    unmet.append(guard)
    return tuple(dict.fromkeys(unmet))


def unmet_before(
    case: Case, stage: str, stages: pd.DataFrame, guards: pd.DataFrame
) -> tuple[str, ...]:
    """Guards never to be passed over that the legal path asks up to this stage and does not find.

    Wherever the case stands now; nothing of a handshake, which has no such path.
    """
    if not case.takes_legal_path:
        return ()
    order = stages_of(stages, "legal")
    return tuple(
        dict.fromkeys(
            guard
            for each in order[: order.index(stage) + 1]
            for guard, strength in _asked(case, guards, "legal", each)
            if strength == "must" and not GUARDS[guard](case)
        )
    )


def _asked(
    case: Case, guards: pd.DataFrame, scheme: Scheme, stage: str
) -> tuple[tuple[str, str], ...]:
    """Guards of a stage, each with its strength."""
    rows = guards_of(case, guards, scheme, stage)
    return tuple(zip(rows["guard"].astype(str), rows["strength"].astype(str), strict=True))


def require_follows(case: Case, event: Event, stages: pd.DataFrame, guards: pd.DataFrame) -> None:
    """Raise ``CaseRuleError`` where this event may not follow in this case."""
    if case.state == "withdrawn" or (case.state == "ended" and event.kind not in _AFTER_THE_END):
        raise CaseRuleError("closed")
    said = event.details
    match event.kind:
        case "opened":
            raise CaseRuleError("closed")  # it is open already
        case "corrected":
            _require_reason(event)
            _require_same_signers(case, event)
            _require_no_party_owes_from_outside(case, event)
        case "moved":
            way = way_to(case, said["scheme"], said["stage"], stages, guards)
            if way.missing_must:
                raise CaseRuleError("guard", way.missing_must)
            if way.needs_reason:
                _require_reason(event)
            if set(said.get("passed_over", ())) != set(way.missing_reason):
                raise CaseRuleError("guard", way.missing_reason)
        case "checked":
            if said["check"] not in case.asked_checks:
                raise CaseRuleError("unknown_check")
        case "attached":
            if said["kind"] not in FILE_KINDS:
                raise CaseRuleError("unknown_file")
            if said["kind"] in _SIGNED_PAPERS and not case.takes_legal_path:
                raise CaseRuleError("no_legal_path")
            # Who has signed stays the party of it: nobody could be added to it afterwards.
            if said["kind"] in _SIGNED_PAPERS and not GUARDS["two_parties"](case):
                raise CaseRuleError("one_party")
            # The same scan may be attached again where a number or the day was not known before.
            new = after(case, event).files[-1]
            known = [replace(each, no=new.no, at=new.at, name=new.name) for each in case.files]
            if new in known:
                raise CaseRuleError("unchanged")
        case "model_chosen":
            if said["model"] == case.model:
                raise CaseRuleError("unchanged")
            _require_model_fits(case, said["model"])
        case "published":
            if said["public"] and not case.is_signed:
                raise CaseRuleError("not_signed")
        case "obliged" | "delivered" | "extended":
            if event.kind != "obliged" and not case.is_signed:
                raise CaseRuleError("not_signed")
            if _changes_what_was_agreed(case, event):
                _require_reason(event)
        case "ended":
            _require_reason(event)
        case "withdrawn":
            _require_reason(event)
        case _:
            pass
    if event.kind in _SAY_ANEW:
        before = unmet_musts(case, stages, guards)
        then = unmet_musts(after(case, event), stages, guards)
        lost = [guard for guard in then if guard not in before]
        if lost:
            raise CaseRuleError("guard", lost)


def require_opens(content_title: str, party_keys: Sequence[str]) -> None:
    """Raise ``CaseRuleError`` unless a case can begin with this: a title, and nobody twice."""
    if not content_title.strip():
        raise CaseRuleError("no_title")
    if len(set(party_keys)) != len(party_keys):
        raise CaseRuleError("same_party")


def _changes_what_was_agreed(case: Case, event: Event) -> bool:
    """Whether a signed agreement had other obligations or another last day before this."""
    if event.kind == "obliged":
        return case.is_signed and bool(case.obligations)
    return event.kind == "extended" and case.until is not None


def _require_model_fits(case: Case, model: str) -> None:
    """A case that has moved along the legal path, or has signed papers, is no handshake any more.

    It may go back to the beginning of that path first; signed papers stay.
    """
    has_moved = case.stages["legal"] != FIRST_STAGE["legal"]
    if model == HANDSHAKE and (has_moved or parties_are_fixed(case)):
        raise CaseRuleError("changed_model")


def parties_are_fixed(case: Case) -> bool:
    """Who has signed a paper stays the party of it; what each has from it may be said anew."""
    return any(case.has(kind) for kind in _SIGNED_PAPERS)


def _require_same_signers(case: Case, event: Event) -> None:
    if not parties_are_fixed(case):
        return
    then = after(case, event)
    signers, named = (
        {(party.kind, party.code, party.name) for party in each.content.parties}
        for each in (case, then)
    )
    if signers != named:
        raise CaseRuleError("signed_parties")


def _require_no_party_owes_from_outside(case: Case, event: Event) -> None:
    """Whoever owes or is owed something stays a party; the obligations are written anew first."""
    named = {each for line in case.obligations for each in (line.supplier, line.receiver)}
    then = {party.code or party.name for party in after(case, event).content.parties}
    if named - then:
        raise CaseRuleError("obliged_parties")


def _require_reason(event: Event) -> None:
    if len(event.reason.strip()) < 3:
        raise CaseRuleError("no_reason")
