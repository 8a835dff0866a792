"""Which figures exist, as squares: regency × commodity of a year, or regency × year."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from publishing.charts.axes import NARROW, name_axis, row_px
from publishing.charts.first_rows import ranked
from publishing.charts.frame import chart_spec
from publishing.formats import number
from publishing.language import _, once_per_language
from publishing.maps.legend import LegendEntry
from publishing.palette import GREY, GROUND, ON_DARK, THERE
from publishing.palette import INK as DARK
from publishing.sentences.coverage import state_word

#: States of a cell, from all to nothing.
STATES = ("complete", "partial", "none")
# Told apart in grey as well; the cell also carries the number of inputs.
COLORS = {"complete": THERE[0], "partial": THERE[1], "none": "transparent"}
INK = {"complete": "white", "partial": DARK, "none": GREY}  # "white" in either theme
_ROW_LETTERS = (26, 17)  # in a line of what stands at the side, on a screen and on a phone


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
    base = alt.Chart(alt.InlineData(values=json.loads(data_json))).encode(
        x=alt.X(
            f"{column}:N",
            sort=list(columns),
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=0 if by_year else -90,
                labelOverlap=by_year,
                labelFlush=False,
                labelSeparation=4,
                labelFontSize=alt.ExprRef(f"{NARROW} ? 9 : 12"),
                ticks=False,
                minExtent=20 if by_year else 60,
            ),
        ),
        y=name_axis("row", list(rows), *_ROW_LETTERS),
        tooltip=tooltip,
    )
    states = list(STATES)
    squares = base.mark_rect(stroke="#CFC8B8", strokeWidth=0.6).encode(
        color=alt.Color(
            "state:N",
            scale=alt.Scale(domain=states, range=[COLORS[code] for code in states]),
            legend=None,
        )
    )
    counts = (
        base.transform_calculate(mark="datum.state == 'none' ? '–' : '' + datum.inputs")
        .mark_text(fontSize=11)
        .encode(
            text="mark:N",
            color=alt.Color(
                "state:N",
                scale=alt.Scale(domain=states, range=[INK[code] for code in states]),
                legend=None,
            ),
        )
    )
    return ranked(
        chart_spec(
            alt.layer(squares, counts)
            .resolve_scale(color="independent")
            .properties(
                height=row_px(rows, *_ROW_LETTERS) * len(rows) + (50 if by_year else 90),
                padding={"top": 12, "left": 4, "right": 4, "bottom": 4},
            ),
            _scope(json.loads(data_json), by_year),
        )
    )


def _scope(cells: Sequence[Mapping[str, Any]], by_year: bool) -> str:
    """What the squares are of; all cells are of one commodity, or of one year."""
    what = _("number of the inputs of a balance that are there, by regency of NTT")
    first = cells[0]["commodity" if by_year else "year"] if cells else ""
    return f"{first}: {what}"


_ON_PAPER = {**COLORS, "none": GROUND}
_MARKS = {"complete": "4", "partial": "1–3", "none": "–"}


def coverage_legend(counts: Mapping[str, int]) -> list[LegendEntry]:
    """What the squares mean, for a picture; ``counts``: how many there are of each state."""
    return [
        LegendEntry(_ON_PAPER[code], state_word(code), counts.get(code, 0), _MARKS[code])
        for code in STATES
    ]


def coverage_legend_html(counts: Mapping[str, int], theme: str) -> str:
    """What the squares mean; ``counts``: how many there are of each state."""
    inks, grounds = {**INK, "none": "inherit"}, COLORS
    if theme == "dark":
        inks = {code: ON_DARK.get(color, color) for code, color in inks.items()}
        grounds = {code: ON_DARK.get(color, color) for code, color in grounds.items()}
    items = "".join(
        '<span style="display:inline-flex;align-items:center;margin:0 1.2rem .3rem 0">'
        '<span style="min-width:1.6rem;line-height:1.3rem;margin-right:.4rem;text-align:center;'
        f"font-size:.75rem;border:1px solid #CFC8B8;background:{grounds[code]};"
        f'color:{inks[code]}">{_MARKS[code]}</span>{state_word(code)} '
        f"({number(counts.get(code, 0))})</span>"
        for code in STATES
    )
    return f'<div style="font-size:.9rem">{items}</div>'
