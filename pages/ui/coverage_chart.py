"""Which figures exist: regency × commodity for a year, regency × year for a commodity."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from analysis.balance.coverage import coverage_matrix
from analysis.balance.settings import MISSING_CODES, measured_rows, norm_rows, production_rows
from geo import places
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui import state
from pages.ui.charts import show_chart
from pages.ui.missing_inputs import show_missing, year_ranges
from publishing.charts.frame import chart_spec
from publishing.code_words import code_word
from publishing.formats import coverage as coverage_text
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import Language, _, current_language
from publishing.names import commodity_name
from publishing.palette import GREY, INDIGO, SEQUENTIAL
from publishing.sources import split_ids
from publishing.words import balance_input
from services.answer import evaluation

STATES = ("complete", "partial", "none")
# Told apart in grey as well; the cell also carries the number of inputs.
COLOURS = {"complete": INDIGO, "partial": SEQUENTIAL[2], "none": "#FFFFFF"}
_INK = {"complete": "#FFFFFF", "partial": "#22252B", "none": GREY}
_ROW_PX = 22


@once_per_edition(maxsize=128)
def matrix(commodity: str | None = None) -> pd.DataFrame:
    """``coverage_matrix`` with the number of inputs of each cell; one commodity is quick."""
    table = coverage_matrix(evaluation.balance_tables(), commodity)
    return table.assign(n_inputs=table[[f"has_{code}" for code in MISSING_CODES]].sum(axis=1))


@once_per_edition(maxsize=1)
def covered_commodities() -> list[str]:
    """Commodities with a production in tonnes or a consumption norm for any regency."""
    tables = evaluation.balance_tables()
    found: set[str] = set()
    for rows in (production_rows(tables.production), norm_rows(tables.consumption)):
        found.update(measured_rows(rows, tables.regencies).dropna(subset="year")["commodity"])
    return sorted(found)


def state_word(code: str) -> str:
    """What a cell's state means."""
    return {
        "complete": _("complete: a balance can be computed"),
        "partial": _("partial: some inputs are missing"),
        "none": _("none: neither production nor consumption"),
    }[code]


def show_coverage() -> None:
    """The section "Coverage" of the data page."""
    view = state.segments(
        _("Look at"),
        "by",
        ["year", "commodity"],
        "year",
        format_func=lambda code: _("one year") if code == "year" else _("one commodity"),
    )
    if view == "year":
        _show_year()
    else:
        _show_commodity()


def _show_year() -> None:
    with st.spinner(_("Counting the figures…")):
        table = matrix()
    years = sorted({int(one) for one in table["year"]}, reverse=True)
    usual = evaluation.DEFAULT_YEAR if evaluation.DEFAULT_YEAR in years else years[0]
    with st.sidebar:
        year = state.select(_("Year"), "year", years, usual, format_func=year_text)
    part = table[table["year"] == year]
    groups = _groups()
    here = [group for group in groups if part["commodity"].map(_group_of()).eq(group).any()]
    group = state.select(
        _("Group of commodities"),
        "group",
        ["", *here],
        "",
        format_func=lambda code: groups[code] if code else _("all groups"),
        width=320,
    )
    if group:
        part = part[part["commodity"].map(_group_of()) == group]
    complete = part[part["state"] == "complete"].groupby("commodity")["regency_code"].nunique()
    st.header(
        _(
            "{year}: {n} of {total} commodities have a balance for some regency",
            year=year_text(year),
            n=number(len(complete)),
            total=number(part["commodity"].nunique()),
        )
    )
    order = part.groupby("commodity")["n_inputs"].sum().sort_values(ascending=False, kind="stable")
    cells = _cells(part).assign(row=part["commodity"].map(commodity_name).to_numpy())
    _draw(
        cells,
        rows=[commodity_name(one) for one in order.index],
        key=f"coverage-{year}-{group or 'all'}",
        source_ids=_source_ids(year, None),
        columns=list(places.regencies()["abbreviation"]),
        column="abbreviation",
        alt_text=_(
            "For {year}, {n} of {cells} combinations of commodity and regency are complete.",
            year=year_text(year),
            n=number((part["state"] == "complete").sum()),
            cells=number(len(part)),
        ),
    )
    chosen = _choose_commodity(list(order.index), st.container())
    show_missing(chosen, year)


def _show_commodity() -> None:
    commodity = _choose_commodity(covered_commodities(), st.sidebar)
    part = matrix(commodity)
    by_year = part[part["state"] == "complete"].groupby("year")["regency_code"].nunique()
    full = [int(year) for year in by_year.index[by_year == len(places.regencies())]]
    name = commodity_name(commodity)
    if full:
        title = _(
            "{name}: complete for all regencies in {years}", name=name, years=year_ranges(full)
        )
    elif len(by_year):
        best = int(by_year.index[int(by_year.argmax())])
        title = _(
            "{name}: at best {coverage} complete ({year})",
            name=name,
            coverage=coverage_text(int(by_year.max()), len(places.regencies())),
            year=year_text(best),
        )
    else:
        title = _("{name}: no year is complete for any regency", name=name)
    st.header(title)
    years = sorted({int(one) for one in part["year"]})
    cells = _cells(part).assign(row=part["regency_code"].map(places.regency_names()).to_numpy())
    _draw(
        cells,
        rows=list(places.regencies()["name_on_map"]),
        key=f"coverage-{commodity}",
        source_ids=_source_ids(None, commodity),
        columns=[year_text(one) for one in years],
        column="year",
        alt_text=title,
    )
    with st.sidebar:
        year = state.select(
            _("Year"), "year", years[::-1], max(full or years), format_func=year_text
        )
    show_missing(commodity, year)


def _choose_commodity(options: list[str], place: Any) -> str:
    usual = evaluation.DEFAULT_COMMODITY if evaluation.DEFAULT_COMMODITY in options else options[0]
    with place:
        return str(
            state.select(
                _("Commodity"),
                "commodity",
                sorted(options, key=commodity_name),
                usual,
                format_func=commodity_name,
                width=320,
            )
        )


def _cells(part: pd.DataFrame) -> pd.DataFrame:
    """What the picture and the file need of each cell, in words."""
    regencies = places.regencies().set_index("regency_code")
    return pd.DataFrame(
        {
            "regency": part["regency_code"].map(regencies["name_on_map"]),
            "abbreviation": part["regency_code"].map(regencies["abbreviation"]),
            "commodity": part["commodity"].map(commodity_name),
            "year": part["year"].map(year_text),
            "state": part["state"],
            "words": part["state"].map(state_word),
            "n_inputs": part["n_inputs"],
            "missing": part["missing"].map(missing_words),
        }
    )


def missing_words(codes: str) -> str:
    """``production;norm`` in words; a dash when nothing is missing."""
    return ", ".join(balance_input(code) for code in codes.split(";") if code) or "–"


def _draw(
    cells: pd.DataFrame,
    rows: list[str],
    columns: list[str],
    column: str,
    key: str,
    source_ids: list[str],
    alt_text: str,
) -> None:
    _show_legend(cells)
    named = dict.fromkeys(
        ("row", column, "regency", "commodity", "year", "state", "words", "missing")
    )
    data = cells[list(named)]
    spec = _spec(
        data.assign(inputs=cells["n_inputs"]).to_json(orient="records"),
        json.dumps([rows, columns, column]),
        current_language(),
    )
    table = cells[["regency", "commodity", "year", "words", "missing"]].rename(
        columns={
            "regency": _("Regency"),
            "commodity": _("Commodity"),
            "year": _("Year"),
            "words": _("State"),
            "missing": _("Missing inputs"),
        }
    )
    show_chart(spec, key, lambda: table, source_ids, alt_text)


@once_per_edition(maxsize=64)
def _spec(data_json: str, axes_json: str, _language: Language) -> dict[str, Any]:
    rows, columns, column = json.loads(axes_json)
    tooltip = [
        alt.Tooltip("regency:N", title=_("Regency")),
        alt.Tooltip("commodity:N", title=_("Commodity")),
        alt.Tooltip("year:N", title=_("Year")),
        alt.Tooltip("words:N", title=_("State")),
        alt.Tooltip("missing:N", title=_("Missing inputs")),
    ]
    by_year = column == "year"
    data = alt.InlineData(values=json.loads(data_json))
    base = alt.Chart(data).encode(
        x=alt.X(
            f"{column}:N",
            sort=columns,
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=0 if by_year else -90,
                labelOverlap=by_year,
                labelFlush=False,
                ticks=False,
                minExtent=20 if by_year else 60,
            ),
        ),
        y=alt.Y(
            "row:N",
            sort=rows,
            title=None,
            axis=alt.Axis(
                labelOverlap=False, labelFlush=False, ticks=False, labelLimit=150, minExtent=150
            ),
        ),
        tooltip=tooltip,
    )
    squares = base.mark_rect(stroke="#CFC8B8", strokeWidth=0.6).encode(
        color=alt.Color(
            "state:N",
            scale=alt.Scale(domain=list(STATES), range=[COLOURS[code] for code in STATES]),
            legend=None,
        )
    )
    counts = (
        base.transform_calculate(
            ink=f"{json.dumps(_INK)}[datum.state]",
            mark="datum.state == 'none' ? '–' : '' + datum.inputs",
        )
        .mark_text(fontSize=10)
        .encode(text="mark:N", color=alt.Color("ink:N", scale=None))
    )
    return chart_spec(
        (squares + counts).properties(
            height=_ROW_PX * len(rows), padding={"top": 12, "left": 4, "right": 4, "bottom": 4}
        )
    )


def _show_legend(cells: pd.DataFrame) -> None:
    counts = cells["state"].value_counts()
    marks = {"complete": "4", "partial": "1–3", "none": "–"}
    items = "".join(
        '<span style="display:inline-flex;align-items:center;margin:0 1.2rem .3rem 0">'
        '<span style="min-width:1.6rem;line-height:1.3rem;margin-right:.4rem;text-align:center;'
        f"font-size:.75rem;border:1px solid #CFC8B8;background:{COLOURS[code]};"
        f'color:{_INK[code]}">{marks[code]}</span>{state_word(code)} '
        f"({number(counts.get(code, 0))})</span>"
        for code in STATES
    )
    st.html(f'<div style="font-size:.9rem">{items}</div>')
    st.caption(
        _(
            "The figure in a cell counts the inputs there are, of four: production, conversion "
            "coefficient, population, consumption norm."
        )
    )


def _source_ids(year: int | None, commodity: str | None) -> list[str]:
    """Sources of the figures that were counted."""
    tables = evaluation.balance_tables()
    production, people = tables.production, tables.population
    if year is not None:
        production = production[production["year"] == year]
        people = people[people["year"] == year]
    found = [people["source_id"]]
    for rows in (production, tables.consumption, tables.conversions):
        rows = rows if commodity is None else rows[rows["commodity"] == commodity]
        found.append(rows["source_id"])
    return split_ids(pd.concat(found).dropna().unique())


def _groups() -> dict[str, str]:
    return {group: code_word(group) for group in sorted(set(_group_of().values()))}


@once_per_edition(maxsize=1)
def _group_of() -> dict[str, str]:
    table = load("commodities")
    return dict(zip(table["commodity"], table["group"], strict=True))
