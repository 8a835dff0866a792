"""Names of commodities and the choice of one in the sidebar."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui import results, state
from pages.ui.formats import year as year_text
from pages.ui.language import _, current_language, once_per_language


@lru_cache(maxsize=2)
def _names(language: str) -> dict[str, str]:
    table = load("commodities")
    return dict(zip(table["commodity"], table[f"name_{language}"], strict=True))


def commodity_name(commodity: str) -> str:
    """Name of a commodity in the session's language."""
    return _names(current_language()).get(commodity, commodity)


def choose_commodity() -> str:
    """Sidebar: one commodity; those with a balance first, then those with any production figure."""
    labels = _labels()
    with st.sidebar:
        return state.select(
            _("Commodity"),
            "commodity",
            list(labels),
            results.DEFAULT_COMMODITY,
            format_func=labels.__getitem__,
        )


@once_per_language(maxsize=2)
def _labels() -> dict[str, str]:
    """Commodity -> words of the list, in its order."""
    with_balance = sorted(results.balanced_commodities(), key=_usual_order)
    others = sorted(set(results.produced_commodities()) - set(with_balance), key=commodity_name)
    return {commodity: commodity_name(commodity) for commodity in with_balance} | {
        commodity: _("{name} (figures missing)", name=commodity_name(commodity))
        for commodity in others
    }


def choose_balanced_commodity() -> str:
    """Sidebar: one of the commodities that have a balance."""
    with st.sidebar:
        return state.select(
            _("Commodity"),
            "commodity",
            sorted(results.balanced_commodities(), key=_usual_order),
            results.DEFAULT_COMMODITY,
            format_func=commodity_name,
        )


def _usual_order(commodity: str) -> tuple[bool, str]:
    return commodity != results.DEFAULT_COMMODITY, commodity


def choose_year(years: list[int], default: int | None = None) -> int:
    """Sidebar: one of the years for which there are figures, newest first."""
    usual = default if default in years else years[0]
    with st.sidebar:
        return state.select(_("Year"), "year", years, usual, format_func=year_text)


def names_of(codes: pd.Series) -> pd.Series:
    """Short names of regencies for a column of codes; a gateway keeps its own name."""
    return codes.map(results.regency_names()).fillna(codes)
