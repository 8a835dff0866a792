"""Fill a template in and read it back: what may take long, or too much room, with a bad one.

Whoever serves people asks for it in a process of its own (``services.desk.filling``). So this part
knows the template and the words to put in, and neither tables nor a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from publishing.files.case_documents.checked_template import (
    Inspected,
    TemplateRefusedError,
    environment,
    inspected,
)
from publishing.files.case_documents.document import DocumentKind, RoutePicture
from publishing.files.case_documents.reading_back import visible_paragraphs

BLANK = re.compile(r"\[…{3}: ([^\[\]]*)\]")
#: What Word and LibreOffice still open in a moment; some thirty times the longest of ours.
LARGEST_TEXT = 20_000_000
_MAP_CM = 16.0


@dataclass(frozen=True)
class Filled:
    """A document as DOCX, the paragraphs that a reader sees of it, and what its template asks."""

    content: bytes
    paragraphs: tuple[str, ...]
    asks: Inspected


def filled(
    kind: DocumentKind, template: bytes, found: Mapping[str, Any], route: RoutePicture | None
) -> Filled:
    """The template with ``found`` in its places; ``TemplateRefusedError`` where it is not to be."""
    from docx import Document
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    asks = inspected(kind, template)
    buffer = BytesIO()
    try:
        document = DocxTemplate(BytesIO(template))
        placed = dict(found)
        if route is not None:
            placed["route_map"] = _placed(document, route)
        document.render(placed, environment(), autoescape=True)
        document.save(buffer)
        if len(document.get_xml()) > LARGEST_TEXT:
            raise TemplateRefusedError("long_loop")
        whole = Document(BytesIO(buffer.getvalue()))
        _highlight(whole.element.body)
        buffer = BytesIO()
        whole.save(buffer)
    except TemplateRefusedError:
        raise
    except (TemplateError, SyntaxError, KeyError, ValueError, TypeError) as error:
        raise TemplateRefusedError("broken", str(error)[:120]) from error
    content = buffer.getvalue()
    return Filled(content, tuple(visible_paragraphs(content)), asks)


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
