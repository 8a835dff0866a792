"""Surplus & deficit: the balance of one commodity, and who can supply whom."""

from dataclasses import replace

import streamlit as st

from analysis.balance_settings import MissingInputs
from pages.ui import balance_view, matching_view, pair_reasons, results
from pages.ui.choropleth import show_legend
from pages.ui.commodities import choose_commodity, choose_year
from pages.ui.language import _
from pages.ui.map_widget import show_map
from pages.ui.match_options import choose_options
from pages.ui.missing_inputs import show_missing
from pages.ui.regency import choose_regency, pick_regency
from pages.ui.uncertainty import certainty, draws, intervals, robustness, spread_rules, swings

st.title(_("Surplus & deficit"))
commodity = choose_commodity()
years = results.balanced_commodities().get(commodity) or results.produced_commodities()[commodity]
year = choose_year(years, results.DEFAULT_YEAR)
key = f"{commodity}-{year}"

balance = results.balance(commodity, year)
if isinstance(balance, MissingInputs):
    balance_view.show_missing(balance)
    show_missing(commodity, year)
    st.stop()

spread_rules.read_rules()
st.header(balance_view.headline(balance))
balance_view.show_cautions(balance)
balance_view.show_figures(balance)
st.markdown(certainty.certainty_headline(balance))


@st.fragment
def balance_map_and_bars() -> None:
    """Map and bars side by side; a click on the map shows that regency's inputs below."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        selected = choose_regency(allow_none=True)
        chart = balance_view.balance_choropleth(balance, selected)
        chart = certainty.with_certainty(chart, balance)
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

with st.expander(_("Table of the balance, 22 regencies")):
    balance_view.show_balance_table(balance)
with st.expander(_("What this balance assumes")):
    balance_view.show_assumptions(balance)
with st.expander(_("How sure this is")):
    st.markdown(certainty.total_sentence(balance))
    intervals.show_intervals(balance)
    st.subheader(swings.tornado_headline(balance))
    swings.show_tornado(balance)
    spread_rules.edit_spreads()
    spread_rules.show_spreads()
if balance.summary.n_unknown:
    with st.expander(_("What is missing, and for whom"), expanded=True):
        show_missing(commodity, year)

st.header(_("Who can supply whom"), anchor="pairs")
st.caption(
    _(
        "Modelled, not reported, over the road-and-sea network. Freight only; the price of the "
        "goods is taken as equal."
    )
)
options = choose_options()
source_ids = tuple(balance.table["source_ids"])
match = results.matching(commodity, year, options)
firmness = draws.pair_draws(balance, options)
st.subheader(matching_view.match_headline(match))
matching_view.show_match_figures(match)
least_cost = results.matching(commodity, year, replace(options, objective="least_cost"))
matching_view.show_match_notes(match, least_cost)
st.markdown(robustness.pairs_headline(match, firmness))


@st.fragment
def pairs_and_paths() -> None:
    """Pairs beside the map of flows; a click on a pair shows its path and its reasons."""
    left, right = st.columns(2, gap="medium")
    extra = {
        _("How firm"): robustness.pair_words(match, firmness),
        **pair_reasons.price_columns(match.flows, commodity),
    }
    pair = matching_view.show_pairs(match, extra, source_ids, key)
    st.caption(pair_reasons.price_note(commodity))
    with left:
        show_outside = st.toggle(_("Draw supply from outside too"), key="draw-outside")
        chart = balance_view.balance_choropleth(balance, None)
        if pair:
            lines, points = matching_view.path_lines(*pair)
        else:
            lines, points = matching_view.flow_lines(match, show_outside)
        show_map(chart.with_overlay(lines, points).picture, key="flow-map")
        matching_view.show_line_legend(path=pair is not None)
    with right:
        if pair:
            matching_view.show_path(*pair)
            pair_reasons.show_reasons(balance, options, *pair)
        else:
            st.info(
                _("Click a row of the table to see its path leg by leg, and why it was chosen.")
            )


pairs_and_paths()

st.subheader(_("Where each deficit is met from, and what stays unmet"))
matching_view.show_unmet(match, source_ids, key)
with st.expander(_("What the surplus regencies send and keep")):
    matching_view.show_unsold(match, source_ids, key)
with st.expander(_("How firm each pair is")):
    robustness.show_pair_robustness(match, firmness, key)
with st.expander(_("Compared with other ways")):
    pair_reasons.show_alternatives(balance, options)
with st.expander(_("What one more tonne would be worth")):
    matching_view.show_shadow_prices(match, key)
with st.expander(_("Cost assumptions")):
    matching_view.show_cost_parameters()
