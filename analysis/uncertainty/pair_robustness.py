"""How often each pair appears when the balances are drawn many times: robust or fragile.

Every draw of the balances is matched as ``analysis.matching.match`` would match it: on arrays
(``analysis.matching.arrays``), unless pairs are limited (a smallest shipment, a number of
partners) or agreed. Then every draw goes through ``match`` itself, which takes longer.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import InvalidOptionError
from analysis.matching.arrays import match_balances, prepare_costs
from analysis.matching.match import DEFAULT_OPTIONS, MatchingOptions, match
from analysis.matching.problem import check_tables, trade_arcs
from analysis.uncertainty.draws import BalanceDraws

#: From this share of the draws on a pair is robust, below it fragile (per cent).
ROBUST_PCT = 80.0

ROBUSTNESS_CODES = ("robust", "fragile")

#: Less than this is no shipment, and the pair does not count as appearing (tonnes).
LEAST_SHIPMENT_T = 1.0

#: Options that the array path knows; any other one set takes the way through ``match``.
PLAIN_OPTIONS = (
    *("external_supply", "unmet_penalty_idr_per_t", "reserve_share", "max_distance_km"),
    *("objective", "forbidden_pairs"),
)

_QUANTILES = (0.05, 0.5, 0.95)
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
    drawn = draws.first(n_draws)
    solve = _match_in_arrays if is_plain(options) else _match_in_tables
    shipments, totals = solve(drawn, drawn.classes(), costs, external, options, places)
    return PairDraws(n_draws, _count_pairs(shipments, n_draws), _total_quantiles(totals))


def is_plain(options: MatchingOptions) -> bool:
    """Whether only ``PLAIN_OPTIONS`` differ from the default: 200 draws then take a moment.

    >>> is_plain(MatchingOptions(objective="fairest")), is_plain(MatchingOptions(max_partners=3))
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


@dataclass(frozen=True, eq=False)
class _Shipments:
    """Flows of all draws together; ``origin`` and ``destination`` are places in ``names``.

    ``names`` has the regencies by code, ``n_regencies`` of them, and then the gateways by name.
    """

    names: NDArray[np.object_]
    n_regencies: int
    origin: NDArray[np.intp]
    destination: NDArray[np.intp]
    tonnes: Floats


def _match_in_tables(
    draws: BalanceDraws,
    classes: NDArray[np.str_],
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None,
) -> tuple[_Shipments, Floats]:
    """Flows of all draws, and their totals (n_draws, measures)."""
    found, totals = [], np.zeros((len(classes), len(_MEASURES)))
    for draw in range(len(classes)):
        result = match(_balance_of(draws, classes, draw), costs, external, options, places=places)
        found.append(result.flows[["origin", "destination", "tonnes"]])
        totals[draw] = [getattr(result.totals, measure) for measure in _MEASURES]
    flows = pd.concat(found, ignore_index=True)
    names = pd.Index([*sorted(draws.codes), *sorted(set(external["gateway"]))], dtype=object)
    return _Shipments(
        names=names.to_numpy(),
        n_regencies=len(draws.codes),
        origin=names.get_indexer(pd.Index(flows["origin"], dtype=object)),
        destination=names.get_indexer(pd.Index(flows["destination"], dtype=object)),
        tonnes=flows["tonnes"].to_numpy(dtype=np.float64),
    ), totals


def _match_in_arrays(
    draws: BalanceDraws,
    classes: NDArray[np.str_],
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None,
) -> tuple[_Shipments, Floats]:
    """As ``_match_in_tables``."""
    # What ``match`` would refuse, once and not in every draw.
    check_tables(_balance_of(draws, classes, 0), costs, external)
    by_code = np.argsort(np.array(draws.codes), kind="stable")
    codes = tuple(draws.codes[place] for place in by_code)
    arcs = trade_arcs(codes, codes, costs, external, options, places)
    kept = {"surplus": 1.0 - options.reserve_share, "deficit": 1.0}
    takes_part = sum(share * (classes == name) for name, share in kept.items())
    flows = match_balances(
        prepare_costs(
            np.where(arcs.state == "open", arcs.cost, np.nan),
            arcs.external_cost,
            options.unmet_penalty_idr_per_t,
            arcs.tier if options.objective == "most_local" else None,
        ),
        (draws.balance_t * takes_part)[:, by_code],
        draws.need_t[:, by_code] if options.objective == "fairest" else None,
    )
    bought = np.nonzero(flows.external_t)
    n, n_draws = len(codes), len(classes)
    moved = np.bincount(flows.draw, flows.tonnes, minlength=n_draws)
    totals = (moved, flows.external_t.sum(axis=1), flows.unmet_t.sum(axis=1), flows.cost_idr)
    return _Shipments(
        names=np.array([*codes, *arcs.gateways], dtype=object),
        n_regencies=n,
        origin=np.concatenate([flows.origin, n + flows.gateway[bought]]),
        destination=np.concatenate([flows.destination, bought[1]]),
        tonnes=np.concatenate([flows.tonnes, flows.external_t[bought]]),
    ), np.column_stack(totals)


def _count_pairs(shipments: _Shipments, n_draws: int) -> pd.DataFrame:
    names = shipments.names
    large = shipments.tonnes >= LEAST_SHIPMENT_T
    tonnes = shipments.tonnes[large]
    pair = shipments.origin[large] * len(names) + shipments.destination[large]
    order = np.lexsort((tonnes, pair))
    tonnes = tonnes[order]
    pairs, first, count = np.unique(pair[order], return_index=True, return_counts=True)
    origin, destination = np.divmod(pairs, len(names))
    is_regency = origin < shipments.n_regencies
    table = pd.DataFrame(
        {
            "origin": names[origin],
            "destination": names[destination],
            "origin_kind": np.where(is_regency, "regency", "external"),
            "frequency_pct": 100.0 * count / n_draws,
            **{
                f"tonnes_p{round(100 * q):02}": _quantile_of_runs(tonnes, first, count, q)
                for q in _QUANTILES
            },
        }
    )
    table["robustness"] = np.where(table["frequency_pct"] >= ROBUST_PCT, "robust", "fragile")
    # Regencies before gateways, the most frequent first.
    order = np.lexsort((destination, origin, -count, ~is_regency))
    return table.iloc[order].reset_index(drop=True)


def _quantile_of_runs(
    values: Floats, first: NDArray[np.intp], count: NDArray[np.intp], q: float
) -> Floats:
    """Quantile of every run of sorted values, between two of them in proportion."""
    place = q * (count - 1)
    below = np.floor(place).astype(np.intp)
    low, high = values[first + below], values[first + np.minimum(below + 1, count - 1)]
    return np.asarray(low + (place - below) * (high - low), dtype=np.float64)


def _total_quantiles(totals: Floats) -> pd.DataFrame:
    low, middle, high = np.quantile(totals, _QUANTILES, axis=0)
    return pd.DataFrame({"measure": _MEASURES, "p05": low, "p50": middle, "p95": high})
