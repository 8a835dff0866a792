"""How often each pair appears when balances and freight are drawn many times: robust or fragile.

Every draw takes the way of ``analysis.matching.match``, but for the tables: they are checked and
made into arcs once, and what comes out stays in arrays. Only what is identified is judged: a pair
that can be swapped at no cost stands in a draw or not as ties are broken, so its corridor is
judged in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import InvalidOptionError
from analysis.matching.match import DEFAULT_OPTIONS
from analysis.matching.options import MatchingOptions
from analysis.matching.problem import check_tables, problem_of_balances, trade_arcs
from analysis.matching.ranges import MatchRanges, Supply, class_of_flows
from analysis.matching.solve import allocate
from analysis.matching.tables import totals_of
from analysis.uncertainty.cost_draws import CostParts, drawn_arcs
from analysis.uncertainty.draws import BalanceDraws

#: From this share of the draws on a pair is robust, below it fragile (per cent).
ROBUST_PCT = 80.0

#: So far from its total a draw may be and still hold a corridor (per cent of the total).
CORRIDOR_TOLERANCE_PCT = 25.0

RobustnessCode = Literal["robust", "fragile", "tie", "untested"]
ROBUSTNESS_CODES: tuple[RobustnessCode, ...] = get_args(RobustnessCode)

#: Less than this is no shipment, and the pair does not count as appearing (tonnes).
LEAST_SHIPMENT_T = 1.0

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
        ``robustness`` (of ``ROBUSTNESS_CODES``: a ``tie`` can be swapped at no cost; ``untested``:
        it is not known which can); regencies before gateways, the most frequent first.
    corridors : DataFrame
        One row per corridor, in its order: ``origins``, ``destinations`` (codes joined by ``;``),
        ``frequency_pct`` (share of the draws in which these deliver to those within
        ``CORRIDOR_TOLERANCE_PCT`` of the total), ``tonnes_p05``, ``tonnes_p50``, ``tonnes_p95``
        (quantiles of that delivery over all draws), ``robustness``.
    totals : DataFrame
        ``measure`` (moved_t, external_t, unmet_t, cost_idr) with ``p05``, ``p50``, ``p95`` over
        all draws, in the unit that the measure's name ends with.
    """

    n_draws: int
    pairs: pd.DataFrame
    corridors: pd.DataFrame
    totals: pd.DataFrame

    def holds_pct(self, supply: Supply) -> float:
        """In which share of the draws an identified pair stands, or a corridor's total holds."""
        if supply.is_pair:
            table, sides = self.pairs, ("origin", "destination")
        else:
            table, sides = self.corridors, ("origins", "destinations")
        ends = ";".join(supply.origins), ";".join(supply.destinations)
        found = table.loc[(table[sides[0]] == ends[0]) & (table[sides[1]] == ends[1])]
        # A pair that appears in no draw has no row.
        return float(found["frequency_pct"].iloc[0]) if len(found) else 0.0


def match_draws(
    draws: BalanceDraws,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions = DEFAULT_OPTIONS,
    n_draws: int = 200,
    places: pd.DataFrame | None = None,
    *,
    cost_parts: CostParts | None = None,
    ranges: MatchRanges | None = None,
) -> PairDraws:
    """Match the first ``n_draws`` draws and count the pairs.

    Parameters
    ----------
    draws : BalanceDraws
        At least ``n_draws`` of them.
    costs, external, options, places
        As ``match``.
    cost_parts : CostParts, optional
        What ``costs`` and ``external`` are made of, to be drawn too; without, freight is held.
    ranges : MatchRanges, optional
        What is identified in the answer to be judged; without, ties are not known, and no pair or
        corridor is judged.

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
    [['5315', '5371', 50.0, 'untested'], ['X', '5371', 50.0, 'untested']]
    """
    available = len(draws.available_t)
    if isinstance(n_draws, bool) or not isinstance(n_draws, int) or not 1 <= n_draws <= available:
        raise InvalidOptionError("n_draws", n_draws, f"a whole number from 1 to {available}")
    drawn = draws.first(n_draws)
    shipments, totals = _matched(drawn, costs, external, options, places, cost_parts)
    pairs = _count_pairs(shipments, n_draws)
    if ranges is None:
        pairs["robustness"] = "untested"
    else:
        swapped = class_of_flows(pairs, ranges)["pair_class"] == "interchangeable"
        pairs["robustness"] = pairs["robustness"].mask(swapped, "tie")
    corridors = _judge_corridors(shipments, n_draws, ranges)
    return PairDraws(n_draws, pairs, corridors, _total_quantiles(totals))


@dataclass(frozen=True, eq=False)
class _Shipments:
    """Flows of all draws together; ``origin`` and ``destination`` are places in ``names``.

    ``names`` has the regencies by code, ``n_regencies`` of them, and then the gateways by name.
    """

    names: NDArray[np.object_]
    n_regencies: int
    draw: NDArray[np.intp]
    origin: NDArray[np.intp]
    destination: NDArray[np.intp]
    tonnes: Floats


def _matched(
    draws: BalanceDraws,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None,
    cost_parts: CostParts | None,
) -> tuple[_Shipments, Floats]:
    """Flows of all draws, and their totals (n_draws, measures)."""
    classes = draws.classes()
    # What ``match`` would refuse, once and not in every draw.
    check_tables(_first_balance(draws, classes), costs, external)
    by_code = np.argsort(np.array(draws.codes), kind="stable")
    codes = tuple(draws.codes[place] for place in by_code)
    arcs = trade_arcs(codes, costs, external, options, places)
    place_of = {name: place for place, name in enumerate([*codes, *arcs.gateways])}
    totals = np.zeros((len(classes), len(_MEASURES)))
    found: list[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], Floats]] = []
    drawn = zip(
        *(draws.balance_t, draws.need_t, classes, drawn_arcs(arcs, cost_parts, len(classes))),
        strict=True,
    )
    for draw, (balance_t, need_t, balance_class, at_cost) in enumerate(drawn):
        problem = problem_of_balances(
            at_cost, balance_t[by_code], need_t[by_code], balance_class[by_code]
        )
        allocation = allocate(problem)
        sums = totals_of(problem, allocation)
        totals[draw] = [getattr(sums, measure) for measure in _MEASURES]
        receivers = _places(problem.receivers, place_of)
        for origins, tonnes in (
            (problem.suppliers, allocation.pair_t),
            (problem.gateways, allocation.external_t),
        ):
            row, column = np.nonzero(tonnes)
            which = np.full(len(row), draw)
            givers = _places(origins, place_of)
            found.append((which, givers[row], receivers[column], tonnes[row, column]))
    number, origin, destination, amount = zip(*found, strict=True)
    return _Shipments(
        names=np.array(list(place_of), dtype=object),
        n_regencies=len(codes),
        draw=np.concatenate(number),
        origin=np.concatenate(origin),
        destination=np.concatenate(destination),
        tonnes=np.concatenate(amount),
    ), totals


def _places(names: tuple[str, ...], place_of: dict[str, int]) -> NDArray[np.intp]:
    return np.array([place_of[name] for name in names], dtype=np.intp)


def _first_balance(draws: BalanceDraws, classes: NDArray[np.str_]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "regency_code": draws.codes,
            "balance_t": draws.balance_t[0],
            "need_t": draws.need_t[0],
            "balance_class": classes[0].astype(object),
        }
    )


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


def _judge_corridors(
    shipments: _Shipments, n_draws: int, ranges: MatchRanges | None
) -> pd.DataFrame:
    names = shipments.names
    sides = "origins", "destinations"
    quantile_names = [f"tonnes_p{round(100 * q):02}" for q in _QUANTILES]
    rows: list[tuple[object, ...]] = []
    corridors = [] if ranges is None else ranges.corridors.to_dict("records")
    for corridor in corridors:
        origins, destinations = (np.isin(names, str(corridor[side]).split(";")) for side in sides)
        inside = origins[shipments.origin] & destinations[shipments.destination]
        tonnes = np.bincount(shipments.draw[inside], shipments.tonnes[inside], minlength=n_draws)
        off = CORRIDOR_TOLERANCE_PCT / 100.0
        least, most = corridor["min_t"] * (1.0 - off), corridor["max_t"] * (1.0 + off)
        share = 100.0 * float(((tonnes >= least) & (tonnes <= most)).mean())
        rows.append(
            (
                *(corridor[side] for side in sides),
                share,
                *np.quantile(tonnes, _QUANTILES).tolist(),
                "robust" if share >= ROBUST_PCT else "fragile",
            )
        )
    return pd.DataFrame(rows, columns=[*sides, "frequency_pct", *quantile_names, "robustness"])


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
