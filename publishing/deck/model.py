"""The content model of a deck: one finding per slide, with what a speaker needs to defend it.

``services.deck`` fills it; renderings read it: live slides, PPTX, PDF with notes. Like a briefing
it is of one language, one edition and one scenario, and holds no pixels and no time of making.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from publishing.briefing.model import Kind, Picture, Table
from publishing.files.framed import KeyFigure
from publishing.language import _
from publishing.sources import split_ids

#: What can be read while somebody speaks.
MOST_WORDS = 10


class UnknownSlidesError(ValueError):
    """A deck has no slides of these keys; the text names them and those that there are."""

    def __init__(self, unknown: Sequence[str], known: Sequence[str]) -> None:
        self.unknown, self.known = tuple(unknown), tuple(known)
        super().__init__(
            _(
                "This deck has no slide called {unknown}; its slides are: {known}.",
                unknown=", ".join(f"'{key}'" for key in unknown),
                known=", ".join(known),
            )
        )


@dataclass(frozen=True)
class ChartData:
    """The figures of a chart, for a file in which it can be edited.

    ``bars``: horizontal, one at most in each category; ``stacked``: several that add up; ``lines``
    over the categories. ``series``: name -> one value per category, None where there is none;
    ``colors`` by name. ``whole``: what bars are held against (100 of a share), marked by a line and
    reached by the axis, so that a small share looks small.
    """

    kind: Literal["bars", "stacked", "lines"]
    categories: Sequence[str]
    series: Mapping[str, Sequence[float | None]]
    colors: Mapping[str, str]
    unit: str
    decimals: int = 0
    whole: float | None = None


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
    ``figures`` one picture or one table is shown; ``modelled``: it was not observed. ``chart``:
    the figures of a picture that is a chart. ``spare``: columns of its table that a small screen
    leaves out, the first to go first; None: it does not say, and they go from the last but one.
    """

    key: str
    title: str
    subtitle: str
    shown: Picture | Table | None
    notes: Notes
    figures: Sequence[KeyFigure] = ()
    modelled: bool = False
    chart: ChartData | None = None
    spare: Sequence[str] | None = None


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

    def chosen(self, keys: Sequence[str]) -> Deck:
        """The same deck of these slides alone, in this order, each once; of no keys, all of it.

        Raises ``UnknownSlidesError`` where it has no such slide: a deck that left one out in
        silence would be told for the one that was asked for.
        """
        by_key = {slide.key: slide for slide in self.slides}
        asked = list(dict.fromkeys(keys))
        if unknown := [key for key in asked if key not in by_key]:
            raise UnknownSlidesError(unknown, list(by_key))
        return replace(self, slides=[by_key[key] for key in asked]) if asked else self

    @property
    def source_ids(self) -> list[str]:
        """Ids of all sources cited in it, each once."""
        return split_ids(one for slide in self.slides for one in slide.notes.source_ids)
