"""Profile of one commodity: how far it is known, who has and lacks it, who names it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.potential.commodity.all_commodities import show_all
from pages.potential.commodity.ways_on import show_ways_on
from pages.ui import take_along
from pages.ui.briefing import show_blocks, show_section
from pages.ui.commodities import choices, choose_of_register, choose_year
from pages.ui.on_demand import Fold, folds
from publishing.language import _
from services import commodities
from services.briefing.commodity import commodity_briefing

#: On the screen these stand open, whether paper has room for them or not. How far a commodity is
#: known stands open where something is open in it, else the answer comes first.
_ALWAYS_OPEN = ("reported_flows",)

title = st.container()
with choices():
    commodity = choose_of_register()
    known = commodities.known_sides()[commodity]
    years = list(known.balance_years)
    year = choose_year(years, known.balance_year, commodity) if years else None

take_along.offer_commodity(commodity, year)
briefing = commodity_briefing(commodity, None if year == known.balance_year else year)
with title:
    st.title(briefing.title)
    st.caption(briefing.subtitle)
show_ways_on(known, year)
about = f"{briefing.key}-{year}" if year else briefing.key
for section in briefing.sections:
    if section.brief or section.key in _ALWAYS_OPEN:
        show_section(section, about)
folds(
    *(
        Fold(
            section.title,
            f"{section.key}-{about}",
            partial(show_blocks, section.blocks, f"{section.key}-{about}"),
        )
        for section in briefing.sections
        if not (section.brief or section.key in _ALWAYS_OPEN)
    ),
    Fold(_("All commodities, and how far each is known"), "commodities", show_all),
)
