"""Surplus & deficit: the balance of one commodity, and who can supply whom."""

import streamlit as st

from analysis.balance.settings import MissingInputs
from pages.balance.matcher import certainty, intervals, pairs_panel, spread_rules, swings
from pages.ui import balance_view
from pages.ui.commodities import choose_commodity, choose_year
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.missing_inputs import show_missing
from pages.ui.on_demand import Fold, folds, open_on_demand
from pages.ui.regency import choose_regency, pick_regency
from publishing.language import _
from services.answer import evaluation

st.title(_("Surplus & deficit"))
commodity = choose_commodity()
years = (
    evaluation.balanced_commodities().get(commodity) or evaluation.produced_commodities()[commodity]
)
year = choose_year(years, evaluation.DEFAULT_YEAR)

balance = evaluation.balance(commodity, year)
if isinstance(balance, MissingInputs):
    balance_view.show_missing(balance)
    show_missing(commodity, year, st.header)
    st.stop()

spread_rules.read_rules()
st.header(balance_view.headline(balance))
balance_view.show_cautions(balance)
balance_view.show_figures(balance)
st.markdown(certainty.certainty_headline(balance))


@fragment
def balance_map_and_bars() -> None:
    """Map and bars side by side; a click on the map shows that regency's inputs below."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        selected = choose_regency(allow_none=True)
        chart = certainty.certain_choropleth(balance, selected)
        show_map(chart.picture, key="balance-map", on_select=pick_regency)
        show_legend(chart)
        certainty.show_certainty_key()
    with right:
        balance_view.show_bars(balance)
    if selected:
        st.subheader(_("Inputs of {name}", name=balance_view.selected_name(selected)))
        st.caption(certainty.interval_note(balance, selected))
        balance_view.show_inputs(balance, selected)


balance_map_and_bars()

folds(
    Fold(
        _("Table of the balance, 22 regencies"),
        "balance-table",
        lambda: balance_view.show_balance_table(balance),
    ),
    Fold(
        _("What this balance assumes"),
        "balance-assumptions",
        lambda: balance_view.show_assumptions(balance),
    ),
)


def how_sure() -> None:
    """Intervals, what moves them, and the spreads they rest on, open to change."""
    st.markdown(certainty.total_sentence(balance))
    intervals.show_intervals(balance)
    st.subheader(swings.tornado_headline(balance))
    swings.show_tornado(balance)
    spread_rules.edit_spreads()
    spread_rules.show_spreads()


# A changed spread changes the certainty of the whole page.
open_on_demand(Fold(_("How sure this is"), "certainty", how_sure))
if balance.summary.n_unknown:
    with st.expander(_("What is missing, and for whom"), expanded=True):
        show_missing(commodity, year)

pairs_panel.show_match(balance)
