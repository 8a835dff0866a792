"""Ferry loads: what all commodities of a year bring over each crossing, and what room is worth."""

import streamlit as st

from pages.balance.ferries import crossing_words, load_tables, picture
from pages.ui import balance_view
from pages.ui.commodities import choose_year
from pages.ui.on_demand import Fold, folds
from publishing.language import _
from publishing.names import commodity_name
from services.answer import evaluation
from services.answer.ferries import ferry_years

st.title(_("Ferry loads"))
year = choose_year(ferry_years(), evaluation.DEFAULT_YEAR)
with st.spinner(_("Matching all commodities over the ferries …")):
    answer = crossing_words.choose_answer(year)
key = f"{year}-{answer.room.pct}-{answer.room.edge_id or 'all'}"

st.header(crossing_words.headline(answer))
st.caption(crossing_words.commodities_sentence(answer))
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
    picture.show_picture(answer)
with right:
    picture.show_loads(answer, key)
load_tables.show_figures(answer)

st.header(_("What crosses, by direction and commodity"))
load_tables.show_load_table(answer, key)
if answer.room.is_limited:
    st.header(load_tables.room_headline(answer))
    load_tables.show_rooms(answer, key)
    st.header(load_tables.pairs_headline(answer))
    load_tables.show_pairs(answer, key)
    st.header(_("What stays unmet"))
    load_tables.show_unmet(answer, key)
else:
    st.info(_("Choose less room above to see which pairs change, and what more room is worth."))

st.header(_("What this picture cannot say"))
crossing_words.show_limits()


def balances_behind() -> None:
    """The finding of each commodity's balance, and what is known against its figures."""
    for commodity, balance in answer.balances.items():
        st.markdown(f"**{commodity_name(commodity)}**: {balance_view.headline(balance)}")
        balance_view.show_cautions(balance)


folds(
    Fold(_("The balances behind it, and what to know of them"), "ferry-balances", balances_behind)
)
