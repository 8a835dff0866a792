"""A deck on paper: A4 held sideways, each slide above the notes of whoever speaks.

For a hall whose projector fails, and for the speaker. Typeset as a briefing is, by the same
process: tagged, archivable, the same bytes from the same deck.
"""

from __future__ import annotations

import threading
from typing import Any, cast

from ntt_data import log
from publishing.briefing.model import Picture, Table
from publishing.charts.drawing import height_of, sized_spec
from publishing.deck.model import Deck, DeckSlide
from publishing.files.paper.content import cited_in, common_words, stamped, table_content
from publishing.files.paper.typesetter import typesetter
from publishing.formats import number
from publishing.language import Language, _, speaking
from publishing.maps.choropleth import Choropleth
from publishing.maps.drawing import MapStyle, map_svg
from publishing.maps.furniture import map_notes

#: Room for the key figures beside what is shown, and between them; for what is shown, in mm.
_FIGURES_MM, _GUTTER_MM, _INNER_MM, _HIGH_MM = 58.0, 8.0, 269.0, 88.0
#: A pixel of a chart on paper: its letters of 12 are then 9 pt; smaller where it has many rows.
_PIXEL_MM = 0.265
#: A chart may be stretched so far to fill its room, as in ``publishing.files.framed``; its rows,
#: made for pressing, may stand nearer.
_STRETCHED, _PRESSED = 1.3, 0.72
_MAP_PIXEL_MM = 0.2
_MAP_STYLE = MapStyle(margin=1.0, names_px=14.0, legend_px=17.0, notes=False)
#: Signs of a table on a line of 10 mm, in its largest letters.
_SIGNS = 4.9


def deck_pdf_bytes(deck: Deck, host: str = "", cancelled: threading.Event | None = None) -> bytes:
    """The deck as PDF/A-2a that is PDF/UA-1 too, in its own language.

    Parameters
    ----------
    host
        Where its live page is ("http://10.0.0.5:8501"), for the link and the QR code.
    cancelled
        See ``Typesetter.typeset``; so are the errors.
    """
    with speaking(cast(Language, deck.language)):
        content = deck_document(deck, host)
    (made,) = typesetter().typeset("pdf", content, cancelled=cancelled)
    log.event("export_made", format="pdf")
    return made


def deck_document(deck: Deck, host: str = "") -> dict[str, Any]:
    """What is typeset of a deck: plain JSON, in the language that is spoken here."""
    drawings: list[dict[str, Any]] = []
    many = len(deck.slides)
    content = {
        "language": deck.language,
        "title": deck.title,
        "subtitle": " · ".join(slide.title for slide in deck.slides),
        "scenario": "" if deck.scenario == deck.title else deck.scenario,
        "date": [deck.data_date.year, deck.data_date.month, deck.data_date.day],
        "figures_mm": _FIGURES_MM,
        "gutter_mm": _GUTTER_MM,
        "slides": [_slide(each, at, many, drawings) for at, each in enumerate(deck.slides, 1)],
        "drawings": drawings,
        "words": {
            **common_words(deck.data_date),
            "notes": _("Speaker's notes"),
            "empty": _("No data yet for this page."),
        },
    }
    return stamped(content, "deck", deck.address, deck.language, host)


def _slide(slide: DeckSlide, at: int, many: int, drawings: list[dict[str, Any]]) -> dict[str, Any]:
    wide = _INNER_MM - (_FIGURES_MM + _GUTTER_MM if slide.figures else 0)
    is_map = isinstance(slide.shown, Picture) and isinstance(slide.shown.spec, Choropleth)
    return {
        "number": _("Slide {n} of {m}", n=number(at), m=number(many)),
        "title": slide.title,
        "subtitle": slide.subtitle,
        "modelled": slide.modelled,
        "figures": [{"value": one.value, "label": one.label} for one in slide.figures],
        "shown": _shown(slide, wide, drawings),
        "said": list(slide.notes.said),
        "defended": [
            {"title": _("Objection"), "text": slide.notes.objection},
            {"title": _("Answer"), "text": slide.notes.answer},
        ],
        "sources": cited_in([slide.notes.source_ids]),
        "maps": " ".join(map_notes()) if is_map else "",
    }


def _shown(slide: DeckSlide, wide: float, drawings: list[dict[str, Any]]) -> dict[str, Any] | None:
    if slide.shown is None:
        return None
    if isinstance(slide.shown, Table):
        cells = table_content(slide.shown, wide / 10 * _SIGNS)
        title = "" if slide.shown.title == slide.title else slide.shown.title
        # What it rests on stands with the notes, and that it is modelled above it.
        return {"type": "table", "title": title, "basis": {"text": "", "modelled": False}, **cells}
    drawing, drawn_mm = _drawing(slide.shown, wide)
    drawings.append(drawing)
    return {
        "type": "picture",
        "drawing": len(drawings) - 1,
        "wide_mm": drawn_mm,
        "alt": slide.shown.alt,
    }


def _drawing(picture: Picture, wide: float) -> tuple[dict[str, Any], float]:
    """The drawing for this room, and how wide it is there, in mm."""
    if isinstance(picture.spec, Choropleth):
        across, down = round(wide / _MAP_PIXEL_MM), round(_HIGH_MM / _MAP_PIXEL_MM)
        return {"svg": map_svg(picture.spec, across, down, _MAP_STYLE)}, wide
    natural = height_of(picture.spec)
    by = min(_PIXEL_MM, _HIGH_MM / natural / _PRESSED)
    tall = min(_HIGH_MM / by, natural * _STRETCHED)
    return {"vega": sized_spec(picture.spec, round(wide / by), round(tall))}, wide
