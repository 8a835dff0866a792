"""Potential map: any indicator over the 22 regencies, and the card of the selected one."""

from __future__ import annotations

import streamlit as st

from geo.places import full_names
from pages.potential.map.regency_card import show_card
from pages.ui import link_notes, state, take_along
from pages.ui.commodities import choices, choose_commodity, choose_year
from pages.ui.fragments import fragment, is_redrawn_itself
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds, is_one_open
from pages.ui.picture_download import offer_picture
from pages.ui.provenance import show_provenance
from pages.ui.regency import choose_regency, pick_regency
from pages.ui.tables import draw_table
from publishing.files.framed_answers import framed_indicator
from publishing.language import _
from publishing.listings.indicators import values_table
from publishing.maps.indicators import indicator_choropleth
from publishing.markdown_text import plain
from publishing.names import commodity_name
from publishing.sentences.indicators import ToldIndicator, indicator_name, tell
from publishing.sources import source_line
from services import indicators

st.title(_("Potential map"))


@fragment
def map_and_card(
    told: ToldIndicator, reference: ToldIndicator | None, key: str, about: str
) -> None:
    """Map beside the selected regency's card; a click redraws only this part.

    ``reference`` is the indicator in the year whose classes every year has.
    ``key`` and ``about`` name the picture.
    """
    left, right = st.columns([3, 1], gap="medium")
    with right:
        selected = choose_regency(allow_none=True)
        show_card(selected, told)
    with left:
        chart = indicator_choropleth(told, selected, reference)
        show_map(chart.picture, key="potential-map", on_select=pick_regency)
        show_legend(chart)
        sources = told.indicator.source_ids
        offer_picture(
            key,
            lambda: framed_indicator(told, chart, sources),
            " ".join(filter(None, [about, selected and full_names().get(selected)])),
        )


@fragment
def choices_and_answer() -> None:
    """All below the title: a choice redraws this, and not menu, language, search and scripts."""
    if is_redrawn_itself():
        # What stands above the page and is of a choice: then all of it is drawn.
        if link_notes.are_there() or is_one_open([take_along.KEY]):
            st.rerun()
        take_along.begin_again()
    with choices():
        code = state.select(
            _("What the map shows"),
            "indicator",
            indicators.INDICATORS,
            "self_sufficiency",
            format_func=indicator_name,
        )
        commodity = choose_commodity() if code in indicators.OF_COMMODITY else ""
        years = indicators.years(code, commodity)
        year = (
            choose_year(years, indicators.default_year(code, commodity), commodity)
            if years
            else None
        )
    told = tell(indicators.values(code, commodity, year))
    source_ids = told.indicator.source_ids
    about = " ".join(filter(None, [commodity and commodity_name(commodity), str(year or "")]))

    st.header(told.title)
    first_year = indicators.default_year(code, commodity) if years else None
    reference = tell(indicators.values(code, commodity, first_year)) if first_year else None
    map_and_card(told, reference, f"answer-map-{code}", about)
    if told.caveat:
        st.caption(told.caveat)
    st.caption(plain(source_line(source_ids)))
    show_provenance(
        f"map-{code}",
        source_ids,
        lambda: values_table(told).readable(),
        note=told.title,
        named=True,
        about=about,
    )
    folds(
        Fold(
            _("The same figures as a table"),
            "values",
            lambda: draw_table(values_table(told), f"values-{code}", source_ids, about=about),
        )
    )


choices_and_answer()
