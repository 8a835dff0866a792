"""Random sequences of actions on a case reach no state that may not be, on either database.

What may not be is written down here once more, from the law and the report and not from the table
of guards: a guard that is lost there is found here.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import Any

import pandas as pd
import pytest

from ntt_data.store.case_records import FILE_KINDS, CaseEvents, Content, Event, Party
from ntt_data.tables import load
from services.access import Actor
from services.desk import cases, rules
from services.desk.contents import checked_lines
from services.desk.rules import CaseRuleError
from services.desk.state import CHECKS, HANDSHAKE, Case, Obligation, after, case_of
from tests.ntt_data.test_store import postgres_url  # noqa: F401

BUREAU = Actor("bureau", credential_id="b1")
REPORT = [
    *("preparation", "offer", "cooperation_setup", "signing_accord", "signing_memorandum"),
    *("implementation", "oversight", "reporting"),
]
LEGAL = [
    *("initiation", "coordination_team", "offer_letter", "accord", "council_approval"),
    *("agreement", "carrying_out", "evaluation"),
]
WEST, TOWN = Party("regency", "Manggarai Barat", "5315", "pasar"), Party("regency", "Kota Kupang", "5371", "beras")  # fmt: skip  # noqa: E501
BEGUN = Content("Beras untuk Kupang", "Beras", "Kurang", (WEST, TOWN), snapshot={"tonnes": 9845.0})
WITH_A_COMPANY = replace(BEGUN, parties=(WEST, TOWN, Party("company", "CV Beras", "", "laba")))
CONTENTS = (
    BEGUN,
    replace(BEGUN, object=""),
    replace(BEGUN, parties=(WEST,)),
    replace(BEGUN, parties=(WEST, replace(TOWN, benefit=""))),
    WITH_A_COMPANY,
    replace(BEGUN, title="Lain", origin="pair", snapshot={"tonnes": 1.0}),
)


@dataclass(frozen=True)
class Action:
    kind: Any
    details: dict[str, Any]
    reason: str = ""


def an_action(chance: random.Random, stages: dict[str, int]) -> Action:
    """What somebody may try next: mostly a step forward, now and then anything at all."""
    reason = chance.choice(("", "alasan yang tertulis"))
    what = chance.choices(
        (
            *("move", "attach", "check", "answer", "model", "correct", "publish", "comment", "end"),
            *("oblige", "deliver", "extend"),
        ),
        (30, 30, 10, 8, 8, 4, 5, 3, 2, 5, 6, 3),
    )[0]
    match what:
        case "move":
            scheme = chance.choice(("report", "legal", "legal"))
            order = REPORT if scheme == "report" else LEGAL
            step = chance.choices((1, 2, 4, -1, -5), (60, 12, 8, 10, 10))[0]
            stage = order[max(0, min(stages[scheme] + step, len(order) - 1))]
            return Action("moved", {"scheme": scheme, "stage": stage}, reason)
        case "attach":
            kind, copy = chance.choice(FILE_KINDS), chance.choice(("", "", "2"))
            digest = sha256(f"{kind}{copy}".encode()).hexdigest()
            return Action("attached", {"kind": kind, "name": kind + copy, "sha256": digest})
        case "check":
            said = {"check": chance.choice(CHECKS), "holds": chance.choice((True, True, False))}
            return Action("checked", said)
        case "answer":
            known = (True, False, False, None)
            said = {"council": chance.choice(known), "official_signs": chance.choice(known)}
            return Action("answered", {"answers": {}, **said})
        case "model":
            model = chance.choice(("joint_agreement", "joint_authority", HANDSHAKE))
            return Action("model_chosen", {"model": model}, reason)
        case "correct":
            return Action("corrected", {"content": chance.choice(CONTENTS)}, reason)
        case "publish":
            return Action("published", {"public": chance.random() < 0.8})
        case "comment":
            return Action("commented", {"text": "a & b < c"})
        case "oblige":
            months = chance.sample(MONTHS, chance.randint(0, 2))
            return Action("obliged", {"lines": [a_line(chance, each) for each in months]}, reason)
        case "deliver":
            return Action("delivered", {"line": a_line(chance, chance.choice(MONTHS))})
        case "extend":
            return Action(
                "extended", {"until": chance.choice(("2026-12-31", "2027-12-31"))}, reason
            )
    return Action(chance.choice(("ended", "withdrawn")), {}, reason)


MONTHS = ("2026-01", "2026-02", "2026-03", "2026-13")


def a_line(chance: random.Random, month: str) -> Obligation:
    """Mostly rice of a month; now and then the same on both sides, or of no party."""
    supplier, receiver = chance.choice(
        (("5315", "5371"), ("5315", "5371"), ("5371", "5315"), ("5315", "5315"), ("CV", "5371"))
    )
    tonnes = chance.choice((None, 0.0, 12.5, -1.0))
    return Obligation(month, "Beras & <b> = 1", tonnes, supplier, receiver, "=harga & <pasar>")


# --- what may not be ---------------------------------------------------------------------------


@dataclass
class Told:
    """What a reader of the events finds, without the fold of the services."""

    files: set[str] = field(default_factory=set)
    stages: dict[str, int] = field(default_factory=lambda: {"report": 0, "legal": 0})
    checks: dict[str, bool] = field(default_factory=dict)
    model: str = ""
    council: bool | None = None
    official: bool | None = None
    content: Content = BEGUN
    closed: str = ""
    lines: list[Any] = field(default_factory=list)
    reports: int = 0
    until: str = ""

    @property
    def is_signed(self) -> bool:
        """The agreement is there, or a handshake is being carried out."""
        if self.model == HANDSHAKE:
            return self.stages["report"] >= 5
        return "agreement" in self.files


def read(told: Told, event: Event) -> list[str]:
    """Add an event to what was told; what it does that may not be."""
    wrong = []
    has_reason, said = bool(event.reason), event.details
    if told.closed == "withdrawn":
        wrong.append("something after it was withdrawn")
    if told.closed == "ended" and event.kind not in ("commented", "published", "attached"):
        wrong.append("more than papers and words after its end")
    match event.kind:
        case "moved":
            order = REPORT if said["scheme"] == "report" else LEGAL
            here, there = told.stages[said["scheme"]], order.index(said["stage"])
            if there != here + 1 and not has_reason:
                wrong.append("a stage left out or gone back to without a reason")
            if said["scheme"] == "legal" and told.model == HANDSHAKE:
                wrong.append("a handshake on the legal path")
            passed = set(said["passed_over"])
            if said["scheme"] == "report" and here < 5 <= there:
                open_checks = {
                    each
                    for each in ("funding", "assets", "commitment", "evaluation_plan")
                    if told.checks.get(each) is not True
                }
                if open_checks - passed:
                    wrong.append("a precondition passed over and not said")
            if said["scheme"] == "legal" and here < 2 <= there and not (
                told.checks.get("tkksd_discussed") is True or "tkksd_discussed" in passed
            ):  # fmt: skip
                wrong.append("the TKKSD passed over and not said")
            is_outside = any(each.kind != "regency" for each in told.content.parties)
            opened = (said["scheme"] == "report" and here < 2 <= there) or (
                said["scheme"] == "legal" and here < 2 <= there
            )
            if is_outside and opened and not (
                told.checks.get("outside_rules") is True or "outside_rules" in passed
            ):  # fmt: skip
                wrong.append("a party from outside, its rules passed over and not said")
            if passed and not has_reason:
                wrong.append("passed over without a reason")
            if passed & {"file_agreement", "council_settled", "signer_empowered", "file_accord"}:
                wrong.append("passed over what never is")
            told.stages[said["scheme"]] = there
        case "attached":
            told.files.add(said["kind"])
        case "checked":
            told.checks[said["check"]] = said["holds"]
        case "answered":
            told.council, told.official = said["council"], said["official_signs"]
        case "model_chosen":
            told.model = said["model"]
        case "corrected":
            now = Content.from_json(said["content"])
            signed = {"accord", "agreement"} & told.files
            if signed and [each.name for each in now.parties] != [
                each.name for each in told.content.parties
            ]:
                wrong.append("other parties than those that have signed")
            if not has_reason:
                wrong.append("a correction without a reason")
            told.content = now
        case "obliged":
            if told.is_signed and told.lines and not has_reason:
                wrong.append("what was signed changed without a reason")
            told.lines = list(said["lines"])
        case "delivered":
            if not told.is_signed:
                wrong.append("something delivered on what is not signed")
            if said["tonnes"] is None or said["tonnes"] < 0:
                wrong.append("a delivery of less than nothing, or of nobody knows what")
            told.reports += 1
        case "extended":
            if not told.is_signed:
                wrong.append("a last day of what is not signed")
            if told.until and not has_reason:
                wrong.append("another last day without a reason")
            told.until = said["until"]
        case "ended" | "withdrawn":
            if not has_reason:
                wrong.append("an end without a reason")
            told.closed = event.kind
    return wrong


def forbidden(told: Told, case: Case) -> list[str]:
    """Sentences that are true of this state and may never be."""
    report, legal, files = told.stages["report"], told.stages["legal"], told.files
    is_handshake = told.model == HANDSHAKE
    is_signed = told.is_signed
    named = {party.code or party.name for party in told.content.parties}
    owing = {line[side] for line in told.lines for side in ("supplier", "receiver")}
    two, has_object = len(told.content.parties) >= 2, bool(told.content.object)
    may_not = {
        "a handshake on the legal path": is_handshake and legal > 0,
        "a paper signed by one party alone": bool({"accord", "agreement"} & files) and not two,
        "a handshake with signed papers": is_handshake and bool({"accord", "agreement"} & files),
        "discussed by the TKKSD without object": legal >= 1 and not has_object,
        "discussed by the TKKSD with one party": legal >= 1 and not two,
        "an accord without the offer": legal >= 3 and not {"offer_letter", "reply"} <= files,
        "before the council without accord": legal >= 4 and "accord" not in files,
        "before the council without a model": legal >= 4 and not told.model,
        "an agreement, the council's part open": legal >= 5 and told.council is None,
        "an agreement that the council has not approved": (
            legal >= 5 and told.council is True and "council_approval" not in files
        ),
        "an agreement with a party from outside, its rules unknown": (
            legal >= 5
            and any(each.kind != "regency" for each in told.content.parties)
            and told.checks.get("outside_rules") is not True
        ),
        "carried out without a signed agreement": legal >= 6 and "agreement" not in files,
        "carried out, the signer unknown": legal >= 6 and told.official is None,
        "carried out, signed without power": (
            legal >= 6 and told.official is True and "power_of_attorney" not in files
        ),
        "offered without object": report >= 1 and not has_object,
        "set up with one party": report >= 2 and not two,
        "an accord without a model": report >= 3 and not told.model,
        "a memorandum without accord": (report >= 4 and not is_handshake and "accord" not in files),
        "a handshake without commitment": (
            report >= 4 and is_handshake and told.checks.get("commitment") is not True
        ),
        "put into practice without agreement": (
            report >= 5 and not is_handshake and "agreement" not in files
        ),
        "an obligation of who is no party": bool(owing - named),
        "an obligation to oneself": any(e["supplier"] == e["receiver"] for e in told.lines),
        "the fold says other obligations": [vars(each) for each in case.obligations] != told.lines,
        "a report lost or made up": len(case.deliveries) != told.reports,
        "the fold says another last day": (
            (case.until.isoformat() if case.until else "") != told.until
        ),
        "public and not signed": case.is_public and not is_signed,
        "public and withdrawn": case.is_public and told.closed == "withdrawn",
        "the figures of the first day changed": dict(case.content.snapshot) != {"tonnes": 9845.0},
        "another origin than on the first day": case.content.origin != "by_hand",
        "the fold says another stage": (
            (REPORT.index(case.stages["report"]), LEGAL.index(case.stages["legal"]))
            != (report, legal)
        ),
    }
    return [what for what, is_so in may_not.items() if is_so]


# --- 10,000 sequences without a database -------------------------------------------------------

OPENED = Event("opened", "bureau", {"content": BEGUN.as_json()}, no=1)


def event_of(case: Case, action: Action) -> Event:
    """The event as the services make it."""
    details = dict(action.details)
    if action.kind == "moved":
        way = cases.way_to(case, details["scheme"], details["stage"])
        details["passed_over"] = list(way.missing_reason)
    if action.kind == "corrected":
        details["content"] = replace(details["content"], snapshot={}).as_json()
    if action.kind == "obliged":
        lines = checked_lines(case, details["lines"])
        details["lines"] = [dict(vars(line)) for line in lines]
    if action.kind == "delivered":
        line = details.pop("line")
        if line.tonnes is None:
            line = replace(line, tonnes=1.0)
        (line,) = checked_lines(case, [line])
        details = {**vars(line), "basis": "nota & <1>", "round_id": None}
    if action.kind == "attached":
        details["numbers"] = {}
    if action.kind == "ended":
        details["lesson"] = ""
    return Event(action.kind, "bureau", details, action.reason, no=case.no + 1)


def run(seed: int, length: int) -> tuple[list[tuple[Action, str]], Case, list[str]]:
    """One sequence: what was tried with its outcome, where it led, and what may not be."""
    chance, told, wrong = random.Random(seed), Told(), []
    tried: list[tuple[Action, str]] = []
    events, case = (OPENED,), case_of(CaseEvents("22222222", (OPENED,)))
    for _ in range(length):
        action = an_action(chance, told.stages)
        try:
            event = event_of(case, action)
            rules.require_follows(case, event, load("case_stages"), load("case_guards"))
        except CaseRuleError as error:
            tried.append((action, error.code))
            continue
        events = (*events, event)
        case = replace(after(case, event), events=events)
        tried.append((action, "kept"))
        wrong += read(told, event) + forbidden(told, case)
    assert case_of(CaseEvents("22222222", events)) == case, "events alone say where it stands"
    return tried, case, wrong


def remember(monkeypatch: pytest.MonkeyPatch, guards: pd.DataFrame | None = None) -> None:
    """Read the two tables once, not for every event: they do not change meanwhile."""
    asked, order = rules._asked, rules.stages_of
    used = {"case_guards": load("case_guards") if guards is None else guards}
    for name in ("case_stages", "regencies", "cooperation_models"):
        used[name] = load(name)
    like = {
        (model == HANDSHAKE, content.parties != BEGUN.parties): replace(
            case_of(CaseEvents("2", (OPENED,))), model=model, content=content
        )
        for model in (HANDSHAKE, "")
        for content in (BEGUN, WITH_A_COMPANY)
    }

    @cache
    def asked_once(is_handshake: bool, is_outside: bool, scheme: Any, stage: str) -> Any:
        return asked(like[is_handshake, is_outside], used["case_guards"], scheme, stage)

    @cache
    def order_once(scheme: Any) -> list[str]:
        return order(used["case_stages"], scheme)

    monkeypatch.setattr(
        rules,
        "_asked",
        lambda case, _g, scheme, at: asked_once(
            case.model == HANDSHAKE, case.has_outside_party, scheme, at
        ),
    )
    monkeypatch.setattr(rules, "stages_of", lambda _s, scheme: order_once(scheme))
    for module in (cases, sys.modules[__name__]):
        monkeypatch.setattr(module, "load", used.__getitem__)


#: These reach every stage; the rest is gone through in a sweep.
SEEDS = [range(500), pytest.param(range(500, 10_000), marks=pytest.mark.sweep)]


@pytest.mark.parametrize("seeds", SEEDS, ids=len)
def test_ten_thousand_sequences_reach_nothing_that_may_not_be(
    monkeypatch: pytest.MonkeyPatch, seeds: range
) -> None:
    remember(monkeypatch)
    reached: set[tuple[str, str]] = set()
    codes: set[str] = set()
    for seed in seeds:
        tried, case, wrong = run(seed, 5 + seed % 56)
        assert not wrong, (seed, wrong, tried)
        codes |= {code for _action, code in tried}
        for event in case.events:
            if event.kind == "moved":
                reached.add((event.details["scheme"], event.details["stage"]))
    # A walk that gets nowhere proves nothing.
    assert {stage for scheme, stage in reached if scheme == "legal"} == set(LEGAL)
    assert {stage for scheme, stage in reached if scheme == "report"} == set(REPORT)
    assert codes >= {
        *("kept", "guard", "no_reason", "closed", "no_legal_path", "not_signed", "unchanged"),
        *("changed_model", "signed_parties", "same_stage", "obliged_parties"),
        *("line_month", "line_party", "line_same_party", "line_tonnes"),
    }


MUSTS = [
    (row.scheme, row.stage, row.guard)
    for row in load("case_guards").itertuples()
    if row.strength == "must"
]


#: The tests' own test; by the 1,383rd sequence at the latest each is found.
@pytest.mark.sweep
@pytest.mark.parametrize("lost", MUSTS, ids="-".join)
def test_a_guard_lost_from_the_table_is_found(
    monkeypatch: pytest.MonkeyPatch, lost: tuple[str, str, str]
) -> None:
    guards = load("case_guards")
    is_lost = pd.Series(True, index=guards.index)
    for column, value in zip(("scheme", "stage", "guard"), lost, strict=True):
        is_lost &= guards[column] == value
    remember(monkeypatch, guards[~is_lost])
    assert any(run(seed, 5 + seed % 56)[2] for seed in range(2_000)), lost
