"""Documents of a case: what they say, how far they are, and what is missing before signing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from geo.places import full_names
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.case_words import guard_line
from publishing.files.case_documents.document import (
    DOCUMENT_KINDS,
    CaseDocument,
    DocumentKind,
    DocumentObligation,
    DocumentParty,
    ShownDocument,
    SnapshotLine,
)
from publishing.files.case_documents.rendering import rendered
from publishing.files.made_file import MadeFile, mark_of
from publishing.formats import date as date_text
from publishing.formats import date_as_known, number
from publishing.formats import month as month_name
from publishing.language import once_per_language, speaking
from publishing.sources import few_publishers, grade_word
from services import access
from services.access import Actor
from services.decisions import today
from services.desk import rules, templates
from services.desk.cases import subject_of
from services.desk.document_route import route_of
from services.desk.filling import filler
from services.desk.state import Attached, Case

#: Guards of which ``missing_of`` names the very field that is missing.
_SAID_AS_DATA = {"object_and_reason", "two_parties", "model_chosen"}
DocumentState = Literal["draft", "ready", "final"]


@dataclass(frozen=True)
class CaseDocumentState:
    """One document of a case as it stands.

    Attributes
    ----------
    state : str
        ``final`` once a signed scan is attached, whatever a draft would look like now.
    shown : ShownDocument
    missing_data : tuple of str
        What the case itself lacks, by names of fields.
    missing_guards : tuple of str
        What the legal path asks before this document is signed and does not find, by ``guard``.
    final : Attached or None
        The scan that was attached last, with its hash and the parties' numbers.
    """

    kind: DocumentKind
    state: DocumentState
    shown: ShownDocument
    missing_data: tuple[str, ...]
    missing_guards: tuple[str, ...]
    final: Attached | None


def may_read_drafts(actor: Actor, case: Case) -> bool:
    """Drafts are for who may read a case's files, also where the case itself is published."""
    return access.may(actor, "read_file", subject_of(case))


def documents_of(actor: Actor, case: Case) -> list[CaseDocumentState]:
    """The three documents, none of a handshake: it has no formal ones.

    Raises
    ------
    AccessError, StoreError, TemplateRefusedError
    """
    access.require(actor, "read_file", subject_of(case))
    if not case.takes_legal_path:
        return []
    told = told_by(case, today())
    return [_state(case, kind, told) for kind in DOCUMENT_KINDS]


def draft_file(state: CaseDocumentState, case: Case) -> MadeFile:
    """A draft to take along, under an Indonesian name: its text is Indonesian too."""
    names = {"offer_letter": "surat-penawaran", "accord": "kesepakatan-bersama"}
    what = names.get(state.kind, "perjanjian-kerja-sama")
    content = state.shown.content
    mark = mark_of(content)
    return MadeFile(f"rancangan_{what}_{case.case_id}_{mark[:4]}.docx", content, mark)


def told_by(case: Case, on: date) -> CaseDocument:
    """What the case says, in Indonesian and in no other language."""
    said, snapshot = case.content, case.content.snapshot
    route, route_note = route_of(case)
    test = snapshot.get("price_test", {})
    with speaking("id"):
        return CaseDocument(
            case.case_id,
            said.title,
            said.object,
            said.reason,
            [
                DocumentParty(_party(party.code) if party.code else party.name, party.benefit)
                for party in said.parties
            ],
            on,
            _name("cooperation_models", "model", case.model),
            _name("cooperation_forms", "form", said.form),
            _name("priority_affairs", "affair", said.affair),
            _period(case),
            [
                DocumentObligation(
                    _month(line.month),
                    line.item,
                    line.tonnes,
                    _party(line.supplier),
                    _party(line.receiver),
                    line.price_rule,
                )
                for line in sorted(case.obligations, key=lambda each: each.month)
            ],
            [_figure(row) for row in _rows(snapshot)],
            date_as_known(str(snapshot.get("made_on") or _opened_on(case))),
            str(snapshot.get("note_id", "")),
            route,
            route_note,
            [_figure(row) for row in test.get("rows", ())],
            str(test.get("verdict_id", "")),
        )


def missing_of(case: Case, kind: DocumentKind) -> tuple[str, ...]:
    """What a document of this kind needs of a case before it can be signed."""
    said = case.content
    known = {
        "object": bool(said.object.strip()),
        "reason": bool(said.reason.strip()),
        "parties": len(said.parties) >= 2,
        "parties.benefit": not case.is_one_sided,
        "model": bool(case.model),
        "obligations": bool(case.obligations),
        "obligations.price_rule": bool(case.obligations)
        and all(line.price_rule.strip() for line in case.obligations),
        "period": bool(_period(case)),
    }
    asked = list(known)
    if kind != "agreement":
        asked = [
            *("object", "reason", "parties", "parties.benefit"),
            *(["model"][: kind == "accord"]),
        ]
    return tuple(each for each in asked if not known[each])


def missing_guards_of(case: Case, kind: DocumentKind) -> tuple[str, ...]:
    """What the legal path asks of a case before a document of this kind is signed.

    All that is asked on the way to the document's own stage, and who may sign the agreement, which
    the path asks at the stage after it, where the signed one is shown.
    """
    stages, guards = load("case_stages"), load("case_guards")
    unmet = rules.unmet_before(case, kind, stages, guards)
    if kind == "agreement" and not rules.GUARDS["signer_empowered"](case):
        unmet = (*unmet, "signer_empowered")
    return tuple(guard for guard in unmet if guard not in _SAID_AS_DATA)


def guards_told(missing: Sequence[str]) -> list[str]:
    """Each missing guard with its basis, and whether the bureau has confirmed its wording."""
    rows = load("case_guards")
    rows = rows[(rows["scheme"] == "legal") & rows["guard"].isin(missing)]
    of_guard = {str(row["guard"]): row for _at, row in rows[::-1].iterrows()}
    return [guard_line({str(key): of_guard[each][key] for key in rows.columns}) for each in missing]


def _state(case: Case, kind: DocumentKind, told: CaseDocument) -> CaseDocumentState:
    shown = _filled(_Order.of(kind, told, templates.used(kind)))
    missing = missing_of(case, kind)
    unmet = missing_guards_of(case, kind)
    scans = [each for each in case.files if each.kind == kind]
    state: DocumentState = "ready" if shown.is_complete and not missing and not unmet else "draft"
    if scans:
        state = "final"
    return CaseDocumentState(kind, state, shown, missing, unmet, scans[-1] if scans else None)


@dataclass(frozen=True)
class _Order:
    """A document to be filled in; two that say the same are one."""

    kind: DocumentKind
    mark: str
    told: CaseDocument = field(compare=False)
    template: bytes = field(compare=False)

    @classmethod
    def of(cls, kind: DocumentKind, told: CaseDocument, template: bytes) -> _Order:
        return cls(kind, sha256(repr(told).encode() + template).hexdigest(), told, template)


@once_per_edition(maxsize=24)
def _filled(order: _Order) -> ShownDocument:
    """Kept, since a page draws its documents at every click and they change only with the case."""
    return rendered(order.kind, order.told, order.template, filler().fill)


def _name(table: str, column: str, key: str) -> str:
    rows = load(table)
    found = rows.loc[rows[column] == key, "name_id"]
    return str(found.iloc[0]) if len(found) else ""


def _party(code_or_name: str) -> str:
    """A regency with the word that it signs under; any other as it was written."""
    name = full_names().get(code_or_name)
    if name is None:
        return code_or_name
    return name if name.startswith("Kota ") else f"Kabupaten {name}"


def _month(text: str) -> str:
    """``2026-01`` as Januari 2026; what is no month stays as it was written."""
    year, _, month = text.partition("-")
    if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
        return f"{month_name(int(month))} {year}"
    return text


def _period(case: Case) -> str:
    """From the first month that somebody owes something to the last, or to the day agreed."""
    months = sorted(line.month for line in case.obligations)
    if not months:
        return ""
    until = date_text(case.until) if case.until else _month(months[-1])
    return f"{_month(months[0])} sampai {until}"


def _opened_on(case: Case) -> str:
    at = case.events[0].at
    return at.date().isoformat() if at else ""


def _rows(snapshot: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Figures of the first day; a snapshot of another make is said key by key."""
    rows = snapshot.get("rows")
    if isinstance(rows, list):
        return [row for row in rows if isinstance(row, Mapping)]
    return [
        {"label_id": key, "value": value}
        for key, value in snapshot.items()
        if isinstance(value, str | int | float)
    ]


@once_per_language(maxsize=256)
def _publishers(sources: tuple[str, ...]) -> str:
    # What names no source of the register was typed, and stays as it was typed.
    return few_publishers(sources) or ", ".join(sources)


def _figure(row: Mapping[str, Any]) -> SnapshotLine:
    value = row.get("value")
    is_known = value is not None and not isinstance(value, bool)
    if not is_known:
        shown = str(row.get("value_id") or "tidak diketahui")
    elif isinstance(value, int | float):
        shown = number(value, 0 if abs(value) >= 1000 or float(value).is_integer() else 1)
    else:
        shown = str(value)
    # What is not known has no unit: "tidak diketahui %" is no share.
    unit = str(row.get("unit_id") or row.get("unit") or "") if is_known else ""
    cited = row.get("source") or row.get("source_ids") or ""
    sources = [str(each) for each in cited] if isinstance(cited, list | tuple) else [str(cited)]
    grade = str(row.get("grade") or "")
    told = [
        _publishers(tuple(sources)),
        str(row.get("year") or ""),
        grade_word(grade),
    ]
    label = str(row.get("label_id") or row.get("label") or "")
    return SnapshotLine(label, f"{shown} {unit}".strip(), ", ".join(filter(None, told)) or "–")
