"""Beside a rice deficit: what is known of rice, maize and tubers together."""

from __future__ import annotations

import streamlit as st

from analysis.balance.result import Balance
from pages.ui.provenance import show_provenance
from publishing.language import once_per_language
from publishing.sentences.staples import regency_ratio, rice_alone
from services import staples


def show_rice_alone(result: Balance) -> None:
    """Under the verdict of a rice balance; silent for other commodities and without a deficit."""
    if result.settings.commodity != staples.RICE:
        return
    year = result.settings.year
    text = rice_alone(staples.beside_rice(year, year), result.summary.n_deficit, year)
    if text:
        st.markdown(text)
        show_provenance("rice-alone", staples.atlas_sources(year))


def show_regency_ratio(result: Balance, regency_code: str) -> None:
    """The atlas' figure of the selected regency, of the year of the balance."""
    year = result.settings.year
    if result.settings.commodity == staples.RICE and year in staples.atlas_years():
        st.text(_ratio(year, regency_code))


@once_per_language(maxsize=256)
def _ratio(year: int, regency_code: str) -> str:
    return regency_ratio(staples.atlas(year), regency_code, year)
