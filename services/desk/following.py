"""What a signed agreement owes by month, what was reported of it, and what runs out.

Nothing that was not reported counts as nothing delivered, and two reports that differ are shown
both: which one holds is for the parties to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.desk.register import day_here
from services.desk.state import Case, Delivery

#: An agreement that ends within so many days is warned of: time for an addendum to go through both
#: councils where one is needed. An assumption; no regulation names it.
DAYS_BEFORE_THE_END = 90

LineState = Literal[
    "due_later",
    "no_report",
    "met",
    "short",
    "differing",
    "uncounted",
    "not_owed",
    "not_binding",
]
#: Nothing of these is due: they are in no sum.
NOT_DUE: tuple[LineState, ...] = ("due_later", "not_owed", "not_binding")
WarningKind = Literal["ran_out", "runs_out", "no_report", "short", "differing"]


@dataclass(frozen=True)
class Line:
    """One month, item and direction: what is owed, and the last report of each reporter.

    Attributes
    ----------
    month : str
        ``2026-01``.
    owed : float or None
        Tonnes; None where it is not counted in tonnes, or nothing was agreed (``not_owed``).
    reports : tuple of Delivery
        In order of their time, one of each reporter.
    state : str
        ``due_later`` while the month is not over and less than owed was reported, or nothing;
        ``no_report`` when it is over; ``met`` and ``short`` where the reports agree;
        ``differing`` where they do not; ``uncounted`` where no tonnes were agreed; ``not_owed``
        where only a report is there; ``not_binding`` where nobody has reported and nothing was
        owed: the agreement is not signed, or had ended before the month.
    """

    month: str
    item: str
    supplier: str
    receiver: str
    owed: float | None
    price_rule: str
    reports: tuple[Delivery, ...]
    state: LineState

    @property
    def delivered(self) -> float | None:
        """Tonnes, where everybody who reported says the same; None where nobody did."""
        said = {report.tonnes for report in self.reports}
        return said.pop() if len(said) == 1 else None


@dataclass(frozen=True)
class Warned:
    """What somebody should look at: of the agreement's end (``day``), or of a line."""

    case: Case
    kind: WarningKind
    day: date | None = None
    line: Line | None = None


def lines_of(case: Case, today: date) -> list[Line]:
    """Obligations with their reports, by month; reports without an obligation among them."""
    reported: dict[tuple[str, str, str, str], dict[str, Delivery]] = {}
    for delivery in case.deliveries:  # a later one of the same reporter replaces the earlier
        by_reporter = reported.setdefault(_key(delivery), {})
        by_reporter.pop(delivery.reporter, None)
        by_reporter[delivery.reporter] = delivery
    found = []
    for owed in case.obligations:
        reports = tuple(reported.pop(_key(owed), {}).values())
        state = _state(owed.month, owed.tonnes, reports, today)
        if not reports and not _binds(case, owed.month):
            state = "not_binding"
        found.append(
            Line(
                owed.month,
                owed.item,
                owed.supplier,
                owed.receiver,
                owed.tonnes,
                owed.price_rule,
                reports,
                state,
            )
        )
    for by_reporter in reported.values():
        reports = tuple(by_reporter.values())
        first = reports[0]
        found.append(
            Line(
                first.month,
                first.item,
                first.supplier,
                first.receiver,
                None,
                "",
                reports,
                "not_owed",
            )
        )
    return sorted(found, key=lambda line: (line.month, line.item, line.supplier, line.receiver))


def warnings(found: Iterable[Case], today: date) -> list[Warned]:
    """What to look at in signed cases that have not ended: first what ends, then months."""
    ends: list[Warned] = []
    months: list[Warned] = []
    for case in found:
        if case.state != "open" or not case.is_signed:
            continue
        if case.until is not None and (case.until - today).days <= DAYS_BEFORE_THE_END:
            kind: WarningKind = "ran_out" if case.until < today else "runs_out"
            ends.append(Warned(case, kind, case.until))
        for line in lines_of(case, today):
            if line.state in ("no_report", "short", "differing"):
                months.append(Warned(case, line.state, line=line))
    return [
        *sorted(ends, key=lambda each: each.day or today),
        *sorted(months, key=lambda each: each.line.month if each.line else ""),
    ]


@dataclass(frozen=True)
class Attention:
    """Why one case wants looking at: its end, and the lines that do, each by its kind."""

    case: Case
    ending: Warned | None
    kinds: tuple[WarningKind, ...]


def attention(found: Iterable[Case], today: date) -> list[Attention]:
    """The same by case, in the order in which their first warning comes."""
    by_case: dict[str, list[Warned]] = {}
    for each in warnings(found, today):
        by_case.setdefault(each.case.case_id, []).append(each)
    return [
        Attention(
            of_case[0].case,
            next((each for each in of_case if each.day is not None), None),
            tuple(each.kind for each in of_case if each.line is not None),
        )
        for of_case in by_case.values()
    ]


def awaited(found: Iterable[Case], regency_code: str, today: date) -> int:
    """Obligations of a regency whose month is over and that nobody has reported."""
    return sum(
        each.kind == "no_report"
        and each.line is not None
        and regency_code in (each.line.supplier, each.line.receiver)
        for each in warnings(found, today)
    )


def owed_so_far(lines: Sequence[Line]) -> tuple[float, float, int]:
    """Tonnes owed and delivered over the lines with agreeing reports, and how many lack one.

    Only lines with a counted obligation are in; those without a report, or with two that differ,
    are counted and left out of both sums, so that the two can be compared.
    """
    counted = [line for line in lines if line.owed is not None and line.state not in NOT_DUE]
    told = [(line.owed, line.delivered) for line in counted if line.delivered is not None]
    owed = sum(amount for amount, _ in told if amount is not None)
    return owed, sum(amount for _, amount in told), len(counted) - len(told)


def _key(line: object) -> tuple[str, str, str, str]:
    month, item, supplier, receiver = (
        str(getattr(line, name)) for name in ("month", "item", "supplier", "receiver")
    )
    return month, item.casefold(), supplier, receiver


def _state(month: str, owed: float | None, reports: Sequence[Delivery], today: date) -> LineState:
    if not reports:
        if month >= f"{today:%Y-%m}":
            return "due_later"
        # A report is in tonnes: of a service none can come, so none is missed.
        return "no_report" if owed is not None else "uncounted"
    said = {report.tonnes for report in reports}
    if len(said) > 1:
        return "differing"
    if owed is None:
        return "uncounted"
    if said.pop() >= owed:
        return "met"
    # The rest of it may still come while the month runs.
    return "short" if month < f"{today:%Y-%m}" else "due_later"


def _binds(case: Case, month: str) -> bool:
    """Whether an obligation of this month is one: signed, and not after the end."""
    if not case.is_signed:
        return False
    at = next((event.at for event in case.events if event.kind == "ended"), None)
    day = day_here(at)
    return day is None or month <= f"{day:%Y-%m}"
