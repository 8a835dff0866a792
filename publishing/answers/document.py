"""An answer as a document for other programs: everything behind it, unrounded, codes not words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from analysis.answer import Answer
from analysis.matching.price_gaps import PriceTest
from analysis.matching.ranges import NEAR_BEST_PCT, class_of_flows
from analysis.scenario.document import to_dict
from analysis.scenario.upgrade import DocumentChange
from analysis.uncertainty.pair_robustness import PairDraws
from ntt_data.tables import load
from publishing.sources import split_ids

#: Raised when a key changes its meaning or goes.
VERSION = 1

_BALANCE = (
    *("regency_code", "balance_class", "production_t", "conversion", "available_t"),
    *("population", "norm_kg_per_capita_year", "need_t", "balance_t", "ratio"),
    *("grade", "flags", "disqualified_by", "median_ratio", "assumptions", "source_ids"),
)


def answer_document(
    answer: Answer,
    name: str,
    source_ids: Sequence[str],
    firmness: PairDraws,
    prices: PriceTest | None,
    changes: Sequence[DocumentChange] = (),
) -> dict[str, Any]:
    """Everything that an answer rests on and says; ``None`` where something is unknown.

    Units stand in the names (``_t``, ``_idr_per_t``, ``_pct``). ``costs`` holds every pair of
    capitals and ``outside_costs`` every gateway and capital, as the match has used them, so that
    another program can solve the same transport problem.

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
    changes : Sequence of DocumentChange
        In what the scenario is not as its document meant it when it was written.
    """
    settings = answer.balance.settings
    match, ranges = answer.match, answer.ranges
    return {
        "version": VERSION,
        "edition": answer.edition,
        "commodity": settings.commodity,
        "year": settings.year,
        "settings": asdict(settings),
        "scenario": {**to_dict(answer.scenario), "name": name},
        "changed_from_document": [asdict(change) for change in changes],
        "balance": _records(answer.balance.table[list(_BALANCE)]),
        "not_comparable": answer.balance.suspended or None,
        "summary": _plain(asdict(answer.balance.summary)),
        "extra_demand": _records(answer.demand),
        "costs": _records(answer.costs.between),
        "outside_costs": _records(answer.costs.from_outside),
        "truck_payload_t": answer.costs.truck_payload_t,
        "flows": _records(match.flows.join(class_of_flows(match.flows, ranges))),
        "unmet": _records(match.unmet),
        "unsold": _records(match.unsold),
        "shadow_prices": _records(match.shadow_prices),
        "agreements": _records(match.agreements),
        "is_proven": match.is_proven,
        "ranges": None if ranges is None else _records(ranges.pairs),
        "corridors": None if ranges is None else _records(ranges.corridors),
        "forcing": None if answer.forcing is None else _records(answer.forcing),
        "near_best": None
        if ranges is None
        else {f"{pct:g} %": _records(answer.near_best(pct)) for pct in NEAR_BEST_PCT},
        "prices": None
        if prices is None
        else {
            "form": prices.form,
            "margin_share": prices.margin_share,
            "handling_idr_per_kg": prices.handling_idr_per_kg,
            "pairs": _records(prices.pairs),
        },
        "totals": _plain(asdict(match.totals)),
        "firmness": {
            "n_draws": firmness.n_draws,
            "pairs": _records(firmness.pairs),
            "corridors": _records(firmness.corridors),
        },
        "sources": _records(_cited(source_ids)),
    }


def as_json(document: dict[str, Any]) -> str:
    """The document as JSON text: UTF-8 letters as they are, no NaN, a line end at the end."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _cited(source_ids: Sequence[str]) -> pd.DataFrame:
    sources = load("sources")
    return sources[sources["source_id"].isin(split_ids(source_ids))]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(key): _plain(value) for key, value in row.items()} for row in table.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, np.generic):
        value = value.item()
    # Unknown is null; an infinite ratio (a surplus where nobody eats it) is not a number either.
    if value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return None
    return value
