"""Surplus & deficit: the balance of one commodity, and who can supply whom."""

import streamlit as st

from analysis.balance_settings import MissingInputs
from analysis.match_problem import MatchingOptions
from pages.ui import balance_view, matching_view, results, state
from pages.ui.choropleth import show_legend
from pages.ui.commodities import choose_commodity, choose_year
from pages.ui.formats import percent
from pages.ui.language import _
from pages.ui.map_widget import show_map
from pages.ui.missing_inputs import show_missing
from pages.ui.regency import choose_regency, pick_regency

st.title(_("Surplus & deficit"))
commodity = choose_commodity()
years = results.balanced_commodities().get(commodity) or results.produced_commodities()[commodity]
year = choose_year(years, results.DEFAULT_YEAR)

balance = results.balance(commodity, year)
if isinstance(balance, MissingInputs):
    balance_view.show_missing(balance)
    show_missing(commodity, year)
    st.stop()

st.header(balance_view.headline(balance))
balance_view.show_figures(balance)


@st.fragment
def balance_map_and_bars() -> None:
    """Map and bars side by side; a click on the map shows that regency's inputs below."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        selected = choose_regency(allow_none=True)
        chart = balance_view.balance_choropleth(balance, selected)
        show_map(chart.picture, key="balance-map", on_select=pick_regency)
        show_legend(chart)
    with right:
        balance_view.show_bars(balance)
    if selected:
        st.subheader(_("Inputs of {name}", name=balance_view.selected_name(selected)))
        balance_view.show_inputs(balance, selected)


balance_map_and_bars()

with st.expander(_("Table of the balance, 22 regencies")):
    balance_view.show_balance_table(balance)
with st.expander(_("What this balance assumes")):
    balance_view.show_assumptions(balance)
if balance.summary.n_unknown:
    with st.expander(_("What is missing, and for whom"), expanded=True):
        show_missing(commodity, year)

st.header(_("Who can supply whom"), anchor="pairs")
st.caption(
    _(
        "Modelled, not reported: the least freight over the road-and-sea network, each regency "
        "keeping its own need first. Freight only; the price of the goods is taken as equal."
    )
)
first, second, third = st.columns(3)
with first:
    outside = state.segments(
        _("Supply from outside NTT"),
        "outside",
        ["allowed", "closed"],
        "allowed",
        format_func={"allowed": _("allowed"), "closed": _("not allowed")}.__getitem__,
    )
with second:
    reserve = state.select(
        _("Share of its surplus each regency keeps"),
        "reserve",
        [0, 10, 20, 30, 50],
        0,
        format_func=lambda share: percent(share, 0),
    )
with third:
    limit = state.select(
        _("Longest path between two regencies"),
        "limit",
        [0, 150, 300, 600],
        0,
        format_func=lambda km: f"{km} km" if km else _("no limit"),
    )
if outside == "closed":
    st.caption(
        _(
            "Without supply from outside, least cost serves the near deficits first; far ones "
            "can stay unmet altogether."
        )
    )
options = MatchingOptions(
    external_supply=outside == "allowed",
    reserve_share=reserve / 100,
    max_distance_km=float(limit) if limit else None,
)
match = results.matching(commodity, year, options)
st.subheader(matching_view.match_headline(match))
matching_view.show_match_figures(match)
key = f"{commodity}-{year}"


@st.fragment
def pairs_and_paths() -> None:
    """Pairs beside the map of flows; a click on a pair shows its path."""
    left, right = st.columns(2, gap="medium")
    with right:
        pair = matching_view.show_pairs(match, key)
        st.caption(_("Click a row to see its path leg by leg."))
    with left:
        show_outside = st.toggle(_("Draw supply from outside too"), key="draw-outside")
        chart = balance_view.balance_choropleth(balance, None)
        if pair:
            lines, points = matching_view.path_lines(*pair)
        else:
            lines, points = matching_view.flow_lines(match, show_outside)
        show_map(chart.with_overlay(lines, points).picture, key="flow-map")
        matching_view.show_line_legend(path=pair is not None)
        if pair:
            matching_view.show_path(*pair)


pairs_and_paths()

st.subheader(_("What stays unmet, and why"))
matching_view.show_unmet(match, key)
with st.expander(_("What the surplus regencies send and keep")):
    matching_view.show_unsold(match, key)
with st.expander(_("Cost assumptions")):
    matching_view.show_cost_parameters()
