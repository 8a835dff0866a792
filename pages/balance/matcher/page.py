"""Surplus & deficit: the balance of one commodity, and who can supply whom."""

import streamlit as st

from analysis.balance.settings import MissingInputs
from pages.balance.matcher import balance_panel, certainty, pairs_panel, spread_rules
from pages.balance.matcher.certainty_panel import show_certainty
from pages.balance.matcher.rice_alone import show_rice_alone
from pages.ui import take_along
from pages.ui.balance_view import show_cautions, show_province_alone, show_what_it_holds
from pages.ui.commodities import choices, choose_commodity, choose_year
from pages.ui.missing_inputs import show_missing, show_no_balance
from pages.ui.on_demand import Fold, open_on_demand
from publishing.language import _
from publishing.sentences.balance import headline
from services.answer import evaluation

st.title(_("Surplus & deficit"))
with choices():
    commodity = choose_commodity()
    years = evaluation.two_sided().get(commodity) or evaluation.produced_commodities()[commodity]
    year = choose_year(years, evaluation.default_year(commodity), commodity)

take_along.offer_commodity(commodity, year)
answer = evaluation.evaluate(evaluation.baseline_of(commodity, year))
if isinstance(answer, MissingInputs):
    show_no_balance(answer)
    st.stop()

balance = answer.balance
spread_rules.read_rules(commodity)
st.header(headline(balance))
show_what_it_holds(balance)
show_cautions(balance)
balance_panel.show_figures(balance)
if not balance.suspended:
    st.markdown(certainty.certainty_headline(balance))
show_rice_alone(balance)

balance_panel.show_map_and_bars(balance)
show_province_alone(commodity)
balance_panel.show_folds(balance)
if not balance.suspended:
    # A changed spread changes the certainty of the whole page.
    open_on_demand(Fold(_("How sure this is"), "certainty", lambda: show_certainty(balance)))
if balance.summary.n_unknown:
    with st.expander(_("What is missing, and for whom"), expanded=True):
        show_missing(commodity, year)

if balance.suspended:
    pairs_panel.show_suspended(balance)
else:
    pairs_panel.show_match(answer)
