"""Scenarios: what if the harvest fails, the ferry stops, the tourists come."""

import streamlit as st

from analysis.balance.settings import MissingInputs
from analysis.errors import AnalysisError
from ntt_data.store import BASELINE_ID, StoreError
from pages.balance.scenarios import actions, comparison, editor, outcome, shelf, toolbar
from pages.balance.scenarios.desk import desk
from pages.ui import state
from pages.ui.commodities import choices, choose_balanced_commodity, choose_year
from pages.ui.missing_inputs import show_no_balance
from publishing import scenario_words
from publishing.language import _
from publishing.sentences.balance import series_without_year
from publishing.sentences.scenario import document_changes, title
from services.answer import evaluation
from services.answer.evaluation import baseline_of, evaluate

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
    toolbar.show_actions(opened, is_valid)

scenario = opened.scenario
toolbar.offer_to_take_along(opened)
before_of = baseline_of(scenario.commodity, scenario.year)
try:
    answer, before = evaluate(scenario), evaluate(before_of)
except AnalysisError as error:
    st.error(scenario_words.problem(error))
    st.stop()
if isinstance(answer, MissingInputs):
    with left:
        if scenario.population_series and answer.missing == ("population",):
            st.warning(series_without_year(answer, scenario.population_series))
        else:
            show_no_balance(answer)
    st.stop()
if isinstance(before, MissingInputs):
    with left:
        show_no_balance(before)
    st.stop()
with left:
    named = "" if opened.is_baseline else title(scenario.name)
    outcome.show_outcome(answer, before, named)
    if scenario.extra_demand:
        with st.expander(_("Extra demand, regency by regency")):
            outcome.show_demand(answer, named)

st.header(_("Compare"), anchor="compare")
labels = found.labels()
others = [link_id for link_id in found.ids if link_id != chosen]
first, second = st.columns(2)
with first:
    # The baseline need not be compared with anything; a scenario is, with the baseline at first.
    none = [""] if chosen == BASELINE_ID else []
    other = state.select(
        _("Compare with"),
        "with",
        [*none, *others],
        (none or others)[0],
        format_func=labels.__getitem__,
    )
with second:
    more = [link_id for link_id in others if link_id != other]
    third = state.select(_("and with"), "and", ["", *more], "", format_func=labels.__getitem__)
comparison.compare(found, opened, [link_id for link_id in (other, third) if link_id])
