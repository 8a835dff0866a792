"""What a document of a case says, and the fields by which a template asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

DocumentKind = Literal["offer_letter", "accord", "agreement"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)

#: Texts that stand for themselves.
FIELDS = (
    *("case_id", "title", "object", "reason", "model", "form", "affair"),
    *("period", "total_tonnes", "made_on", "snapshot_on", "snapshot_note", "draft_line"),
    *("route_map", "route_note", "price_verdict"),
)
#: Of these a document may lack any: the blank is marked, and nothing waits for it.
OPTIONAL = ("route_map",)
#: Lists, with what each of their lines has.
LISTS: Mapping[str, tuple[str, ...]] = {
    "parties": ("role", "name", "benefit"),
    "obligations": ("month", "item", "tonnes", "supplier", "receiver", "price_rule"),
    "months": ("month", "item", "tonnes"),
    "snapshot": ("label", "value", "source"),
    "price_test": ("label", "value", "source"),
}
#: Without this nobody may use a template: a draft says that it is one.
ALWAYS = ("draft_line",)
#: What a document must say; a field that is empty there is a blank that is counted.
ASKED: Mapping[DocumentKind, tuple[str, ...]] = {
    "offer_letter": ("title", "object", "reason", "parties"),
    "accord": ("title", "object", "reason", "parties", "model"),
    "agreement": (
        *("title", "object", "reason", "parties", "model", "obligations", "period"),
        *("months", "route_map", "price_test", "price_verdict"),
    ),
}
#: A line of a list more is left out of no document: it is too long to be one.
MOST_LINES = 240


@dataclass(frozen=True)
class DocumentParty:
    """A party with its name as it signs; ``benefit`` is empty where nobody has said it."""

    name: str
    benefit: str = ""


@dataclass(frozen=True)
class DocumentObligation:
    """Who owes whom what in one month; ``tonnes`` is None where it is not counted in them."""

    month: str
    item: str
    tonnes: float | None
    supplier: str
    receiver: str
    price_rule: str = ""


@dataclass(frozen=True)
class SnapshotLine:
    """A figure of the day on which the case was made, as text, with its source and grade."""

    label: str
    value: str
    source: str = ""


@dataclass(frozen=True)
class RoutePicture:
    """The map of a case's path as PNG, and the same in words for who cannot see it."""

    content: bytes
    alt: str


@dataclass(frozen=True)
class CaseDocument:
    """Everything that the documents of one case can say; empty is what nobody has said.

    ``period`` is a pair of days in words or empty; ``made_on`` is the day of the document.
    """

    case_id: str
    title: str
    object: str
    reason: str
    parties: Sequence[DocumentParty]
    made_on: date
    model: str = ""
    form: str = ""
    affair: str = ""
    period: str = ""
    obligations: Sequence[DocumentObligation] = ()
    snapshot: Sequence[SnapshotLine] = ()
    snapshot_on: str = ""
    snapshot_note: str = ""
    route: RoutePicture | None = None
    route_note: str = ""
    price_test: Sequence[SnapshotLine] = ()
    price_verdict: str = ""

    @property
    def months(self) -> list[tuple[str, str, float | None]]:
        """Month, item and its tonnes of all pairs; None where some of it is not counted in them."""
        found: dict[tuple[str, str], tuple[str, float | None]] = {}
        for line in self.obligations:
            key = (line.month, line.item.casefold())
            item, before = found.get(key, (line.item, 0.0))
            both = before is not None and line.tonnes is not None
            found[key] = (item, before + line.tonnes if both else None)  # type: ignore[operator]
        return [(month, item, tonnes) for (month, _key), (item, tonnes) in found.items()]

    @property
    def total_tonnes(self) -> float | None:
        """Of all months; None where one of them is not counted in tonnes, or goods differ."""
        counted = [line.tonnes for line in self.obligations]
        known = [tonnes for tonnes in counted if tonnes is not None]
        if len({line.item.casefold() for line in self.obligations}) != 1:
            return None  # a tonne of rice and one of cattle add up to nothing
        return sum(known) if len(known) == len(counted) else None


@dataclass(frozen=True)
class ShownDocument:
    """A document as it was made, and what reading it back has found.

    Attributes
    ----------
    blanks : tuple of str
        Every marked blank in the order of the text, in the words of the document.
    clauses_missing : tuple of str
        Keys of ``agreement_clauses`` that are not to be seen, or have no text; of an agreement.
    """

    kind: DocumentKind
    content: bytes
    blanks: tuple[str, ...]
    clauses_missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is blank and each clause is there to be read."""
        return not self.blanks and not self.clauses_missing


def known_names() -> dict[str, Any]:
    """What a template may name: lists with the names of a line, None for a text."""
    return {**dict.fromkeys(FIELDS), **LISTS}
