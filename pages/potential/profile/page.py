"""Profile of one regency: its briefing on the screen, with ways on from it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ntt_data.store.clock import now
from pages.potential.profile.cases import show_cases
from pages.potential.profile.comparison import choose_beside, show_comparison
from pages.potential.profile.profile_workbook import profile_sheets
from pages.potential.profile.regency_place import show_identity, show_place
from pages.potential.profile.ways_on import link_to_inputs, link_to_pairs
from pages.ui import take_along
from pages.ui.briefing import show_blocks, show_sections
from pages.ui.commodities import choices, choose_year_or_newest
from pages.ui.kpju import show_kpju
from pages.ui.on_demand import Fold, folds
from pages.ui.regency import choose_regency
from pages.ui.site_map import script
from publishing.files.file_names import file_name
from publishing.files.spreadsheets import workbook_bytes
from publishing.language import _, keep_language
from services import profile
from services.briefing.regency import regency_briefing

title = st.container()
with choices(wide_year=True):
    regency = choose_regency()
    year = choose_year_or_newest(profile.balance_years())
    beside = choose_beside(regency)
    st.download_button(
        _("Profile (XLSX)"),
        keep_language(lambda: workbook_bytes(profile_sheets(regency, year))),
        file_name(f"profile-{regency}-{year or 'newest'}", "xlsx", now()),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="profile-xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
briefing = regency_briefing(regency, year)
sections = {section.key: section for section in briefing.sections}
title.title(briefing.title)
take_along.offer("regency", regency, briefing.title, year)


def show_whole(*keys: str) -> None:
    """What stands behind the sections above, each in a fold that is made once it is opened."""
    found = [(f"{key}-{regency}", sections[key]) for key in keys if key in sections]
    folds(*(Fold(each.title, key, partial(show_blocks, each.blocks, key)) for key, each in found))


def show_open() -> None:
    """All sections, the short ones open, each with its ways on."""
    show_sections(briefing, "figures", "balances")
    link_to_inputs(regency, year)
    show_whole("exact")

    show_sections(briefing, "partners")
    link_to_pairs(regency, year)

    show_sections(briefing, "prices", "months")

    ranked, listed = st.columns(2, gap="large")
    with ranked:
        show_sections(briefing, "sectors")
        show_whole("lists")
    with listed:
        st.header(sections["kpju"].title)
        show_kpju(regency, key="profile-kpju")
        st.page_link(
            script("partners"),
            label=_("Possible partners by these lists"),
            query_params={"view": "complementary", "product": "all", "regency": regency},
        )

    livestock, agreed = st.columns(2, gap="large")
    with livestock:
        show_sections(briefing, "livestock")
        show_whole("animals")
    with agreed:
        show_sections(briefing, "agreements")
        show_whole("agreed")
        st.page_link(
            script("guide"),
            label=_("How an agreement comes about, stage by stage"),
            query_params={"section": "stages"},
        )
        st.page_link(
            script("register"),
            label=_("In the cooperation register"),
            query_params={"entry_of": regency},
        )

    show_cases(regency)

    show_sections(briefing, "missing")
    show_whole("gaps")
    show_sections(briefing, "findings", "printed")


place, identity = st.columns([3, 2], gap="large")
with place:
    show_place(regency)
with identity:
    show_identity(regency)

if beside:
    # Two regencies are looked at for what differs; what is of the one alone waits in folds.
    show_comparison(regency, beside, year)
    st.header(briefing.title)
    show_whole(*(key for key in sections if key != "identity"))
else:
    show_open()
