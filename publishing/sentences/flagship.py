"""Zone flagships in words: what leads where, and how much the choice of weights matters."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.leading.flagship import Flagships
from publishing.formats import number, percent
from publishing.language import _
from publishing.names import joined_products, joined_regencies


def flagship_scope() -> str:
    """What the map of the flagships is of."""
    return _("By points of the KPJu lists of a zone's regencies, weighed by outlook; NTT")


def flagship_headline(found: Flagships) -> str:
    """What leads the largest number of zones, of those led without the assumed weights too."""
    leading = found.flagships()
    firm = leading[~leading["zone_id"].isin(found.by_weights_alone())]
    total = number(leading["zone_id"].nunique())
    if firm.empty:
        return _("In none of {total} zones does the flagship stay without weights", total=total)
    zones_led = firm.groupby("product")["zone_id"].nunique()
    best = zones_led[zones_led == zones_led.max()].index
    return _(
        "Most often first: {products}, in {n} of {total} zones",
        products=joined_products(map(str, best)),
        n=number(zones_led.max()),
        total=total,
    )


def zone_headline(found: Flagships, zone_id: str, label: str) -> str:
    """The flagship of one zone, how many of its regencies have it, and if only weights make it."""
    rows = found.flagships()
    rows = rows[rows["zone_id"] == zone_id]
    if rows.empty:
        return _("{zone}: no list, no flagship", zone=label)
    first = rows.iloc[0]
    said = _(
        "{zone}: {products}; {k} of {n} lists have it",
        zone=label,
        products=joined_products(rows["product"]),
        k=number(first["n_regencies"]),
        n=number(first["n_listed"]),
    )
    if zone_id not in found.by_weights_alone():
        return said
    return _("{flagship}; only by the assumed weights", flagship=said)


def weights_alone_note(found: Flagships, zone_id: str) -> str:
    """What leads a zone without the weights, where that is another product; else empty."""
    if zone_id not in found.by_weights_alone():
        return ""
    rows = found.unweighted()
    return _(
        "The weights of the verdicts are our assumption, and here they alone decide: without "
        "them {products} would be first, by the ranks of the lists.",
        products=joined_products(rows.loc[rows["zone_id"] == zone_id, "product"]),
    )


def without_weights(found: Flagships, zone_id: str) -> str:
    """Whether a zone's flagship stands without the assumed weights, for a cell of a table."""
    if zone_id not in found.by_weights_alone():
        return _("the same")
    rows = found.unweighted()
    return _(
        "{products} instead: only the assumed weights decide",
        products=joined_products(rows.loc[rows["zone_id"] == zone_id, "product"]),
    )


def no_say_note(without_list: Iterable[str]) -> str:
    """Which regencies have no say in a flagship."""
    return _(
        "Equal points share the place. Without a list, and so without a say: {names}. Zones "
        "with a single regency only repeat its list.",
        names=joined_regencies(without_list),
    )


def points_rule() -> str:
    """How the points come about."""
    return _(
        "Rank 1 in a regency's list gives 10 points, rank 10 one point, not listed none "
        "(Borda). The points are multiplied by the weight of the report's verdict and added "
        "up over the zone. 100 % would be rank 1 with a favourable verdict in every list of "
        "the zone. A product that a list names twice (wetland and dryland rice) counts once."
    )


def unweighted_note(found: Flagships) -> str:
    """In how many zones the flagship is the same without weights."""
    leading = found.flagships()
    same = leading["zone_id"].nunique() - len(found.by_weights_alone())
    return _(
        "Without any weights the flagship stays the same in {share} of the zones.",
        share=percent(100 * same / leading["zone_id"].nunique(), 0),
    )
