"""What names a commodity beside its balance: animals, lists, reported supplies, the province."""

from __future__ import annotations

import pandas as pd

from geo.places import regencies
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Basis, Block, Finding, Note, Section, Table
from publishing.formats import coverage, year_span
from publishing.language import _
from publishing.listings.commodity import animals_table, listed_table, province_table
from publishing.listings.guide import flow_reports, reported_flows_table
from publishing.sentences.commodity_records import (
    animals_headline,
    flows_headline,
    largest_quotas_line,
    listed_headline,
    province_headline,
    quotas_compared,
    verdict_lines,
)
from publishing.sources import split_ids
from services import commodities


def animals(commodity: str) -> Section:
    """Quotas and shipments, then counts of animals; sources that clash stand side by side."""
    if commodity not in commodities.animals():
        return Section("animals", "", [])
    shipments, counts = (
        commodities.animal_shipments(commodity),
        commodities.animal_counts(commodity),
    )
    blocks: list[Block] = []
    quotas = quotas_compared(shipments)
    if line := largest_quotas_line(quotas):
        blocks.append(Finding(line, _basis(quotas)))
    for title, rows in (
        (_("Quotas and shipments"), shipments),
        (_("Counts of animals"), counts),
    ):
        if len(rows):
            blocks.append(Table(title, animals_table(rows), _basis(rows), most_rows=10))
    if len(shipments):
        blocks.append(
            Note(
                "method",
                _(
                    "A quota is what may be shipped in a year, not what was; a year without is "
                    "unknown."
                ),
            )
        )
    return Section("animals", animals_headline(commodity, shipments, counts), blocks)


def leading(commodity: str) -> list[Section]:
    """The report's verdicts over its lists of leading products; ranks and reasons apart."""
    rows = commodities.listed(commodity)
    if rows.empty:
        return []
    basis = register_basis(rows["source_id"], covered=_places(rows))
    blocks: list[Block] = [Finding(line, basis) for line in verdict_lines(rows)]
    table = Table(_("Ranks and verdicts"), listed_table(rows), basis)
    return [
        Section("kpju", listed_headline(commodity, rows), blocks),
        Section("kpju-table", _("Ranks and reasons of the report"), [table], brief=False),
    ]


def reported_supplies(commodity: str, brief: bool) -> Section:
    """Supplies that others report; they are no measured trade.

    ``brief``: whether paper has room for them.
    """
    rows = commodities.flows(commodity)
    if rows.empty:
        return Section("reported_flows", "", [])
    basis = register_basis(split_ids(rows["source_ids"]))
    title = flows_headline(commodity, rows)
    return Section(
        "reported_flows",
        title,
        [
            Table(_("Reported supplies"), reported_flows_table(flow_reports(rows)), basis, 4),
            Note(
                "caution",
                _(
                    "Reports name what somebody saw or said; they are neither complete nor "
                    "measured, and what is in none is unknown."
                ),
            ),
        ],
        brief=brief,
    )


def province(commodity: str) -> Section:
    """Figures that are known for the whole province alone."""
    rows = commodities.of_province(commodity)
    if rows.empty:
        return Section("provincial_figures", "", [])
    basis = register_basis(rows["source_id"], years=_span(rows))
    return Section(
        "provincial_figures",
        province_headline(commodity, rows),
        [Table(_("Figures of the province"), province_table(rows), basis, most_rows=10)],
        brief=False,
    )


def _basis(rows: pd.DataFrame) -> Basis:
    return register_basis(rows["source_id"], years=_span(rows), covered=_places(rows))


def _span(rows: pd.DataFrame) -> str:
    years = [int(each) for each in rows["year"].dropna()]
    return year_span(years) if years else ""


def _places(rows: pd.DataFrame) -> str:
    return coverage(int(rows["regency_code"].nunique()), len(regencies()))
