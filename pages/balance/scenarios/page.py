"""Scenarios: what if the harvest fails, the ferry stops, the tourists come."""

import streamlit as st

from analysis.errors import AnalysisError
from ntt_data.store import BASELINE_ID, StoreError
from pages.balance.scenarios import actions, comparison, editor, outcome, shelf, toolbar
from pages.balance.scenarios.desk import desk
from pages.ui.commodities import choices, choose_balanced_commodity, choose_year
from publishing import scenario_words
from publishing.language import _
from publishing.sentences.scenario import document_changes
from services.answer import evaluation

st.title(_("Scenarios"))
st.caption(
    _(
        "What if the harvest fails, a ferry stops or tourists come? Every change is an assumption "
        "and is shown as one; the baseline stays as it is."
    )
)
actions.open_what_is_next()
found = shelf.Shelf()
chosen = toolbar.choose_scenario(found)
subject = choices()
buttons = st.container()
shelf.show_notice()

commodity, year = evaluation.DEFAULT_COMMODITY, evaluation.default_year()
if chosen == BASELINE_ID:
    with subject:
        commodity = choose_balanced_commodity()
        years = evaluation.balanced_commodities()[commodity]
        year = choose_year(years, evaluation.default_year(commodity), commodity)
try:
    opened = found.opened(chosen, commodity, year)
except (AnalysisError, StoreError) as error:
    desk().asked.clear()
    st.error(scenario_words.problem(error))
    st.stop()

# On a phone the map comes first, so it stands in the left column; the form runs before it,
# because the map shows what the form says.
left, right = st.columns([3, 2], gap="medium")
with right:
    is_valid = True
    if opened.can_be_edited:
        label = found.label(chosen)
        is_valid = editor.edit(opened)
        if found.label(chosen) != label:
            st.rerun()  # the name above has changed, or there is now something to save
        opened = found.opened(chosen, commodity, year)
    else:
        editor.show_read_only(opened)
actions.do_what_was_asked(opened, is_valid)
if found.has_moved(chosen):
    st.rerun()
for change in document_changes(opened.changes):
    st.info(change)
with buttons:
    toolbar.show_actions(opened)
with left:
    outcome.show_answer(opened)
comparison.show_compared(found, opened)
