"""How sure the balance is: the range of every balance, what moves them, the spreads behind."""

from __future__ import annotations

import streamlit as st

from analysis.balance.compute import JUDGED_CLASSES
from analysis.balance.result import Balance
from pages.balance.matcher import certainty, spread_rules
from pages.ui.charts import show_chart
from publishing.language import _
from publishing.sentences import certainty as sentences


def show_certainty(balance: Balance) -> None:
    """Intervals, what moves them, and the spreads they rest on, open to change."""
    st.markdown(sentences.total_sentence(certainty.total_interval(balance)))
    show_intervals(balance)
    st.subheader(sentences.tornado_headline(certainty.swings(balance, None)))
    show_tornado(balance)
    st.markdown(certainty.scatter_note(balance))
    spread_rules.edit_spreads(balance.settings.commodity)
    spread_rules.show_spreads()


def show_intervals(balance: Balance) -> None:
    """Interval of every balance, and what the bars mean."""
    spec, table = certainty.interval_chart(balance)
    show_chart(
        spec,
        key=f"intervals-{balance.settings.commodity}-{balance.settings.year}",
        table=table.readable,
        source_ids=_source_ids(balance),
        alt_text=certainty.certainty_headline(balance),
    )
    st.caption(sentences.intervals_note())


def show_tornado(balance: Balance, regency_code: str | None = None) -> None:
    """Which input moves the balance of a regency (or of NTT) most."""
    judged = balance.table["balance_class"].isin(JUDGED_CLASSES)
    known = balance.table.loc[judged, "regency_code"]
    if known.empty or (regency_code and regency_code not in set(known)):
        st.info(_("No balance is known here yet, so there is nothing to vary."))
        return
    headline = sentences.tornado_headline(certainty.swings(balance, regency_code), regency_code)
    spec, table = certainty.tornado_chart(balance, regency_code)
    if table.table.empty:
        st.info(headline)
        return
    settings = balance.settings
    show_chart(
        spec,
        key=f"tornado-{settings.commodity}-{settings.year}-{regency_code or 'ntt'}",
        table=table.readable,
        source_ids=_source_ids(balance),
        alt_text=headline,
    )
    st.caption(sentences.swings_note())


def _source_ids(balance: Balance) -> list[object]:
    """Sources of the balance's figures; the spreads have theirs in their own table."""
    return [*balance.table["source_ids"], "assumption"]
