"""A card: a picture of 1080 × 1350 pixels, as messengers on phones show it whole."""

from __future__ import annotations

import re
import threading
from typing import Any, cast

from ntt_data import log
from publishing.briefing.basis_line import basis_line
from publishing.briefing.card import Card
from publishing.briefing.model import Finding
from publishing.files.paper.content import common_words, stamped
from publishing.files.paper.typesetter import typesetter
from publishing.language import Language, _, speaking
from publishing.maps.drawing import MapStyle, map_svg
from publishing.maps.furniture import short_map_note
from publishing.sources import few_publishers, own_and_network

WIDTH, HEIGHT = 1080, 1350  # pixels; the template has half as many points
_PPI = 144.0
#: Drawn larger than it is shown, so that borders stay thin.
_MAP = (690, 360)
_MAP_STYLE = MapStyle(margin=0, names=False, legend=False, scale_bar=False, notes=False)

#: Between two sentences; "s.d." ends none.
_SENTENCES = re.compile(r"(?<!s\.d)\. (?=\w)")
#: A number and its sign stay on one line.
_NUMBER = re.compile(r"(?<=\d) (?=%)|(?<=Rp) (?=\d)")


def card_png(card: Card, host: str = "", cancelled: threading.Event | None = None) -> bytes:
    """The card as PNG, in its own language; the same card gives the same bytes.

    ``host`` ("http://10.0.0.5:8501"), ``cancelled`` and errors as of
    ``publishing.files.paper.pdf_bytes``.
    """
    with speaking(cast(Language, card.language)):
        content = card_document(card, host)
    (made,) = typesetter().typeset("png", content, ppi=_PPI, cancelled=cancelled)
    log.event("export_made", format="png")
    return made


def card_document(card: Card, host: str = "") -> dict[str, Any]:
    """What is typeset of a card: plain JSON, in the language that is spoken here."""
    content = {
        "language": card.language,
        "title": card.title,
        "subtitle": card.subtitle,
        "scenario": "",
        "date": [card.data_date.year, card.data_date.month, card.data_date.day],
        "findings": [_finding(each) for each in card.findings],
        "drawings": [{"svg": map_svg(card.where, *_MAP, _MAP_STYLE)}],
        "alt": card.where.picture.alt,
        "map": short_map_note(),
        "words": {
            **common_words(card.data_date),
            "empty": _("No data yet for this page."),
        },
    }
    return stamped(content, "card", card.address, card.language, host)


def _finding(finding: Finding) -> dict[str, Any]:
    basis = finding.basis
    own, _network = own_and_network(basis.source_ids)
    source = few_publishers(own)
    text = _NUMBER.sub("\u00a0", finding.text)
    end = _SENTENCES.search(text)
    at = end.start() + 1 if end else len(text)
    first, rest = text[:at], text[at:].strip()
    parts = [basis_line(basis), _("Source: {sources}", sources=source) if source else ""]
    return {
        # What somebody reads who scrolls past, and what is to be known of it.
        "first": first,
        "rest": rest,
        "basis": " · ".join(part for part in parts if part),
        "modelled": basis.modelled,
    }
