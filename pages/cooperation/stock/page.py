"""Shared stock board: what regencies offer, lack and have, as far as the bureau has accepted it."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from geo.places import regency_names
from ntt_data.store import StoreError
from pages.cooperation.stock.cards import show_cards, show_empty
from pages.ui import state
from pages.ui.provenance import show_provenance
from pages.ui.regency import KEY, by_name, select_regency
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences import stock_board as sentences
from services import stock_board, stock_view

st.title(_("Shared stock board"))
st.caption(sentences.board_note())
now = datetime.now(UTC)
try:
    everything = stock_board.entries(now)
except StoreError:
    st.error(_("The database cannot be reached; the board cannot be shown. Try again later."))
    st.stop()
if everything.empty:
    show_empty()
    st.stop()

with st.container(horizontal=True):
    commodity = state.select(
        _("Commodity"),
        "commodity",
        known := stock_board.commodities_of(stock_board.day_there(now)),
        known[0],
        format_func=commodity_name,
        always_named=True,
    )
    reader = select_regency(_("Your regency"), KEY, ["", *by_name(regency_names())], "") or None
seen = stock_view.view(commodity, reader, now)

st.header(seen.headline)
if seen.not_known:
    st.markdown(seen.not_known)
if reader:
    st.caption(sentences.freight_note())
for side, title, key, empty in (
    (seen.offers, _("Offered"), "stock-offers", _("No accepted figure offers it.")),
    (seen.lacks, _("Lacking"), "stock-lacks", _("No accepted figure says it is lacking.")),
):
    st.subheader(title)
    if side.rows.empty:
        st.info(empty)
        continue
    show_cards(side)
    show_provenance(key, side.source_ids, side.readable)

st.subheader(_("Everything accepted of {commodity}", commodity=commodity_name(commodity)))
draw_table(seen.everything.table, "stock", seen.everything.source_ids)
st.caption(_("The whole board, all commodities:"))
whole = stock_view.whole_board(now)
show_provenance("stock-board", whole.source_ids, whole.readable)
