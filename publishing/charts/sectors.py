"""Rankings of one scheme as charts: the matrix of ranks, and the provincial points."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.leading.rankings import borda
from analysis.leading.sector_matrix import rank_cells
from geo.places import regencies, regency_names
from ntt_data.tables import load
from publishing import palette
from publishing.charts.axes import (
    LINE_PX,
    NARROW,
    by_window,
    from_zero,
    lines_of,
    name_axis,
    row_px,
    told_axis,
    values_at,
)
from publishing.charts.enlarged import ENLARGEMENT
from publishing.charts.first_rows import ranked
from publishing.charts.frame import chart_spec
from publishing.formats import number
from publishing.language import _, once_per_language
from publishing.names import sector_names

_GAP = 0.05  # between cells, as a share of a cell
_SECTOR_LETTERS = (38, 26)  # in a line of a sector's name, on a screen and on a phone
_REGENCY_LETTERS = 10  # of a regency's name above its column; two lines at most
_COLUMN_PX = 60  # that such a line needs with the gap to the next one


@once_per_language(maxsize=4)
def matrix_spec(scheme: str) -> dict[str, Any]:
    """Heatmap of sectors and regencies; the rank stands in the cell, else it is empty."""
    cells, order = _cells(scheme), _ordered(scheme)["name"].tolist()
    table = regencies()
    table = table[table["regency_code"].isin(cells["regency_code"])]
    shades = palette.ranks(int(cells["rank"].max()))
    colors = cells["rank"].map(lambda rank: shades[int(rank) - 1])
    cells = cells.assign(color=colors, ink=colors.map(palette.ink_on))
    x = _regency_axis(table)
    y = name_axis("name", order, *_SECTOR_LETTERS, gap=_GAP)
    columns = ["name", "regency", "rank", "ranks", "literal", "color", "ink"]
    base = alt.Chart(cells[columns]).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("name:N", title=_("Sector")),
            alt.Tooltip("ranks:N", title=_("Rank")),
            alt.Tooltip("literal:N", title=_("Wording in the report")),
        ],
    )
    squares = base.mark_rect(cornerRadius=2).encode(color=alt.Color("color:N", scale=None))
    figures = base.mark_text(fontSize=alt.ExprRef(f"{NARROW} ? 10 : 12"), fontWeight=600).encode(
        text="ranks:N", color=alt.Color("ink:N", scale=None)
    )
    empty = (
        alt.Chart(_unranked(cells, order, table["name_on_map"].tolist()))
        .mark_rect(cornerRadius=2, fillOpacity=0, stroke=palette.GREY, strokeOpacity=0.4)
        .encode(x=x, y=y)
    )
    return ranked(
        chart_spec(
            alt.layer(empty, squares, figures)
            .add_params(alt.param(name=ENLARGEMENT, value=1))
            .properties(height=row_px(order, *_SECTOR_LETTERS, 30) * len(order) + 82),
            _(
                "Rank of each sector in the report, {n} regencies of NTT that rank by this scheme; "
                "the darker, the nearer to rank 1",
                n=number(len(table)),
            ),
        )
    )


def _regency_axis(table: pd.DataFrame) -> alt.X:
    """Names above the columns; their short forms upright where a column is narrower than a name."""
    columns = f"{len(table)} * {_COLUMN_PX} * {ENLARGEMENT}"
    narrow = f"(width < {columns})"
    wide = lines_of(table["name_on_map"].tolist(), _REGENCY_LETTERS)
    short = {row["name_on_map"]: [row["abbreviation"]] for row in table.to_dict("records")}
    two = f"length({by_window(wide, short, 'datum.value', narrow)}) > 1"
    return alt.X(
        "regency:N",
        sort=table["name_on_map"].tolist(),
        title=None,
        scale=alt.Scale(paddingInner=_GAP, paddingOuter=0),
        axis=alt.Axis(
            orient="top",
            ticks=False,
            domain=False,
            labelAngle=alt.ExprRef(f"{narrow} ? -90 : 0"),
            labelAlign=alt.ExprRef(f"{narrow} ? 'left' : 'center'"),
            # From its first line: browsers and the picture's drawing differ about the last one.
            labelBaseline=alt.ExprRef(f"{narrow} ? 'middle' : 'top'"),
            labelPadding={
                "condition": [
                    {"test": narrow, "value": 3},
                    {"test": two, "value": 2 * LINE_PX + 4},
                ],
                "value": LINE_PX + 4,
            },
            labelLineHeight=LINE_PX,
            labelExpr=by_window(wide, short, "datum.label", narrow),
            labelFontSize=alt.ExprRef(f"{NARROW} ? 10 : 12"),
            labelOverlap=False,
            labelFlush=False,
            # For both, because the chart is laid out once before its width is known.
            minExtent=alt.ExprRef(f"{NARROW} ? 44 : 54"),
        ),
    )


def _unranked(cells: pd.DataFrame, sectors: list[str], places: list[str]) -> pd.DataFrame:
    """Every sector and regency of the matrix without a rank."""
    every = pd.MultiIndex.from_product([sectors, places], names=["name", "regency"])
    ranked = pd.MultiIndex.from_frame(cells[["name", "regency"]])
    return every.difference(ranked).to_frame(index=False)


@once_per_language(maxsize=4)
def borda_spec(scheme: str) -> dict[str, Any]:
    """Bars of the provincial ranking with their points, most on top."""
    table = _ordered(scheme)
    data = table[["name", "points", "provincial_rank", "n_regencies_ranked", "n_regencies_top3"]]
    names = table["name"].tolist()
    base = alt.Chart(data.assign(text=data["points"].map(number))).encode(
        y=name_axis("name", names, *_SECTOR_LETTERS, gap=_GAP),
        x=told_axis("points", _("Borda points"), domain=from_zero(data["points"], 0.12)),
        tooltip=[
            alt.Tooltip("provincial_rank:Q", title=_("Provincial rank")),
            alt.Tooltip("name:N", title=_("Sector")),
            alt.Tooltip("points:Q", title=_("Points")),
            alt.Tooltip("n_regencies_ranked:Q", title=_("Regencies that rank it")),
            alt.Tooltip("n_regencies_top3:Q", title=_("of these in the first three")),
        ],
    )
    bars = base.mark_bar(color=palette.RANK[4], height={"band": 0.75}, cornerRadius=1)
    return ranked(
        chart_spec(
            alt.layer(bars, values_at(base, "false", "text")).properties(
                height=row_px(names, *_SECTOR_LETTERS, 30) * len(data) + 45
            ),
            _(
                "Borda points of each sector from the ranks of {n} regencies of NTT",
                n=number(_cells(scheme)["regency_code"].nunique()),
            ),
        )
    )


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
