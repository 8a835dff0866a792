"""Conclusions on who could work with whom: clusters, zone flagships, complementary pairs."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from analysis.leading.flagship import Flagships
from publishing.rows import rows_as
from publishing.sentences import clusters, flagship, indications
from publishing.sentences.clusters import Cluster
from publishing.sentences.indications import ComplementaryPair, DemandEvidence
from services import partners
from tests.publishing.conclusions.case import Conclusion, Said

# --- clusters ---

_PAIR = Cluster(
    cluster=1,
    n=2,
    n_favourable=1,
    best_rank=3,
    regency_codes="5313;5319",  # one zone
    hub="5313",
    widest_km=80.0,
    widest_cost_idr_per_t=100_000.0,
    most_crossings=0,
)


def _told(**changes: object) -> Said:
    return clusters.cluster_sentences(replace(_PAIR, **changes))  # type: ignore[arg-type]


CLUSTERS = [
    Conclusion(
        *("clusters.cluster_headline", "{product}: in the lists of {n} regencies, none within"),
        said=lambda: clusters.cluster_headline([], "cattle", 3),
        not_said=lambda: clusters.cluster_headline([_PAIR], "cattle", 3),
    ),
    Conclusion(
        *("clusters.cluster_headline", "{product}: {k} of {total} regencies that list it form one"),
        said=lambda: clusters.cluster_headline([_PAIR], "cattle", 3),
        not_said=lambda: clusters.cluster_headline([_PAIR, _PAIR], "cattle", 5),
    ),
    Conclusion(
        *("clusters.cluster_headline", "{product}: {k} of {total} regencies that list it form {n}"),
        said=lambda: clusters.cluster_headline([_PAIR, _PAIR], "cattle", 5),
        not_said=lambda: clusters.cluster_headline([_PAIR], "cattle", 3),
    ),
    Conclusion(
        *("clusters.cluster_sentences", "Best rank {rank}; the report's verdict is favourable"),
        said=_told,
        not_said=lambda: _told(n_favourable=2),
        words="favourable in 1 of 2",
    ),
    Conclusion(
        *("clusters.cluster_sentences", "Cheapest to reach for all: {name}"),
        said=_told,
        not_said=lambda: _told(hub="5319"),
        words="Cheapest to reach for all: Manggarai.",
    ),
    Conclusion(
        *("clusters.cluster_sentences", "Its ends have no open path"),
        said=lambda: _told(widest_km=float("nan")),
        not_said=_told,
    ),
    Conclusion(
        *("clusters.cluster_sentences", "Farthest members {km} km apart"),
        said=_told,
        not_said=lambda: _told(widest_km=float("nan")),
    ),
    Conclusion(
        *("clusters.cluster_sentences", "no ferry between members"),
        said=_told,
        not_said=lambda: _told(most_crossings=1),
    ),
    Conclusion(
        *("clusters.cluster_sentences", "up to one crossing between members"),
        said=lambda: _told(most_crossings=1),
        not_said=lambda: _told(most_crossings=2),
    ),
    Conclusion(
        *("clusters.cluster_sentences", "up to {n} crossings between members"),
        said=lambda: _told(most_crossings=2),
        not_said=lambda: _told(most_crossings=1),
    ),
    Conclusion(
        *("clusters.cluster_sentences", "All members are in one zone"),
        said=_told,
        not_said=lambda: _told(regency_codes="5313;5301"),
    ),
    Conclusion(
        *("clusters.cluster_sentences", "Its members are in {n} zones"),
        said=lambda: _told(regency_codes="5313;5301"),
        not_said=_told,
    ),
    Conclusion(
        *("clusters.alone_note", "In its list, no other list within this reach"),
        said=lambda: clusters.alone_note([_PAIR], ["5313", "5311"]),
        not_said=lambda: clusters.alone_note([_PAIR], ["5313", "5319"]),
    ),
]

# --- flagships ---


@lru_cache
def _flagships() -> Flagships:
    return partners.flagships(("goods", "services", "trade"))


def _zone(by_weights: bool) -> str:
    alone = _flagships().by_weights_alone()
    zones = _flagships().flagships()["zone_id"].unique()
    return next(str(zone) for zone in zones if (zone in alone) == by_weights)


def _only(by_weights: bool) -> Flagships:
    rows = _flagships().ranking
    return Flagships(rows[rows["zone_id"] == _zone(by_weights)], _flagships().reasons)


FLAGSHIP = [
    Conclusion(
        *("flagship.flagship_headline", "Most often first: {products}"),
        said=lambda: flagship.flagship_headline(_only(by_weights=False)),
        not_said=lambda: flagship.flagship_headline(_only(by_weights=True)),
    ),
    Conclusion(
        *("flagship.flagship_headline", "In none of {total} zones"),
        said=lambda: flagship.flagship_headline(_only(by_weights=True)),
        not_said=lambda: flagship.flagship_headline(_only(by_weights=False)),
    ),
    Conclusion(
        *("flagship.zone_headline", "{zone}: no list, no flagship"),
        said=lambda: flagship.zone_headline(_flagships(), "Z0", "Z"),
        not_said=lambda: flagship.zone_headline(_flagships(), _zone(by_weights=False), "Z"),
    ),
    Conclusion(
        *("flagship.zone_headline", "{zone}: {products}; {k} of {n} lists have it"),
        said=lambda: flagship.zone_headline(_flagships(), _zone(by_weights=False), "Z"),
        not_said=lambda: flagship.zone_headline(_flagships(), "Z0", "Z"),
    ),
    Conclusion(
        *("flagship.zone_headline", "{flagship}; only by the assumed weights"),
        said=lambda: flagship.zone_headline(_flagships(), _zone(by_weights=True), "Z"),
        not_said=lambda: flagship.zone_headline(_flagships(), _zone(by_weights=False), "Z"),
    ),
    Conclusion(
        *("flagship.weights_alone_note", "The weights of the verdicts are our assumption"),
        said=lambda: flagship.weights_alone_note(_flagships(), _zone(by_weights=True)),
        not_said=lambda: flagship.weights_alone_note(_flagships(), _zone(by_weights=False)),
    ),
    Conclusion(
        *("flagship.without_weights", "the same"),
        said=lambda: flagship.without_weights(_flagships(), _zone(by_weights=False)),
        not_said=lambda: flagship.without_weights(_flagships(), _zone(by_weights=True)),
    ),
    Conclusion(
        *("flagship.without_weights", "{products} instead: only the assumed weights"),
        said=lambda: flagship.without_weights(_flagships(), _zone(by_weights=True)),
        not_said=lambda: flagship.without_weights(_flagships(), _zone(by_weights=False)),
    ),
    Conclusion(
        *("flagship.unweighted_note", "Without any weights the flagship stays the same"),
        said=lambda: flagship.unweighted_note(_only(by_weights=False)),
        not_said=lambda: flagship.unweighted_note(_only(by_weights=True)),
        words="the same in 100 % of the zones",
    ),
]

# --- complementary pairs ---


@lru_cache
def _pair() -> ComplementaryPair:
    """A pair of cattle, without the signs that are added one by one."""
    pair = rows_as(partners.pairs_of("cattle").head(1), ComplementaryPair)[0]
    return replace(pair, demand_codes="", reported_pair=False, verdict="recommended")


def _supply(**changes: object) -> Said:
    return indications.supply_sentences(replace(_pair(), **changes))  # type: ignore[arg-type]


def _demand(**changes: object) -> Said:
    signs = pd.DataFrame(
        [
            {
                "code": code,
                "value": 9.0,
                "unit": "kg/capita/year",
                "year": 2024,
                "source_ids": "T01",
            }
            for code in ("consumed", "priced")
        ]
    ).assign(product=_pair().product, regency_code=_pair().receiver)
    visitors = pd.DataFrame(
        [{"regency_code": _pair().receiver, "codes": "priority_destination", "sector_rank": 2}]
    )
    evidence = DemandEvidence(signs, visitors)
    return indications.demand_sentences(replace(_pair(), **changes), evidence)  # type: ignore[arg-type]


def _priced(support: str, gap: float, freight: float = 500.0) -> Said:
    return _demand(
        demand_codes="priced",
        price_support=support,
        price_gap_idr_per_kg=gap,
        freight_idr_per_kg=freight,
    )


def _visitors(codes: str) -> Said:
    rows = pd.DataFrame([{"regency_code": "5315", "codes": codes, "sector_rank": 2}])
    return indications.visitor_sentences("5315", rows)


def _path(**changes: object) -> Said:
    known = {"cost_idr_per_t": 1e5, "distance_km": 90.0, "sea_km": 40.0, "crossings": 1.0}
    return indications.kilometres(replace(_pair(), **{**known, **changes}))  # type: ignore[arg-type]


def _headline(product: str, regency: str | None, rows: int = 5) -> Said:
    return indications.pairs_headline(partners.pairs_of("cattle").head(rows), product, regency)


INDICATIONS = [
    Conclusion(
        *("indications.supply_sentences", "{product} stands at rank {rank} of 10"),
        said=lambda: _supply(rank=3),
        not_said=lambda: _supply(rank=4),
        words="stands at rank 3 of 10",
    ),
    Conclusion(
        *("indications.supply_sentences", "The report does not judge it"),
        said=lambda: _supply(verdict="not_judged"),
        not_said=_supply,
    ),
    Conclusion(
        *("indications.supply_sentences", "The report's verdict: {verdict}"),
        said=_supply,
        not_said=lambda: _supply(verdict="not_recommended"),
    ),
    Conclusion(
        *("indications.supply_sentences", "Caution: the report's verdict"),
        said=lambda: _supply(verdict="not_recommended"),
        not_said=_supply,
    ),
    Conclusion(
        *("indications.demand_sentences", "{product} is not among the ten KPJu"),
        said=lambda: _demand(receiver="5311"),
        not_said=lambda: _demand(receiver="5314"),
        words="is not among the ten KPJu of Ende",
    ),
    Conclusion(
        *("indications.demand_sentences", "Exactly this flow is reported"),
        said=lambda: _demand(demand_codes="reported_flow", reported_pair=True),
        not_said=lambda: _demand(demand_codes="reported_flow"),
    ),
    Conclusion(
        *("indications.demand_sentences", "It is reported that such goods are brought there"),
        said=lambda: _demand(demand_codes="reported_flow"),
        not_said=lambda: _demand(demand_codes="reported_demand"),
    ),
    Conclusion(
        *("indications.demand_sentences", "The report speaks of market demand there"),
        said=lambda: _demand(demand_codes="reported_demand"),
        not_said=lambda: _demand(demand_codes="reported_flow"),
    ),
    Conclusion(
        *("indications.demand_sentences", "{value} {unit} of {good} are eaten there"),
        said=lambda: _demand(demand_codes="consumed"),
        not_said=lambda: _priced("unknown", 0.0),
    ),
    Conclusion(
        *("indications.demand_sentences", ", more than in the middle regency"),
        said=lambda: _demand(demand_codes="consumed;consumed_more"),
        not_said=lambda: _demand(demand_codes="consumed"),
    ),
    Conclusion(
        *("indications._price_sentences", "Price of {good} there"),
        said=lambda: _priced("unknown", 0.0),
        not_said=lambda: _demand(demand_codes="consumed"),
    ),
    Conclusion(
        *(
            "indications._price_sentences",
            "That is {gap}/kg more than at the supplier's and covers",
        ),
        said=lambda: _priced("covers_freight", 600.0),
        not_said=lambda: _priced("below_freight", 400.0),
    ),
    Conclusion(
        *("indications._price_sentences", "That is no more than at the supplier's"),
        said=lambda: _priced("below_freight", 0.0),
        not_said=lambda: _priced("below_freight", 400.0),
    ),
    Conclusion(
        *("indications._price_sentences", "The price difference to the supplier"),
        said=lambda: _priced("below_freight", 400.0),
        not_said=lambda: _priced("unknown", 400.0),
    ),
    *[
        Conclusion(
            *("indications.visitor_sentences", template),
            said=lambda code=code: _visitors(code),
            not_said=lambda other=other: _visitors(other),
        )
        for template, code, other in [
            ("It is a national priority destination", "priority_destination", "new_destination"),
            ("It has a newly designated", "new_destination", "priority_destination"),
            ("Tourism or lodging ranks {rank}", "tourism_sector", "tourism_kpju"),
            ("Tourism is among its own KPJu", "tourism_kpju", "tourism_sector"),
        ]
    ],
    Conclusion(
        *("indications.reach_sentences", "Indication: {word}"),
        said=lambda: indications.reach_sentences(replace(_pair(), indication="strong")),
        not_said=lambda: indications.reach_sentences(replace(_pair(), indication="weak")),
        words="Indication: strong.",
    ),
    Conclusion(
        *("indications.reach_sentences", "Freight about {cost}/kg"),
        said=lambda: indications.reach_sentences(
            replace(_pair(), family="goods", freight_idr_per_kg=500.0)
        ),
        not_said=lambda: indications.reach_sentences(
            replace(_pair(), family="goods", freight_idr_per_kg=float("nan"))
        ),
    ),
    Conclusion(
        *("indications.kilometres", "no open road or sea path"),
        said=lambda: _path(cost_idr_per_t=float("nan")),
        not_said=_path,
    ),
    Conclusion(
        *("indications.kilometres", "{km} km by road, no ferry"),
        said=lambda: _path(crossings=0.0),
        not_said=_path,
    ),
    Conclusion(
        *("indications.kilometres", "{km} km, of them {sea} km at sea; one crossing"),
        said=_path,
        not_said=lambda: _path(crossings=2.0),
    ),
    Conclusion(
        *("indications.kilometres", "{km} km, of them {sea} km at sea; {n} crossings"),
        said=lambda: _path(crossings=2.0),
        not_said=_path,
    ),
    Conclusion(
        *("indications.pairs_headline", "No complementary pair for this choice"),
        said=lambda: _headline("cattle", None, 0),
        not_said=lambda: _headline("cattle", None),
    ),
    Conclusion(
        *("indications.pairs_headline", "{product}: {n} regencies are strong by their lists"),
        said=lambda: _headline("cattle", None),
        not_said=lambda: _headline("cattle", "5301"),
    ),
    Conclusion(
        *("indications.pairs_headline", "{n} pairs; the firmest and nearest"),
        said=lambda: _headline("all", None),
        not_said=lambda: _headline("cattle", None, 0),
    ),
]

CASES = [*CLUSTERS, *FLAGSHIP, *INDICATIONS]
