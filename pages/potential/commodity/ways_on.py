"""Where more of a commodity stands: balance and routes, partners, tables."""

from __future__ import annotations

import streamlit as st

from analysis.balance.known_sides import KnownSides
from pages.ui.site_map import script
from publishing.language import _
from services import partners
from services.coverage import covered_commodities


def show_ways_on(known: KnownSides, year: int | None) -> None:
    """Links to the pages that have something of this commodity; none where no page has."""
    asked = {"commodity": known.commodity}
    with st.container(key="screen-only-ways-on", horizontal=True):
        if year is not None:
            st.page_link(
                script("matcher"),
                label=_("Balance, routes and scenarios"),
                query_params={**asked, "year": str(year)},
            )
        if known.commodity in partners.shared_products():
            st.page_link(
                script("partners"),
                label=_("Who could work together"),
                query_params={"view": "clusters", "shared": known.commodity},
            )
        if known.commodity in covered_commodities():
            st.page_link(
                script("tables"),
                label=_("Which figures there are"),
                query_params={"section": "coverage", "by": "commodity", **asked},
            )
