"""All tables of one regency's profile as one workbook."""

from __future__ import annotations

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
