"""Freight drawn many times: every cost parameter somewhere between its low and its high value.

A parameter is drawn once per draw for the whole network, since costs err together: where a truck
is dearer than assumed it is dearer on every road. Its distribution is triangular, from the low to
the high value of the table with the value used as its mode, which is an assumption. The cost of a
path is linear in the parameters as long as the path is the same; paths are held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import require_columns
from analysis.matching.problem import TradeArcs

COST_SEED = 59

#: Parameters that are another by another name: the truck to the port is the truck on the road.
_SAME = {"access_idr_per_t_km": "road_idr_per_t_km"}

_SIDES = ("value", "low", "high")

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CostParts:
    """What the costs of all paths are made of.

    Attributes
    ----------
    parameters : DataFrame
        ``parameter``, ``value``, ``low``, ``high``: rupiah, in the unit of the parameter.
    amounts : DataFrame
        ``origin`` (regency code or gateway), ``destination`` and a column per parameter: how much
        of it the path takes.
    """

    parameters: pd.DataFrame
    amounts: pd.DataFrame


def draw_parameters(parameters: pd.DataFrame, n_draws: int, seed: int = COST_SEED) -> pd.DataFrame:
    """Values of every parameter, one row per draw and one column per parameter.

    Without a low or a high value a parameter is not drawn on that side; a value that a scenario
    has put outside of its range is the end of the range.

    Raises
    ------
    AnalysisError
        ``missing_column``.

    >>> rates = pd.DataFrame({"parameter": ["ship_idr_per_t_km"], "value": [200.0],
    ...                       "low": [169.0], "high": [286.0]})
    >>> drawn = draw_parameters(rates, 1000)["ship_idr_per_t_km"]
    >>> bool(drawn.min() >= 169), bool(drawn.max() <= 286), round(float(drawn.mean()), -1)
    (True, True, 220.0)
    """
    require_columns(parameters.columns, ("parameter", *_SIDES), "cost_parameters")
    drawn: dict[str, Floats] = {}
    columns = (parameters[side].to_numpy(np.float64, na_value=np.nan) for side in _SIDES)
    for name, value, low, high in zip(parameters["parameter"].astype(str), *columns, strict=True):
        key = _SAME.get(name, name)
        # By name, so that another parameter more does not change the draws of the others.
        uniform = np.random.default_rng([seed, *key.encode()]).random(n_draws)
        # An unknown end is no end: fmin and fmax pass over it.
        low, high = float(np.fmin(value, low)), float(np.fmax(value, high))
        drawn[name] = _triangular(uniform, low, float(value), high)
    return pd.DataFrame(drawn)


def _triangular(uniform: Floats, low: float, mode: float, high: float) -> Floats:
    """Inverse of the triangular distribution function."""
    width = high - low
    if width <= 0:
        return np.full(len(uniform), mode)
    rising = uniform * width <= mode - low
    left = low + np.sqrt(uniform * width * (mode - low))
    right = high - np.sqrt((1.0 - uniform) * width * (high - mode))
    return np.where(rising, left, right)


def drawn_arcs(arcs: TradeArcs, parts: CostParts | None, n_draws: int) -> Iterator[TradeArcs]:
    """The arcs under each draw of the costs; the same each time without ``parts``."""
    if parts is None:
        for _draw in range(n_draws):
            yield arcs
        return
    values = parts.parameters.set_index("parameter")["value"]
    names = [name for name in values.index if name in parts.amounts.columns]
    drawn = draw_parameters(parts.parameters, n_draws)[names].to_numpy()
    change = drawn - values[names].to_numpy(dtype=np.float64)
    between = _amounts(parts.amounts, arcs.codes, arcs.codes, names)
    outside = _amounts(parts.amounts, arcs.gateways, arcs.codes, names)
    for each in change:
        # Rounding must not bring a path that costs next to nothing below nothing.
        yield replace(
            arcs,
            cost=np.maximum(arcs.cost + between @ each, 0.0),
            external_cost=np.maximum(arcs.external_cost + outside @ each, 0.0),
        )


def _amounts(
    table: pd.DataFrame, origins: tuple[str, ...], destinations: tuple[str, ...], names: list[str]
) -> Floats:
    """Amounts as an array (origins, destinations, parameters); 0 where there is no path."""
    asked = pd.MultiIndex.from_product([origins, destinations])
    found = table.set_index(["origin", "destination"])[names].reindex(asked, fill_value=0.0)
    return found.to_numpy(dtype=np.float64).reshape(len(origins), len(destinations), len(names))
