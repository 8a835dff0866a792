"""All tables of one regency's profile as one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pandas as pd

from ntt_data.tables import load
from pages.potential.profile.key_figures import key_figures, readable_figures
from pages.potential.profile.regency_balances import (
    gap_columns,
    readable_balances,
    readable_gaps,
    readable_partners,
)
from pages.potential.profile.regency_report import (
    findings,
    indicator_columns,
    indicator_table,
    sector_columns,
    sector_table,
)
from pages.ui.kpju import readable_kpju
from publishing.language import _, localised
from publishing.tables import Column, readable


def profile_sheets(regency_code: str, year: int) -> dict[str, pd.DataFrame]:
    """Every table of the profile by the name of its sheet, empty ones left out."""
    said = findings(regency_code)
    sheets = {
        _("Key figures"): readable_figures(key_figures(regency_code)),
        _("Sectors"): readable(sector_table(regency_code), sector_columns()),
        _("KPJu"): readable_kpju(regency_code),
        _("Balances"): readable_balances(regency_code, year),
        _("Partners (modelled)"): readable_partners(regency_code, year),
        _("Findings"): readable(
            said,
            {
                localised("finding"): Column(_("Finding")),
                "literal": Column(_("Wording in the report")),
                "source_id": Column(_("Source")),
            },
        ),
        _("Figures of the report"): readable(indicator_table(regency_code), indicator_columns()),
        _("Missing"): readable(readable_gaps(regency_code), gap_columns()),
        _("Sources"): load("sources"),
    }
    return {name: table for name, table in sheets.items() if len(table)}


def workbook_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """An XLSX file with one sheet per table; texts stay texts, also those that begin with "="."""
    buffer = BytesIO()
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs=options) as writer:
        for name, table in sheets.items():
            table.to_excel(writer, sheet_name=name, index=False)
            sheet = writer.sheets[name]
            for place, column in enumerate(table.columns):
                longest = max(len(str(value)) for value in table[column])
                sheet.set_column(place, place, min(60, max(10, len(str(column)) + 2, longest + 2)))
            sheet.freeze_panes(1, 0)
    return buffer.getvalue()
