"""The content model of a deck: one finding per slide, with what a speaker needs to defend it.

``services.deck`` fills it; renderings read it: live slides, PPTX, PDF with notes. Like a briefing
it is of one language, one edition and one scenario, and holds no pixels and no time of making.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from publishing.briefing.model import Kind, Picture, Table
from publishing.files.framed import KeyFigure
from publishing.sources import split_ids

#: What can be read while somebody speaks.
MOST_WORDS = 10


@dataclass(frozen=True)
class Notes:
    """What the speaker has at hand: ``said`` behind the finding, the objection that an economist
    will raise, and what can honestly be answered; the sources of all figures of the slide.
    """

    said: Sequence[str]
    objection: str
    answer: str
    source_ids: Sequence[str]


@dataclass(frozen=True)
class DeckSlide:
    """One finding.

    ``key`` is unique in its deck and stays, whatever the title says: it stands in the address.
    ``title`` has at most ``MOST_WORDS`` words; ``subtitle`` says unit, year and scope. Beside the
    ``figures`` one picture or one table is shown; ``modelled``: it was not observed.
    """

    key: str
    title: str
    subtitle: str
    shown: Picture | Table | None
    notes: Notes
    figures: Sequence[KeyFigure] = ()
    modelled: bool = False


@dataclass(frozen=True)
class Deck:
    """Slides in the order in which they are told.

    ``key`` as of a briefing of this ``kind``; ``scenario`` the title of a scenario, "" for the
    baseline; ``edition`` is that of the data when the deck was opened, so that its slides agree
    with each other; ``address`` the page behind it, without host.
    """

    kind: Kind
    key: str
    title: str
    slides: Sequence[DeckSlide]
    language: str
    edition: str
    data_date: date
    address: str
    scenario: str = ""

    @property
    def source_ids(self) -> list[str]:
        """Ids of all sources cited in it, each once."""
        return split_ids(one for slide in self.slides for one in slide.notes.source_ids)
