"""Words of the yearly report of cases, and of the lessons of those that have ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from publishing.following_words import exact_tonnes
from publishing.formats import date, month, number
from publishing.language import _, localised

#: Wordings of ``case_guards`` that stand in a document that was read itself.
_READ = {"printed", "copy_read"}


def title(year: int) -> str:
    """What the report is called."""
    return _("Yearly report of cooperation {year}", year=year)


def as_of(until: dt.date) -> str:
    """Until when what was recorded is in it."""
    return _("As the cooperation desk had recorded it by {day}", day=date(until))


def scope(sees_all: bool, has_hidden: bool) -> str:
    """Whose cases are in it."""
    if sees_all:
        return _("All cases of the desk are in it, published or not.")
    if has_hidden:
        return _("In it are the cases to which one regency is a party, and the published ones.")
    return _("Only published cases are in it; the desk may have others.")


def confidential() -> str:
    """The mark of a report that holds what was not published."""
    return _("NOT TO BE PUBLISHED")


def happening(code: str) -> str:
    """What was recorded within the year, to be counted."""
    return {
        "opened": _("opened"),
        "signed": _("recorded as signed"),
        "ended": _("ended"),
        "withdrawn": _("withdrawn"),
    }[code]


def notes(days_before: int, off_legal_path: int) -> list[str]:
    """How to read the figures."""
    said = [
        _(
            "What counts into a year is the day on which it was recorded at the desk; the day of "
            "signing stands beside it, where it was told. Counts by stage are of cases that were "
            "running by then."
        ),
        _(
            "The stages by the report and the legal path are two schemes: each case is counted "
            "once in each, and the two are never added."
        ),
        _(
            "Tonnes owed and delivered are sums over the lines whose reports agree. A line without "
            "a report is no line without a delivery: it is counted, and is in neither sum. "
            "Deliveries are what somebody reported, and nobody has checked them."
        ),
        _(
            "An agreement that ends within {n} days is told; that span is an assumption.",
            n=number(days_before),
        ),
    ]
    if off_legal_path:
        said.append(
            _(
                "Running handshakes, which have no legal path: {n}.",
                n=number(off_legal_path),
            )
        )
    return said


def strength(code: str) -> str:
    """Whether a guard may be passed over."""
    return {"must": _("required"), "reason": _("may be passed over with a reason")}[code]


def wording(row: Mapping[str, Any]) -> str:
    """Whether the words of a guard's basis were read."""
    return _("read") if row["wording"] in _READ else _("not yet confirmed by the bureau")


def guard(row: Mapping[str, Any]) -> tuple[str, str]:
    """A row of ``case_guards``: what it asks for, and by which rule."""
    return str(row[localised("name")]), str(row[localised("basis")])


def signed_day(day: dt.date | None) -> str:
    """The day of signing, or that nobody has told it."""
    return _("not told") if day is None else date(day)


def month_told(text: str) -> str:
    """``2026-01`` as Januari 2026."""
    year, _sign, n = text.partition("-")
    return f"{month(int(n))} {year}"


def followed(told: Any) -> str:
    """Obligations of one item beside what was reported, and how many lines lack a report."""
    said = []
    if told.owed is not None:
        said.append(
            _(
                "{delivered} reported of {owed} owed, over {told} of {lines} due lines",
                delivered=exact_tonnes(told.delivered),
                owed=exact_tonnes(told.owed),
                told=number(told.told),
                lines=number(told.lines),
            )
        )
    elif told.lines:
        said.append(_("{lines} due lines, none with reports that agree", lines=number(told.lines)))
    counts = {
        _("without a report"): told.without,
        _("with reports that differ"): told.differing,
        _("agreed in no tonnes"): told.uncounted,
        _("not due yet"): told.later,
        _("reported without an obligation"): told.unowed,
        _("of no agreement in force"): told.not_binding,
    }
    said += [f"{words}: {number(n)}" for words, n in counts.items() if n]
    return f"{told.item}: {'; '.join(said)}."


def runs_out(kind: str, day: dt.date) -> str:
    """That an agreement ends soon, or has."""
    if kind == "ran_out":
        return _("ran out on {day}, and was neither extended nor ended", day=date(day))
    return _("runs out on {day}", day=date(day))


def no_lesson() -> str:
    """In the place of what was learned."""
    return _("Nothing was written about what was learned.")


def lessons_found(shown: int, every: int, text: str) -> str:
    """How many ended cases fit what was searched for."""
    if not text.strip():
        return _("Ended cases with their reason and lesson: {n}", n=number(every))
    return _("{shown} of {n} ended cases fit", shown=number(shown), n=number(every))
