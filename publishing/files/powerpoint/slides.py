"""Where what stands on a slide: title, subtitle, picture or table, key figures, foot, notes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Pt

from publishing import palette
from publishing.briefing.basis_line import model_result
from publishing.briefing.model import Table
from publishing.deck.model import Deck, DeckSlide
from publishing.files.powerpoint.native_chart import put_chart
from publishing.files.powerpoint.native_map import put_map
from publishing.files.powerpoint.native_table import put_table
from publishing.files.powerpoint.text import LINE, fill, fitted, lines_of, put
from publishing.formats import date, number
from publishing.language import _
from publishing.maps.choropleth import Choropleth
from publishing.maps.furniture import map_notes
from publishing.sources import own_and_network, source_line, source_names

WIDTH, HEIGHT = 960.0, 540.0  # points: 16 : 9
_MARGIN, _GAP = 36.0, 24.0
_TITLE_PT, _SUBTITLE_PT, _VALUE_PT, _LABEL_PT, _FOOT_PT = 36.0, 18.0, 32.0, 18.0, 10.0
_TITLE_HIGH, _TOP, _FOOT = 52.0, 118.0, 500.0
_FIGURES = 210.0
_QUIET = "#4A4A52"
_TITLE_ONLY = 5


def presentation(deck: Deck, host: str) -> Any:
    """The deck laid out; its language must be the one that is spoken."""
    made = Presentation()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    about = made.core_properties
    about.title, about.author, about.language = deck.title, "Masyarakat Ekonomi NTT", deck.language
    about.created = about.modified = datetime.combine(deck.data_date, time())
    about.last_modified_by, about.revision = "", 1
    for at, slide in enumerate(deck.slides, 1):
        _put_slide(made.slides.add_slide(made.slide_layouts[_TITLE_ONLY]), deck, slide, at, host)
    return made


def _put_slide(page: Slide, deck: Deck, slide: DeckSlide, at: int, host: str) -> None:
    inner = WIDTH - 2 * _MARGIN
    _title(page, slide.title, inner)
    size = fitted(slide.subtitle, inner, _SUBTITLE_PT * LINE, _SUBTITLE_PT, 11, bold=False)
    put(
        *(page, slide.subtitle, (_MARGIN, 86, inner, _SUBTITLE_PT * LINE + 2), size, _QUIET),
        name="subtitle",
    )
    wide = inner - (_FIGURES + _GAP if slide.figures else 0)
    box = (_MARGIN, _TOP, wide, _FOOT - _TOP - 10)
    if isinstance(slide.shown, Table):
        put_table(page, slide.shown, box)
    elif slide.chart is not None and slide.shown is not None:
        put_chart(page, slide.chart, slide.shown.alt, box)
    elif slide.shown is not None and isinstance(slide.shown.spec, Choropleth):
        put_map(page, slide.shown.spec, box)
    _figures(page, slide)
    _foot(page, deck, slide, at)
    notes = page.notes_slide.notes_text_frame
    assert notes is not None
    notes.text = "\n".join(notes_lines(deck, slide, host))


def _title(page: Slide, title: str, inner: float) -> None:
    shape = page.shapes.title
    assert shape is not None
    shape.left, shape.top = Pt(_MARGIN), Pt(30)
    shape.width, shape.height = Pt(inner), Pt(_TITLE_HIGH)
    size = fitted(title, inner, _TITLE_HIGH, _TITLE_PT, 20, bold=True)
    fill(shape.text_frame, title, size, palette.INDIGO, bold=True)


def _figures(page: Slide, slide: DeckSlide) -> None:
    left, y = WIDTH - _MARGIN - _FIGURES, _TOP
    for figure in slide.figures:
        room = _FIGURES - 16
        size = fitted(figure.value, room, _VALUE_PT * LINE, _VALUE_PT, 14, bold=True)
        label = lines_of(figure.label, room, _LABEL_PT)
        tall = size * LINE + len(label) * _LABEL_PT * LINE + 4
        bar = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(y), Pt(4), Pt(tall))
        bar.name = "mark"
        bar.fill.solid()
        bar.fill.fore_color.rgb = RGBColor.from_string(palette.OCHRE.lstrip("#"))
        bar.line.fill.background()
        put(
            *(page, figure.value, (left + 14, y, room, size * LINE), size, palette.INK),
            bold=True,
            name="value",
        )
        put(
            page,
            figure.label,
            (left + 14, y + size * LINE, room, len(label) * _LABEL_PT * LINE + 2),
            _LABEL_PT,
            _QUIET,
            name="label",
        )
        y += tall + 18


def _foot(page: Slide, deck: Deck, slide: DeckSlide, at: int) -> None:
    own, _network = own_and_network(slide.notes.source_ids)
    said = [
        *([model_result()] if slide.modelled else []),
        *([deck.scenario] if deck.scenario else []),
        # What people have typed in has no source of the register.
        *([source_line(own)] if own else []),
        _("Data as of {date}", date=date(deck.data_date)),
        _("data edition {edition}", edition=deck.edition),
    ]
    inner = WIDTH - 2 * _MARGIN - 40
    text = " · ".join(said)
    size = fitted(text, inner, 2 * _FOOT_PT * LINE, _FOOT_PT, 7, bold=False)
    put(*(page, text, (_MARGIN, _FOOT, inner, 2.2 * _FOOT_PT * LINE), size, _QUIET), name="foot")
    put(
        *(page, number(at), (WIDTH - _MARGIN - 36, _FOOT, 36, 14), _FOOT_PT, _QUIET),
        align="right",
        name="number",
    )


def notes_lines(deck: Deck, slide: DeckSlide, host: str) -> list[str]:
    """What the speaker reads: what stands behind it, the objection, the answer, the sources."""
    own, network = own_and_network(slide.notes.source_ids)
    has_map = slide.shown is not None and isinstance(getattr(slide.shown, "spec", None), Choropleth)
    return [
        *slide.notes.said,
        _("Objection: {text}", text=slide.notes.objection),
        _("Answer: {text}", text=slide.notes.answer),
        *([_("Sources: {names}", names="; ".join(source_names(own)))] if own else []),
        *([_("{n} sources of the transport network", n=number(len(network)))] if network else []),
        *(map_notes() if has_map else []),
        *([f"{host}/{deck.address}"] if host else []),
    ]
