"""Indications on the map: complementary and similar pairs; without a list is hatched.

Lines have not the colour of flows, which are tonnes.
"""

from __future__ import annotations

import pandas as pd

from analysis.leading.kpju_pairs import has_firm_demand, strong_regencies
from geo.boundaries import load_label_points
from geo.places import regency_names
from publishing import palette
from publishing.formats import number
from publishing.language import _
from publishing.maps.choropleth import HIGH, LOW, Choropleth, category_choropleth
from publishing.maps.curves import apart
from publishing.maps.picture import Line
from publishing.names import product_name
from publishing.rows import rows_as
from publishing.sentences.indications import (
    ComplementaryPair,
    indication_word,
    kilometres,
    pairs_headline,
)
from publishing.sentences.kpju import rank_notes
from publishing.sentences.similar import SimilarPair, listed_products

_LINE = palette.INDICATION[4]
#: Arrows of complementary pairs and lines of similar ones that a map can bear.
MOST_ARROWS, MOST_LINES = 20, 15
# Lower ends of the classes of likeness, strongest first.
_CLASSES = (40, 25, 10, 1)


def product_map(
    product: str, held: pd.DataFrame, pairs: pd.DataFrame, selected: str | None
) -> Choropleth:
    """Who is strong, who lists it, where there are signs of demand.

    ``held`` are the products of every list, ``pairs`` the complementary pairs of this product.
    """
    own = held[held["product"] == product].set_index("regency_code")
    strong = set(strong_regencies(own.reset_index())["regency_code"])
    firm = set(pairs.loc[has_firm_demand(pairs), "receiver"])
    some = set(pairs["receiver"])
    colors = {
        _("strong in it"): palette.RANK[4],
        _("in its list"): palette.RANK[2],
        _("not in its list, firm signs of demand"): palette.INDICATION[3],
        _("not in its list, some sign of demand"): palette.INDICATION[1],
        _("not in its list, no sign known"): palette.RANK[0],
    }
    labels = list(colors)
    values, notes = {}, _unlisted_notes(held)
    for code in _listed(held):
        place = (code in strong, code in own.index, code in firm, code in some, True).index(True)
        values[code] = labels[place]
    notes |= rank_notes(own["rank"])
    return category_choropleth(
        pd.Series(values, dtype="object"),
        colors,
        product_name(product),
        pairs_headline(pairs, product, None),
        selected,
        notes,
        dict(zip(labels, [HIGH, HIGH, LOW, LOW, ""], strict=True)),
    )


def pair_count_map(pairs: pd.DataFrame, held: pd.DataFrame, selected: str | None) -> Choropleth:
    """How many pairs of the choice a regency is in; the chosen one is in all of them."""
    counts = pd.concat([pairs["supplier"], pairs["receiver"]]).value_counts()
    many, some = (7, 4) if selected else (20, 10)
    colors = {
        _("the regency chosen"): palette.CHOSEN,
        _("{n} pairs and more", n=number(many)): palette.INDICATION[4],
        _("{low}–{high} pairs", low=number(some), high=number(many - 1)): palette.INDICATION[3],
        _("{low}–{high} pairs", low=number(1), high=number(some - 1)): palette.INDICATION[2],
        _("no pair"): palette.INDICATION[0],
    }
    labels = list(colors)
    values, notes = {}, _unlisted_notes(held)
    for code in _listed(held):
        n = int(counts.get(code, 0))
        notes[code] = [_("{n} pairs", n=number(n))]
        place = (code == selected, n >= many, n >= some, n > 0, True).index(True)
        values[code] = labels[place]
    title = pairs_headline(pairs, "all", selected)
    return category_choropleth(
        pd.Series(values, dtype="object"), colors, "", title, selected, notes
    )


def _listed(held: pd.DataFrame) -> list[str]:
    listed = set(held["regency_code"])
    return [code for code in regency_names() if code in listed]


def _unlisted_notes(held: pd.DataFrame) -> dict[str, list[str]]:
    listed = set(held["regency_code"])
    return {
        code: [_("the report has no KPJu list")] for code in regency_names() if code not in listed
    }


def pair_lines(pairs: pd.DataFrame, product: str, regency: str | None) -> list[Line]:
    """Arrows of the firmest pairs: for each receiver (or partner) the best one."""
    if regency:
        partner = pairs["supplier"].where(pairs["supplier"] != regency, pairs["receiver"])
        shown = pairs[~partner.duplicated()]
    elif product == "all":
        shown = pairs.drop_duplicates(["supplier", "receiver"])
    else:
        shown = pairs.drop_duplicates("receiver")
    spots = _spots()
    lines = [
        Line(
            points=[spots[pair.supplier], spots[pair.receiver]],
            color=_LINE,
            weight=2.2,
            text=[
                f"{regency_names()[pair.supplier]} → {regency_names()[pair.receiver]}",
                _(
                    "{product}: {word} indication",
                    product=product_name(pair.product),
                    word=indication_word(pair.indication),
                ),
                kilometres(pair),
            ],
            curved=True,
            arrow=True,
            dash="6 5",
            opacity=0.9 if pair.indication == "strong" else 0.55,
            kind=_("indication of a pair: {word}", word=indication_word(pair.indication)),
        )
        for pair in rows_as(shown.head(MOST_ARROWS), ComplementaryPair)
    ]
    return apart(lines)


def _spots() -> dict[str, tuple[float, float]]:
    table = load_label_points()
    codes, lats, lons = (table[name].tolist() for name in ("regency_code", "lat", "lon"))
    return {
        str(code): (float(lat), float(lon))
        for code, lat, lon in zip(codes, lats, lons, strict=True)
    }


def likeness_map(pairs: pd.DataFrame, held: pd.DataFrame, regency: str | None) -> Choropleth:
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
    colors = {_("the regency chosen"): palette.CHOSEN}
    shades = (4, 3, 2, 1)
    for i, low in enumerate(_CLASSES):
        above = _("{low} and more", low=number(low))
        between = _("{low}–{high}", low=number(low), high=number(_CLASSES[i - 1] - 1))
        colors[between if i else above] = palette.INDICATION[shades[i]]
    colors[_("nothing in common") if regency else _("nobody alike within reach")] = (
        palette.INDICATION[0]
    )
    labels = list(colors)
    values, notes = {}, {}
    for code in held["regency_code"].unique():
        value = round(float(likeness.get(code, 0.0)))
        places = (code == regency, *(value >= low for low in _CLASSES), True)
        values[code] = labels[places.index(True)]
        if code in best.index:
            notes[code] = [
                _("likeness {value} of 100", value=number(value)),
                _(
                    "with {name}: {shared}",
                    name=names[str(best.loc[code, "other"])],
                    shared=listed_products(str(best.loc[code, "shared"])),
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


def likeness_lines(shown: pd.DataFrame) -> list[Line]:
    """Lines between near pairs, the more alike the thicker."""
    spots = _spots()
    near = shown[shown["near"] & (shown["n_shared"] > 0)].head(MOST_LINES)
    lines = [
        Line(
            points=[spots[pair.regency_a], spots[pair.regency_b]],
            color=_LINE,
            weight=1.5 + 5 * pair.overlap,
            text=[
                f"{regency_names()[pair.regency_a]} – {regency_names()[pair.regency_b]}",
                _("likeness {value} of 100", value=number(100 * pair.overlap)),
                listed_products(pair.shared),
            ],
            curved=True,
            kind=_("near pair, the thicker the more alike"),
        )
        for pair in rows_as(near, SimilarPair)
    ]
    return apart(lines)
