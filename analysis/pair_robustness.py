"""How often each pair appears when the balances are drawn many times: robust or fragile.

Every draw of the balances is matched as ``analysis.matching.match`` would match it. With the plain
options that is a small transport problem in arrays; with any further option (an objective, a
smallest shipment, agreements ...) every draw goes through ``match`` itself, which takes longer.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import InvalidOptionError
from analysis.match_problem import build_match_problem
from analysis.matching import DEFAULT_OPTIONS, MatchingOptions, match
from analysis.transport import TransportProblem, solve_least_cost
from analysis.uncertainty import BalanceDraws

#: From this share of the draws on a pair is robust, below it fragile (per cent).
ROBUST_PCT = 80.0

ROBUSTNESS_CODES = ("robust", "fragile")

#: Less than this is no shipment, and the pair does not count as appearing (tonnes).
LEAST_SHIPMENT_T = 1.0

#: Options that the array path knows; any other one set takes the way through ``match``.
PLAIN_OPTIONS = (
    *("external_supply", "unmet_penalty_idr_per_t", "reserve_share", "max_distance_km"),
    "forbidden_pairs",
)

_QUANTILES = (0.05, 0.5, 0.95)
# Draws solved in one programme: many share the solver's overhead, too many slow it down.
_DRAWS_PER_SOLVE = 25

# Origins that are no regency.
_UNMET, _FIRST_GATEWAY = -1, -2

_MEASURES = ("moved_t", "external_t", "unmet_t", "cost_idr")

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PairDraws:
    """Pairs over all matched draws.

    Attributes
    ----------
    n_draws : int
        Draws that were matched.
    pairs : DataFrame
        ``origin``, ``destination``, ``origin_kind`` (regency, external), ``frequency_pct`` (share
        of the draws with at least ``LEAST_SHIPMENT_T`` between the two), ``tonnes_p05``,
        ``tonnes_p50``, ``tonnes_p95`` (quantiles over the draws in which the pair appears),
        ``robustness`` (of ``ROBUSTNESS_CODES``); regencies before gateways, the most frequent
        first.
    totals : DataFrame
        ``measure`` (moved_t, external_t, unmet_t, cost_idr) with ``p05``, ``p50``, ``p95`` over
        all draws, in the unit that the measure's name ends with.
    """

    n_draws: int
    pairs: pd.DataFrame
    totals: pd.DataFrame


def match_draws(
    draws: BalanceDraws,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions = DEFAULT_OPTIONS,
    n_draws: int = 200,
    places: pd.DataFrame | None = None,
) -> PairDraws:
    """Match the first ``n_draws`` draws and count the pairs.

    Parameters
    ----------
    draws : BalanceDraws
        At least ``n_draws`` of them.
    costs, external, options, places
        As ``match``.

    Raises
    ------
    InvalidOptionError
        ``n_draws`` below 1 or more than there are.
    AnalysisError, MatchingInputError
        As ``match``.

    >>> draws = BalanceDraws(("5315", "5371"), np.array([[900.0, 10.0], [400.0, 10.0]]),
    ...                      np.full((2, 2), 400.0), 5.0)
    >>> costs = pd.DataFrame({"origin": ["5315"], "destination": ["5371"],
    ...                       "cost_idr_per_t": [700_000.0], "distance_km": [850.0]})
    >>> external = pd.DataFrame({"gateway": ["X"], "destination": ["5371"],
    ...                          "cost_idr_per_t": [900_000.0]})
    >>> found = match_draws(draws, costs, external, n_draws=2)
    >>> found.pairs[["origin", "destination", "frequency_pct", "robustness"]].values.tolist()
    [['5315', '5371', 50.0, 'fragile'], ['X', '5371', 50.0, 'fragile']]
    """
    available = len(draws.available_t)
    if isinstance(n_draws, bool) or not isinstance(n_draws, int) or not 1 <= n_draws <= available:
        raise InvalidOptionError("n_draws", n_draws, f"a whole number from 1 to {available}")
    classes = draws.classes()[:n_draws]
    # Refuses costs and options that ``match`` would refuse, once and not in every draw.
    build_match_problem(_balance_of(draws, classes, 0), costs, external, options, places=places)
    if is_plain(options):
        shipped, totals = _match_in_arrays(draws, classes, costs, external, options)
    else:
        shipped, totals = _match_in_tables(draws, classes, costs, external, options, places)
    return PairDraws(n_draws, _count_pairs(shipped, n_draws), _total_quantiles(totals))


def is_plain(options: MatchingOptions) -> bool:
    """Whether only ``PLAIN_OPTIONS`` differ from the default: 200 draws then take a moment.

    >>> is_plain(MatchingOptions(reserve_share=0.2)), is_plain(MatchingOptions(max_partners=3))
    (True, False)
    """
    return all(
        field.name in PLAIN_OPTIONS
        or getattr(options, field.name) == getattr(DEFAULT_OPTIONS, field.name)
        for field in fields(options)
    )


def _balance_of(draws: BalanceDraws, classes: NDArray[np.str_], draw: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "regency_code": draws.codes,
            "balance_t": draws.available_t[draw] - draws.need_t[draw],
            "need_t": draws.need_t[draw],
            "balance_class": classes[draw].astype(object),
        }
    )


def _match_in_tables(
    draws: BalanceDraws,
    classes: NDArray[np.str_],
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None,
) -> tuple[pd.DataFrame, Floats]:
    flows, totals = [], np.zeros((len(classes), len(_MEASURES)))
    for draw in range(len(classes)):
        result = match(_balance_of(draws, classes, draw), costs, external, options, places=places)
        flows.append(result.flows[["origin_kind", "origin", "destination", "tonnes"]])
        totals[draw] = [getattr(result.totals, measure) for measure in _MEASURES]
    return pd.concat(flows, ignore_index=True), totals


@dataclass(frozen=True, eq=False)
class _Freight:
    """Cost of every pair as matrices over all regencies, by code.

    ``pair`` (n, n) is inf where the pair is closed; ``outside`` (n,) is the cheapest of gateway
    and penalty, ``gateway`` (n,) the gateway's position or -1 for unmet.
    """

    codes: NDArray[np.str_]
    order: NDArray[np.intp]
    pair: Floats
    gateways: list[str]
    gateway: NDArray[np.intp]
    outside: Floats


def _freight(
    draws: BalanceDraws, costs: pd.DataFrame, external: pd.DataFrame, options: MatchingOptions
) -> _Freight:
    order = np.argsort(np.array(draws.codes))
    codes = np.array(draws.codes)[order]
    place = pd.Index(codes)
    n = len(codes)

    usable = costs[np.isfinite(costs["cost_idr_per_t"].astype("float64"))]
    if options.max_distance_km is not None:
        usable = usable[usable["distance_km"] <= options.max_distance_km]
    origin, destination = (
        place.get_indexer(pd.Index(usable[c])) for c in ("origin", "destination")
    )
    here = (origin >= 0) & (destination >= 0)
    pair = np.full((n, n), np.inf)
    pair[origin[here], destination[here]] = usable["cost_idr_per_t"].to_numpy()[here]
    forbidden = set(options.forbidden_pairs)
    for a, b in forbidden:
        if a in place and b in place:
            pair[place.get_loc(a), place.get_loc(b)] = np.inf

    gateway = np.full(n, -1, dtype=np.intp)
    outside = np.full(n, options.unmet_penalty_idr_per_t)
    gateways: list[str] = []
    if options.external_supply and len(external):
        gateways = sorted(external["gateway"].astype(str).unique())
        arcs = np.full((len(gateways), n), np.inf)
        row = pd.Index(gateways).get_indexer(pd.Index(external["gateway"].astype(str)))
        column = place.get_indexer(pd.Index(external["destination"]))
        freight = external["cost_idr_per_t"].to_numpy(dtype=np.float64)
        asked = zip(external["gateway"], external["destination"], strict=True)
        here = (column >= 0) & np.isfinite(freight) & [arc not in forbidden for arc in asked]
        arcs[row[here], column[here]] = freight[here]
        # Gateways never run out: of several only the cheapest is used, of equals the first.
        cheapest = arcs.argmin(axis=0)
        cost = arcs[cheapest, np.arange(n)]
        is_used = cost <= outside
        gateway[is_used], outside[is_used] = cheapest[is_used], cost[is_used]
    return _Freight(codes, order, pair, gateways, gateway, outside)


def _match_in_arrays(
    draws: BalanceDraws,
    classes: NDArray[np.str_],
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
) -> tuple[pd.DataFrame, Floats]:
    """Flows of all draws, and their totals (n_draws, measures)."""
    freight = _freight(draws, costs, external, options)
    balance = draws.balance_t[: len(classes), freight.order]
    ordered = classes[:, freight.order]
    shipments = [
        _solve(freight, balance[some], ordered[some], options.reserve_share)
        for start in range(0, len(classes), _DRAWS_PER_SOLVE)
        for some in [slice(start, start + _DRAWS_PER_SOLVE)]
    ]
    solved = pd.concat(
        [part.assign(draw=part["draw"] + _DRAWS_PER_SOLVE * i) for i, part in enumerate(shipments)]
    )
    origin, destination = solved["origin"].to_numpy(), solved["destination"].to_numpy()
    inside, unmet = origin >= 0, origin == _UNMET
    of_pair = freight.pair[np.where(inside, origin, 0), destination]
    freight_of = np.where(inside, of_pair, freight.outside[destination])
    tonnes = solved["tonnes"].to_numpy()
    amounts = (tonnes * inside, tonnes * ~(inside | unmet), tonnes * unmet)
    totals = np.column_stack(
        [
            np.bincount(solved["draw"], weights=amount, minlength=len(classes)).astype(np.float64)
            for amount in (*amounts, np.where(unmet, 0.0, tonnes * freight_of))
        ]
    )
    names = np.concatenate([freight.codes, np.array(freight.gateways, dtype=str)])
    place = np.where(inside, origin, len(freight.codes) + _FIRST_GATEWAY - origin)[~unmet]
    return pd.DataFrame(
        {
            "origin_kind": np.where(inside[~unmet], "regency", "external"),
            "origin": names[place],
            "destination": freight.codes[destination[~unmet]],
            "tonnes": tonnes[~unmet],
        }
    ), totals


def _solve(
    freight: _Freight, balance: Floats, classes: NDArray[np.str_], reserve_share: float
) -> pd.DataFrame:
    """Flows of some draws: ``draw``, ``origin``, ``destination`` (by code) and ``tonnes``.

    The draws have nothing in common, so together they are one transport problem that falls apart
    into one per draw; solved at one go it costs the solver's overhead once. An origin of
    ``_UNMET`` is unmet, ``_FIRST_GATEWAY`` and below are gateways.
    """
    is_supplier, is_receiver = classes == "surplus", classes == "deficit"
    supplier = np.cumsum(is_supplier.ravel()).reshape(classes.shape) - 1
    receiver = np.cumsum(is_receiver.ravel()).reshape(classes.shape) - 1
    both = is_supplier[:, :, None] & is_receiver[:, None, :] & np.isfinite(freight.pair)
    largest = np.maximum(np.where(both, freight.pair, 0.0).max(axis=(1, 2), initial=0.0), 1.0)
    # A pair dearer than what the receiver gets from outside is in no cheapest answer.
    draw, origin, destination = np.nonzero(both & (freight.pair <= freight.outside))
    buying, buyer = np.nonzero(is_receiver)
    n_suppliers, n_receivers = int(is_supplier.sum()), len(buyer)
    cost, outside = freight.pair[origin, destination], freight.outside[buyer]
    gateway = freight.gateway[buyer]
    tonnes = solve_least_cost(
        TransportProblem(
            supply=np.append(balance[is_supplier] * (1.0 - reserve_share), np.inf),
            demand=-balance[is_receiver],
            source=np.concatenate([supplier[draw, origin], np.full(n_receivers, n_suppliers)]),
            sink=np.concatenate([receiver[draw, destination], np.arange(n_receivers)]),
            cost=np.concatenate([cost, outside]),
            # As ``match``: regencies before gateways, then neighbours.
            preference=np.concatenate(
                [
                    np.sqrt(cost / largest[draw]),
                    np.where(gateway >= 0, 2.0 + 1e-3 * gateway, 1e3),
                ]
            ),
        )
    )
    flows = pd.DataFrame(
        {
            "draw": np.concatenate([draw, buying]),
            "origin": np.concatenate(
                [origin, np.where(gateway >= 0, _FIRST_GATEWAY - gateway, _UNMET)]
            ),
            "destination": np.concatenate([destination, buyer]),
            "tonnes": tonnes,
        }
    )
    return flows[flows["tonnes"] > 0]


def _count_pairs(shipped: pd.DataFrame, n_draws: int) -> pd.DataFrame:
    shipped = shipped[shipped["tonnes"] >= LEAST_SHIPMENT_T]
    keys = ["origin_kind", "origin", "destination"]
    grouped = shipped.groupby(keys, sort=True)["tonnes"]
    pairs = grouped.size().rename("n").reset_index()
    quantiles = grouped.quantile(np.array(_QUANTILES)).unstack().to_numpy()
    for place, name in enumerate(("tonnes_p05", "tonnes_p50", "tonnes_p95")):
        pairs[name] = quantiles[:, place] if len(pairs) else np.zeros(0)
    pairs["frequency_pct"] = 100.0 * pairs["n"] / n_draws
    pairs["robustness"] = np.where(pairs["frequency_pct"] >= ROBUST_PCT, "robust", "fragile")
    pairs = pairs.sort_values(
        ["origin_kind", "n", "origin", "destination"],
        ascending=[False, False, True, True],
        ignore_index=True,
    )
    return pairs[
        ["origin", "destination", "origin_kind", "frequency_pct"]
        + ["tonnes_p05", "tonnes_p50", "tonnes_p95", "robustness"]
    ]


def _total_quantiles(totals: Floats) -> pd.DataFrame:
    low, middle, high = np.quantile(totals, _QUANTILES, axis=0)
    return pd.DataFrame({"measure": _MEASURES, "p05": low, "p50": middle, "p95": high})
