"""Similar pairs: lists much alike and near each other, for joint processing and marketing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo import places
from geo.boundaries import load_label_points
from geo.places import regency_names
from ntt_data.tables import load
from pages.cooperation.partners import indication_words as words
from pages.cooperation.partners import indications
from pages.cooperation.partners.complementary import LINE
from pages.cooperation.partners.nearness import choose_reach
from pages.ui import matching_view
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds
from pages.ui.regency import choose_regency, pick_regency
from pages.ui.tables import show_table
from publishing import palette
from publishing.formats import number
from publishing.language import _
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.maps.picture import Line
from publishing.tables import Column

_MOST_LINES = 15
# Lower ends of the classes of likeness, strongest first.
_CLASSES = (40, 25, 10, 1)


@fragment
def show() -> None:
    """Draw the section."""
    first, second, _rest = st.columns([1.2, 1.2, 1])
    with first:
        regency = choose_regency(allow_none=True)
    with second:
        limit = choose_reach()
    pairs = indications.similar(limit)
    if regency:
        mine = (pairs["regency_a"] == regency) | (pairs["regency_b"] == regency)
        shown = pairs[mine].reset_index(drop=True)
    else:
        shown = pairs[pairs["near"]].reset_index(drop=True)
    st.header(headline(shown, regency))
    left, right = st.columns([3, 2], gap="medium")
    st.subheader(_("The pairs of this choice"))
    row = _show_pairs(shown, f"similar-{regency or 'all'}-{limit}")
    with left:
        chart = likeness_map(pairs, regency)
        show_map(chart.with_overlay(_lines(shown)).picture, "similar-map", pick_regency, 500)
        show_legend(chart)
        st.caption(_("Lines: near pairs, the most alike first, at most {n}.", n=_MOST_LINES))
    with right:
        if len(shown):
            _show_shared(next(shown.iloc[[row or 0]].itertuples(index=False)))


def headline(shown: pd.DataFrame, regency: str | None) -> str:
    """The finding in a sentence."""
    if regency in indications.without_list():
        return _("{name}: the report has no KPJu list", name=regency_names()[regency])
    near = shown[shown["near"]]
    if near.empty:
        return _("No pair within reach; raise the limit")
    first = near.iloc[0]
    if regency:
        other = first["regency_b"] if first["regency_a"] == regency else first["regency_a"]
        return _(
            "{name} is most like {other} among the {n} within reach",
            name=regency_names()[regency],
            other=regency_names()[other],
            n=number(len(near)),
        )
    return _(
        "{a} and {b} are the most alike of {n} near pairs",
        a=regency_names()[first["regency_a"]],
        b=regency_names()[first["regency_b"]],
        n=number(len(near)),
    )


def likeness_map(pairs: pd.DataFrame, regency: str | None) -> Choropleth:
    """Likeness to the regency chosen, else to the most alike neighbour within reach."""
    both = pd.concat(
        [
            pairs.rename(columns={"regency_a": "code", "regency_b": "other"}),
            pairs.rename(columns={"regency_b": "code", "regency_a": "other"}),
        ]
    )
    both = both[both["other"] == regency] if regency else both[both["near"]]
    best = both.sort_values(["overlap", "other"], ascending=[False, True]).drop_duplicates("code")
    best = best.set_index("code")
    likeness = 100 * best["overlap"]
    names = regency_names()
    colors = {_("the regency chosen"): palette.OCHRE}
    shades = (4, 3, 2, 1)
    for i, low in enumerate(_CLASSES):
        above = _("{low} and more", low=number(low))
        between = _("{low}–{high}", low=number(low), high=number(_CLASSES[i - 1] - 1))
        colors[between if i else above] = palette.SEQUENTIAL[shades[i]]
    colors[_("nothing in common") if regency else _("nobody alike within reach")] = (
        palette.SEQUENTIAL[0]
    )
    labels = list(colors)
    values, notes = {}, {}
    for code in indications.held()["regency_code"].unique():
        value = round(float(likeness.get(code, 0.0)))
        places = (code == regency, *(value >= low for low in _CLASSES), True)
        values[code] = labels[places.index(True)]
        if code in best.index:
            notes[code] = [
                _("likeness {value} of 100", value=number(value)),
                _(
                    "with {name}: {shared}",
                    name=names[best.loc[code, "other"]],
                    shared=_names(best.loc[code, "shared"]),
                ),
            ]
    title = (
        _("Likeness of the KPJu lists to that of {name}", name=names[regency])
        if regency
        else _("Likeness to the most alike regency within reach")
    )
    return category_choropleth(
        pd.Series(values, dtype="object"), colors, title, title, regency, notes
    )


def _lines(shown: pd.DataFrame) -> list[Line]:
    spots = load_label_points().set_index("regency_code")[["lat", "lon"]]
    near = shown[shown["near"] & (shown["n_shared"] > 0)].head(_MOST_LINES)
    return [
        Line(
            points=[tuple(spots.loc[row.regency_a]), tuple(spots.loc[row.regency_b])],
            color=LINE,
            weight=1.5 + 5 * row.overlap,
            text=[
                f"{regency_names()[row.regency_a]} – {regency_names()[row.regency_b]}",
                _("likeness {value} of 100", value=number(100 * row.overlap)),
                _names(row.shared),
            ],
            curved=True,
        )
        for row in near.itertuples(index=False)
    ]


def _names(products: str) -> str:
    return ", ".join(words.product_name(code) for code in products.split(";") if code) or "–"


def _show_pairs(shown: pd.DataFrame, key: str) -> int | None:
    zone = places.regencies().set_index("regency_code")["zone_id"]
    same = shown["regency_a"].map(zone) == shown["regency_b"].map(zone)
    table = shown.assign(
        a=shown["regency_a"].map(regency_names()),
        b=shown["regency_b"].map(regency_names()),
        likeness=100 * shown["overlap"],
        goods=shown["shared_goods"].map(_names),
        near_word=shown["near"].map({True: _("yes"), False: _("no")}),
        zone_word=same.map({True: _("yes"), False: _("no")}),
    )
    columns = {
        "a": Column(_("Regency")),
        "b": Column(_("With")),
        "likeness": Column(_("Likeness"), 0),
        "goods": Column(_("Shared goods and tourism"), width="large"),
        "distance_km": Column("km", 0),
        "crossings": Column(_("Ferries"), 0),
        "near_word": Column(_("Within reach")),
        "zone_word": Column(_("Same zone")),
    }
    if shown["near"].all():
        del columns["near_word"]
    st.caption(
        _(
            "Likeness compares the two lists from 0 to 100, the first ranks weighing most "
            "(rank-biased overlap, p = 0.9). A click on a row shows what the two share."
        )
    )
    return show_table(
        table,
        columns,
        key,
        height=420 if len(shown) > 10 else None,
        source_ids=load("kpju")["source_id"].unique(),
        selectable=True,
        empty=_("No pair: no list for this regency, or nobody within reach."),
    )


def _show_shared(pair: Any) -> None:
    """What both have, at which rank, and how they reach each other."""
    a, b = regency_names()[pair.regency_a], regency_names()[pair.regency_b]
    st.subheader(
        _(
            "{a} and {b} share {n} products; likeness {value} of 100",
            a=a,
            b=b,
            n=number(pair.n_shared),
            value=number(100 * pair.overlap),
        )
    )
    st.caption(words.kilometres(pair))
    held = indications.held().set_index(["regency_code", "product"])["rank"]
    shared = [code for code in pair.shared.split(";") if code]
    table = pd.DataFrame(
        {
            "name": [words.product_name(code) for code in shared],
            "a": [held[pair.regency_a, code] for code in shared],
            "b": [held[pair.regency_b, code] for code in shared],
        }
    )
    show_table(
        table,
        {
            "name": Column(_("Product")),
            "a": Column(a, 0, help=_("Rank in the KPJu list")),
            "b": Column(b, 0, help=_("Rank in the KPJu list")),
        },
        f"shared-{pair.regency_a}-{pair.regency_b}",
        source_ids=load("kpju")["source_id"].unique(),
        empty=_("The two lists have nothing in common."),
    )
    folds(
        Fold(
            _("Path leg by leg"),
            "similar-path",
            lambda: matching_view.show_path(pair.regency_a, pair.regency_b),
        )
    )
