"""Which inputs a balance lacks, for which regencies, and how to supply them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.coverage import missing_report
from pages.ui import results, words
from pages.ui.language import _
from pages.ui.tables import Column, show_table


def show_missing_inputs(commodity: str, year: int) -> None:
    """Table of the missing inputs, and how to supply them."""
    report = missing_report(results.balance_tables(), commodity, year)
    names = results.regency_names()
    everywhere = _("all 22 regencies")
    table = pd.DataFrame(
        {
            "input": report["input"].map(words.balance_input),
            "regencies": [
                everywhere
                if row.n_missing == row.n_regencies
                else ", ".join(names[code] for code in row.regency_codes.split(";"))
                for row in report.itertuples()
            ],
            "n": report["n_missing"],
            "years": report["years_available"].str.replace(";", ", ").replace("", _("none")),
        }
    )
    show_table(
        table,
        {
            "input": Column(_("Missing input")),
            "n": Column(_("Regencies without it"), 0),
            "regencies": Column(_("Which")),
            "years": Column(_("Years with any figure")),
        },
        key=f"missing-{commodity}-{year}",
        empty=_("Nothing is missing."),
    )
    st.caption(
        _(
            "To supply a figure, add a row with its source to production.csv, consumption.csv or "
            "conversions.csv in ntt_data/curated; the README says how. A figure is never estimated "
            "here to fill a gap."
        )
    )
