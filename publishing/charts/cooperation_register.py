"""Entries of the register of cooperation as squares with their number: kind × year."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from publishing.charts.axes import NARROW, name_axis, row_px
from publishing.charts.frame import chart_spec
from publishing.language import _, once_per_language
from publishing.palette import THERE
from publishing.sentences.cooperation_register import kind_word, scope

_ROW_LETTERS = (30, 15)


def entries_by_year(counts: pd.DataFrame, span: tuple[int, int]) -> dict[str, Any]:
    """A square for each kind and year that has an entry; every year of ``span`` stands.

    ``span`` are the first and the last year; ``counts`` as
    ``services.desk.register.by_year_and_kind`` gives them, at least one row.
    """
    cells = counts[["year", "kind", "n"]].itertuples(index=False, name=None)
    return _squares(tuple((int(year), str(kind), int(n)) for year, kind, n in cells), span)


@once_per_language(maxsize=64)
def _squares(cells: tuple[tuple[int, str, int], ...], span: tuple[int, int]) -> dict[str, Any]:
    years = list(range(span[0], span[1] + 1))
    totals: dict[str, int] = {}
    for _year, kind, n in cells:
        totals[kind] = totals.get(kind, 0) + n
    kinds = [kind_word(kind) for kind in sorted(totals, key=lambda each: (-totals[each], each))]
    rows = [{"year": year, "kind": kind_word(kind), "n": n} for year, kind, n in cells]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "year:N",
            scale=alt.Scale(domain=years),
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=-90,
                labelOverlap=False,
                labelFontSize=alt.ExprRef(f"{NARROW} ? 10 : 12"),
                ticks=False,
            ),
        ),
        y=name_axis("kind", kinds, *_ROW_LETTERS),
        tooltip=[
            alt.Tooltip("kind:N", title=_("Kind")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("n:Q", title=_("Number of entries")),
        ],
    )
    squares = base.mark_rect(stroke="#CFC8B8", strokeWidth=0.6, color=THERE[0])
    numbers = base.mark_text(fontSize=12, color="white").encode(text="n:N")
    height = row_px(kinds, *_ROW_LETTERS, least=26) * len(kinds) + 40
    return chart_spec(alt.layer(squares, numbers).properties(height=height), scope())
