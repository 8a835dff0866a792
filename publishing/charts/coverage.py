"""Which figures exist, as squares: regency × commodity of a year, or regency × year."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from publishing.charts.frame import chart_spec
from publishing.formats import number
from publishing.language import _, once_per_language
from publishing.palette import GREY, INDIGO, SEQUENTIAL
from publishing.sentences.coverage import state_word

#: States of a cell, from all to nothing.
STATES = ("complete", "partial", "none")
# Told apart in grey as well; the cell also carries the number of inputs.
COLORS = {"complete": INDIGO, "partial": SEQUENTIAL[2], "none": "#FFFFFF"}
INK = {"complete": "#FFFFFF", "partial": "#22252B", "none": GREY}
_ROW_PX = 22


def coverage_squares(
    cells: pd.DataFrame,
    rows: Sequence[str],
    columns: Sequence[str],
    column: Literal["abbreviation", "year"],
) -> dict[str, Any]:
    """A square for each cell, in its state's colour, with the number of inputs that there are.

    Parameters
    ----------
    cells
        As ``listings.coverage.coverage_cells`` makes them, with ``row``: the row in which
        a cell stands.
    rows, columns
        What stands at the side and on top, in order.
    column
        Which column of ``cells`` stands on top.
    """
    named = dict.fromkeys(
        ("row", column, "regency", "commodity", "year", "state", "words", "missing")
    )
    data = cells[list(named)].assign(inputs=cells["n_inputs"])
    return _squares(data.to_json(orient="records"), tuple(rows), tuple(columns), column)


@once_per_language(maxsize=64)
def _squares(
    data_json: str, rows: tuple[str, ...], columns: tuple[str, ...], column: str
) -> dict[str, Any]:
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
            sort=list(columns),
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
            sort=list(rows),
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
            scale=alt.Scale(domain=list(STATES), range=[COLORS[code] for code in STATES]),
            legend=None,
        )
    )
    counts = (
        base.transform_calculate(
            ink=f"{json.dumps(INK)}[datum.state]",
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


def coverage_legend_html(counts: Mapping[str, int]) -> str:
    """What the squares mean; ``counts``: how many there are of each state."""
    marks = {"complete": "4", "partial": "1–3", "none": "–"}
    items = "".join(
        '<span style="display:inline-flex;align-items:center;margin:0 1.2rem .3rem 0">'
        '<span style="min-width:1.6rem;line-height:1.3rem;margin-right:.4rem;text-align:center;'
        f"font-size:.75rem;border:1px solid #CFC8B8;background:{COLORS[code]};"
        f'color:{INK[code]}">{marks[code]}</span>{state_word(code)} '
        f"({number(counts.get(code, 0))})</span>"
        for code in STATES
    )
    return f'<div style="font-size:.9rem">{items}</div>'
