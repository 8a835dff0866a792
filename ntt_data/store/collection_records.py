"""What the store gives back of rounds, credentials and versions; free of SQLAlchemy."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

#: The four answers that an office can give for a figure.
STATUSES = ("value", "none", "not_known", "not_applicable")
#: What the bureau can decide about a version.
REVIEW_KINDS = ("accepted", "returned", "undone")
#: How a version came in.
CHANNELS = ("form", "workbook", "paper")


class SheetKey(NamedTuple):
    """One office's part of a round."""

    round_id: str
    regency_code: str
    sheet: str


class Period(NamedTuple):
    """Of which months figures are; months 1 to 12, both included."""

    year: int
    first_month: int
    last_month: int

    @property
    def whole_year(self) -> bool:
        """Whether it has twelve months, as the figures of earlier years have."""
        return (self.first_month, self.last_month) == (1, 12)


@dataclass(frozen=True)
class RoundItem:
    """One row of a sheet: a commodity with what its balance needs, or something to offer.

    ``coefficient`` leads from ``form`` to the commodity's base form, ``norm_kg`` is kg per person
    and year; each has a source of the register, or ``assumption``.
    """

    sheet: str
    item: str
    unit: str
    form: str | None = None
    coefficient: float | None = None
    coefficient_source: str | None = None
    norm_kg: float | None = None
    norm_source: str | None = None


@dataclass(frozen=True)
class RoundEvent:
    """Something that happened to a round (closed, reopened, discarded), with the reason."""

    kind: str
    reason: str
    at: datetime
    regency_code: str | None = None
    sheet: str | None = None
    credential_id: str | None = None


@dataclass(frozen=True)
class Round:
    """One collection of figures; times are in UTC, months 1 to 12.

    ``year`` and the months are its first period, which is the only one of most rounds; figures
    name theirs by its number in ``periods``, from 1.
    """

    round_id: str
    name: str
    rehearsal: bool
    deadline: datetime
    year: int
    first_month: int
    last_month: int
    opened_at: datetime
    opened_by: str | None = None
    items: tuple[RoundItem, ...] = ()
    events: tuple[RoundEvent, ...] = ()
    later_periods: tuple[Period, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """Every period that it asks for, in the order of its forms."""
        return (Period(self.year, self.first_month, self.last_month), *self.later_periods)

    @property
    def numbers(self) -> range:
        """The number of each period."""
        return range(1, len(self.periods) + 1)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its periods, each once."""
        return tuple(dict.fromkeys(each.year for each in self.periods))

    @property
    def whole_year(self) -> bool:
        """Whether all of its figures are of twelve months, as those of earlier years are."""
        return all(each.whole_year for each in self.periods)

    def narrowed(self, period: int) -> Round:
        """The round as if it asked for one of its periods alone.

        >>> from datetime import datetime
        >>> at = datetime(2026, 11, 30)
        >>> two = Round("r", "R", True, at, 2024, 1, 12, at, later_periods=(Period(2025, 1, 6),))
        >>> two.narrowed(2).periods
        (Period(year=2025, first_month=1, last_month=6),)
        """
        return replace(self, **self.periods[period - 1]._asdict(), later_periods=())

    @property
    def discarded(self) -> bool:
        """Whether this rehearsal was thrown away."""
        return any(each.kind == "discarded" for each in self.events)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that have something to answer, in the order of the items."""
        return tuple(dict.fromkeys(each.sheet for each in self.items))

    def items_of(self, sheet: str) -> tuple[RoundItem, ...]:
        """What one office is asked."""
        return tuple(each for each in self.items if each.sheet == sheet)

    def blocks_of(self, sheet: str) -> tuple[tuple[RoundItem, int], ...]:
        """Every item of a sheet with the number of every period: what is answered together."""
        return tuple((each, no) for each in self.items_of(sheet) for no in self.numbers)


@dataclass(frozen=True)
class Credential:
    """By which somebody is known; the hashes are of what they alone have."""

    credential_id: str
    role: str
    code_hash: str
    link_hash: str
    made_at: datetime
    round_id: str | None = None
    regency_code: str | None = None
    sheet: str | None = None
    made_by: str | None = None
    withdrawn: bool = False

    @property
    def sheet_key(self) -> SheetKey | None:
        """The sheet that it opens, if it opens one."""
        if self.round_id is None or self.regency_code is None or self.sheet is None:
            return None
        return SheetKey(self.round_id, self.regency_code, self.sheet)


class Place(NamedTuple):
    """By which a figure is known within a sheet; ``period`` is the number of a round's period."""

    item: str
    measure: str
    period: int = 1


@dataclass(frozen=True)
class Figure:
    """One answer: ``value`` in the item's unit where the status is ``value``.

    ``text`` is what was typed; notes and descriptions have no value. ``period`` is the number of
    one of the round's periods.
    """

    item: str
    measure: str
    status: str
    value: float | None = None
    text: str | None = None
    period: int = 1

    @property
    def place(self) -> Place:
        """By which it is known within a sheet."""
        return Place(self.item, self.measure, self.period)


@dataclass(frozen=True)
class Finding:
    """A question about a plausible but odd figure, with the office's answer."""

    item: str
    measure: str
    code: str
    answer: str
    period: int = 1

    @property
    def place(self) -> Place:
        """The figure that it is about."""
        return Place(self.item, self.measure, self.period)


@dataclass(frozen=True)
class Submission:
    """What is to be handed in: figures and answers, by whom, and on top of which version.

    ``idempotency_key`` is fixed when the form is drawn: the same key with the same content is the
    same hand-in, however often it arrives.
    """

    key: SheetKey
    base_no: int
    idempotency_key: str
    office: str
    position: str
    channel: str
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...] = ()
    credential_id: str | None = None
    session_hash: str | None = None


@dataclass(frozen=True)
class Version:
    """One version of a sheet as it is kept, with its receipt; ``at`` is in UTC.

    ``overtaken`` says that its writer had not seen the version before it.
    """

    receipt_no: str
    key: SheetKey
    no: int
    base_no: int
    office: str
    position: str
    channel: str
    content_hash: str
    at: datetime
    credential_id: str | None = None
    figures: tuple[Figure, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=())

    @property
    def overtaken(self) -> bool:
        """Whether another version came in between: both are kept, and both writers are told."""
        return self.base_no != self.no - 1


@dataclass(frozen=True)
class Draft:
    """What somebody has typed and not handed in; ``saved_at`` is in UTC.

    ``session_hash`` tells the devices of one office apart.
    """

    content_json: str
    base_no: int
    saved_at: datetime
    session_hash: str


@dataclass(frozen=True)
class Review:
    """What the bureau has decided about one version; ``at`` is in UTC.

    Attributes
    ----------
    kind : {'accepted', 'returned', 'undone'}
    figures : tuple of Figure
        Those that were accepted: of the whole version, or single ones.
    undoes : int, optional
        Number of the review that is taken back.
    no : int
        In the order in which they were decided; 0 until it is kept.
    edition : int, optional
        From which on it holds; None where no balance is touched by it.
    """

    kind: str
    receipt_no: str
    key: SheetKey
    remark: str = ""
    figures: tuple[Figure, ...] = ()
    undoes: int | None = None
    no: int = 0
    edition: int | None = None
    at: datetime | None = None
    actor_role: str = ""
    credential_id: str | None = None
