"""Tables of indications: pairs, clusters, flagships and the rules behind them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.balance.product_demand import GOODS
from analysis.leading.flagship import OUTLOOK_WEIGHTS, Flagships
from geo.places import regencies, regency_names
from publishing.charts.flagship import first_of_zone
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _
from publishing.names import commodity_name, joined_regencies, product_name
from publishing.sentences.flagship import without_weights
from publishing.sentences.indications import indication_word, no_pair_reason
from publishing.sentences.kpju import verdict_word
from publishing.sentences.similar import SimilarPair, listed_products
from publishing.tables import Column, ReadyTable


def pairs_table(pairs: pd.DataFrame) -> ReadyTable:
    """Complementary pairs; what all have in common has no column."""
    table = pairs.assign(
        supplier_name=pairs["supplier"].map(regency_names()),
        receiver_name=pairs["receiver"].map(regency_names()),
        product_name=pairs["product"].map(product_name),
        word=pairs["indication"].map(indication_word),
    )
    columns = {
        "supplier_name": Column(_("Strong"), codes="supplier"),
        "receiver_name": Column(_("Not in its list"), codes="receiver"),
        "product_name": Column(_("Product")),
        "word": Column(_("Indication")),
        "distance_km": Column("km", 0, help=_("Length of the path")),
        "crossings": Column(_("Ferries"), 0),
        "freight_idr_per_kg": Column(_("Rp/kg"), 0, help=_("Freight, not the price of the goods")),
    }
    if pairs["product"].nunique() == 1:
        del columns["product_name"]
    if len(pairs) and pairs["family"].eq("services").all():
        del columns["freight_idr_per_kg"]
    return ReadyTable(table, columns, _("indication from ranked lists, no tonnes"))


def goods_table() -> ReadyTable:
    """By what is eaten or priced a product of the lists is measured."""
    rows = [
        (
            product_name(product),
            commodity_name(good.commodity),
            ", ".join(code_word(form) for form in good.consumption_forms),
        )
        for product, good in GOODS.items()
    ]
    table = pd.DataFrame(rows, columns=["product", "good", "form"]).sort_values("product")
    columns = {
        "product": Column(_("KPJu")),
        "good": Column(_("Measured by")),
        "form": Column(_("Form")),
    }
    return ReadyTable(table, columns)


def unpaired_table(unpaired: pd.DataFrame) -> ReadyTable:
    """Products without a complementary pair, and why."""
    table = unpaired.assign(
        name=unpaired["product"].map(product_name),
        kind_word=unpaired["kind"].map(code_word),
        why=unpaired["reason"].map(no_pair_reason),
    )
    columns = {
        "name": Column(_("KPJu")),
        "kind_word": Column(_("Kind")),
        "n_regencies": Column(_("Regencies"), 0),
        "why": Column(_("Why no pair"), width="large"),
    }
    return ReadyTable(table, columns)


def similar_table(pairs: pd.DataFrame) -> ReadyTable:
    """Similar pairs; whether they are near only where some are not."""
    zone = regencies().set_index("regency_code")["zone_id"]
    same = pairs["regency_a"].map(zone) == pairs["regency_b"].map(zone)
    table = pairs.assign(
        a=pairs["regency_a"].map(regency_names()),
        b=pairs["regency_b"].map(regency_names()),
        likeness=100 * pairs["overlap"],
        goods=pairs["shared_goods"].map(listed_products),
        near_word=pairs["near"].map({True: _("yes"), False: _("no")}),
        zone_word=same.map({True: _("yes"), False: _("no")}),
    )
    columns = {
        "a": Column(_("Regency"), codes="regency_a"),
        "b": Column(_("With"), codes="regency_b"),
        "likeness": Column(_("Likeness"), 0),
        "goods": Column(_("Shared goods and tourism"), width="large"),
        "distance_km": Column("km", 0),
        "crossings": Column(_("Ferries"), 0),
        "near_word": Column(_("Within reach")),
        "zone_word": Column(_("Same zone")),
    }
    if pairs["near"].all():
        del columns["near_word"]
    return ReadyTable(table, columns)


def shared_table(pair: SimilarPair, held: pd.DataFrame) -> ReadyTable:
    """What two lists share, at which rank; ``held`` are the products of every list."""
    ranks = held.set_index(["regency_code", "product"])["rank"]
    shared = [code for code in pair.shared.split(";") if code]
    table = pd.DataFrame(
        {
            "name": [product_name(code) for code in shared],
            "a": [ranks[pair.regency_a, code] for code in shared],
            "b": [ranks[pair.regency_b, code] for code in shared],
        }
    )
    columns = {
        "name": Column(_("Product")),
        "a": Column(regency_names()[pair.regency_a], 0, help=_("Rank in the KPJu list")),
        "b": Column(regency_names()[pair.regency_b], 0, help=_("Rank in the KPJu list")),
    }
    return ReadyTable(table, columns)


def clusters_table(clusters: pd.DataFrame) -> ReadyTable:
    """Clusters of all products, the largest first."""
    table = clusters.assign(
        name=clusters["product"].map(product_name),
        members=[joined_regencies(codes.split(";")) for codes in clusters["regency_codes"]],
        hub_name=clusters["hub"].map(regency_names()),
        freight=clusters["widest_cost_idr_per_t"] / 1000,
    )
    columns = {
        "name": Column(_("Product")),
        "members": Column(_("Members, best rank first")),
        "n": Column(_("Members"), 0),
        "n_sharing": Column(_("Lists with it"), 0),
        "n_favourable": Column(_("Favourable verdicts"), 0),
        "hub_name": Column(_("Cheapest to reach")),
        "widest_km": Column(_("Farthest (km)"), 0),
        "freight": Column(_("Farthest (Rp/kg)"), 0),
        "most_crossings": Column(_("Ferries"), 0),
    }
    return ReadyTable(table, columns)


def flagships_table(found: Flagships, zone_names: Mapping[str, str]) -> ReadyTable:
    """The flagship of every zone with its points, and what comes next."""
    rows, ranking = found.flagships(), found.ranking
    runner_up = (
        ranking[ranking["zone_rank"] != 1]
        .drop_duplicates("zone_id")
        .set_index("zone_id")["product"]
    )
    table = rows.assign(
        zone=rows["zone_id"].map(zone_names),
        name=rows["product"].map(product_name),
        have=[
            _("{k} of {n}", k=number(k), n=number(n))
            for k, n in zip(rows["n_regencies"], rows["n_listed"], strict=True)
        ],
        unweighted=[without_weights(found, zone) for zone in rows["zone_id"]],
        runner_up=rows["zone_id"].map(runner_up).map(product_name, na_action="ignore"),
    )
    columns = {
        "zone": Column(_("Zone")),
        "name": Column(_("Flagship")),
        "points_share_pct": Column(
            _("Points (%)"), 0, help=_("Share of the points that were possible in the zone")
        ),
        "have": Column(
            _("Lists with it"),
            figures={_("Lists with it"): "n_regencies", _("Lists"): "n_listed"},
        ),
        "unweighted": Column(
            _("Without weights"),
            help=_("First by points alone, whatever the report's verdict"),
            width="large",
        ),
        "runner_up": Column(_("Next")),
    }
    return ReadyTable(table, columns)


def reasons_table(found: Flagships, zone_id: str) -> ReadyTable:
    """Per product of a zone and regency: rank, points, verdict, weight."""
    ranking = first_of_zone(found, zone_id)
    rows = ranking[["product", "zone_rank"]].merge(
        found.reasons[found.reasons["zone_id"] == zone_id], on="product"
    )
    table = rows.assign(
        name=rows["product"].map(product_name),
        regency=rows["regency_code"].map(regency_names()),
        verdict_word=rows["verdict"].map(verdict_word),
    )
    columns = {
        "zone_rank": Column(_("Place"), 0),
        "name": Column(_("Product")),
        "regency": Column(_("Regency")),
        "rank": Column(_("Rank"), 0),
        "points": Column(_("Points"), 0),
        "verdict_word": Column(_("Verdict of the report")),
        "weight": Column(_("Weight"), 1),
        "weighted_points": Column(_("Weighted"), 1),
    }
    return ReadyTable(table, columns)


def weights_table() -> ReadyTable:
    """What a point counts under each verdict."""
    rows = [
        (verdict_word(code), weight, _("assumption")) for code, weight in OUTLOOK_WEIGHTS.items()
    ]
    columns = {
        "verdict": Column(_("Verdict of the report")),
        "weight": Column(_("Weight"), 1),
        "basis": Column(_("Basis")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=list(columns)), columns)
