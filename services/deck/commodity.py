"""The deck of a commodity: as much as is known of it, and what is missing and who has it.

With a balance it goes from the need to pairs and ferries, as the province's; without one it says
first how far the commodity is known, and then tells each section of its briefing.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.balance.known_sides import KnownSides
from publishing import words
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Section
from publishing.deck.model import Deck, DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import tonnes
from publishing.language import once_per_language
from publishing.names import commodity_name, product_name
from publishing.sentences import deck_commodity as told
from publishing.sentences.matching import tie_rule
from services import commodities, overview
from services.answer import evaluation, ferries
from services.briefing.commodity import commodity_briefing
from services.deck.commodity_records import records
from services.deck.commodity_sides import need as need_alone
from services.deck.commodity_sides import sides
from services.deck.frame import deck_of, named
from services.deck.of_balance import need, supplier, together, who
from services.deck.of_ferries import crossings
from services.deck.of_match import pairs, prices
from services.deck.of_section import first_picture, first_table, short, slide_of

#: Steps that follow from others: where they are not taken, nobody can be asked for them.
_FOLLOWS = ("balance", "pairs")
Sections = dict[str, Section]


@once_per_language(maxsize=64)
def commodity_deck(commodity: str, year: int | None = None) -> Deck:
    """All findings on a commodity of the register; never empty.

    ``year`` as of ``services.briefing.commodity.commodity_briefing``. Raises ``KeyError`` where
    the register has no such commodity.
    """
    known = commodities.known_sides()[commodity]
    briefing = commodity_briefing(commodity, year)
    sections = {section.key: section for section in briefing.sections}
    told_of = _told_of(known, sections["known"], briefing.source_ids)
    if known.balance_years:
        of_year = year if year in known.balance_years else known.balance_year
        answer = evaluation.baseline_answer(commodity, of_year)
        slides = (
            _not_comparable(known, answer, sections)
            if answer.balance.suspended
            else _of_balance(answer)
        )
    else:
        slides = [*told_of[:1], *sides(known, sections)]
    slides += [*records(known, sections), *told_of[1:]]
    return deck_of("commodity", commodity, briefing.title, slides, briefing.address)


def _of_balance(answer: Answer) -> list[DeckSlide]:
    """As the province tells its first commodity, with the ferries that this one crosses."""
    balance = answer.balance
    settings = balance.settings
    others = [
        each.answer.balance
        for each in overview.first_screen().briefs
        if not each.answer.balance.suspended
        and each.answer.balance.settings.commodity != settings.commodity
    ]
    brief = overview.brief(settings.commodity, settings.year)
    crossed = crossings(
        ferries.ferries_of(answer), commodity_name(settings.commodity), [tie_rule()]
    )
    covered = told.covered_title(named(balance), balance.summary)
    return [
        replace(need(balance, [balance, *others], brief.total), title=covered),
        who(balance),
        *together(answer),
        *supplier(balance),
        pairs(answer),
        *prices(answer),
        crossed,
    ]


def _not_comparable(known: KnownSides, answer: Answer, sections: Sections) -> list[DeckSlide]:
    """Two sides that are both known and count different things: each for itself."""
    balance = answer.balance
    name, section = product_name(known.commodity), sections["balance"]
    summary = balance.summary
    landed = slide_of(
        section,
        "landed",
        told.titled(name, told.known_title(known)),
        name,
        told.not_comparable_objection(),
        first_picture(section),
        [
            KeyFigure(tonnes(summary.total_available_t), words.available(balance.suspended)),
        ],
    )
    return [landed, *need_alone(known)]


def _told_of(known: KnownSides, section: Section, source_ids: list[str]) -> list[DeckSlide]:
    """How far it is known, step by step; then what would complete it and who has it, if anything.

    ``source_ids``: of all that is told of it, for what is known of it by no step.
    """
    name, table = commodity_name(known.commodity), first_table(section)
    assert table is not None  # the ladder
    if not table.basis.source_ids:
        table = replace(table, basis=register_basis(source_ids))
    made = [
        slide_of(
            *(section, "known", told.titled(name, told.known_title(known)), name),
            *(told.known_objection(), short(table, ["step", "known"])),
        )
    ]
    rows = table.ready.table.assign(code=list(known.steps))
    follows = [code in _FOLLOWS and not known.reach[code] for code in rows["code"]]
    rows = rows[rows["opens"].ne("") & ~pd.Series(follows, rows.index)]
    if len(rows):
        asked = replace(table, ready=replace(table.ready, table=rows))
        made.append(
            slide_of(
                *(section, "missing", told.titled(name, told.missing_title()), name),
                *(told.missing_objection(), short(asked, ["step", "opens"])),
            )
        )
    return made
