"""Offers and lacks as cards, which a phone shows one below the other, each with a line to send."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import streamlit as st

from pages.ui.place import served
from pages.ui.site_map import page_title, script
from publishing.formats import number
from publishing.language import _, current_language
from publishing.sentences.stock_board import with_link
from publishing.sentences.stock_cards import Card
from services.stock_view import Side


def show_empty() -> None:
    """What the board will show, and how figures get there."""
    st.info(
        _(
            "Nothing has been accepted yet. The board shows what regencies report in a round and "
            "the bureau accepts: surplus to sell, lack and stock, price asked, and the office to "
            "write to."
        )
    )
    st.page_link(script("rounds"), label=page_title("rounds"))


def show_cards(side: Side) -> None:
    """A card for each row, in the order given; what has none stands in the table."""
    link = _link(side.rows["item"].iloc[0])
    for card in side.cards:
        with st.container(border=True):
            _show_card(card, link)
    if len(side.rows) > len(side.cards):
        st.caption(
            _(
                "{n} more stand in the table below and in the files.",
                n=number(len(side.rows) - len(side.cards)),
            )
        )


def _show_card(card: Card, link: str) -> None:
    receipt = served(f"/rakor/tanda-terima/{card.receipt_no}{_language('?')}")
    text = f"{card.said}[{card.receipt}](<{receipt}>)"
    st.markdown(f":gray[{text}]" if card.is_stale else text)
    line = with_link(card.line, link)
    with st.popover(_("Send on"), icon=":material/share:"):
        st.code(line, language=None, wrap_lines=True)
        # Followed by whoever presses it, and asked for by nobody else: the page needs no internet.
        st.link_button(_("Send by WhatsApp"), f"https://wa.me/?text={quote(line, safe='')}")


def _link(commodity: str) -> str:
    """Address of the board with this good, for whoever is sent the line."""
    address = (st.context.url or "").split("?")[0]
    query = {"commodity": commodity}
    if current_language() != "id":
        query["lang"] = current_language()
    return f"{address}?{urlencode(query)}" if address else ""


def _language(mark: str) -> str:
    return "" if current_language() == "id" else f"{mark}lang={current_language()}"
