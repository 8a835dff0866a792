"""What the events of a case add up to: where it stands, what was said, what is attached.

Details of an event, by kind: ``opened`` and ``corrected`` {content}; ``answered`` {answers:
question of ``model_choice`` -> bool, council: bool or None, official_signs: bool or None};
``model_chosen`` {model}; ``checked`` {check, holds: bool or None}; ``moved`` {scheme, stage,
passed_over: guards}; ``attached`` {kind, name, sha256, numbers: number by party, signed_on: the
day, where it was told}; ``commented`` {text}; ``published`` {public: bool}; ``obliged`` {lines:
obligations}; ``delivered`` {month, item, tonnes, supplier, receiver, basis, round_id: of the round
of collecting figures, or None}; ``extended`` {until}; ``ended`` {lesson}; ``withdrawn`` {}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from ntt_data.store.case_records import CaseEvents, Content, Event, FileKind

Scheme = Literal["report", "legal"]
SCHEMES: tuple[Scheme, ...] = ("report", "legal")
#: Where a case begins.
FIRST_STAGE: Mapping[Scheme, str] = {"report": "preparation", "legal": "initiation"}
HANDSHAKE = "handshake_agreement"
#: Asked only where a party is none of the regencies of NTT.
OUTSIDE_RULES = "outside_rules"
CHECKS = (
    *("funding", "assets", "commitment", "evaluation_plan", "tkksd_discussed"),
    OUTSIDE_RULES,
)

State = Literal["open", "ended", "withdrawn"]


@dataclass(frozen=True)
class Attached:
    """A file of a case, as an event named it; ``signed_on`` where somebody has told the day."""

    kind: FileKind
    name: str
    sha256: str
    no: int
    at: Any = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    signed_on: date | None = None


@dataclass(frozen=True)
class Obligation:
    """What one party owes another in one month.

    Attributes
    ----------
    month : str
        ``2026-01``.
    supplier, receiver : str
        A party of the case: the BPS code of a regency of NTT, the name of any other.
    item : str
        Commodity or service.
    tonnes : float or None
        None where it is not counted in tonnes.
    price_rule : str
        In words.
    """

    month: str
    item: str
    tonnes: float | None
    supplier: str
    receiver: str
    price_rule: str = ""


@dataclass(frozen=True)
class Delivery:
    """What somebody says was delivered in one month.

    ``reporter`` is the BPS code of the party that said it, empty where the bureau did; ``round_id``
    the round of collecting figures by whose code it came in, where it did.
    """

    month: str
    item: str
    tonnes: float
    supplier: str
    receiver: str
    basis: str
    reporter: str
    no: int
    at: datetime | None
    round_id: str | None = None


@dataclass(frozen=True)
class Case:
    """A case as it stands.

    ``stages`` is the stage by scheme; the legal path does not apply to a handshake
    (``takes_legal_path``). ``passed_over`` are guards that were passed over with a reason, each
    with the ``no`` of its event.
    ``council`` says whether the DPRD must approve, None where nobody has said it.
    """

    case_id: str
    content: Content
    events: tuple[Event, ...]
    stages: Mapping[Scheme, str]
    model: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)
    council: bool | None = None
    official_signs: bool | None = None
    checks: Mapping[str, bool | None] = field(default_factory=dict)
    files: tuple[Attached, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    passed_over: tuple[tuple[int, str], ...] = ()
    until: date | None = None
    lesson: str = ""
    is_public: bool = False
    state: State = "open"

    @property
    def no(self) -> int:
        """Of the last event."""
        return self.events[-1].no

    @property
    def takes_legal_path(self) -> bool:
        """A handshake has no formal document; a case without a model may still become formal."""
        return self.model != HANDSHAKE

    @property
    def has_outside_party(self) -> bool:
        """Whether a party is none of the regencies of NTT: other rules hold then."""
        return any(party.kind != "regency" for party in self.content.parties)

    @property
    def asked_checks(self) -> tuple[str, ...]:
        """The preconditions that are asked of this case, of ``CHECKS``."""
        return tuple(each for each in CHECKS if each != OUTSIDE_RULES or self.has_outside_party)

    @property
    def is_one_sided(self) -> bool:
        """Whether some party has no benefit written: by the report no cooperation."""
        return any(not party.benefit.strip() for party in self.content.parties)

    @property
    def is_signed(self) -> bool:
        """The agreement is attached; of a handshake: it is being carried out."""
        if not self.takes_legal_path:
            return self.stages["report"] in {"implementation", "oversight", "reporting"}
        return self.has("agreement")

    def has(self, kind: FileKind) -> bool:
        """Whether a file of this kind is attached."""
        return any(each.kind == kind for each in self.files)

    @property
    def regency_codes(self) -> frozenset[str]:
        """BPS codes of the parties that are regencies of NTT."""
        return frozenset(party.code for party in self.content.parties if party.kind == "regency")


def case_of(kept: CaseEvents) -> Case:
    """Add up a case's events; the same events give the same case."""
    first, *later = kept.events
    case = Case(
        kept.case_id,
        Content.from_json(first.details["content"]),
        kept.events,
        dict(FIRST_STAGE),
    )
    for event in later:
        case = after(case, event)
    return replace(case, events=kept.events)


def after(case: Case, event: Event) -> Case:
    """The case with one event more; its ``events`` are left as they are."""
    now = _after(case, event)
    # A handshake that goes back is signed no longer: what everybody saw is confidential again.
    return replace(now, is_public=False) if now.is_public and not now.is_signed else now


def _after(case: Case, event: Event) -> Case:
    said = event.details
    match event.kind:
        case "corrected":
            # What it was made from and what was known on that day stay as they were.
            of_first_day = {
                name: getattr(case.content, name) for name in ("origin", "origin_key", "snapshot")
            }
            corrected = replace(Content.from_json(said["content"]), **of_first_day)
            return replace(case, content=corrected)
        case "answered":
            return replace(
                case,
                answers=dict(said["answers"]),
                council=said.get("council"),
                official_signs=said.get("official_signs"),
            )
        case "model_chosen":
            return replace(case, model=said["model"])
        case "checked":
            return replace(case, checks={**case.checks, said["check"]: said["holds"]})
        case "moved":
            passed = tuple((event.no, guard) for guard in said.get("passed_over", ()))
            return replace(
                case,
                stages={**case.stages, said["scheme"]: said["stage"]},
                passed_over=(*case.passed_over, *passed),
            )
        case "attached":
            file = Attached(
                said["kind"],
                said["name"],
                said["sha256"],
                event.no,
                event.at,
                said.get("numbers", {}),
                # Events of before the day was asked for do not have it.
                date.fromisoformat(day) if (day := said.get("signed_on")) else None,
            )
            return replace(case, files=(*case.files, file))
        case "obliged":
            return replace(case, obligations=_obligations(said["lines"]))
        case "delivered":
            delivery = Delivery(
                said["month"],
                said["item"],
                said["tonnes"],
                said["supplier"],
                said["receiver"],
                said["basis"],
                event.regency_code or "",
                event.no,
                event.at,
                said.get("round_id"),
            )
            return replace(case, deliveries=(*case.deliveries, delivery))
        case "published":
            return replace(case, is_public=bool(said["public"]))
        case "extended":
            return replace(case, until=date.fromisoformat(said["until"]))
        case "ended":
            return replace(case, state="ended", lesson=said.get("lesson", ""))
        case "withdrawn":
            return replace(case, state="withdrawn", is_public=False)
        case _:
            return case  # what is said about it moves nothing


def _obligations(lines: Iterable[Mapping[str, Any]]) -> tuple[Obligation, ...]:
    return tuple(Obligation(**line) for line in lines)
