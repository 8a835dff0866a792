"""Data & sources: every table, every source, every anomaly, and what is still missing."""

import streamlit as st

from pages.data.tables.anomaly_register import show_anomalies
from pages.data.tables.coverage import show_coverage
from pages.data.tables.data_browser import show_browser
from pages.data.tables.left_out import show_left_out
from pages.data.tables.package_download import offer_package
from pages.data.tables.source_register import show_register
from pages.data.tables.without_balance import show_without_balance
from pages.ui import state
from publishing.language import _

SECTIONS = {
    "tables": (_("Tables"), show_browser),
    "sources": (_("Sources"), show_register),
    "anomalies": (_("Anomalies"), show_anomalies),
    "coverage": (_("Coverage"), show_coverage),
    "without_balance": (_("What can be said already"), show_without_balance),
}

st.title(_("Data & sources"))
st.write(
    _(
        "Everything the other pages show comes from these tables. Each figure names its source; "
        "an empty cell means that nothing is known, never zero. A missing figure is entered as a "
        "row with its source in the table's file in the folder ntt_data/curated; “Coverage” says "
        "which."
    )
)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    section = state.segments(
        _("Section"),
        "section",
        list(SECTIONS),
        "tables",
        format_func=lambda code: SECTIONS[code][0],
        label_visibility="collapsed",
    )
    offer_package()
SECTIONS[section][1]()
if section == "anomalies":
    show_left_out()
