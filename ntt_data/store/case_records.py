"""What the store gives back of a case of cooperation; free of SQLAlchemy.

A case is its events in order. What they add up to is worked out in ``services.desk.state``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

PartyKind = Literal["regency", "region_outside", "company", "other"]
EventKind = Literal[
    "opened",
    "corrected",
    "answered",
    "model_chosen",
    "checked",
    "moved",
    "attached",
    "commented",
    "published",
    "obliged",
    "delivered",
    "extended",
    "ended",
    "withdrawn",
]
FileKind = Literal[
    "offer_letter",
    "reply",
    "accord",
    "council_approval",
    "power_of_attorney",
    "agreement",
    "addendum",
    "evaluation",
    "other",
]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
FILE_KINDS: tuple[FileKind, ...] = get_args(FileKind)
PARTY_KINDS: tuple[PartyKind, ...] = get_args(PartyKind)


@dataclass(frozen=True)
class Party:
    """Who takes part: a regency of NTT by its BPS code, a region outside, a company, another.

    ``benefit`` is what this side has from it, in words; empty where nobody has said it.
    """

    kind: PartyKind
    name: str
    code: str = ""
    benefit: str = ""


@dataclass(frozen=True)
class Content:
    """What a case is about.

    Attributes
    ----------
    origin, origin_key : str
        What it was made from (``pair``, ``corridor``, ``kpju_pair``, ``flagship``, ``tourism``,
        ``joint_processing``, ``joint_market``, ``shared_service``, ``boundary``, ``by_hand``) and
        which one.
    affair : str
        Of ``priority_affairs``; empty where none.
    form : str
        Of ``cooperation_forms``; empty where none was chosen.
    snapshot : mapping
        The figures and sources of the day on which the case was made, whole, as JSON can say them.
        It is never brought up to date.
    """

    title: str
    object: str
    reason: str
    parties: tuple[Party, ...]
    origin: str = "by_hand"
    origin_key: str = ""
    affair: str = ""
    form: str = ""
    snapshot: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the details of an event."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Content:
        """The way back."""
        parties = tuple(Party(**each) for each in said["parties"])
        return cls(**{**said, "parties": parties})


@dataclass(frozen=True)
class Event:
    """One thing that happened to a case: what, who did it, why and when (UTC).

    ``details`` is what JSON can say; which keys a kind has stands in
    ``services.desk.state``. ``regency_code`` is the party that spoke, where one did. ``no``
    is 0 until it is kept.
    """

    kind: EventKind
    actor_role: str
    details: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    credential_id: str | None = None
    regency_code: str | None = None
    no: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class CaseEvents:
    """A case as the store keeps it; the first event opened it."""

    case_id: str
    events: tuple[Event, ...]

    @property
    def no(self) -> int:
        """Of the last event: whoever adds one says which one they have seen."""
        return self.events[-1].no


@dataclass(frozen=True)
class CaseFile:
    """A file of a case; ``sha256`` is its name in events."""

    sha256: str
    name: str
    size: int
    content: bytes
