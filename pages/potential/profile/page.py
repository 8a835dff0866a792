"""Profile of one regency: where it stands, what it leads in, what it has and lacks, with whom."""

import streamlit as st

from pages.potential.profile.key_figures import figures_headline, key_figures, show_key_figures
from pages.potential.profile.profile_workbook import profile_sheets
from pages.potential.profile.regency_balances import (
    balance_years,
    balances_headline,
    gaps_headline,
    show_balances,
    show_gaps,
)
from pages.potential.profile.regency_place import full_name, show_identity, show_place
from pages.potential.profile.regency_report import (
    sectors_headline,
    show_findings,
    show_indicators,
    show_sectors,
)
from pages.ui.commodities import choose_year
from pages.ui.kpju import kpju_headline, show_kpju
from pages.ui.regency import choose_regency
from publishing.files.spreadsheets import workbook_bytes
from publishing.language import _, keep_language
from services.answer import evaluation

title = st.container()
year = choose_year(balance_years(), evaluation.DEFAULT_YEAR)
with st.container(horizontal=True, vertical_alignment="bottom"):
    regency = choose_regency()
    st.download_button(
        _("Profile (XLSX)"),
        keep_language(lambda: workbook_bytes(profile_sheets(regency, year))),
        f"profile-{regency}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="profile-xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
title.title(full_name(regency))

place, identity = st.columns([3, 2], gap="large")
with place:
    show_place(regency)
with identity:
    show_identity(regency)

figures = key_figures(regency)
st.header(figures_headline(figures))
show_key_figures(figures)

st.header(balances_headline(regency, year))
show_balances(regency, year)

sectors, kpju = st.columns(2, gap="large")
with sectors:
    st.header(sectors_headline(regency))
    show_sectors(regency)
with kpju:
    st.header(kpju_headline(regency))
    show_kpju(regency, key="profile-kpju")

st.header(_("What the report says in words"))
show_findings(regency)

st.header(_("Figures the report prints"))
show_indicators(regency)

st.header(gaps_headline(regency))
show_gaps(regency)
