"""What the yearly report says: words and figures, worked out by whoever knows the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: What is counted, in words, and how many.
Counted = tuple[str, int]


@dataclass(frozen=True)
class Missing:
    """A guard that is not met: what, how strong, by which rule, and how sure its wording is."""

    guard: str
    strength: str
    basis: str
    wording: str


@dataclass(frozen=True)
class NextStep:
    """What comes next in one scheme of stages; nothing ``missing`` where it may be entered."""

    scheme: str
    stage: str
    who: str
    missing: Sequence[Missing] = ()


@dataclass(frozen=True)
class FollowedItem:
    """What was owed of one commodity or service in the months of a year, and reported of it.

    ``lines`` are due and counted in tonnes: ``told`` of them have reports that agree, and ``owed``
    and ``delivered`` (tonnes) are sums over these alone, None where there are none. ``without``
    have no report; of ``differing`` two differ, also where no tonnes are owed. ``uncounted`` were
    agreed in no tonnes, ``later`` are due after the day on which this is made, ``unowed`` were
    reported though nothing was agreed, and ``not_binding`` are of an agreement that is not signed
    or had ended.
    """

    item: str
    lines: int
    told: int
    owed: float | None
    delivered: float | None
    without: int
    differing: int
    uncounted: int
    later: int
    unowed: int
    not_binding: int


@dataclass(frozen=True)
class OwedLine:
    """One month, item and direction; amounts in tonnes, None where not known or not counted."""

    month: str
    item: str
    supplier: str
    receiver: str
    owed: float | None
    delivered: float | None
    state: str


@dataclass(frozen=True)
class CaseTold:
    """One case; texts are empty and days None where there is nothing to say.

    ``standing`` is for a column, ``stages`` the stage in each scheme that applies, by its name.
    ``signed_on`` says the day of signing, or that it was not told.
    """

    case_id: str
    title: str
    parties: str
    subject: str
    model: str
    standing: str
    seen_by: str
    stages: Sequence[tuple[str, str]]
    opened: date | None
    signed_recorded: date | None
    signed_on: str
    until: date | None
    runs_out: str
    steps: Sequence[NextStep]
    followed: Sequence[FollowedItem]
    lines: Sequence[OwedLine]
    closed: date | None
    reason: str
    lesson: str
    has_ended: bool


@dataclass(frozen=True)
class YearlyReport:
    """The report of one year; ``scope`` says whose cases are in it.

    ``confidential`` is the mark of one that is not to be published, else empty. ``notes`` say how
    to read the figures.
    """

    year: int
    title: str
    as_of: str
    made: str
    scope: str
    confidential: str
    standings: Sequence[Counted]
    happened: Sequence[Counted]
    stages: Sequence[tuple[str, Sequence[Counted]]]
    notes: Sequence[str]
    cases: Sequence[CaseTold]
    source_ids: Sequence[str]
