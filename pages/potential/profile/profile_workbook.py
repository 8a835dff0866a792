"""All tables of one regency's profile as one workbook."""

from __future__ import annotations

import pandas as pd

from ntt_data.tables import load
from publishing.language import _
from publishing.listings.kpju import kpju_table
from publishing.listings.profile import (
    balances_table,
    figures_table,
    findings_table,
    gaps_table,
    partners_table,
    printed_figures_table,
    sectors_table,
)
from publishing.listings.regency_records import agreements_table, livestock_table
from publishing.listings.registers import sources_table
from services import profile
from services.kpju import kpju_of


def profile_sheets(regency_code: str, year: int | None) -> dict[str, pd.DataFrame]:
    """Every table of the profile by the name of its sheet, empty ones left out."""
    sheets = {
        _("Key figures"): figures_table(profile.key_figures(regency_code)).readable(),
        _("Sectors"): sectors_table(profile.sectors(regency_code)).readable(),
        _("KPJu"): kpju_table(kpju_of(regency_code)).readable(),
        _("Balances"): balances_table(profile.regency_balances(regency_code, year)).readable(),
        _("Partners (modelled)"): partners_table(profile.partners(regency_code, year)).readable(),
        _("Quotas and shipments"): livestock_table(
            profile.livestock_shipments(regency_code)
        ).readable(),
        _("Herds"): livestock_table(profile.livestock_herds(regency_code)).readable(),
        _("Agreements"): agreements_table(
            profile.agreements(regency_code), regency_code
        ).readable(),
        _("Findings"): findings_table(profile.findings(regency_code), with_source=True).readable(),
        _("Figures of the report"): printed_figures_table(
            profile.printed_figures(regency_code)
        ).readable(),
        _("Missing"): gaps_table(profile.gaps(regency_code)).readable(),
        _("Sources"): sources_table(load("sources")).readable(),
    }
    return {name: table for name, table in sheets.items() if len(table)}
