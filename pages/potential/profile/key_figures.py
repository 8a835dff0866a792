"""Cards of a regency's key figures: value, place among 22, median, grade."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.leading.indicator_values import KeyFigure
from pages.ui.provenance import show_provenance
from publishing.language import _
from publishing.markdown_text import plain
from publishing.sentences.profile import FigureWords, figure_words


def show_key_figures(figures: Sequence[KeyFigure]) -> None:
    """One card per figure; grades, series and sources open below."""
    said = [figure_words(figure) for figure in figures]
    cards = "".join(_card(each) for each in said)
    st.html(
        '<div style="display:grid;gap:.7rem;'
        f'grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))">{cards}</div>'
    )
    st.caption(
        _(
            "Place among the regencies: 1 is the highest value, whether that is good or bad. The "
            "median is that of the regencies, each counting once."
        )
    )
    with st.container(horizontal=True):
        with st.popover(_("Grades and notes"), icon=":material/grade:"):
            for each in said:
                st.markdown(f"**{plain(each.name)}**")
                st.caption(plain(each.notes))
        cited = [source for figure in figures for source in figure.indicator.source_ids]
        show_provenance("key-figures", cited)


def _card(said: FigureWords) -> str:
    return (
        '<div style="border:1px solid #8884;border-radius:.4rem;padding:.6rem .8rem;'
        'line-height:1.35;display:flex;flex-direction:column">'
        f'<div style="font-weight:600;flex:1">{escape(said.name)}</div>'
        f'<div style="font-size:1.7rem;font-weight:600">{escape(said.value)}</div>'
        f'<div style="font-size:.85rem;opacity:.8;min-height:2.4em">'
        f"{escape(said.unit_and_year)}</div>"
        f"<div>{escape(said.place)}<br>{escape(said.median)}</div></div>"
    )
