"""Where no tonnage is known: pairs, clusters and flagships from the report's lists.

The frames are shared between sessions: a page may read them, and copies before it changes one.
"""

from __future__ import annotations

import pandas as pd

from analysis.balance.product_demand import demand_evidence
from analysis.balance.tourism_need import tourism_need
from analysis.leading.clusters import product_clusters
from analysis.leading.flagship import Flagships, zone_flagships
from analysis.leading.kpju_pairs import complementary_pairs, products_without_pairs, similar_pairs
from analysis.leading.kpju_products import held_products
from analysis.leading.reach import Reach
from geo import places
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import freight
from services.kpju import all_kpju

#: Freight limits a person can choose (Rp per kg); 350 is some 275 km of road.
REACHES = (200, 350, 500, 700)
DEFAULT_REACH = 350


@once_per_tables(maxsize=1)
def held() -> pd.DataFrame:
    """The products of every list."""
    return held_products(all_kpju())


@once_per_tables(maxsize=1)
def without_list() -> list[str]:
    """Regencies for which the report has no list: in no pair, no cluster, no flagship."""
    codes = places.regencies()["regency_code"]
    return codes[~codes.isin(held()["regency_code"])].tolist()


@once_per_tables(maxsize=1)
def visitors() -> pd.DataFrame:
    """What the report says of visitors, by regency."""
    codes = places.regencies()["regency_code"].tolist()
    return tourism_need(held(), load("sector_rankings"), load("regency_findings"), codes)


@once_per_tables(maxsize=1)
def demand() -> pd.DataFrame:
    """All signs of demand for a product of the lists."""
    return demand_evidence(
        sorted(held()["product"].unique()),
        load("consumption"),
        load("prices"),
        load("reported_flows"),
        load("regency_findings"),
        visitors(),
    )


@once_per_tables(maxsize=1)
def complementary() -> pd.DataFrame:
    """Complementary pairs of all products."""
    return complementary_pairs(
        held(), demand(), freight.capital_costs(), visitors(), load("reported_flows")
    )


@once_per_tables(maxsize=1)
def unpaired() -> pd.DataFrame:
    """Products without a complementary pair, with the reason."""
    return products_without_pairs(held(), complementary())


@once_per_tables(maxsize=8)
def similar(limit_idr_per_kg: int) -> pd.DataFrame:
    """Similar pairs; near is what costs at most this freight."""
    return similar_pairs(held(), freight.capital_costs(), reach(limit_idr_per_kg))


@once_per_tables(maxsize=16)
def clusters(limit_idr_per_kg: int, linkage_name: str) -> pd.DataFrame:
    """Clusters of what can be processed or sold jointly: goods and tourism."""
    return product_clusters(
        _joint(), freight.capital_costs(), reach(limit_idr_per_kg), linkage_name
    )


@once_per_tables(maxsize=4)
def flagships(families: tuple[str, ...]) -> Flagships:
    """Ranking of products in every zone."""
    return zone_flagships(held(), places.regencies(), families)


def reach(limit_idr_per_kg: int) -> Reach:
    """The limit a person chose."""
    return Reach(max_cost_idr_per_t=1000.0 * limit_idr_per_kg)


def shared_products() -> list[str]:
    """Goods and tourism that at least two lists have."""
    joint = _joint()
    counts = joint.groupby("product")["regency_code"].nunique()
    return [str(product) for product in counts[counts > 1].index]


def _joint() -> pd.DataFrame:
    """What can be processed or sold jointly."""
    return held()[(held()["family"] == "goods") | (held()["kind"] == "tourism")]


def list_sources() -> list[str]:
    """Where the lists are printed."""
    return load("kpju")["source_id"].unique().tolist()


def pairs_of(product: str) -> pd.DataFrame:
    """Complementary pairs of one product."""
    pairs = complementary()
    return pairs[pairs["product"] == product]


def chosen_pairs(pairs: pd.DataFrame, product: str, regency: str | None) -> pd.DataFrame:
    """The pairs of a product and a regency; of all products and all regencies the firm ones."""
    if product != "all":
        pairs = pairs[pairs["product"] == product]
    if regency:
        pairs = pairs[(pairs["supplier"] == regency) | (pairs["receiver"] == regency)]
    elif product == "all":
        pairs = pairs[pairs["indication"] == "strong"]
    return pairs.reset_index(drop=True)


def holders(product: str) -> list[str]:
    """Regencies whose list has the product, the best rank first."""
    table = held()
    return table[table["product"] == product].sort_values("rank")["regency_code"].tolist()
