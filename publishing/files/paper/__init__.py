"""A briefing on paper: A4, tagged, the same bytes from the same content on one platform.

``pdf_bytes`` and ``page_pictures`` put a document together here and have it typeset by the one
process of ``typesetter``; they block until it is done. Whoever wants to give a job up while it runs
hands in an event as ``cancelled`` and sets it: the call then raises ``Cancelled``.
"""

from __future__ import annotations

import threading
from typing import Literal, cast

from ntt_data import log
from publishing.briefing.model import Briefing
from publishing.files.paper.document import document
from publishing.files.paper.typesetter import Cancelled, Typesetter, TypesettingError, typesetter
from publishing.language import Language, speaking

__all__ = [
    "Cancelled",
    "Typesetter",
    "TypesettingError",
    "page_pictures",
    "pdf_bytes",
    "typesetter",
]


def pdf_bytes(
    briefing: Briefing, host: str = "", *, cancelled: threading.Event | None = None
) -> bytes:
    """The briefing as PDF/A-2a that is PDF/UA-1 too, in its own language.

    Parameters
    ----------
    host
        Where its live page is ("http://10.0.0.5:8501"): the QR code and the link lead there, and
        without one there are none.
    cancelled
        See ``Typesetter.typeset``; so are the errors.
    """
    with speaking(cast(Language, briefing.language)):
        content = document(briefing, host)
    (made,) = typesetter().typeset("pdf", content, cancelled=cancelled)
    log.event("export_made", format="pdf")
    return made


def page_pictures(
    briefing: Briefing,
    kind: Literal["png", "svg"],
    host: str = "",
    *,
    ppi: float = 144,
    cancelled: threading.Event | None = None,
) -> list[bytes]:
    """Each page of the same paper as a picture; ``ppi`` are the pixels of a PNG per inch."""
    with speaking(cast(Language, briefing.language)):
        content = document(briefing, host)
    made = typesetter().typeset(kind, content, ppi=ppi, cancelled=cancelled)
    log.event("export_made", format=kind)
    return made
