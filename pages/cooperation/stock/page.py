"""Shared stock board: what regencies offer, lack and have, as far as the bureau has accepted it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from geo.places import regency_names
from ntt_data.store import StoreError
from pages.cooperation.stock.cards import show_cards, show_empty
from pages.ui import state
from pages.ui.provenance import show_provenance
from pages.ui.regency import KEY, by_name, select_regency
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.stock_board import lacks_table, offers_table, stock_table
from publishing.names import commodity_name
from publishing.sentences import stock_board as sentences
from services import stock_board

st.title(_("Shared stock board"))
st.caption(sentences.board_note())
try:
    everything = stock_board.entries(datetime.now(UTC))
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
        known := stock_board.commodities(everything),
        known[0],
        format_func=commodity_name,
        always_named=True,
    )
    reader = select_regency(_("Your regency"), KEY, ["", *by_name(regency_names())], "") or None
table_of = partial(stock_table, measures=stock_board.MEASURES, texts=stock_board.TEXTS)
entries = everything[everything["item"].eq(commodity)].reset_index(drop=True)
offers = stock_board.offers(entries, reader)
lacks = stock_board.lacks(entries, reader)

st.header(sentences.board_headline(commodity, offers, lacks))
if line := sentences.not_known_line(entries):
    st.markdown(line)
if reader:
    st.caption(sentences.freight_note())
for rows, title, table, key, empty in (
    (offers, _("Offered"), offers_table, "stock-offers", _("No accepted figure offers it.")),
    (lacks, _("Lacking"), lacks_table, "stock-lacks", _("No accepted figure says it is lacking.")),
):
    st.subheader(title)
    if rows.empty:
        st.info(empty)
        continue
    show_cards(rows, reader, is_offer=rows is offers)
    ready = table(rows, reader)
    show_provenance(key, stock_board.partner_sources(rows, reader), ready.readable)

st.subheader(_("Everything accepted of {commodity}", commodity=commodity_name(commodity)))
draw_table(table_of(entries), "stock", stock_board.board_sources(entries))
st.caption(_("The whole board, all commodities:"))
show_provenance("stock-board", stock_board.board_sources(everything), table_of(everything).readable)
