"""Documents of a case as DOCX: a template filled in, what is missing shown as marked blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from ntt_data import log
from publishing import case_document_words as words
from publishing.files.case_documents.checked_template import (
    TemplateRefusedError,
    environment,
    inspected,
)
from publishing.files.case_documents.document import (
    LISTS,
    MOST_LINES,
    OPTIONAL,
    CaseDocument,
    DocumentKind,
    RoutePicture,
    ShownDocument,
)
from publishing.files.case_documents.reading_back import missing_clauses, visible_paragraphs
from publishing.files.xml_text import for_xml
from publishing.formats import date, number
from publishing.language import speaking

TEMPLATES = Path(__file__).with_name("templates")
BLANK = re.compile(r"\[…{3}: ([^\[\]]*)\]")
_MAP_CM = 16.0
_ROLES = ("PIHAK KESATU", "PIHAK KEDUA", "PIHAK KETIGA", "PIHAK KEEMPAT", "PIHAK KELIMA")


def shipped_template(kind: DocumentKind) -> bytes:
    """The template that is used unless the administrator has brought another."""
    return (TEMPLATES / f"{kind}.docx").read_bytes()


def blank(field: str) -> str:
    """What stands in a document where something is missing."""
    return f"[………: {words.field_name(field)}]"


def rendered(
    kind: DocumentKind, told: CaseDocument, template: bytes | None = None
) -> ShownDocument:
    """A document in Indonesian, and what reading it back finds.

    Raises
    ------
    TemplateRefusedError
        Also where a template passed its check once and no longer does.
    """
    from docx import Document
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    used = shipped_template(kind) if template is None else template
    inspected(kind, used)
    log.event("export_made", format="docx")
    buffer = BytesIO()
    with speaking("id"):
        try:
            document = DocxTemplate(BytesIO(used))
            found = placeholders(told)
            if told.route is not None:
                found["route_map"] = _placed(document, told.route)
            document.render(found, environment(), autoescape=True)
            document.save(buffer)
        except (TemplateError, SyntaxError, KeyError, ValueError, TypeError) as error:
            raise TemplateRefusedError("broken", str(error)[:120]) from error
        whole = Document(BytesIO(buffer.getvalue()))
        _highlight(whole.element.body)
        buffer = BytesIO()
        whole.save(buffer)
        optional = {words.field_name(field) for field in OPTIONAL}
    content = buffer.getvalue()
    seen = visible_paragraphs(content)
    marked = [name for text in seen for name in BLANK.findall(text)]
    blanks = tuple(name for name in marked if name not in optional)
    missing = missing_clauses(seen) if kind == "agreement" else ()
    return ShownDocument(kind, content, blanks, missing)


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


def _placed(document: Any, route: RoutePicture) -> Any:
    """The map as wide as the text, told in words too."""
    from docx.shared import Cm
    from docxtpl import InlineImage

    class Told(InlineImage):  # type: ignore[misc]
        """A picture with its words, which the library leaves out."""

        def _insert_image(self) -> str:
            drawn = str(super()._insert_image())
            return drawn.replace("<wp:docPr ", f"<wp:docPr descr={quoteattr(route.alt)} ", 1)

    return Told(document, BytesIO(route.content), width=Cm(_MAP_CM))


def _filled(name: str, lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """Lines with their gaps marked; a list without lines is one line of gaps."""
    if not lines:
        return [{column: blank(f"{name}.{column}") for column in LISTS[name]}]
    return [
        {column: line[column].strip() or blank(f"{name}.{column}") for column in LISTS[name]}
        for line in lines
    ]


def _role(place: int) -> str:
    return _ROLES[place] if place < len(_ROLES) else f"PIHAK KE-{place + 1}"


def _tonnes(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)


def _highlight(body: Any) -> None:
    """Give every blank a run of its own, in yellow, with the look of the text around it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for text in [each for each in body.iter(qn("w:t")) if BLANK.search(each.text or "")]:
        run = text.getparent()
        for child in [each for each in run if each.tag != qn("w:rPr")]:
            for part, is_blank in _pieces(child.text or "") if child is text else [(None, False)]:
                own = OxmlElement("w:r")
                if (look := run.find(qn("w:rPr"))) is not None:
                    own.append(deepcopy(look))
                if part is None:
                    own.append(deepcopy(child))
                else:
                    if is_blank:
                        _mark(own)
                    piece = OxmlElement("w:t")
                    piece.text = part
                    piece.set(qn("xml:space"), "preserve")
                    own.append(piece)
                run.addprevious(own)
        run.getparent().remove(run)


def _mark(run: Any) -> None:
    from docx.enum.text import WD_COLOR_INDEX
    from docx.text.run import Run

    Run(run, None).font.highlight_color = WD_COLOR_INDEX.YELLOW  # type: ignore[arg-type]


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for found in BLANK.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    if end < len(text):
        yield text[end:], False
