"""The slide of the ferries that modelled pairs hang on: of a year's commodities, or of one."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.matching.ferry_answer import FerryAnswer
from geo.edges import crossing_names
from publishing import words
from publishing.briefing.model import Basis, Picture
from publishing.charts.ferries import ferry_loads
from publishing.deck import charts
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.sentences import deck as told
from publishing.sentences import ferries as ferry_words
from services.answer import evaluation, ferries
from services.deck.frame import notes


def crossings(answer: FerryAnswer, about: str = "", said: Iterable[str] = ()) -> DeckSlide:
    """Which crossing carries most; ``about`` begins the subtitle, ``said`` follows the finding."""
    loads = answer.before.by_crossing()
    basis = Basis(
        years=year_text(answer.year),
        unit=_("tonnes a year"),
        grade="assumption",
        source_ids=tuple(dict.fromkeys(ferries.ferry_sources(answer))),
        modelled=True,
    )
    headline = ferry_words.headline(answer)
    spec = ferry_loads(answer, tuple(evaluation.balanced_commodities()))
    crossed = answer.before.crossing_t
    carries = not loads.empty
    return DeckSlide(
        key="ferries",
        title=told.ferries_title(crossing_names()[loads.index[0]], 100 * loads.iloc[0] / crossed)
        if carries
        else told.no_ferry_title(),
        subtitle=" · ".join(filter(None, [about, basis.years, basis.unit, words.modelled_flow()])),
        shown=Picture(headline, spec, headline, basis) if carries else None,
        chart=charts.ferry_data(answer) if carries else None,
        figures=[KeyFigure(tonnes(crossed), _("cross by ferry"))],
        notes=notes([f"{headline}.", *said], told.ferries_objection(), basis.source_ids),
        modelled=True,
    )
