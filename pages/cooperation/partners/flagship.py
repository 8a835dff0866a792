"""Zone flagship: which product leads in each zone, and why."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from analysis.leading.flagship import OUTLOOK_WEIGHTS, Flagships
from geo import places
from geo.places import regency_names
from ntt_data.tables import load
from pages.cooperation.partners import indication_words as words
from pages.cooperation.partners import indications
from pages.ui import state
from pages.ui.charts import show_chart
from pages.ui.cooperation_zones import described_zones
from pages.ui.fragments import fragment
from pages.ui.kpju import verdict_word
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.tables import show_table
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.formats import number, percent
from publishing.language import _, localised
from publishing.maps.choropleth import Choropleth, LegendEntry
from publishing.maps.picture import MapPicture
from publishing.tables import Column

_FAMILIES = {"goods": ("goods",), "all": ("goods", "services", "trade")}
_BARS = 6


@fragment
def show() -> None:
    """Draw the section."""
    zones = described_zones(load("zones"), places.regencies())
    first, second, _rest = st.columns([1.2, 1.5, 0.6])
    with first:
        which = state.segments(
            _("What competes"),
            "competing",
            list(_FAMILIES),
            "goods",
            {"goods": _("goods"), "all": _("goods, services and trade")}.__getitem__,
        )
    found = indications.flagships(_FAMILIES[which])
    with second:
        labels = dict(zip(zones["zone_id"], zones["label"], strict=True))
        zone_id = state.select(_("Zone"), "zone", list(labels), "Z1", labels.__getitem__)
    st.header(headline(found))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart = zone_map(found, zones, zone_id)
        show_map(chart.picture, "flagship-map", _pick_zone, 500)
        show_legend(chart)
        st.caption(_("A click on the map shows that zone's reasons."))
    with right:
        st.subheader(zone_headline(found, zone_id, labels[zone_id]))
        _show_bars(found, zone_id, which)
    st.subheader(_("Flagship of every zone"))
    _show_flagships(found, zones, which)
    st.subheader(_("Reasons in {zone}", zone=labels[zone_id]))
    _show_reasons(found, zone_id, which)
    with st.expander(_("How the points come about")):
        _explain()


def headline(found: Flagships) -> str:
    """The product that leads most zones."""
    leading = found.flagships()
    zones_led = leading.groupby("product")["zone_id"].nunique()
    best = zones_led[zones_led == zones_led.max()].index
    return _(
        "First in most zones: {products}, in {n} of {total}",
        products=words.joined_products(best),
        n=number(zones_led.max()),
        total=number(leading["zone_id"].nunique()),
    )


def zone_headline(found: Flagships, zone_id: str, label: str) -> str:
    """The flagship of one zone, and how many of its regencies have it."""
    rows = found.flagships()
    rows = rows[rows["zone_id"] == zone_id]
    if rows.empty:
        return _("{zone}: no list, no flagship", zone=label)
    first = rows.iloc[0]
    return _(
        "{zone}: {products}; {k} of {n} lists have it",
        zone=label,
        products=_led_by(rows),
        k=number(first["n_regencies"]),
        n=number(first["n_listed"]),
    )


def zone_map(found: Flagships, zones: pd.DataFrame, zone_id: str) -> Choropleth:
    """A colour for each zone; its flagship in tooltip and legend; the chosen zone stands out."""
    members = places.regencies().merge(zones, on="zone_id", suffixes=("", "_zone"))
    led = {
        str(zone): _led_by(rows) for zone, rows in found.flagships().groupby("zone_id", sort=True)
    }
    held = indications.held().set_index(["regency_code", "product"])["rank"]
    tooltips = {}
    for row in members.itertuples(index=False):
        lines = [row.name_on_map, row.label, _("Flagship: {name}", name=led.get(row.zone_id, "–"))]
        if row.regency_code in indications.without_list():
            lines.append(_("the report has no KPJu list"))
        for product in found.flagships().query("zone_id == @row.zone_id")["product"]:
            rank = held.get((row.regency_code, product))
            if rank is not None:
                lines.append(
                    _(
                        "{product}: rank {rank} of 10",
                        product=words.product_name(product),
                        rank=number(rank),
                    )
                )
        tooltips[row.regency_code] = lines
    # Without their numbers, so that a line fits a phone.
    names = dict(zip(zones["zone_id"], zones[localised("name")], strict=True))
    legend = [
        LegendEntry(
            row.color,
            f"{names[row.zone_id]}: {led.get(row.zone_id, '–')}",
            row.n_members,
            row.sign,
        )
        for row in zones.itertuples(index=False)
    ]
    picture = MapPicture(
        dict(zip(members["regency_code"], members["color"], strict=True)),
        tooltips,
        headline(found),
        opacities={
            code: 1.0 if zone == zone_id else 0.45
            for code, zone in zip(members["regency_code"], members["zone_id"], strict=True)
        },
        marks=dict(zip(members["regency_code"], members["sign"], strict=True)),
    )
    return Choropleth(picture, legend, "")


def _led_by(rows: pd.DataFrame) -> str:
    return words.joined_products(rows["product"])


def _pick_zone(regency_code: str) -> None:
    zone = places.regencies().set_index("regency_code")["zone_id"]
    state.choose("zone", zone[regency_code])


def _show_flagships(found: Flagships, zones: pd.DataFrame, which: str) -> None:
    names = dict(zip(zones["zone_id"], zones[localised("name")], strict=True))
    rows = found.flagships()
    second = found.ranking[
        ~found.ranking.index.isin(found.ranking.index[found.ranking["zone_rank"] == 1])
    ]
    runner_up = second.drop_duplicates("zone_id").set_index("zone_id")["product"]
    table = rows.assign(
        zone=rows["zone_id"].map(names),
        name=rows["product"].map(words.product_name),
        have=[
            _("{k} of {n}", k=number(k), n=number(n))
            for k, n in zip(rows["n_regencies"], rows["n_listed"], strict=True)
        ],
        unweighted=[
            _("first as well") if rank == 1 else _("rank {rank}", rank=number(rank))
            for rank in rows["rank_unweighted"]
        ],
        runner_up=rows["zone_id"].map(runner_up).map(words.product_name, na_action="ignore"),
    )
    show_table(
        table,
        {
            "zone": Column(_("Zone")),
            "name": Column(_("Flagship")),
            "points_share_pct": Column(
                _("Points (%)"), 0, help=_("Share of the points that were possible in the zone")
            ),
            "have": Column(_("Lists with it")),
            "unweighted": Column(
                _("Without weights"), help=_("Rank by points alone, whatever the report's verdict")
            ),
            "runner_up": Column(_("Next")),
        },
        f"flagships-{which}",
        source_ids=load("kpju")["source_id"].unique(),
    )
    missing = indications.without_list()
    st.caption(
        _(
            "Equal points share the place. Without a list, and so without a say: {names}. Zones "
            "with a single regency only repeat its list.",
            names=words.names(missing) or "–",
        )
    )


def _show_bars(found: Flagships, zone_id: str, which: str) -> None:
    """Weighted points of the first products, by regency."""
    ranking = found.ranking[found.ranking["zone_id"] == zone_id].head(_BARS)
    rows = found.reasons[
        (found.reasons["zone_id"] == zone_id) & found.reasons["product"].isin(ranking["product"])
    ]
    if rows.empty:
        return
    names = [words.product_name(product) for product in ranking["product"]]
    data = pd.DataFrame(
        {
            "product": rows["product"].map(words.product_name),
            "regency": rows["regency_code"].map(regency_names()),
            "points": rows["weighted_points"],
        }
    )
    members = sorted(data["regency"].unique())
    shades = dict(zip(members, _shades(len(members)), strict=True))
    data["short"] = rows["regency_code"].map(_abbreviations())
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
    chart = (bars + texts).properties(height=46 * len(names) + 40)
    table = data[["product", "regency", "points"]].rename(
        columns={"product": _("Product"), "regency": _("Regency"), "points": _("weighted points")}
    )
    show_chart(
        chart_spec(chart),
        f"flagship-{zone_id}-{which}",
        lambda: table,
        load("kpju")["source_id"].unique(),
        _("Weighted points of the first {n} products by regency", n=number(len(names))),
    )


def _abbreviations() -> dict[str, str]:
    table = places.regencies()
    return dict(zip(table["regency_code"], table["abbreviation"], strict=True))


def _shades(n: int) -> list[str]:
    """Shades of one colour for the regencies of a zone: the zones themselves have the others."""
    return [palette.SEQUENTIAL[5 - i % 5] for i in range(n)]


def _show_reasons(found: Flagships, zone_id: str, which: str) -> None:
    """Per product and regency: rank, points, verdict, weight."""
    ranking = found.ranking[found.ranking["zone_id"] == zone_id].head(_BARS)
    rows = ranking[["product", "zone_rank"]].merge(
        found.reasons[found.reasons["zone_id"] == zone_id], on="product"
    )
    show_table(
        rows.assign(
            name=rows["product"].map(words.product_name),
            regency=rows["regency_code"].map(regency_names()),
            verdict_word=rows["verdict"].map(verdict_word),
        ),
        {
            "zone_rank": Column(_("Place"), 0),
            "name": Column(_("Product")),
            "regency": Column(_("Regency")),
            "rank": Column(_("Rank"), 0),
            "points": Column(_("Points"), 0),
            "verdict_word": Column(_("Verdict of the report")),
            "weight": Column(_("Weight"), 1),
            "weighted_points": Column(_("Weighted"), 1),
        },
        f"reasons-{zone_id}-{which}",
        source_ids=load("kpju")["source_id"].unique(),
        height=420 if len(rows) > 10 else None,
        empty=_("No list in this zone: add one as ten rows to kpju.csv in ntt_data/curated."),
    )


def _explain() -> None:
    st.markdown(
        _(
            "Rank 1 in a regency's list gives 10 points, rank 10 one point, not listed none "
            "(Borda). The points are multiplied by the weight of the report's verdict and added "
            "up over the zone. 100 % would be rank 1 with a favourable verdict in every list of "
            "the zone. A product that a list names twice (wetland and dryland rice) counts once."
        )
    )
    table: Any = pd.DataFrame(
        [(verdict_word(code), weight, _("assumption")) for code, weight in OUTLOOK_WEIGHTS.items()],
        columns=["verdict", "weight", "basis"],
    )
    show_table(
        table,
        {
            "verdict": Column(_("Verdict of the report")),
            "weight": Column(_("Weight"), 1),
            "basis": Column(_("Basis")),
        },
        "outlook-weights",
        source_ids=["assumption"],
    )
    st.caption(percent_note())


def percent_note() -> str:
    """How much the choice of weights matters."""
    found = indications.flagships(("goods",)).flagships()
    same = found[found["rank_unweighted"] == 1]["zone_id"].nunique()
    return _(
        "Without any weights the flagship stays the same in {share} of the zones.",
        share=percent(100 * same / found["zone_id"].nunique(), 0),
    )
