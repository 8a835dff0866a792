"""Weighted points of a zone's first products, by regency."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.leading.flagship import Flagships
from geo.places import regencies, regency_names
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.formats import number
from publishing.language import _, once_per_language
from publishing.names import product_name

_BARS = 6


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
    """Stacked bars, the first product on top; the regency's name stands in its part."""
    names = [product_name(product) for product in first_of_zone(found, zone_id)["product"]]
    data = points_by_regency(found, zone_id)
    members = sorted(data["regency"].unique())
    shades = dict(zip(members, _shades(len(members)), strict=True))
    data["ink"] = data["regency"].map(shades).map(palette.ink_on)
    order = alt.Order("points:Q", sort="descending")
    base = alt.Chart(data).encode(
        y=alt.Y("product:N", sort=names, title=None, axis=alt.Axis(minExtent=100)), order=order
    )
    bars = base.mark_bar(stroke="#FFFFFF", strokeWidth=0.6).encode(
        x=alt.X("points:Q", title=_("weighted points"), stack="zero"),
        color=alt.Color(
            "regency:N",
            title=None,
            scale=alt.Scale(domain=members, range=list(shades.values())),
            legend=alt.Legend(orient="top", columns=3, symbolStrokeWidth=0),
        ),
        tooltip=[
            alt.Tooltip("product:N", title=_("Product")),
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("points:Q", title=_("weighted points"), format=".1f"),
        ],
    )
    # The name stands in its part: shades of one colour cannot be told apart by everybody.
    texts = base.mark_text(fontSize=11).encode(
        x=alt.X("points:Q", stack="zero", bandPosition=0.5),
        text="short:N",
        detail="regency:N",
        color=alt.Color("ink:N", scale=None),
    )
    return chart_spec((bars + texts).properties(height=46 * len(names) + 40))


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


def _shades(n: int) -> list[str]:
    """Shades of one colour for the regencies of a zone: the zones themselves have the others."""
    return [palette.SEQUENTIAL[5 - i % 5] for i in range(n)]
