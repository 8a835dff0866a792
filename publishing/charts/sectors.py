"""Rankings of one scheme as charts: the matrix of ranks, and the provincial points."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from analysis.leading.rankings import borda
from analysis.leading.sector_matrix import rank_cells
from geo.places import regencies, regency_names
from ntt_data.tables import load
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.language import _, once_per_language
from publishing.names import sector_names

_NARROW = "(windowSize()[0] < 640)"  # pixels; a picture made without a window takes the wide form
_GAP = 0.05  # between cells, as a share of a cell
# Letters in a line of a sector's name beside a chart.
_WIDE_CHARS, _NARROW_CHARS = 38, 18
_COLUMN_CHARS = 10  # of a regency's name above its column; two lines at most


@once_per_language(maxsize=4)
def matrix_spec(scheme: str) -> dict[str, Any]:
    """Heatmap of sectors and regencies; the rank stands in the cell."""
    cells, order = _cells(scheme), _ordered(scheme)["name"].tolist()
    table = regencies()
    table = table[table["regency_code"].isin(cells["regency_code"])]
    longest = int(cells["rank"].max())
    words = {name: _lines(name, _COLUMN_CHARS) for name in table["name_on_map"]}
    short = {row["name_on_map"]: [row["abbreviation"]] for row in table.to_dict("records")}
    x = alt.X(
        "regency:N",
        sort=table["name_on_map"].tolist(),
        title=None,
        scale=alt.Scale(paddingInner=_GAP, paddingOuter=0),
        axis=alt.Axis(
            orient="top",
            ticks=False,
            domain=False,
            labelAngle=alt.ExprRef(f"{_NARROW} ? -90 : 0"),
            labelAlign=alt.ExprRef(f"{_NARROW} ? 'left' : 'center'"),
            labelBaseline=alt.ExprRef(f"{_NARROW} ? 'middle' : 'bottom'"),
            labelExpr=_labels(words, short),
            labelFontSize=alt.ExprRef(f"{_NARROW} ? 10 : 12"),
            labelOverlap=False,
        ),
    )
    ramp = palette.SEQUENTIAL[::-1]
    data = cells[["name", "regency", "rank", "ranks", "literal"]]
    base = alt.Chart(data).encode(
        x=x,
        y=_sector_axis(order),
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("name:N", title=_("Sector")),
            alt.Tooltip("ranks:N", title=_("Rank")),
            alt.Tooltip("literal:N", title=_("Wording in the report")),
        ],
    )
    squares = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(
            "rank:Q",
            legend=None,
            scale=alt.Scale(
                domain=np.linspace(1, longest, len(ramp)).tolist(),
                range=ramp,
                interpolate="rgb",
            ),
        )
    )
    figures = base.mark_text(fontSize=12, fontWeight=600).encode(
        text="ranks:N",
        color=alt.condition(
            f"datum.rank <= {longest * 0.55}", alt.value("#fff"), alt.value("#22252B")
        ),
    )
    return chart_spec(alt.layer(squares, figures).properties(height=28 * len(order) + 60))


@once_per_language(maxsize=4)
def borda_spec(scheme: str) -> dict[str, Any]:
    """Bars of the provincial ranking, most points on top."""
    table = _ordered(scheme)
    data = table[["name", "points", "provincial_rank", "n_regencies_ranked", "n_regencies_top3"]]
    base = alt.Chart(data).encode(
        y=_sector_axis(table["name"].tolist()),
        x=alt.X("points:Q", title=_("Borda points"), axis=alt.Axis(format=",.0f", tickCount=5)),
        tooltip=[
            alt.Tooltip("provincial_rank:Q", title=_("Provincial rank")),
            alt.Tooltip("name:N", title=_("Sector")),
            alt.Tooltip("points:Q", title=_("Points")),
            alt.Tooltip("n_regencies_ranked:Q", title=_("Regencies that rank it")),
            alt.Tooltip("n_regencies_top3:Q", title=_("of these in the first three")),
        ],
    )
    bars = base.mark_bar(color=palette.INDIGO, height={"band": 0.75}, cornerRadius=1)
    figures = base.mark_text(align="left", dx=4, color=palette.GREY).encode(text="points:Q")
    return chart_spec(alt.layer(bars, figures).properties(height=27 * len(data) + 45))


def _ordered(scheme: str) -> pd.DataFrame:
    """The provincial ranking with names, most points first."""
    table = borda(load("sector_rankings"), scheme)
    return table.assign(name=table["sector"].map(sector_names(scheme)))


def _cells(scheme: str) -> pd.DataFrame:
    cells = rank_cells(load("sector_rankings"), scheme)
    return cells.assign(
        name=cells["sector"].map(sector_names(scheme)),
        regency=cells["regency_code"].map(regency_names()),
    )


def _lines(text: str, width: int) -> list[str]:
    """A name on at most two lines of about ``width`` letters, shortened if that is not enough."""
    if len(text) <= width:
        return [text]
    cut = text.rfind(" ", 0, width + 1)
    if cut <= 0:
        return [text]
    rest = text[cut + 1 :]
    return [text[:cut], rest if len(rest) <= width else rest[: width - 1].rstrip(" ,;") + "…"]


def _labels(wide: dict[str, list[str]], narrow: dict[str, list[str]]) -> str:
    """Vega expression that shows a label in other words (several lines) on a narrow screen."""
    return (
        f"{_NARROW} ? {json.dumps(narrow, ensure_ascii=False)}[datum.label]"
        f" : {json.dumps(wide, ensure_ascii=False)}[datum.label]"
    )


def _sector_axis(order: list[str]) -> alt.Y:
    wide = {name: _lines(name, _WIDE_CHARS) for name in order}
    narrow = {name: _lines(name, _NARROW_CHARS) for name in order}
    return alt.Y(
        "name:N",
        sort=order,
        title=None,
        scale=alt.Scale(paddingInner=_GAP, paddingOuter=0),
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelExpr=_labels(wide, narrow),
            labelLimit=340,
            labelOverlap=False,
            labelFlush=False,
            # Halfway between what centres one line and what centres two.
            labelOffset=-3,
            # Vega measures labels as they were before the expression above has put them in lines.
            minExtent=alt.ExprRef(f"{_NARROW} ? 108 : 235"),
            labelFontSize=alt.ExprRef(f"{_NARROW} ? 10 : 12"),
        ),
    )
