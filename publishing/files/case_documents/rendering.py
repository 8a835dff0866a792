"""Documents of a case as DOCX: a template filled in, what is missing shown as marked blanks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as date_of
from pathlib import Path
from typing import Any

from ntt_data import log
from publishing import case_document_words as words
from publishing.files.case_documents.checked_template import TemplateRefusedError
from publishing.files.case_documents.document import (
    LISTS,
    MOST_LINES,
    OPTIONAL,
    CaseDocument,
    DocumentKind,
    DocumentObligation,
    DocumentParty,
    RoutePicture,
    ShownDocument,
    SnapshotLine,
)
from publishing.files.case_documents.filling import BLANK, Filled, filled
from publishing.files.case_documents.reading_back import missing_clauses
from publishing.files.xml_text import for_xml
from publishing.formats import date, number
from publishing.language import speaking

TEMPLATES = Path(__file__).with_name("templates")
_ORDINALS = (
    *("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN"),
    *("KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS"),
)


def shipped_template(kind: DocumentKind) -> bytes:
    """The template that is used unless the administrator has brought another."""
    return (TEMPLATES / f"{kind}.docx").read_bytes()


def blank(field: str) -> str:
    """What stands in a document where something is missing."""
    return f"[………: {words.field_name(field)}]"


def rendered(
    kind: DocumentKind,
    told: CaseDocument,
    template: bytes | None = None,
    fill: Callable[[DocumentKind, bytes, Mapping[str, Any], RoutePicture | None], Filled] = filled,
) -> ShownDocument:
    """A document in Indonesian, and what reading it back finds.

    Parameters
    ----------
    fill
        Who fills it in; here, where nobody waits for this process.

    Raises
    ------
    TemplateRefusedError
        Also where a template passed its check once and no longer does.
    """
    used = shipped_template(kind) if template is None else template
    log.event("export_made", format="docx")
    with speaking("id"):
        made = fill(kind, used, placeholders(told), told.route)
        optional = {words.field_name(field) for field in OPTIONAL}
    marked = [name for text in made.paragraphs for name in BLANK.findall(text)]
    blanks = tuple(name for name in marked if name not in optional)
    missing = missing_clauses(made.paragraphs) if kind == "agreement" else ()
    return ShownDocument(kind, made.content, blanks, missing)


def fullest() -> CaseDocument:
    """As much as a case can say: what a template is tried with before it is used."""
    long = "Kalimat & panjang. " * 105
    names = [f"Pihak {at}" for at in range(22)]
    owed = [
        DocumentObligation(f"Bulan {at}", f"Barang {at}", 1.5, "Pihak 0", "Pihak 1", "harga pasar")
        for at in range(MOST_LINES)
    ]
    figures = [SnapshotLine(f"Angka {at}", "1", "sumber") for at in range(60)]
    return CaseDocument(
        *("K", "Judul", long, long),
        [DocumentParty(name, long) for name in names],
        date_of(2026, 1, 1),
        *("model", "bentuk", "urusan", "masa"),
        obligations=owed,
        snapshot=figures,
        snapshot_on="hari",
        snapshot_note=long,
        price_test=figures,
        price_verdict=long,
    )


def placeholders(told: CaseDocument) -> dict[str, Any]:
    """Everything that a template can show, by name; what nobody has said is a marked blank."""
    texts = {
        "case_id": told.case_id,
        "title": told.title,
        "object": told.object,
        "reason": told.reason,
        "model": told.model,
        "form": told.form,
        "affair": told.affair,
        "period": told.period,
        "made_on": date(told.made_on),
        "snapshot_on": told.snapshot_on,
    }
    total = told.total_tonnes
    lines: dict[str, list[dict[str, str]]] = {
        "parties": [
            {"role": _role(place), "name": party.name, "benefit": party.benefit}
            for place, party in enumerate(told.parties)
        ],
        "obligations": [
            {
                "month": line.month,
                "item": line.item,
                "tonnes": words.not_counted() if line.tonnes is None else _tonnes(line.tonnes),
                "supplier": line.supplier,
                "receiver": line.receiver,
                "price_rule": line.price_rule,
            }
            for line in told.obligations
        ],
        "months": [
            {
                "month": month,
                "item": item,
                "tonnes": words.not_counted() if tonnes is None else _tonnes(tonnes),
            }
            for month, item, tonnes in told.months
        ],
        # A case that was opened by hand has none: that is said, and is no gap.
        "snapshot": [dict(vars(line)) for line in told.snapshot]
        or [{"label": words.no_figures(), "value": "–", "source": "–"}],
        "price_test": [dict(vars(line)) for line in told.price_test]
        or [{"label": words.no_price_test(), "value": "–", "source": "–"}],
    }
    if any(len(each) > MOST_LINES for each in lines.values()):
        raise TemplateRefusedError("long_loop")
    found: dict[str, Any] = {
        **{name: text.strip() or blank(name) for name, text in texts.items()},
        "total_tonnes": words.no_total() if total is None else _tonnes(total),
        "route_map": blank("route_map"),
        "route_note": told.route_note,
        "price_verdict": told.price_verdict,
        # A note is said where there is one; its absence is no gap.
        "snapshot_note": told.snapshot_note,
        "draft_line": words.draft_line(),
        **{name: _filled(name, each) for name, each in lines.items()},
    }
    known: dict[str, Any] = for_xml(found)
    return known


def _filled(name: str, lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """Lines with their gaps marked; a list without lines is one line of gaps."""
    if not lines:
        return [{column: blank(f"{name}.{column}") for column in LISTS[name]}]
    return [
        {column: line[column].strip() or blank(f"{name}.{column}") for column in LISTS[name]}
        for line in lines
    ]


def _role(place: int) -> str:
    return f"PIHAK {_ORDINALS[place] if place < len(_ORDINALS) else f'KE-{place + 1}'}"


def _tonnes(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)
