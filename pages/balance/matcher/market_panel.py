"""Would the market carry it? What monthly prices say of the pairs, beside the match."""

from __future__ import annotations

import streamlit as st

from analysis.answer import Answer
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.market import carried_table, delivered_table, market_table
from publishing.sentences.market import market_headline, market_note
from services.answer import evaluation, market


def show_nothing_carried(answer: Answer) -> None:
    """Above the pairs, where prices carry none of them: that goes before all the rest."""
    prices, carried = market.price_test(answer), market.carried(answer)
    if prices is not None and carried[0].is_none and carried[0].total_t > 0:
        st.markdown(f"**{market_headline(answer.match, prices, carried[0])}.**")


def show_market(answer: Answer, key: str) -> None:
    """What monthly prices say of the pairs shown, of corridors, of gateways and of all others."""
    prices = market.price_test(answer)
    if prices is None:
        st.info(_("No monthly prices of this commodity are known."))
        return
    for line in market.sentences(answer):
        st.markdown(line)
    st.caption(market_note(prices))
    sources = [
        *evaluation.match_sources(answer.balance),
        *prices.source_ids,
        *market.support_sources(answer),
    ]
    draw_table(market_table(answer, prices), f"market-{key}", sources, empty=_("No pair."))
    delivered = market.delivered(answer)
    if len(delivered):
        st.markdown(_("**The supplier beside the cheapest gateway,** delivered"))
        draw_table(delivered_table(delivered), f"delivered-{key}", sources)
    st.markdown(_("**Pairs that the price gap carries,** in this match or not"))
    draw_table(
        carried_table(prices, answer.ranges),
        f"carried-{key}",
        sources,
        empty=_("The price gap carries no pair of regencies."),
    )
