"""Ferry loads: what all commodities of a year bring over each crossing, and what room is worth."""

import streamlit as st

from pages.balance.ferries import loads
from pages.balance.ferries.controls import choose_answer
from pages.ui.balance_view import show_cautions, show_what_it_holds
from pages.ui.on_demand import Fold, folds
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences import ferries
from publishing.sentences.balance import headline, without_stocks
from services.answer import evaluation

st.title(_("Ferry loads"))
with st.spinner(_("Matching all commodities over the ferries …")):
    answer = choose_answer()
key = f"{answer.year}-{answer.room.pct}-{answer.room.edge_id or 'all'}"

st.header(ferries.headline(answer))
st.caption(
    ferries.commodities_sentence(
        answer, evaluation.balanced_commodities(), list(evaluation.balance_tables().not_comparable)
    )
)
st.caption(without_stocks())
if not answer.crossings():
    st.info(
        _(
            "Nothing to show: no regency with a surplus supplies another one over a ferry in this "
            "year. Choose another year, or supply more figures as the page “Data & sources” says."
        )
    )
    st.stop()

# On a phone the map comes first, so it stands in the left column.
left, right = st.columns([3, 2], gap="medium")
with left:
    loads.show_picture(answer, key)
with right:
    loads.show_loads(answer, key)
loads.show_figures(answer)

st.header(_("What crosses, by direction and commodity"))
loads.show_load_table(answer, key)
if answer.room.is_limited:
    loads.show_limit(answer, key)
else:
    st.info(_("Choose less room above to see which pairs change, and what more room is worth."))

st.header(_("What this picture cannot say"))
st.markdown("\n".join(f"- {point}" for point in ferries.limits()))


def balances_behind() -> None:
    """The finding of each commodity's balance, and what is known against its figures."""
    for commodity, balance in answer.balances.items():
        st.markdown(f"**{commodity_name(commodity)}**: {headline(balance)}")
        show_what_it_holds(balance)
        show_cautions(balance)


folds(
    Fold(_("The balances behind it, and what to know of them"), "ferry-balances", balances_behind)
)
