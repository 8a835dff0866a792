"""The content model of a briefing: said once, drawn by a page, on paper, as a picture.

``services.briefing`` fills it, renderings read it: ``pages/ui/briefing.py`` on the screen,
``publishing/files/paper`` as PDF. A briefing is of one language, one edition and one scenario; it
holds no pixels and no time of making, so that the same data make the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from publishing.maps.choropleth import Choropleth
from publishing.sources import split_ids
from publishing.tables import ReadyTable

#: What is told of; of a zone there is a deck and no briefing, of the road map it is the other way.
Kind = Literal["regency", "commodity", "scenario", "province", "zone", "road_map"]


@dataclass(frozen=True)
class Basis:
    """What the figures of a block rest on, as it is read.

    ``years`` ("2023", "2018–2024"), ``unit`` ("thousand t a year"), ``coverage`` ("14 of 22
    regencies"); ``grade`` is the weakest of the inputs, a code that
    ``publishing.sources.grade_word`` puts into words. What is ``modelled`` was not observed: it is
    hatched, and says so.
    """

    years: str = ""
    unit: str = ""
    grade: str = ""
    coverage: str = ""
    source_ids: Sequence[str] = ()
    modelled: bool = False


@dataclass(frozen=True)
class Finding:
    """A sentence made from data; it claims no more than its figures bear."""

    text: str
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True)
class Figure:
    """A key figure among those of the 22 regencies.

    ``value`` is as it is read, with its unit; ``place`` says in words where it stands ("lowest
    poverty"). ``amounts``: regency_code -> value in ``basis.unit``, missing where unknown; ``own``
    is the regency that is marked.
    """

    name: str
    value: str
    place: str
    amounts: Mapping[str, float]
    own: str | None
    decimals: int = 0
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True)
class Picture:
    """A map, or a chart as a Vega-Lite specification; ``alt`` says what it shows in a sentence.

    ``table`` holds the figures that are drawn, for whoever takes them away from a page.
    """

    title: str
    spec: Choropleth | Mapping[str, Any]
    alt: str
    basis: Basis = field(default_factory=Basis)
    table: ReadyTable | None = None


@dataclass(frozen=True)
class Table:
    """A table ready to be read; paper shows its first ``most_rows`` rows and says how many more."""

    title: str
    ready: ReadyTable
    basis: Basis = field(default_factory=Basis)
    most_rows: int = 12


@dataclass(frozen=True)
class Note:
    """What has to be known beside the figures.

    ``missing``: a block that has no data, and whom to ask; ``assumption``; ``method``; ``caution``:
    what is known against a figure.
    """

    kind: Literal["missing", "assumption", "method", "caution"]
    text: str


Block = Finding | Figure | Picture | Table | Note


@dataclass(frozen=True)
class Section:
    """Blocks under one heading, which says the finding.

    ``key`` is unique in its briefing and stays, whatever the heading says. ``brief``: it belongs to
    the two pages of paper; the others stand on the screen alone.
    """

    key: str
    title: str
    blocks: Sequence[Block]
    brief: bool = True


@dataclass(frozen=True)
class Briefing:
    """All that is told of one thing.

    ``key`` is a regency code, a commodity's slug, the id of a scenario or ``ntt``; ``scenario`` the
    title of a scenario, "" for the baseline; ``data_date`` the day as of which the tables are;
    ``address`` the page that shows it live, without host ("profile?regency=5315"). ``edition`` is
    that of the data, for the screen: a file carries a mark of its own content instead, so that a
    change of one cell changes only the files that show it.
    """

    kind: Kind
    key: str
    title: str
    subtitle: str
    sections: Sequence[Section]
    language: str
    edition: str
    data_date: date
    address: str
    scenario: str = ""

    @property
    def source_ids(self) -> list[str]:
        """Ids of all sources cited in it, each once."""
        return split_ids(
            one
            for section in self.sections
            for block in section.blocks
            if not isinstance(block, Note)
            for one in block.basis.source_ids
        )

    @property
    def on_paper(self) -> list[Section]:
        """The sections of the two pages of paper, without those that hold nothing."""
        return [each for each in self.sections if each.brief and each.blocks]
