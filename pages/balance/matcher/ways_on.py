"""From the inputs of a regency on: to the rows they stand in, a scenario, the regency's profile."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.balance.result import Balance
from geo.places import regency_names
from ntt_data.editions import once_per_edition
from ntt_data.store import BASELINE_ID
from pages.ui.site_map import script
from publishing.language import _
from publishing.table_view import table_title

#: The curated table in which an input has its row.
_TABLE_OF = {
    "production": "production",
    "population": "population",
    "norm": "consumption",
    "conversion": "conversions",
    "eaten_out": "conversions",
}


def show_ways_on(result: Balance, regency_code: str) -> None:
    """Links below the table of inputs; what they open is what the table shows."""
    st.caption(_("The rows behind these figures, with their sources:"))
    with st.container(horizontal=True):
        for table, query in rows_behind(result, regency_code).items():
            st.page_link(
                script("tables"),
                label=table_title(table),
                query_params={"section": "tables", "table": table, **query},
            )
    settings = result.settings
    with st.container(horizontal=True):
        st.page_link(
            script("scenarios"),
            label=_("What if another figure held?"),
            query_params={
                "scenario": BASELINE_ID,
                "commodity": settings.commodity,
                "year": str(settings.year),
            },
        )
        st.page_link(
            script("profile"),
            label=_("Profile of {regency}", regency=regency_names()[regency_code]),
            query_params={"regency": regency_code},
        )


@once_per_edition(maxsize=1024)
def rows_behind(result: Balance, regency_code: str) -> dict[str, dict[str, str]]:
    """Table -> the filter that leaves the rows of this regency's inputs."""
    rows = result.inputs[result.inputs["regency_code"] == regency_code]
    found: dict[str, dict[str, str]] = {}
    for row in rows[rows["state"] == "used"].to_dict("records"):
        table = _TABLE_OF.get(str(row["input"]))
        if table is None:
            continue
        wanted = {} if table == "population" else {"rows_commodity": result.settings.commodity}
        # Coefficients are of the province or the nation, and mostly of no year.
        if table != "conversions":
            wanted["rows_regency"] = regency_code
            # A norm may be carried over from another year's pattern.
            year = row["year"] if pd.isna(row["pattern_year"]) else row["pattern_year"]
            wanted |= {} if pd.isna(year) else {"from": str(int(year)), "to": str(int(year))}
        found.setdefault(table, wanted)
    return found
