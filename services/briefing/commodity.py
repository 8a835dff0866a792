"""What is told of one commodity, as far as it is known: from its need alone up to its pairs.

Nothing to say is a short briefing that says what is missing.
"""

from __future__ import annotations

from analysis.balance.known_sides import KnownSides
from ntt_data import editions
from ntt_data.schema import data_date
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Block, Briefing, Note, Section, Table
from publishing.code_words import code_word
from publishing.formats import year as year_text
from publishing.language import _, current_language, once_per_language
from publishing.listings.commodity import ladder_table
from publishing.names import commodity_name
from publishing.sentences.commodity import (
    animals_line,
    next_line,
    not_zero_line,
    standing_headline,
)
from publishing.sources import split_ids
from services import commodities
from services.answer import evaluation
from services.briefing.commodity_balance import balance, pairs
from services.briefing.commodity_prices import prices
from services.briefing.commodity_records import animals, leading, province, reported_supplies
from services.briefing.commodity_sides import need, one_sided, production
from services.coverage import coverage_sources
from services.rounds import sheet_of


@once_per_language(maxsize=192)
def commodity_briefing(commodity: str, year: int | None = None) -> Briefing:
    """All that is told of a commodity of the register.

    Parameters
    ----------
    commodity : str
        Slug of the register.
    year : int, optional
        That of the balance, of ``KnownSides.balance_years``. By default, and in any other year,
        the newest that is known in full; what has no balance is told with its newest figures.

    Raises
    ------
    KeyError
        The register has no such commodity.
    """
    known = commodities.known_sides()[commodity]
    of_year = year if year in known.balance_years else known.balance_year
    asked = f"&year={of_year}" if of_year != known.balance_year else ""
    return Briefing(
        kind="commodity",
        key=commodity,
        title=commodity_name(commodity),
        subtitle=_("Commodity profile: {group}", group=code_word(known.group)),
        sections=_sections(commodity, of_year),
        language=current_language(),
        edition=str(editions.current()),
        data_date=data_date(),
        address=f"commodity?commodity={commodity}{asked}",
    )


@once_per_language(maxsize=192, tables_alone=True)
def _sections(commodity: str, of_year: int) -> list[Section]:
    known = commodities.known_sides()[commodity]
    made: list[Section] = [_what_is_known(known)]
    if known.balance_years:
        answer = evaluation.baseline_answer(commodity, of_year)
        made += balance(answer)
        made += [] if answer.balance.suspended else pairs(answer)
    else:
        made += [*one_sided(commodity), production(known), *need(known)]
    made += prices(commodity, of_year or None)
    made += [
        animals(commodity),
        *leading(commodity),
        reported_supplies(commodity, brief=not known.balance_years),
    ]
    made.append(province(commodity))
    return [section for section in made if section.blocks]


def _what_is_known(known: KnownSides) -> Section:
    """Where the commodity stands, and what would lead it on."""
    office = sheet_of(known.group)
    basis = register_basis(_sources(known), years=_years(known))
    blocks: list[Block] = [
        Table(_("What is known, step by step"), ladder_table(known, office), basis)
    ]
    if line := next_line(known, office):
        blocks.append(Note("missing", line))
    if line := not_zero_line(known):
        blocks.append(Note("caution", line))
    if known.live:
        blocks.append(Note("method", animals_line()))
    # Where every step is taken there is nothing to ask for, and paper has no room for it.
    is_open = bool(known.next_step)
    return Section("known", standing_headline(known), blocks, brief=is_open)


def _sources(known: KnownSides) -> list[str]:
    """Of the figures that the steps count."""
    if known.live:
        shipments = commodities.animal_shipments(known.commodity)
        counts = commodities.animal_counts(known.commodity)
        return split_ids([*shipments["source_id"], *counts["source_id"]])
    if known.n_need or known.producers:
        return coverage_sources(None, known.commodity)
    return []


def _years(known: KnownSides) -> str:
    years = sorted({each for each in (known.need_year, known.production_year) if each})
    return ", ".join(map(year_text, years))
