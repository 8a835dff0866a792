"""Of a commodity without a balance: what its need says, and what its production says."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.balance.known_sides import KnownSides
from geo.places import regencies
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Block, Finding, Note, Picture, Section, Table
from publishing.charts.frame import scope_of
from publishing.charts.one_side import need_bars, produced_bars
from publishing.formats import coverage, year_span
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings import one_sided as listings
from publishing.listings.commodity import need_table, reported_table
from publishing.maps.one_side import need_choropleth, produced_choropleth
from publishing.sentences import one_sided as sentences
from publishing.sentences.commodity_sides import (
    form_lines,
    need_headline,
    need_note,
    need_unit,
    reported_headline,
    reported_lines,
    two_sides_note,
)
from publishing.tables import ReadyTable
from services import commodities
from services import one_sided as one_side
from services.one_sided import people_of


def one_sided(commodity: str) -> list[Section]:
    """The product's verdict where one side alone says something; nothing where none does."""
    title, lines, table, sources, years = _verdict(commodity)
    if table is None:
        return []
    basis = register_basis(sources, years=years, unit="t")
    blocks: list[Block] = [Finding(line, basis) for line in lines]
    blocks.append(Note("caution", sentences.nature_note()))
    figures = Table(title, table, basis)
    return [
        Section("one-sided", title, blocks),
        Section("one-sided-table", _("Both sides in figures"), [figures], brief=False),
    ]


def _verdict(
    commodity: str,
) -> tuple[str, Sequence[str], ReadyTable | None, Sequence[str], str]:
    """Headline, sentences, table, sources and years of what one side says."""
    if commodity in one_side.GROUP_NEED and (beside := one_side.beside_group(commodity)):
        found, sources = beside
        lines = [*sentences.group_lines(found), sentences.group_note(found)]
        years = year_span([found.year, found.norm_year])
        return (
            *(sentences.group_headline(found), lines, listings.group_table(found)),
            *(sources, years),
        )
    if commodity in one_side.PROVINCIAL and (shared := one_side.provincial_share(commodity)):
        share, sources = shared
        years = year_span([share.year, share.eaten_year])
        return (
            *(sentences.share_headline(share), sentences.share_lines(share)),
            *(listings.share_table(share), sources, years),
        )
    return "", [], None, [], ""


def production(known: KnownSides) -> Section:
    """Production without a need beside it.

    With figures of half of the regencies a map and bars; with fewer they are told as those of the
    regencies that report them: a map with a dot or two would pass for the province.
    """
    rows = commodities.production_of(known.commodity)
    if rows.empty or known.commodity in one_side.GROUP_NEED:
        return Section("production", "", [])
    marketed = one_side.marketed(known.commodity)
    if marketed is not None and known.n_production * 2 >= known.n_regencies:
        found, sources = marketed
        basis = register_basis(
            sources, year_text(found.year), "t", coverage(len(found.table), known.n_regencies)
        )
        title, bars = sentences.market_headline(found), produced_bars(found)
        figures = listings.market_table(found)
        return Section(
            "production",
            title,
            [
                *(Finding(line, basis) for line in sentences.market_lines(found)),
                Picture(scope_of(bars), produced_choropleth(found), title, basis, figures),
                Picture(_("Production of every regency"), bars, title, basis, figures),
                Table(_("Every regency"), figures, basis),
            ],
        )
    basis = register_basis(
        rows["source_id"],
        year_span([int(each) for each in rows["year"]]),
        "t",
        coverage(rows["regency_code"].nunique(), known.n_regencies),
    )
    blocks: list[Block] = [Finding(line, basis) for line in reported_lines(known.commodity, rows)]
    blocks.append(Table(_("Figures as reported"), reported_table(rows), basis))
    if known.n_need:
        blocks.append(Note("caution", two_sides_note()))
    return Section("production", reported_headline(known.commodity, rows), blocks)


def need(known: KnownSides) -> list[Section]:
    """The market: what households of each regency eat; nothing where no norm is known."""
    found = commodities.need_of(known.commodity)
    if found is None:
        return []
    form = found.forms[0]
    sources = [*found.table["source_id"], *people_of(found.year)["source_id"]]
    basis = register_basis(
        sources,
        year_text(found.year),
        need_unit(found),
        coverage(found.n_sound(form), len(regencies())),
    )
    title, bars, figures = need_headline(found), need_bars(found, form), need_table(found)
    blocks: list[Block] = [Finding(line, basis) for line in form_lines(found)]
    blocks += [
        Picture(scope_of(bars), need_choropleth(found, form), title, basis, figures),
        Picture(_("Need of every regency"), bars, title, basis, figures),
        Note("assumption", need_note(found)),
    ]
    table = Table(_("Need of every regency"), figures, basis)
    return [
        Section("need", title, blocks),
        Section("need-table", _("The need in figures"), [table], brief=False),
    ]
