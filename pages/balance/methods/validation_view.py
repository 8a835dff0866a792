"""Section “Against what is published”: fares, tariffs, lengths and prices, misses included."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from analysis.matching.validation import (
    AGREE_PCT,
    NEAR_PCT,
    VERDICTS,
    rank_correlation,
    rising_prices,
)
from analysis.prices import price_flows
from geo import places
from ntt_data.tables import load
from pages.balance.methods.published_checks import not_compared, published_checks
from pages.ui.charts import show_chart
from pages.ui.matching_view import place_name
from pages.ui.on_demand import Fold, folds
from pages.ui.tables import show_table
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.code_words import code_word
from publishing.formats import number, percent
from publishing.language import _, localised
from publishing.tables import Column
from services.answer import evaluation, freight

PRICE_FORM, PRICE_YEAR = "consumer_medium", 2024


def verdict_word(code: str) -> str:
    """Verdict on a comparison."""
    return {
        "agrees": _("agrees"),
        "near": _("near"),
        "misses": _("misses"),
        "not_comparable": _("not comparable"),
    }[code]


_COLORS = dict(zip(VERDICTS, (palette.FLOW, "#C9A227", palette.MAROON, palette.GREY), strict=True))


def show() -> None:
    """Draw the section."""
    checks = published_checks()
    st.header(headline(checks))
    st.caption(
        _(
            "Independent: the figure was not used to set the model. Where it was, agreement is no "
            "proof; the row stands in the table for completeness. Up to {agree} % either way "
            "counts as agreeing, up to {near} % as near.",
            agree=number(AGREE_PCT),
            near=number(NEAR_PCT),
        )
    )
    _show_chart(checks)
    _show_checks(checks)
    folds(Fold(_("Published, but not compared"), "not-compared", _show_not_compared))
    _show_prices()


def headline(checks: pd.DataFrame) -> str:
    """Verdicts on the independent comparisons."""
    free = checks[~checks["used"].astype(bool) & (checks["verdict"] != "not_comparable")]
    counts = free["verdict"].value_counts()
    return _(
        "Of {n} independent comparisons {agrees} agree, {near} are near, {misses} miss",
        n=len(free),
        **{code: counts.get(code, 0) for code in ("agrees", "near", "misses")},
    )


def _show_chart(checks: pd.DataFrame) -> None:
    """Independent comparisons only: agreement of the others is no finding."""
    shown = checks[~checks["used"].astype(bool) & (checks["verdict"] != "not_comparable")]
    shown = shown.assign(word=shown["verdict"].map(verdict_word))
    shown = shown.sort_values("difference_pct")
    band = (
        alt.Chart(pd.DataFrame({"low": [-NEAR_PCT, -AGREE_PCT], "high": [NEAR_PCT, AGREE_PCT]}))
        .mark_rect(color=palette.FLOW, opacity=0.12)
        .encode(x="low:Q", x2="high:Q")
    )
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=palette.GREY).encode(x="x:Q")
    compared = VERDICTS[:3]
    dots = (
        alt.Chart(shown)
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X(
                "difference_pct:Q",
                title=_("Difference (%)"),
                axis=alt.Axis(format="+d", grid=False, tickCount=6),
            ),
            y=alt.Y(
                "label:N",
                sort=shown["label"].tolist(),
                title=None,
                # What it is above, where below: one line would be cut off on a phone.
                axis=alt.Axis(
                    labelExpr="split(datum.value, ': ')",
                    labelLimit=190,
                    labelFontSize=11,
                    labelOverlap=False,
                ),
            ),
            color=alt.Color(
                "word:N",
                scale=alt.Scale(
                    domain=[verdict_word(code) for code in compared],
                    range=[_COLORS[code] for code in compared],
                ),
                legend=alt.Legend(title=None, orient="top", direction="vertical"),
            ),
            shape=alt.Shape(
                "word:N",
                scale=alt.Scale(
                    domain=[verdict_word(code) for code in compared],
                    range=["circle", "square", "triangle-up"],
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=_("Comparison")),
                alt.Tooltip("difference_pct:Q", title=_("Difference (%)"), format="+.0f"),
            ],
        )
    )
    show_chart(
        chart_spec((band + zero + dots).properties(height=36 * len(shown), padding={"right": 14})),
        "published-checks",
        lambda: _readable(shown),
        list(shown["source_ids"]),
        headline(checks),
    )


def _readable(checks: pd.DataFrame) -> pd.DataFrame:
    columns = _columns()
    return _rows(checks)[list(columns)].rename(columns={k: c.title for k, c in columns.items()})


def _rows(checks: pd.DataFrame) -> pd.DataFrame:
    published = [
        number(low, 0) if low == high else f"{number(low, 0)}–{number(high, 0)}"
        for low, high in zip(checks["published_low"], checks["published_high"], strict=True)
    ]
    return pd.DataFrame(
        {
            "label": checks["label"],
            "published": published,
            "model": checks["model"],
            "unit": checks["unit"],
            "difference": checks["difference_pct"],
            "verdict": checks["verdict"].map(verdict_word),
            "independent": checks["used"].map({True: _("no"), False: _("yes")}),
            "note": checks["note"],
            "source_ids": checks["source_ids"].str.replace(";", ", "),
        }
    )


def _columns() -> dict[str, Column]:
    return {
        "label": Column(_("Comparison"), width="large"),
        "published": Column(_("Published")),
        "model": Column(_("Model"), 0),
        "unit": Column(_("Unit")),
        "difference": Column(_("Difference (%)"), 0, help=_("To the nearer end of a range")),
        "verdict": Column(_("Verdict")),
        "independent": Column(_("Independent"), help=_("Not used to set the model")),
        "note": Column(_("Note"), width="large"),
        "source_ids": Column(_("Source"), help=_("Titles under “Sources” below the table")),
    }


def _show_checks(checks: pd.DataFrame) -> None:
    order = checks.assign(size=checks["difference_pct"].abs()).sort_values(
        ["used", "size"], ascending=[True, False], na_position="last"
    )
    show_table(
        _rows(order),
        _columns(),
        key="published-checks-table",
        source_ids=list(order["source_ids"]),
        height=420,
    )


def _show_not_compared() -> None:
    items = load("transport_costs").set_index("item_id")
    reasons = not_compared()
    rows = items.loc[list(reasons)]
    table = pd.DataFrame(
        {
            "item": rows["item" if localised("x") == "x_id" else "item_en"],
            "value": rows["value_low"],
            "unit": rows["unit"].map(code_word),
            "why": list(reasons.values()),
        }
    )
    show_table(
        table,
        {
            "item": Column(_("Published figure"), width="large"),
            "value": Column(_("Value"), 2),
            "unit": Column(_("Unit")),
            "why": Column(_("Why not compared"), width="large"),
        },
        key="not-compared",
        source_ids=list(rows["source_ids"]),
    )


def rice_prices() -> pd.DataFrame:
    """Retail price of medium rice by regency, with the source of each."""
    prices = load("prices")
    rows = prices[
        prices["commodity"].eq("rice")
        & prices["form"].eq(PRICE_FORM)
        & prices["year"].eq(PRICE_YEAR)
    ]
    return rows.rename(columns={"value": "price_idr_per_kg"})[
        ["regency_code", "price_idr_per_kg", "source_id"]
    ]


def _show_prices() -> None:
    prices = rice_prices()
    known = prices.set_index("regency_code")["price_idr_per_kg"]
    cheapest = freight.gateway_costs().groupby("destination")["cost_idr_per_t"].min() / 1000
    correlation, n = rank_correlation(cheapest, known)
    st.header(price_headline(correlation))
    st.caption(
        _(
            "If supply from outside set the price, rice would be dearer where it costs more to "
            "bring. Rank correlation {r} over {n} regencies ({year}, medium quality). The prices "
            "are a copy not cross-checked (grade C) in which the compiler may have filled gaps; "
            "with such prices neither side is proved wrong.",
            r=number(correlation, 2),
            n=n,
            year=PRICE_YEAR,
        )
    )
    _show_price_chart(pd.DataFrame({"freight": cheapest, "price": known}).dropna(), prices)
    gaps = rising_prices(prices, freight.capital_costs())
    beyond = gaps[gaps["price_support"] == "covers_freight"]
    st.subheader(
        _(
            "Between {n} of {total} pairs of regencies rice differs by more than the freight",
            n=len(beyond),
            total=len(gaps),
        )
    )
    st.caption(
        _(
            "Trade there would pay, if prices and freight were right. Largest: {list}.",
            list="; ".join(
                f"{place_name(row.origin)} → {place_name(row.destination)} "
                f"({number(row.price_gap_idr_per_kg)} > {number(row.freight_idr_per_kg)} Rp/kg)"
                for row in beyond.head(5).itertuples()
            ),
        )
    )
    _show_pair_support(prices)


def price_headline(correlation: float) -> str:
    """Whether prices follow the modelled freight."""
    if correlation >= 0.5:
        return _("Rice is dearer where the modelled freight is higher")
    if correlation > 0.2:
        return _("Rice prices follow the modelled freight only weakly")
    return _("Rice prices do not follow the modelled freight")


def _show_price_chart(points: pd.DataFrame, prices: pd.DataFrame) -> None:
    short = places.regencies().set_index("regency_code")["abbreviation"]
    shown = points.astype("float64").assign(
        name=[place_name(str(code)) for code in points.index], short=short.reindex(points.index)
    )
    base = alt.Chart(shown).encode(
        x=alt.X("freight:Q", title=_("Freight from outside (Rp/kg)"), scale=alt.Scale(zero=False)),
        y=alt.Y("price:Q", title=_("Rice price (Rp/kg)"), scale=alt.Scale(zero=False)),
    )
    dots = base.mark_circle(size=70, color=palette.INDIGO, opacity=0.85).encode(
        tooltip=[
            alt.Tooltip("name:N", title=_("Regency")),
            alt.Tooltip("freight:Q", title=_("Freight from outside (Rp/kg)"), format=",.0f"),
            alt.Tooltip("price:Q", title=_("Rice price (Rp/kg)"), format=",.0f"),
        ]
    )
    texts = base.mark_text(align="left", dx=7, fontSize=11).encode(text="short:N")
    table = shown[["name", "freight", "price"]].rename(
        columns={
            "name": _("Regency"),
            "freight": _("Freight from outside (Rp/kg)"),
            "price": _("Rice price (Rp/kg)"),
        }
    )
    show_chart(
        chart_spec((dots + texts).properties(height=380, padding={"right": 34})),
        "price-freight",
        lambda: table,
        list(prices["source_id"]),
        _(
            "Price of medium rice against the modelled freight from outside, {n} regencies",
            n=len(shown),
        ),
    )


def _show_pair_support(prices: pd.DataFrame) -> None:
    year = max(evaluation.balanced_commodities()["rice"])
    match = evaluation.baseline_answer("rice", year).match
    if match is None:
        return
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    pairs = price_flows(inside[["origin", "destination", "tonnes", "cost_idr_per_kg"]], prices)
    good = pairs["price_support"] == "covers_freight"
    st.subheader(
        _(
            "Prices support {n} of {total} modelled rice pairs ({share} of the tonnes)",
            n=int(good.sum()),
            total=len(pairs),
            share=percent(100 * pairs.loc[good, "tonnes"].sum() / pairs["tonnes"].sum(), 0),
        )
    )
    table = pairs.assign(
        origin=pairs["origin"].map(place_name),
        destination=pairs["destination"].map(place_name),
        word=pairs["price_support"].map(
            {
                "covers_freight": _("price supports"),
                "below_freight": _("price does not support"),
                "unknown": _("unknown"),
            }
        ),
    )
    show_table(
        table,
        {
            "origin": Column(_("Supplier")),
            "destination": Column(_("Receiver")),
            "tonnes": Column(_("Tonnes"), 0),
            "cost_idr_per_kg": Column(_("Freight (Rp/kg)"), 0),
            "price_gap_idr_per_kg": Column(_("Price difference (Rp/kg)"), 0),
            "word": Column(_("Verdict")),
        },
        key="pair-support",
        source_ids=list(prices["source_id"]),
    )
    st.caption(
        _(
            "Balance of {year}, retail prices of {price_year}: years differ.",
            year=year,
            price_year=PRICE_YEAR,
        )
    )
