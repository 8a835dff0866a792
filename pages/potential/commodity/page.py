"""Profile of one commodity: how far it is known, who has and lacks it, who names it."""

from __future__ import annotations

import streamlit as st

from pages.potential.commodity.all_commodities import show_all
from pages.potential.commodity.ways_on import show_ways_on
from pages.ui.briefing import show_sections
from pages.ui.commodities import choices, choose_of_register, choose_year
from pages.ui.on_demand import Fold, open_on_demand
from publishing.language import _
from services import commodities
from services.briefing.commodity import commodity_briefing

title = st.container()
with choices():
    commodity = choose_of_register()
    known = commodities.known_sides()[commodity]
    years = list(known.balance_years)
    year = choose_year(years, known.balance_year, commodity) if years else None

briefing = commodity_briefing(commodity, None if year == known.balance_year else year)
with title:
    st.title(briefing.title)
    st.caption(briefing.subtitle)
show_ways_on(known, year)
show_sections(briefing)
open_on_demand(Fold(_("All commodities, and how far each is known"), "commodities", show_all))
