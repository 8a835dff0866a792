"""A section of a briefing told as a slide: its first picture or table, the rest in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publishing.briefing.basis_line import basis_line
from publishing.briefing.model import Basis, Finding, Note, Picture, Section, Table
from publishing.deck.model import DeckSlide, Notes
from publishing.files.framed import KeyFigure
from publishing.sentences.deck import Objection
from publishing.sources import split_ids

_FEW = 3


def slide_of(
    section: Section,
    key: str,
    title: str,
    about: str,
    against: Objection,
    shown: Picture | Table | None,
    figures: Sequence[KeyFigure] = (),
) -> DeckSlide:
    """One finding of a briefing.

    ``about`` begins the subtitle, behind it stands what the figures rest on.
    """
    basis = shown.basis if shown is not None else Basis()
    return DeckSlide(
        key=key,
        title=title,
        subtitle=" · ".join(filter(None, [about, basis_line(basis)])),
        shown=shown,
        figures=figures,
        notes=Notes(
            told_in(section),
            *(against.raised, against.answered),
            split_ids([*sources_of(section), *basis.source_ids]),
        ),
        modelled=basis.modelled,
    )


def told_in(section: Section) -> list[str]:
    """What the section says in sentences, its heading first."""
    texts = [block.text for block in section.blocks if isinstance(block, Finding | Note)]
    return list(dict.fromkeys([f"{section.title.rstrip('.')}.", *texts]))


def sources_of(section: Section) -> list[str]:
    """Ids of all that its figures come from."""
    return split_ids(
        one
        for block in section.blocks
        if not isinstance(block, Note)
        for one in block.basis.source_ids
    )


def first_picture(section: Section) -> Picture | None:
    """The map or chart that it begins with."""
    return next((each for each in section.blocks if isinstance(each, Picture)), None)


def first_table(section: Section) -> Table | None:
    """The table that it begins with."""
    return next((each for each in section.blocks if isinstance(each, Table)), None)


def short(
    table: Table, columns: Sequence[str], most_rows: int = 8, if_few: Sequence[str] = ()
) -> Table:
    """The same table with what can be read while somebody speaks.

    The first column says of what a row is, the last what it comes to: on a small screen those
    between give way, from the last. ``if_few``: columns that a row or two have room for.
    """
    ready = table.ready
    asked = [*columns[:-1], *(if_few if len(ready.table) <= _FEW else ()), columns[-1]]
    kept = {name: ready.columns[name] for name in asked if name in ready.columns}
    return replace(table, ready=replace(ready, columns=kept), most_rows=most_rows)
