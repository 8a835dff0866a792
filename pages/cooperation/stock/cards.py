"""Offers and lacks as cards, which a phone shows one below the other, each with a line to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st

from geo.places import place_name
from pages.ui.place import served
from pages.ui.site_map import page_title, script
from publishing import hand_in_words
from publishing.formats import number
from publishing.language import _, current_language
from publishing.markdown_text import plain
from publishing.sentences import stock_board as sentences
from services import stock_board

#: Cards that are drawn; who looks at a longer list finds the rest in the table and the files.
MOST_CARDS = 24


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


def show_cards(rows: pd.DataFrame, reader: str | None, is_offer: bool) -> None:
    """A card for each row, in the order given; more than ``MOST_CARDS`` stand in the table."""
    for row in rows.head(MOST_CARDS).to_dict("records"):
        with st.container(border=True):
            _show_card(row, reader, is_offer)
    if len(rows) > MOST_CARDS:
        st.caption(
            _(
                "{n} more stand in the table below and in the files.",
                n=number(len(rows) - MOST_CARDS),
            )
        )


def _show_card(row: Mapping[Any, Any], reader: str | None, is_offer: bool) -> None:
    amount = sentences.amount(row["to_sell" if is_offer else "lacking"], row["unit"])
    head = f"**{plain(place_name(row['regency_code']))}: {plain(amount)}**"
    if is_offer:
        head += f" · {plain(sentences.price_words(row))}"
    facts = [sentences.good(row), sentences.period(row), hand_in_words.sheet(row["sheet"])]
    lines = [head, plain(" · ".join(facts))]
    if reader is not None:
        lines.append(plain(sentences.arrival_line(row, reader, is_offer)))
    lines += map(plain, _serving(row, reader, is_offer))
    receipt = served(f"/rakor/tanda-terima/{row['receipt_no']}{_language('?')}")
    lines.append(
        f"{plain(row['office'])} · {plain(sentences.age_words(row))} · "
        f"[{plain(_('receipt {receipt}', receipt=row['receipt_no']))}](<{receipt}>)"
    )
    text = "  \n".join(lines)
    st.markdown(f":gray[{text}]" if row["is_stale"] else text)
    line = (sentences.offer_line if is_offer else sentences.lack_line)(row, _link(row))
    with st.popover(_("Send on"), icon=":material/share:"):
        st.code(line, language=None, wrap_lines=True)
        # Followed by whoever presses it, and asked for by nobody else: the page needs no internet.
        st.link_button(_("Send by WhatsApp"), f"https://wa.me/?text={quote(line, safe='')}")


def _serving(row: Mapping[Any, Any], reader: str | None, is_offer: bool) -> list[str]:
    """Of the identified pairs and corridors those between its regency and the reader's."""
    ends = (row["regency_code"], reader) if is_offer else (reader, row["regency_code"])
    found = stock_board.served(row["item"], int(row["year"]), *ends)
    return [] if found is None else sentences.supply_lines(found.year, found.supplies)


def _link(row: Mapping[Any, Any]) -> str:
    """Address of the board with this good, for whoever is sent the line."""
    address = (st.context.url or "").split("?")[0]
    query = {"commodity": row["item"]}
    if current_language() != "id":
        query["lang"] = current_language()
    return f"{address}?{urlencode(query)}" if address else ""


def _language(mark: str) -> str:
    return "" if current_language() == "id" else f"{mark}lang={current_language()}"
