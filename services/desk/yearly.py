"""The cases of one year as the desk had recorded them by its end, for who may see them.

What counts into a year is the day on which it was recorded, so that every opening, signing and end
is in one year and in no other. The day on which a paper was signed stands beside it, where it was
told. Deliveries are those reported until the day on which this is made: December is reported in
January.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from ntt_data.store.case_records import CaseEvents, Event
from publishing.files.yearly_report.model import FollowedItem
from publishing.formats import WITA
from services.access import Actor
from services.desk import board, cases, following
from services.desk.board import Standing, Step
from services.desk.following import Line
from services.desk.register import day_here
from services.desk.state import SCHEMES, Case, Scheme, after, case_of

Happening = Literal["opened", "signed", "ended", "withdrawn"]
HAPPENINGS: tuple[Happening, ...] = ("opened", "signed", "ended", "withdrawn")


@dataclass(frozen=True)
class CaseInYear:
    """A case as it stood at the end of the year.

    Attributes
    ----------
    case : Case
        What was recorded of it by then.
    days : mapping of Happening to date
        When it was opened, recorded as signed, ended or withdrawn; what had not happened is not
        there.
    steps : mapping of scheme to Step
        What came next, in the schemes that have a next stage.
    lines : tuple of Line
        Obligations and deliveries of the year's months.
    followed : tuple of FollowedItem
        The same by what is owed: tonnes of different things are not added.
    """

    case: Case
    days: dict[Happening, date]
    steps: dict[Scheme, Step]
    lines: tuple[Line, ...]
    followed: tuple[FollowedItem, ...]
    runs_out: following.Warned | None

    @property
    def standing(self) -> Standing:
        """How it stood."""
        return board.standing(self.case)

    @property
    def closing(self) -> Event | None:
        """The event that ended or withdrew it."""
        return next((e for e in self.case.events if e.kind in ("ended", "withdrawn")), None)


@dataclass(frozen=True)
class Year:
    """All cases of a year that somebody may see, in the order in which they were opened.

    ``until`` is its last day, or the day on which this is made while the year runs. It is
    ``confidential`` where not everybody may see all that is in it.
    """

    year: int
    until: date
    made_at: datetime
    confidential: bool
    cases: tuple[CaseInYear, ...]

    @property
    def standings(self) -> dict[Standing, int]:
        """How many stood how at the end, none left out."""
        return {each: sum(c.standing == each for c in self.cases) for each in board.STANDINGS}

    @property
    def happened(self) -> dict[Happening, int]:
        """How often each was recorded within the year."""
        return {each: len(self.in_which(each)) for each in HAPPENINGS}

    def in_which(self, what: Happening) -> list[CaseInYear]:
        """The cases in which something was recorded within the year."""
        return [c for c in self.cases if what in c.days and c.days[what].year == self.year]

    def by_stage(self, scheme: Scheme) -> dict[str, int]:
        """How many of the cases that ran at the end stood at each stage, none left out."""
        running = [each.case for each in self.cases if each.case.state == "open"]
        return {stage: len(held) for stage, held in board.by_stage(running, scheme).items()}

    @property
    def off_legal_path(self) -> int:
        """Running handshakes, which stand at no stage of the legal path."""
        return sum(c.case.state == "open" and not c.case.takes_legal_path for c in self.cases)


def years_of(known: Iterable[Case], today: date) -> list[int]:
    """Years of which there is something to tell, the newest first."""
    opened = [day.year for case in known if (day := day_here(case.events[0].at)) is not None]
    return list(range(today.year, min(opened) - 1, -1)) if opened else []


def year_of(actor: Actor, known: Sequence[Case], year: int, made_at: datetime) -> Year:
    """The cases of a year among those that this actor may see (``cases.cases_for``).

    ``made_at`` is in UTC; in none of them is anything that was recorded later.
    """
    made_on = made_at.replace(tzinfo=UTC).astimezone(WITA).date()
    until = min(date(year, 12, 31), made_on)
    found = [each for case in known if (each := _in_year(case, year, until, made_on)) is not None]
    return Year(year, until, made_at, is_confidential(actor, known), tuple(found))


def is_confidential(actor: Actor, known: Sequence[Case]) -> bool:
    """Whether a report for this actor is marked: the bureau's always is, whatever is in it."""
    return cases.may_change(actor) or not all(case.is_public for case in known)


def _in_year(case: Case, year: int, until: date, made_on: date) -> CaseInYear | None:
    """None where a case was not there yet, or was closed before the year began."""
    then = as_recorded(case, until)
    if then is None:
        return None
    days = _days(then)
    if any(what in days and days[what].year < year for what in ("ended", "withdrawn")):
        return None
    steps = {scheme: step for scheme in SCHEMES if (step := board.next_step(then, scheme))}
    lines = tuple(
        line for line in following.lines_of(case, made_on) if line.month.startswith(f"{year}-")
    )
    ends = [each for each in following.warnings([then], until) if each.day is not None]
    return CaseInYear(then, days, steps, lines, _by_item(lines), ends[0] if ends else None)


def as_recorded(case: Case, until: date) -> Case | None:
    """What its events of until then add up to; None where there was none."""
    events = tuple(
        event for event in case.events if (day := day_here(event.at)) is None or day <= until
    )
    return case_of(CaseEvents(case.case_id, events)) if events else None


def _days(case: Case) -> dict[Happening, date]:
    """Of what happened more than once the last time counts."""
    first, *later = case.events
    found: dict[Happening, date | None] = {"opened": day_here(first.at)}
    stands = case_of(CaseEvents(case.case_id, (first,)))
    for event in later:
        before, stands = stands, after(stands, event)
        if stands.is_signed and not before.is_signed:
            found["signed"] = day_here(event.at)
        elif before.is_signed and not stands.is_signed:
            found.pop("signed", None)  # a handshake that goes back
        if stands.state != before.state and stands.state != "open":
            found[stands.state] = day_here(event.at)
    return {what: day for what, day in found.items() if day is not None}


def _by_item(lines: Sequence[Line]) -> tuple[FollowedItem, ...]:
    apart: dict[str, list[Line]] = {}
    for line in lines:
        apart.setdefault(line.item.casefold(), []).append(line)
    return tuple(map(_followed, apart.values()))


def _followed(lines: Sequence[Line]) -> FollowedItem:
    owed, delivered, silent = following.owed_so_far(lines)
    due = [line for line in lines if line.owed is not None and line.state not in following.NOT_DUE]
    told = len(due) - silent
    return FollowedItem(
        item=lines[0].item,
        lines=len(due),
        told=told,
        owed=owed if told else None,
        delivered=delivered if told else None,
        without=sum(line.state == "no_report" for line in lines),
        differing=sum(line.state == "differing" for line in lines),
        uncounted=sum(line.owed is None for line in lines if line.state not in following.NOT_DUE),
        later=sum(line.state == "due_later" for line in lines),
        unowed=sum(line.state == "not_owed" for line in lines),
        not_binding=sum(line.state == "not_binding" for line in lines),
    )
