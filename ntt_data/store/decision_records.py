"""What the store gives back of a meeting's decisions; free of SQLAlchemy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

#: What can become of a decision that stands.
STATUSES = ("open", "done", "dropped")
#: It does not stand any more: it was typed in by mistake.
WITHDRAWN = "withdrawn"
OF_PROVINCE = ("province", "ntt")


@dataclass(frozen=True)
class Content:
    """What was decided, who sees to it, until when, and where.

    Attributes
    ----------
    owner : str
        An office or a person, as they were named; ``owner_code`` the regency they belong to.
    due_on : date, optional
        None where no day was set, which is not the same as at once.
    held_on : date
        Day of the meeting, in WITA.
    kind, key : str
        Of the deck on whose slide it stands.
    """

    text: str
    owner: str
    held_on: date
    meeting: str = ""
    owner_code: str | None = None
    due_on: date | None = None
    kind: str = OF_PROVINCE[0]
    key: str = OF_PROVINCE[1]
    round_id: str | None = None


@dataclass(frozen=True)
class Step:
    """One thing that happened to a decision: who did it, why and when (UTC).

    ``content`` is there where it was recorded or corrected, ``status`` where one was set. ``no`` is
    0 until it is kept.
    """

    actor_role: str
    reason: str = ""
    content: Content | None = None
    status: str = ""
    credential_id: str | None = None
    no: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """One decision with all that happened to it, in order; the first step recorded it."""

    decision_id: str
    steps: tuple[Step, ...]

    @property
    def content(self) -> Content:
        """As it was corrected last."""
        found = next(each.content for each in reversed(self.steps) if each.content is not None)
        assert found is not None, "the first step has one"
        return found

    @property
    def status(self) -> str:
        """One of ``STATUSES``, or ``WITHDRAWN``."""
        return next((each.status for each in reversed(self.steps) if each.status), STATUSES[0])

    @property
    def no(self) -> int:
        """Of the last step: whoever changes it says which one they have seen."""
        return self.steps[-1].no

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.status != WITHDRAWN

    @property
    def corrected(self) -> bool:
        """Whether it says something else than when it was recorded."""
        return sum(each.content is not None for each in self.steps) > 1
