"""All tables of one regency's briefing as one workbook."""

from __future__ import annotations

import pandas as pd

from publishing.briefing.model import Table
from publishing.language import _
from publishing.listings.profile import figures_table
from publishing.listings.registers import sources_table
from publishing.sources import cited_sources
from services import profile
from services.briefing.regency import regency_briefing

#: Sections whose tables are whole; those of paper are cut to its width.
_WHOLE = (
    *("partners", "exact", "months", "lists", "findings", "printed"),
    *("animals", "agreed", "gaps"),
)


def profile_sheets(regency_code: str, year: int | None) -> dict[str, pd.DataFrame]:
    """Every table of the briefing by the name of its sheet, empty ones left out."""
    briefing = regency_briefing(regency_code, year)
    sheets = {_("Key figures"): figures_table(profile.key_figures(regency_code)).readable()}
    for section in briefing.sections:
        if section.key in _WHOLE:
            tables = [block for block in section.blocks if isinstance(block, Table)]
            # A sheet's name has 31 letters at most.
            name = _("Prices") if section.key == "months" else ""
            sheets |= {name or each.title: each.ready.readable() for each in tables}
    sheets[_("Sources")] = sources_table(cited_sources(briefing.source_ids)).readable()
    return {name: table for name, table in sheets.items() if len(table)}
