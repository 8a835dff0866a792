"""Key figures of one regency against the province: value, place among 22, median, grade."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from analysis.leading.standing import Standing, standing
from geo.places import regencies
from ntt_data.tables import load
from pages.ui.provenance import show_provenance
from pages.ui.quotations import as_markdown
from publishing import words
from publishing.formats import coverage, number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.sources import grade_word
from publishing.tables import Column, readable
from services.map_indicators import Shown, catalogue, population_of

_CODES = ("population", "density", "poverty_rate_pct", "hdi", "grdp_per_capita_constant_k_idr")


@dataclass(frozen=True, eq=False)
class KeyFigure:
    """One figure of one regency with what is to be known of it."""

    code: str
    name: str
    shown: Shown
    standing: Standing
    grade: str
    flags: str


def key_figures(regency_code: str) -> list[KeyFigure]:
    """The figures of the profile's head, each in its newest year that most regencies have."""
    entries = catalogue()
    return [_figure(code, entries[code].name(), _newest(code), regency_code) for code in _CODES]


def _newest(code: str) -> Shown:
    entry = catalogue()[code]
    found = [entry.show("", year) for year in entry.years("")[:3]]
    return max(found, key=lambda shown: (shown.values.notna().sum(), shown.year))


def _figure(code: str, name: str, shown: Shown, regency_code: str) -> KeyFigure:
    values = shown.values.reindex(regencies()["regency_code"])
    if code in ("population", "density"):
        rows = population_of(int(shown.year or 0))
    else:
        rows = load("social")
        rows = rows[(rows["indicator"] == code) & (rows["year"] == shown.year)]
    own = rows[rows["regency_code"] == regency_code].iloc[:1]
    return KeyFigure(
        code=code,
        name=name,
        shown=shown,
        standing=standing(values, regency_code),
        grade=str(own["grade"].iloc[0]) if len(own) else "",
        flags=words.flags(own["flag"].fillna("").iloc[0]) if len(own) else "",
    )


def figures_headline(figures: list[KeyFigure]) -> str:
    """Where the regency stands in poverty and human development."""
    by_code = {figure.code: figure.standing for figure in figures}
    poverty, hdi = by_code["poverty_rate_pct"], by_code["hdi"]
    if poverty.position is None or hdi.position is None:
        return _("Key figures against the province")
    return _(
        "Human development: place {hdi} of {total}; poverty: place {poverty}",
        hdi=number(hdi.position),
        total=number(hdi.n_known),
        poverty=number(poverty.position),
    )


def show_key_figures(figures: list[KeyFigure]) -> None:
    """One card per figure; grades, series and sources open below."""
    cards = "".join(_card(figure) for figure in figures)
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
            for figure in figures:
                st.markdown(f"**{as_markdown(figure.name)}**")
                notes = [grade_word(figure.grade), figure.flags, figure.shown.caveat]
                st.caption(as_markdown(". ".join(note.rstrip(".") for note in notes if note) + "."))
        cited = [source for figure in figures for source in figure.shown.source_ids]
        show_provenance("key-figures", cited)


def _card(figure: KeyFigure) -> str:
    """HTML of one figure: value with unit and year, place among the regencies, median."""
    shown, place = figure.shown, figure.standing
    if place.position is None:
        value, where = _("no data yet"), coverage(place.n_known, place.n_total)
    else:
        value = number(place.value, shown.decimals)
        where = _(
            "place {position} of {total}",
            position=number(place.position),
            total=number(place.n_known),
        )
    median = _("median {value}", value=number(place.median, shown.decimals))
    return (
        '<div style="border:1px solid #8884;border-radius:.4rem;padding:.6rem .8rem;'
        'line-height:1.35;display:flex;flex-direction:column">'
        f'<div style="font-weight:600;flex:1">{escape(figure.name)}</div>'
        f'<div style="font-size:1.7rem;font-weight:600">{escape(value)}</div>'
        f'<div style="font-size:.85rem;opacity:.8;min-height:2.4em">{escape(shown.unit)}, '
        f"{year_text(shown.year)}</div>"
        f"<div>{escape(where)}<br>{escape(median)}</div></div>"
    )


def readable_figures(figures: list[KeyFigure]) -> pd.DataFrame:
    """The figures with readable headers, for files."""
    table = pd.DataFrame(
        {
            "name": [figure.name for figure in figures],
            "value": [figure.standing.value for figure in figures],
            "unit": [figure.shown.unit for figure in figures],
            "year": [figure.shown.year for figure in figures],
            "position": [figure.standing.position for figure in figures],
            "n": [figure.standing.n_known for figure in figures],
            "median": [figure.standing.median for figure in figures],
            "grade": [grade_word(figure.grade) for figure in figures],
            "sources": ["; ".join(figure.shown.source_ids) for figure in figures],
        }
    )
    columns = {
        "name": Column(_("Figure")),
        "value": Column(_("Value"), 2),
        "unit": Column(_("Unit")),
        "year": Column(_("Year")),
        "position": Column(_("Place (1 = highest)"), 0),
        "n": Column(_("Regencies with a value"), 0),
        "median": Column(_("Median"), 2),
        "grade": Column(_("Grade")),
        "sources": Column(_("Source")),
    }
    return readable(table, columns)
