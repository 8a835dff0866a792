"""The model beside published figures, and prices beside freight, as charts."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.matching.validation import TOLERANCES_PCT, VERDICTS, Kind
from geo.places import abbreviations, place_name
from publishing import palette
from publishing.charts.axes import (
    VALUE_PX,
    amount_axis,
    name_axis,
    row_px,
    values_at,
    zero_rule,
)
from publishing.charts.frame import chart_spec
from publishing.charts.labels import placed_labels
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.sentences.validation import kind_word, verdict_word

# Legend above and axis below: the height given is that of the whole picture.
_FRAME_PX = 130
_VALUES_PX = 44
_BESIDE_DOT = 9
_SCATTER_PADDING_PX = 40
_NAME_LETTERS = (36, 24)  # in a line of a comparison's name, on a screen and on a phone
_COLORS = dict(zip(VERDICTS, (palette.FLOW, "#C9A227", palette.MAROON, palette.GREY), strict=True))


def published_checks_chart(shown: pd.DataFrame, kind: Kind) -> dict[str, Any]:
    """Difference of each comparison of one kind, with the bands that count as agreeing and near.

    ``shown``: the independent comparisons of the kind, in the order in which they are to stand.
    """
    agree, near = TOLERANCES_PCT[kind]
    names = shown["label"].tolist()
    shown = shown.assign(
        word=shown["verdict"].map(verdict_word), value=shown["difference_pct"].map(_signed)
    )
    band = (
        alt.Chart(pd.DataFrame({"low": [-near, -agree], "high": [near, agree]}))
        .mark_rect(color=palette.FLOW, opacity=0.12)
        .encode(x="low:Q", x2="high:Q")
    )
    compared = VERDICTS[:3]
    verdicts = [verdict_word(code) for code in compared]
    base = alt.Chart(shown[["label", "difference_pct", "word", "value"]]).encode(
        x=amount_axis("difference_pct", _("Difference (%)"), padding=_VALUES_PX),
        # Each whole, on as many lines as it needs: one line would be cut off on a phone.
        y=name_axis("label", names, *_NAME_LETTERS),
    )
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(
        color=alt.Color(
            "word:N",
            scale=alt.Scale(domain=verdicts, range=[_COLORS[code] for code in compared]),
            legend=alt.Legend(title=None, orient="top", direction="vertical"),
        ),
        shape=alt.Shape(
            "word:N", scale=alt.Scale(domain=verdicts, range=["circle", "square", "triangle-up"])
        ),
        tooltip=[
            alt.Tooltip("label:N", title=_("Comparison")),
            alt.Tooltip("value:N", title=_("Difference (%)")),
        ],
    )
    values = values_at(base, "datum.difference_pct < 0", "value", _BESIDE_DOT)
    return chart_spec(
        alt.layer(band, zero_rule(), dots, values).properties(
            height=_FRAME_PX + row_px(names, *_NAME_LETTERS, 36) * len(shown)
        ),
        _(
            "{kind}: how far the model lies from what is published, in per cent; "
            "bands: agrees, near",
            kind=kind_word(kind),
        ),
    )


def _signed(difference_pct: float) -> str:
    """Whole per cent with its sign; what rounds to nothing has none."""
    rounded = round(difference_pct)
    return f"{'+' if rounded > 0 else ''}{number(rounded)}"


def price_and_freight(points: pd.DataFrame, price_year: int) -> dict[str, Any]:
    """Price against freight from outside; ``freight`` and ``price`` by regency code (Rp/kg)."""
    shown = points.astype("float64").assign(
        name=[place_name(str(code)) for code in points.index],
        short=[abbreviations()[str(code)] for code in points.index],
    )
    shown = shown.join(placed_labels(shown["freight"], shown["price"], shown["short"]))
    base = alt.Chart(shown).encode(
        x=amount_axis(
            "freight", _("Freight from outside (Rp/kg)"), padding=_SCATTER_PADDING_PX, zero=False
        ),
        y=alt.Y(
            "price:Q",
            title=_("Rice price (Rp/kg)"),
            scale=alt.Scale(zero=False, nice=False, padding=_SCATTER_PADDING_PX),
            axis=alt.Axis(format=",.0f", tickCount=5, domain=False, ticks=False),
        ),
    )
    dots = base.mark_circle(size=70, color=palette.ECONOMY[3], opacity=0.85).encode(
        tooltip=[
            alt.Tooltip("name:N", title=_("Regency")),
            alt.Tooltip("freight:Q", title=_("Freight from outside (Rp/kg)"), format=",.0f"),
            alt.Tooltip("price:Q", title=_("Rice price (Rp/kg)"), format=",.0f"),
        ]
    )
    texts = base.mark_text(
        fontSize=VALUE_PX,
        align=alt.ExprRef("datum.align"),
        dx=alt.ExprRef("datum.dx"),
        dy=alt.ExprRef("datum.dy"),
    ).encode(text="short:N")
    return chart_spec(
        (dots + texts).properties(height=420),
        _(
            "Price of medium rice {year} and modelled freight from outside, in rupiah a kilogram, "
            "by regency of NTT",
            year=year_text(price_year),
        ),
    )
