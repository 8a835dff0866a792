"""Cases as the desk lays them out: how each stands, what comes next and who has to act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from ntt_data.tables import load
from services.access import Actor
from services.desk import cases
from services.desk.rules import stages_of
from services.desk.state import Case, Scheme

Standing = Literal["proposed", "signed", "ended", "withdrawn"]
STANDINGS: tuple[Standing, ...] = ("proposed", "signed", "ended", "withdrawn")


@dataclass(frozen=True)
class Step:
    """The next stage of a scheme, and the guards that are not met yet."""

    stage: str
    missing: tuple[str, ...]


def standing(case: Case) -> Standing:
    """How a case stands, whichever scheme it is looked at by."""
    if case.state != "open":
        return case.state
    return "signed" if case.is_signed else "proposed"


def next_step(case: Case, scheme: Scheme) -> Step | None:
    """What comes next; None at the last stage, in a closed case and off the legal path."""
    order = stages_of(load("case_stages"), scheme)
    here = order.index(case.stages[scheme])
    if case.state != "open" or here + 1 == len(order) or not on_path(case, scheme):
        return None
    way = cases.way_to(case, scheme, order[here + 1])
    return Step(order[here + 1], (*way.missing_must, *way.missing_reason))


def on_path(case: Case, scheme: Scheme) -> bool:
    """Whether a scheme's stages are those of this case: a handshake takes no legal path."""
    return scheme == "report" or case.takes_legal_path


def is_overdue(case: Case, on: date) -> bool:
    """Whether an agreement has run out and nobody has extended or ended it.

    A stage has no day until which it must be left, so that nothing else is overdue.
    """
    return case.state == "open" and case.until is not None and case.until < on


def by_stage(found: Iterable[Case], scheme: Scheme) -> dict[str, list[Case]]:
    """Every stage of a scheme in its order, with its cases."""
    columns: dict[str, list[Case]] = {stage: [] for stage in stages_of(load("case_stages"), scheme)}
    for case in found:
        if on_path(case, scheme):
            columns[case.stages[scheme]].append(case)
    return columns


def commodity_of(case: Case) -> str:
    """The commodity that it was made from; nothing where its origin names none."""
    known = {"pair", "corridor"}
    return case.content.origin_key.split("-")[0] if case.content.origin in known else ""


def of_regency(found: Iterable[Case], code: str) -> list[Case]:
    """Those to which a regency is a party."""
    return [case for case in found if code in case.regency_codes]


def seen_of_regency(actor: Actor, code: str) -> list[Case]:
    """The same of all that this actor may see; ``StoreError``."""
    return of_regency(cases.cases_for(actor), code)


def made_from(found: Iterable[Case], origin: str, key: str) -> list[Case]:
    """Those that stand and come from the same opportunity."""
    return [
        case
        for case in found
        if key
        and (case.content.origin, case.content.origin_key) == (origin, key)
        and case.state != "withdrawn"
    ]


def worked_together(found: Sequence[Case]) -> dict[tuple[str, str], int]:
    """Pairs of regencies that are parties of the same case, with the number of such cases."""
    counts: dict[tuple[str, str], int] = {}
    for case in found:
        for pair in combinations(sorted(case.regency_codes), 2):
            counts[pair] = counts.get(pair, 0) + 1
    return counts


def counted(found: Collection[Case]) -> dict[Standing, int]:
    """How many cases stand how, those that nobody is in left out."""
    numbers = {each: sum(standing(case) == each for case in found) for each in STANDINGS}
    return {each: n for each, n in numbers.items() if n}
