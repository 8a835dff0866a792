"""Word templates of the desk's documents: who may bring one, and which one is used."""

from __future__ import annotations

from ntt_data import log
from ntt_data.store import template_store
from ntt_data.store.templates import DocumentTemplate
from publishing.files.case_documents.checked_template import Inspected, TemplateRefusedError
from publishing.files.case_documents.document import DOCUMENT_KINDS, DocumentKind
from publishing.files.case_documents.rendering import shipped_template
from services import access
from services.access import Actor, Subject
from services.desk.filling import filler
from services.hand_in import one_line

_TEMPLATE = Subject("document_template")
LONGEST_REASON = 500


def may_upload(actor: Actor) -> bool:
    """Whether this actor may bring templates."""
    return access.may(actor, "upload", _TEMPLATE)


def used(kind: DocumentKind) -> bytes:
    """The template that is used; raises ``StoreError`` where nobody can say which."""
    last = template_store().last(kind)
    return last.content if last is not None and last.content else shipped_template(kind)


def last(kind: DocumentKind) -> DocumentTemplate | None:
    """What was uploaded last, or that the shipped one holds again; None: nothing ever was."""
    return template_store().last(kind)


def upload(
    actor: Actor,
    kind: DocumentKind,
    name: str,
    content: bytes,
    reason: str,
    seen: int,
    write_key: str | None = None,
) -> tuple[DocumentTemplate, Inspected]:
    """Use this template from now on; ``seen`` is ``no`` of the last one, 0 for none.

    Raises
    ------
    AccessError, TemplateRefusedError, StoreError
        Nothing was kept then.
    """
    access.require(actor, "upload", _TEMPLATE)
    if kind not in DOCUMENT_KINDS:
        raise ValueError(f"{kind!r} is no document of a case")
    found = filler().checked(kind, content)
    kept = template_store().upload(_by(actor, kind, name, content, reason), seen, write_key)
    log.event("template_uploaded", what=kind)
    return kept, found


def back_to_shipped(
    actor: Actor, kind: DocumentKind, reason: str, seen: int, write_key: str | None = None
) -> DocumentTemplate:
    """Use the shipped template again; raises as ``upload`` does (``unused_template``)."""
    access.require(actor, "upload", _TEMPLATE)
    before = template_store().last(kind)
    if before is None or (not before.content and before.no == seen):
        raise TemplateRefusedError("unused_template")
    kept = template_store().upload(_by(actor, kind, "", b"", reason), seen, write_key)
    log.event("template_uploaded", what=kind)
    return kept


def _by(
    actor: Actor, kind: DocumentKind, name: str, content: bytes, reason: str
) -> DocumentTemplate:
    return DocumentTemplate(
        kind,
        one_line(name).strip()[-200:],
        content,
        actor.role,
        one_line(reason).strip()[:LONGEST_REASON],
        actor.credential_id,
    )
