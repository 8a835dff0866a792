"""Surplus & deficit: the balance of one commodity, and who can supply whom."""

from functools import partial

import streamlit as st

from analysis.balance.settings import MissingInputs
from pages.balance.matcher import balance_panel, pairs_panel, parts, spread_rules
from pages.balance.matcher.certainty_panel import show_certainty
from pages.ui import take_along
from pages.ui.balance_view import show_province_alone
from pages.ui.commodities import choices, choose_commodity, choose_year
from pages.ui.missing_inputs import show_no_balance
from pages.ui.on_demand import Fold, open_on_demand
from publishing.language import _
from services.answer import evaluation

st.title(_("Surplus & deficit"))
redraw_year = partial(parts.redraw_year, pairs_panel.parts_of_another_year)
with choices():
    commodity = choose_commodity()
    years = evaluation.two_sided().get(commodity) or evaluation.produced_commodities()[commodity]
    year = choose_year(years, evaluation.default_year(commodity), commodity, then=redraw_year)

answer = evaluation.standard(commodity, year)
if isinstance(answer, MissingInputs):
    parts.begin_whole(commodity, None)
    take_along.offer_commodity(commodity, year)
    show_no_balance(answer)
    st.stop()

parts.begin_whole(commodity, answer)
balance = answer.balance
spread_rules.read_rules(commodity)
balance_panel.show_headline(commodity, years)
balance_panel.show_map_and_bars()
show_province_alone(commodity)
balance_panel.show_folds()
if not balance.suspended:
    # A changed spread changes the certainty of the whole page.
    open_on_demand(Fold(_("How sure this is"), "certainty", lambda: show_certainty(balance)))
if balance.summary.n_unknown:
    balance_panel.show_what_is_missing()

if balance.suspended:
    pairs_panel.show_suspended(balance)
else:
    pairs_panel.show_match()
