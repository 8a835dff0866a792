"""Indications in words, on maps and as charts: evidence and never an amount."""

import re

import pandas as pd
import pytest

from analysis.leading.flagship import OUTLOOK_WEIGHTS, Flagships, zone_flagships
from analysis.leading.kpju_pairs import NO_PAIR_REASONS
from geo.places import regencies
from ntt_data.tables import load
from publishing.charts.flagship import points_alt, points_by_regency, points_spec
from publishing.language import Language, speaking
from publishing.listings.partners import flagships_table, pairs_table, similar_table
from publishing.maps.clusters import cluster_map, hub_points
from publishing.maps.partners import (
    likeness_lines,
    likeness_map,
    pair_count_map,
    pair_lines,
    product_map,
)
from publishing.maps.zones import described_zones, flagship_map
from publishing.names import product_name
from publishing.rows import rows_as
from publishing.sentences import flagship, indications
from publishing.sentences.clusters import (
    Cluster,
    alone_note,
    cluster_headline,
    cluster_sentences,
)
from publishing.sentences.similar import SimilarPair, shared_headline, similar_headline
from services import partners


def test_maps_hatch_only_the_regency_without_a_list() -> None:
    held, table = partners.held(), partners.clusters(350, "compact")
    mine = rows_as(table[table["product"] == "cattle"], Cluster)
    zones = described_zones(load("zones"), regencies())
    goods = partners.flagships(("goods",))
    pictures = [
        product_map("cattle", held, partners.pairs_of("cattle"), None).picture,
        pair_count_map(partners.complementary(), held, None).picture,
        cluster_map(mine, "cattle", held, None).picture,
        likeness_map(partners.similar(350), held, None).picture,
        likeness_map(partners.similar(350), held, "5316").picture,
    ]
    for picture in pictures:
        assert set(regencies()["regency_code"]) - set(picture.fills) == {"5305"}
        assert picture.alt
    assert len(hub_points(mine)) == len(mine) > 0
    # Every regency is in a zone, with a list or without.
    assert len(flagship_map(goods, zones, "Z1", held).picture.fills) == 22


def test_arrows_say_nothing_about_amounts() -> None:
    pairs = partners.chosen_pairs(partners.complementary(), "cattle", None)
    lines = pair_lines(pairs, "cattle", None)
    assert lines
    assert len({line.weight for line in lines}) == 1
    assert all(line.dash for line in lines)
    near = likeness_lines(partners.similar(350))
    assert near
    assert not any(line.arrow for line in near)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_code_has_words_and_no_pair_an_amount(language: Language) -> None:
    pairs = partners.complementary()
    evidence = indications.DemandEvidence(partners.demand(), partners.visitors())
    kinds = ["product", "verdict", "demand_codes", "price_support", "reported_pair"]
    with speaking(language):
        for pair in rows_as(pairs.drop_duplicates(kinds), indications.ComplementaryPair):
            supply = indications.supply_sentences(pair)
            demand = indications.demand_sentences(pair, evidence)
            reach = indications.reach_sentences(pair)
            assert len(demand) > 1, "no pair without a sign of demand in words"
            said = " ".join([*supply, *demand, *reach, indications.pair_heading(pair)])
            assert "{" not in said
            assert not re.search(r"\d t\b|\d ton\b|\d tonnes", said)
            assert indications.pair_sources(pair, evidence)
        assert all(indications.indication_word(code) for code in pairs["indication"].unique())
        assert all(indications.no_pair_reason(code) for code in NO_PAIR_REASONS)
        assert len(indications.pair_rules()) == 5
        products = partners.held()["product"].unique()
        assert all("_" not in product_name(code) for code in products)


def test_headline_of_pairs_in_its_cases() -> None:
    pairs = partners.pairs_of("cattle")
    with speaking("en"):
        none = indications.pairs_headline(pairs.iloc[:0], "cattle", None)
        assert none == "No complementary pair for this choice"
        one = indications.pairs_headline(pairs, "cattle", None)
        assert re.fullmatch(
            r"Cattle: \d+ regencies are strong by their lists, \d+ others show signs of demand", one
        )
        first = indications.pairs_headline(pairs, "all", None)
        assert "the firmest and nearest: " in first
        notes = {
            indications.arrows_note(*choice, 20)
            for choice in (("cattle", None), ("all", None), ("cattle", "5301"))
        }
    assert len(notes) == 3


def test_headline_of_similar_pairs_in_its_cases() -> None:
    pairs = partners.similar(350)
    near = pairs[pairs["near"]]
    with speaking("en"):
        assert " are the most alike of " in similar_headline(near, None)
        mine = pairs[(pairs["regency_a"] == "5316") | (pairs["regency_b"] == "5316")]
        assert similar_headline(mine, "5316").startswith("Sumba Tengah is most like ")
        assert similar_headline(pairs.iloc[:0], None) == "No pair within reach; raise the limit"
        assert similar_headline(pairs.iloc[:0], "5305", has_list=False).startswith("TTU: ")
        pair = rows_as(near.head(1), SimilarPair)[0]
        assert f"share {pair.n_shared} products" in shared_headline(pair)


def test_clusters_are_told_by_size_and_reach() -> None:
    cluster = Cluster(
        cluster=1,
        n=2,
        n_favourable=1,
        best_rank=3,
        regency_codes="5313;5319",
        hub="5313",
        widest_km=80.0,
        widest_cost_idr_per_t=100_000.0,
        most_crossings=0,
    )
    with speaking("en"):
        assert cluster_headline([], "cattle", 3).endswith("none within reach of another")
        assert cluster_headline([cluster], "cattle", 3).endswith(
            "2 of 3 regencies that list it form one cluster"
        )
        assert cluster_headline([cluster, cluster], "cattle", 5).endswith("form 2 clusters")
        said = " ".join(cluster_sentences(cluster))
        assert "no ferry between members" in said
        assert "Rp 100/kg" in said
        assert "All members are in one zone." in said
        assert alone_note([cluster], ["5313", "5319"]) is None
        assert "Ende" in str(alone_note([cluster], ["5313", "5311"]))


def test_flagships_in_words_and_bars() -> None:
    found = partners.flagships(("goods",))
    with speaking("en"):
        assert flagship.flagship_headline(found).startswith("Most often first: ")
        assert flagship.zone_headline(found, "Z5", "Z") == "Z: Rice (paddy); 3 of 3 lists have it"
        assert flagship.zone_headline(found, "Z0", "Z") == "Z: no list, no flagship"
        assert "TTU" in flagship.no_say_note(partners.without_list())
        assert "% of the zones" in flagship.unweighted_note(found)
        bars = points_by_regency(found, "Z5")
        spec = points_spec(found, "Z5")
        assert points_alt(found, "Z5").startswith("Weighted points of the first ")
    assert set(bars["regency"]) <= {"Manggarai", "Manggarai Barat", "Manggarai Timur"}
    assert "weighted points" in str(spec)


@pytest.mark.parametrize("families", [("goods",), ("goods", "services", "trade")])
def test_a_flagship_made_by_the_assumed_weights_is_said_to_be_one(
    families: tuple[str, ...],
) -> None:
    """Recomputed without the weights: who changes is marked everywhere, nobody else is."""
    found = partners.flagships(families)
    even = zone_flagships(
        partners.held(), regencies(), families, dict.fromkeys(OUTLOOK_WEIGHTS, 1.0)
    )
    changed = {
        zone
        for zone, rows in found.flagships().groupby("zone_id")
        if set(rows["product"])
        != set(even.flagships().loc[lambda t, z=zone: t["zone_id"] == z, "product"])
    }
    assert changed
    zones = described_zones(load("zones"), regencies())
    with speaking("en"):
        table = flagships_table(found, dict(zip(zones["zone_id"], zones["zone_id"], strict=True)))
        exported = table.readable().set_index("Zone")["Without weights"]
        legend = flagship_map(found, zones, "Z1", partners.held()).legend
        for place, zone in enumerate(zones["zone_id"]):
            marked = zone in changed
            assert ("only by the assumed weights" in legend[place].label) == marked
            assert ("assumed weights" in flagship.zone_headline(found, zone, "Z")) == marked
            assert bool(flagship.weights_alone_note(found, zone)) == marked
            if zone in exported.index:
                cell = exported.loc[[zone]].iloc[0]
                assert ("only the assumed weights decide" in cell) == marked
                assert (cell == "the same") != marked


def test_the_headline_counts_no_zone_that_only_weights_give() -> None:
    found = partners.flagships(("goods", "services", "trade"))
    led = found.flagships()
    firm = led[~led["zone_id"].isin(found.by_weights_alone())]
    most = firm.groupby("product")["zone_id"].nunique().max()
    with speaking("en"):
        assert f"in {most} of 8 zones" in flagship.flagship_headline(found)
        sumba = found.ranking[found.ranking["zone_id"] == "Z4"]
        nothing = Flagships(sumba, found.reasons)
        assert flagship.flagship_headline(nothing).startswith("In none of")


def test_tables_leave_out_what_all_rows_share() -> None:
    pairs, similar = partners.complementary(), partners.similar(350)
    cattle, near = partners.pairs_of("cattle"), similar[similar["near"]]
    services = pairs[pairs["family"] == "services"]
    assert "product_name" in pairs_table(pairs).columns
    assert "product_name" not in pairs_table(cattle).columns
    assert "freight_idr_per_kg" not in pairs_table(services).columns
    assert "near_word" in similar_table(similar).columns
    assert "near_word" not in similar_table(near).columns


def test_rows_name_a_missing_column() -> None:
    with pytest.raises(KeyError, match="n_favourable"):
        rows_as(pd.DataFrame({"cluster": [1], "n": [2]}), Cluster)
