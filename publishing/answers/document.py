"""An answer as a document for other programs: everything behind it, unrounded, codes not words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.matching.carried import CarriedTonnes
from analysis.matching.price_gaps import PriceTest
from analysis.matching.ranges import NEAR_BEST_PCT, class_of_flows
from analysis.scenario.document import to_dict
from analysis.scenario.upgrade import DocumentChange
from analysis.uncertainty.pair_robustness import PairDraws
from ntt_data.editions import current
from ntt_data.tables import load
from publishing import words
from publishing.rows import plain, plain_records
from publishing.sentences.balance import what_it_holds
from publishing.sources import split_ids

#: Raised when a key changes its meaning or goes.
VERSION = 1

_BALANCE = (
    *("regency_code", "balance_class", "production_t", "conversion", "available_t"),
    *("population", "norm_kg_per_capita_year", "eaten_out", "need_t", "balance_t", "ratio"),
    *("grade", "flags", "disqualified_by", "median_ratio", "assumptions", "source_ids"),
)


def answer_document(
    answer: Answer,
    name: str,
    source_ids: Sequence[str],
    firmness: PairDraws,
    prices: PriceTest | None,
    certainty: pd.DataFrame,
    changes: Sequence[DocumentChange] = (),
    carried: Sequence[CarriedTonnes] = (),
    delivered: pd.DataFrame | None = None,
    gaps: pd.DataFrame | None = None,
) -> dict[str, Any]:
    """Everything that an answer rests on and says; ``None`` where something is unknown.

    Units stand in the names (``_t``, ``_idr_per_t``, ``_pct``). ``costs`` holds every pair of
    capitals and ``outside_costs`` every gateway and capital, as the match has used them, so that
    another program can solve the same transport problem. Every flow says itself that it is
    modelled: ``kind`` is the code, ``remark`` the words in the reader's language.

    Parameters
    ----------
    answer : Answer
    name : str
        Name of the scenario.
    source_ids : Sequence[str]
        Sources that the answer rests on.
    firmness : PairDraws
        How often each pair appears when the drawn balances are matched.
    prices : PriceTest or None
        What monthly prices say of every open pair; None where no price is known.
    certainty : DataFrame
        Probabilities, interval and words by regency, as ``services.answer.certainty`` makes it.
    carried : Sequence of CarriedTonnes
        What prices carry of everything (first) and of each supply named.
    delivered : DataFrame, optional
        Neighbours beside gateways, see ``delivered_prices``.
    gaps : DataFrame, optional
        Price gaps of the flows month by month, see ``gaps_by_month``.
    changes : Sequence of DocumentChange
        In what the scenario is not as its document meant it when it was written.
    """
    settings = answer.balance.settings
    match, ranges = answer.match, answer.ranges
    flows = match.flows.join(class_of_flows(match.flows, ranges)).assign(
        kind="modelled", remark=words.modelled_flow()
    )
    return {
        "version": VERSION,
        "edition": str(current()),
        "commodity": settings.commodity,
        "year": settings.year,
        "settings": asdict(settings),
        "scenario": {**to_dict(answer.scenario), "name": name},
        "changed_from_document": [asdict(change) for change in changes],
        "balance": plain_records(answer.balance.table[list(_BALANCE)]),
        "certainty": plain_records(certainty),
        "not_comparable": answer.balance.suspended or None,
        "note": what_it_holds(answer.balance),
        "summary": plain(asdict(answer.balance.summary)),
        "extra_demand": plain_records(answer.demand),
        "costs": plain_records(answer.costs.between),
        "outside_costs": plain_records(answer.costs.from_outside),
        "truck_payload_t": answer.costs.truck_payload_t,
        "flows": plain_records(flows),
        "unmet": plain_records(match.unmet),
        "unsold": plain_records(match.unsold),
        "shadow_prices": plain_records(match.shadow_prices),
        "agreements": plain_records(match.agreements),
        "is_proven": match.is_proven,
        "ranges": None if ranges is None else plain_records(ranges.pairs),
        "corridors": None if ranges is None else plain_records(ranges.corridors),
        "forcing": None if answer.forcing is None else plain_records(answer.forcing),
        "near_best": None
        if ranges is None
        else {f"{pct:g} %": plain_records(answer.near_best(pct)) for pct in NEAR_BEST_PCT},
        "prices": None
        if prices is None
        else {
            "form": prices.form,
            "margin_share": prices.margin_share,
            "margin_spread": prices.margin_spread,
            "handling_idr_per_kg": prices.handling_idr_per_kg,
            "pairs": plain_records(prices.pairs),
            "carried": [plain(asdict(each)) for each in carried],
            "gaps_by_month": [] if gaps is None else plain_records(gaps),
            "delivered": [] if delivered is None else plain_records(delivered),
        },
        "totals": plain(asdict(match.totals)),
        "firmness": {
            "n_draws": firmness.n_draws,
            "pairs": plain_records(firmness.pairs),
            "corridors": plain_records(firmness.corridors),
        },
        "sources": plain_records(_cited(source_ids)),
    }


def as_json(document: dict[str, Any]) -> str:
    """The document as JSON text: UTF-8 letters as they are, no NaN, a line end at the end."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _cited(source_ids: Sequence[str]) -> pd.DataFrame:
    sources = load("sources")
    return sources[sources["source_id"].isin(split_ids(source_ids))]
