"""Potential map: any indicator over the 22 regencies, and the card of the selected one."""

import streamlit as st

from pages.potential.map.regency_card import show_card
from pages.potential.map.value_table import values_table
from pages.ui import state
from pages.ui.commodities import choose_commodity, choose_year
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds
from pages.ui.provenance import show_provenance
from pages.ui.regency import choose_regency, pick_regency
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.sources import source_line
from services.map_indicators import Shown, catalogue

st.title(_("Potential map"))
indicators = catalogue()


@fragment
def map_and_card(shown: Shown) -> None:
    """Map beside the selected regency's card; a click redraws only this part."""
    left, right = st.columns([3, 1], gap="medium")
    with right:
        selected = choose_regency(allow_none=True)
        show_card(selected, shown)
    with left:
        chart = shown.choropleth(selected)
        show_map(chart.picture, key="potential-map", on_select=pick_regency)
        show_legend(chart)


code = state.select(
    _("What the map shows"),
    "indicator",
    list(indicators),
    "self_sufficiency",
    format_func=lambda each: indicators[each].name(),
)
indicator = indicators[code]
commodity = choose_commodity() if indicator.needs_commodity else ""
years = indicator.years(commodity)
year = choose_year(years, 2022) if years else 0
shown = indicator.show(commodity, year)

st.header(shown.title)
map_and_card(shown)
if shown.caveat:
    st.caption(shown.caveat)
st.caption(source_line(shown.source_ids))
show_provenance(
    f"map-{code}",
    shown.source_ids,
    lambda: values_table(shown).readable(),
    note=shown.title,
)
folds(
    Fold(
        _("The same figures as a table"),
        "values",
        lambda: draw_table(values_table(shown), f"values-{code}", shown.source_ids),
    )
)
