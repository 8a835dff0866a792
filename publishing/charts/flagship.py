"""Weighted points of a zone's first products, by regency."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.leading.flagship import Flagships
from geo.places import regencies, regency_names
from publishing import palette
from publishing.charts.axes import (
    VALUE_PX,
    from_zero,
    name_axis,
    row_px,
    told_axis,
    values_at,
)
from publishing.charts.first_rows import ranked
from publishing.charts.frame import chart_spec
from publishing.formats import number
from publishing.language import _, once_per_language
from publishing.names import product_name

_BARS = 6
_NAME_LETTERS = (20, 16)  # in a line of a product's name, on a screen and on a phone


def first_of_zone(found: Flagships, zone_id: str) -> pd.DataFrame:
    """The first products of a zone that are shown one by one."""
    return found.ranking[found.ranking["zone_id"] == zone_id].head(_BARS)


def points_by_regency(found: Flagships, zone_id: str) -> pd.DataFrame:
    """``product``, ``regency`` (names), ``points`` and ``short`` behind the bars."""
    products = first_of_zone(found, zone_id)["product"]
    rows = found.reasons[
        (found.reasons["zone_id"] == zone_id) & found.reasons["product"].isin(products)
    ]
    table = regencies()
    short = dict(zip(table["regency_code"], table["abbreviation"], strict=True))
    return pd.DataFrame(
        {
            "product": rows["product"].map(product_name),
            "regency": rows["regency_code"].map(regency_names()),
            "points": rows["weighted_points"],
            "short": rows["regency_code"].map(short),
        }
    )


@once_per_language(maxsize=64)
def points_spec(found: Flagships, zone_id: str) -> dict[str, Any]:
    """Stacked bars, the first product on top; below each its regencies with their points."""
    names = [product_name(product) for product in first_of_zone(found, zone_id)["product"]]
    data = points_by_regency(found, zone_id)
    y = name_axis("product", names, *_NAME_LETTERS)
    bars = (
        alt.Chart(data)
        .mark_bar(
            color=palette.RANK[4], stroke=palette.GROUND, strokeWidth=1.5, height=16, yOffset=-8
        )
        .encode(
            y=y,
            x=told_axis(
                "points",
                _("weighted points"),
                domain=from_zero(data.groupby("product")["points"].sum()),
            ).stack("zero"),
            detail="regency:N",
            order=alt.Order("points:Q", sort="descending"),
            tooltip=[
                alt.Tooltip("product:N", title=_("Product")),
                alt.Tooltip("regency:N", title=_("Regency")),
                alt.Tooltip("points:Q", title=_("weighted points"), format=".1f"),
            ],
        )
    )
    told = alt.Chart(_told(data)).encode(y=y)
    totals = values_at(told, "false", "total", dy=-8).encode(x="points:Q")
    parts = (
        told.transform_calculate(zero="0")
        .mark_text(align="left", dx=2, dy=10, fontSize=VALUE_PX)
        .encode(x="zero:Q", text="parts:N")
    )
    return ranked(
        chart_spec(
            alt.layer(bars, totals, parts).properties(
                height=row_px(names, *_NAME_LETTERS, 46) * len(names) + 45
            ),
            _("Weighted points from the lists of leading products, by regency of the zone"),
        )
    )


def _told(data: pd.DataFrame) -> pd.DataFrame:
    """For each product its points and, in words, which regency brings how many of them."""
    ordered = data.sort_values("points", ascending=False, kind="stable")
    parts = ordered["short"] + " " + ordered["points"].map(_points)
    rows = ordered.assign(parts=parts).groupby("product", sort=False, as_index=False)
    told = rows.agg(points=("points", "sum"), parts=("parts", " · ".join))
    return told.assign(total=told["points"].map(_points))


def _points(points: float) -> str:
    """Points with a decimal where there is one."""
    return number(points, 0 if round(points, 1) == round(points) else 1)


def points_alt(found: Flagships, zone_id: str) -> str:
    """What the bars show, in a sentence."""
    return _(
        "Weighted points of the first {n} products by regency",
        n=number(len(first_of_zone(found, zone_id))),
    )


def points_table(found: Flagships, zone_id: str) -> pd.DataFrame:
    """The figures behind the bars with readable headers."""
    headers = {"product": _("Product"), "regency": _("Regency"), "points": _("weighted points")}
    return points_by_regency(found, zone_id)[list(headers)].rename(columns=headers)
