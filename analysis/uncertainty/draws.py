"""How sure a balance is: the same balance a thousand times, each time with inputs a little off.

Every input is multiplied by an error that is lognormal with median 1, so that no figure turns
negative and half of the draws lie on either side of the figure known::

    error = exp(sigma * (sqrt(c) * z_common + sqrt(1 - c) * (sqrt(i) * z_island
                                                             + sqrt(1 - i) * z_own)))
    sigma = sqrt(ln(1 + spread^2)),   z ~ N(0, 1)

``spread`` is the relative standard error of the figure (see ``spreads``), ``c`` the share of the
variance that all regencies have in common, ``i`` the share of the rest that the regencies of one
island group have in common, as neighbours have their weather. A coefficient of the province or the
nation has c = 1: within one draw it is equally wrong everywhere. What is unknown stays unknown, a
real zero stays zero, and what is not in the figures at all (a share without a row, a bias of a
method) is not in the intervals either.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.balance.compute import available_tonnes, classify_balance, need_tonnes
from analysis.balance.inputs import FALLBACK_REGIONS, INPUTS, SHARES
from analysis.errors import AnalysisError, InvalidOptionError, require_columns
from analysis.uncertainty.spreads import INPUT_GROUPS, Spreads, input_group, log_sigma

__all__ = [
    "DEFAULT_SEED",
    "BalanceDraws",
    "TotalInterval",
    "draw_balances",
    "summarise_draws",
    "summarise_total",
    "tornado",
]

DEFAULT_SEED = 53

#: Column of the balance that holds an input.
_COLUMN = {
    "production": "production_t",
    "conversion": "conversion",
    **{share: share for share in SHARES},
    "population": "population",
    "norm": "norm_kg_per_capita_year",
    "eaten_out": "eaten_out",
    "extra_need": "extra_need_t",
}

# Standard errors that regencies share: one for the survey's method, one per fallback region.
_METHOD = 0
_COMMON = {region: place for place, region in enumerate(FALLBACK_REGIONS, start=1)}

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class BalanceDraws:
    """Draws of one balance, one row per draw and one column per regency (tonnes).

    Attributes
    ----------
    codes : tuple[str, ...]
        Regency codes, in the order of the balance.
    available_t, need_t : float array (n_draws, n_regencies)
        NaN in the whole column where the balance is unknown.
    tolerance_pct : float
        Within it of the need a draw counts as balanced.
    """

    codes: tuple[str, ...]
    available_t: Floats
    need_t: Floats
    tolerance_pct: float

    @property
    def balance_t(self) -> Floats:
        """Available less need (n_draws, n_regencies)."""
        return self.available_t - self.need_t

    def without(self, codes: Container[str]) -> BalanceDraws:
        """The same draws with these regencies unknown: nothing is concluded of them."""
        left_out = np.array([code in codes for code in self.codes], dtype=bool)
        available, need = (
            np.where(left_out, np.nan, side) for side in (self.available_t, self.need_t)
        )
        return replace(self, available_t=available, need_t=need)

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Regencies whose balance is known (n_regencies,)."""
        return np.asarray(~np.isnan(self.available_t[0] + self.need_t[0]))

    def first(self, n_draws: int) -> BalanceDraws:
        """The first so many draws."""
        return replace(self, available_t=self.available_t[:n_draws], need_t=self.need_t[:n_draws])

    def classes(self) -> NDArray[np.str_]:
        """Class of every draw (n_draws, n_regencies), see ``classify_balance``."""
        return classify_balance(self.available_t, self.need_t, self.tolerance_pct)


@dataclass(frozen=True, eq=False)
class _ErrorModel:
    """Inputs as arrays over the regencies: value, sigma of the log error, what is common."""

    codes: tuple[str, ...]
    values: Mapping[str, Floats]
    sigma: Mapping[str, Floats]
    common_share: Mapping[str, Floats]
    common_place: Mapping[str, NDArray[np.intp]]
    island_share: Mapping[str, float]
    island_place: NDArray[np.intp]


def draw_balances(
    balance: pd.DataFrame,
    inputs: pd.DataFrame,
    spreads: Spreads,
    n_draws: int = 1000,
    seed: int = DEFAULT_SEED,
    tolerance_pct: float = 5.0,
    islands: Mapping[str, str] | None = None,
) -> BalanceDraws:
    """Draw a balance many times.

    Parameters
    ----------
    balance : DataFrame
        As ``compute_balance`` makes it.
    inputs : DataFrame
        As ``explain_inputs`` makes it, of the same settings.
    spreads : Spreads
        Rules for the errors.
    n_draws : int
        1 to 100,000. The first draws are the same however many there are.
    seed : int
        The same seed gives the same draws, whatever the order of the regencies. Two commodities
        drawn with one seed have the same standard errors; use two seeds where they are added up.
    tolerance_pct : float
        As in the settings of the balance.
    islands : Mapping[str, str], optional
        Regency -> island group; without it no island has anything in common.

    Raises
    ------
    AnalysisError
        ``missing_column``; ``unknown_regency`` when ``inputs`` names one that the balance lacks;
        ``no_inputs`` when a known balance has a figure that ``inputs`` doesn't explain.
    InvalidOptionError
        ``n_draws`` or ``seed`` outside what they may be.
    SpreadError
        A grade or flag without a rule.

    Examples
    --------
    >>> balance = pd.DataFrame({
    ...     "regency_code": ["5301"], "production_t": [100.0], "conversion": [0.6],
    ...     "seed_share": [0.0], "feed_share": [0.0], "loss_share": [0.0],
    ...     "population": [500.0], "norm_kg_per_capita_year": [100.0],
    ...     "eaten_out": [0.0], "extra_need_t": [0.0]})
    >>> inputs = pd.DataFrame({
    ...     "regency_code": "5301", "input": ["production", "conversion", "population", "norm"],
    ...     "state": "used", "year": 2022, "region": None, "grade": "B", "flag": None})
    >>> rules = {(g, "B"): 0.0 for g in ("production", "conversion", "population", "norm")}
    >>> certain = Spreads(rules, {}, {}, {})
    >>> draw_balances(balance, inputs, certain, n_draws=3).balance_t.ravel().tolist()
    [10.0, 10.0, 10.0]
    """
    _check_draws(n_draws, seed)
    model = _error_model(balance, inputs, spreads, islands or {})
    available, need = _evaluate(model, model.sigma, n_draws, seed)
    return BalanceDraws(model.codes, available, need, tolerance_pct)


def summarise_draws(draws: BalanceDraws) -> pd.DataFrame:
    """Probabilities, interval and sign for every regency.

    Returns
    -------
    DataFrame
        One row per regency: ``regency_code``; ``p_surplus``, ``p_balanced``, ``p_deficit`` (share
        of the draws in that class, 0 to 1, together 1); ``balance_p05_t``, ``balance_p50_t``,
        ``balance_p95_t`` (quantiles of the balance); ``sign`` (surplus, deficit: the one that more
        draws have, without tolerance) and ``p_sign`` (their share, 0.5 to 1). NaN and None where
        the balance is unknown.

    >>> draws = BalanceDraws(("5301",), np.array([[120.0], [90.0], [130.0], [150.0]]),
    ...                      np.full((4, 1), 100.0), 5.0)
    >>> summarise_draws(draws)[["p_surplus", "p_deficit", "balance_p50_t", "sign"]].values
    array([[0.75, 0.25, 25.0, 'surplus']], dtype=object)
    """
    classes, known = draws.classes(), draws.is_known
    shares = {
        name: np.where(known, (classes == name).mean(axis=0), np.nan)
        for name in ("surplus", "balanced", "deficit")
    }
    quantiles = np.full((3, len(draws.codes)), np.nan)
    quantiles[:, known] = np.quantile(draws.balance_t[:, known], (0.05, 0.5, 0.95), axis=0)
    above = np.where(known, (draws.balance_t > 0).mean(axis=0), np.nan)
    sign = np.where(above >= 0.5, "surplus", "deficit").astype(object)
    sign[~known] = None
    return pd.DataFrame(
        {
            "regency_code": draws.codes,
            **{f"p_{name}": share for name, share in shares.items()},
            "balance_p05_t": quantiles[0],
            "balance_p50_t": quantiles[1],
            "balance_p95_t": quantiles[2],
            "sign": sign,
            "p_sign": np.maximum(above, 1.0 - above),
        }
    )


@dataclass(frozen=True)
class TotalInterval:
    """Balance of all known regencies together: quantiles in tonnes, probability to be above 0."""

    n_known: int
    n_total: int
    balance_p05_t: float
    balance_p50_t: float
    balance_p95_t: float
    p_positive: float


def summarise_total(draws: BalanceDraws) -> TotalInterval:
    """The sum over the known regencies; all NaN where none is known.

    >>> summarise_total(BalanceDraws(("5301", "5302"), np.array([[3.0, 4.0], [5.0, 6.0]]),
    ...                              np.array([[8.0, 1.0], [2.0, 1.0]]), 5.0))
    ... # doctest: +NORMALIZE_WHITESPACE
    TotalInterval(n_known=2, n_total=2, balance_p05_t=-1.5, balance_p50_t=3.0, balance_p95_t=7.5,
    p_positive=0.5)
    """
    known = draws.is_known
    total = draws.balance_t[:, known].sum(axis=1)
    if not known.any():
        return TotalInterval(0, len(draws.codes), np.nan, np.nan, np.nan, np.nan)
    low, middle, high = (float(q) for q in np.quantile(total, (0.05, 0.5, 0.95)))
    positive = float((total > 0).mean())
    return TotalInterval(int(known.sum()), len(draws.codes), low, middle, high, positive)


def tornado(
    balance: pd.DataFrame,
    inputs: pd.DataFrame,
    spreads: Spreads,
    target: str | None = None,
    n_draws: int = 1000,
    seed: int = DEFAULT_SEED,
    islands: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Which input moves the result most: each drawn alone, the others at their median.

    Parameters
    ----------
    target : str or None
        A regency's code: its balance. None: the balance of all known regencies together, where
        errors of single regencies partly cancel out and common ones don't.

    The others as ``draw_balances``.

    Returns
    -------
    DataFrame
        ``input`` (of ``INPUT_GROUPS``), ``low_t`` and ``high_t`` (10 % and 90 % quantile of the
        target's balance), ``swing_t`` = high - low, ``base_t`` (the balance with every input at
        its median); the largest swing first. Inputs that the target does not have are left out.

    Raises
    ------
    AnalysisError
        As ``draw_balances``, and ``unknown_balance`` when the target has no balance.
    """
    _check_draws(n_draws, seed)
    model = _error_model(balance, inputs, spreads, islands or {})
    columns = _target_columns(model, target)
    base_available, base_need = (
        side[0, columns] for side in _evaluate(model, {}, n_draws=1, seed=seed)
    )
    base = float((base_available - base_need).sum())
    rows = []
    for group in INPUT_GROUPS:
        names = [name for name in INPUTS if input_group(name) == group]
        if not any((model.sigma[name][columns] > 0).any() for name in names):
            continue
        drawn = {name: model.sigma[name] for name in names}
        available, need = _evaluate(model, drawn, n_draws, seed)
        total = (available[:, columns] - need[:, columns]).sum(axis=1)
        low, high = (float(q) for q in np.quantile(total, (0.1, 0.9)))
        rows.append((group, low, high, high - low, base))
    table = pd.DataFrame(rows, columns=["input", "low_t", "high_t", "swing_t", "base_t"])
    return table.sort_values("swing_t", ascending=False, kind="stable", ignore_index=True)


def _target_columns(model: _ErrorModel, target: str | None) -> NDArray[np.intp]:
    needed = [model.values[name] for name in ("production", "conversion", "population", "norm")]
    known = ~np.isnan(np.vstack(needed)).any(axis=0)
    wanted = known if target is None else known & (np.array(model.codes) == target)
    if not wanted.any():
        raise AnalysisError(
            "unknown_balance",
            f"no known balance for {target or 'any regency'}",
            regency_code=target,
        )
    return np.flatnonzero(wanted)


def _check_draws(n_draws: int, seed: int) -> None:
    for field, value, least, most in (
        ("n_draws", n_draws, 1, 100_000),
        ("seed", seed, 0, 2**32 - 1),
    ):
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise InvalidOptionError(field, value, f"a whole number from {least} to {most}")


def _error_model(
    balance: pd.DataFrame,
    inputs: pd.DataFrame,
    spreads: Spreads,
    islands: Mapping[str, str],
) -> _ErrorModel:
    require_columns(balance.columns, ("regency_code", *_COLUMN.values()), "balance")
    require_columns(
        inputs.columns,
        ("regency_code", "input", "state", "year", "region", "grade", "flag"),
        "inputs",
    )
    codes = tuple(str(code) for code in balance["regency_code"])
    place = {code: column for column, code in enumerate(codes)}
    n = len(codes)
    sigma = {name: np.full(n, np.nan) for name in INPUTS}
    common_share = {
        name: np.full(n, spreads.common_pct.get(input_group(name), 0.0) / 100.0) for name in INPUTS
    }
    common_place = {name: np.full(n, _METHOD, dtype=np.intp) for name in INPUTS}

    # A few rows per regency: plain lists are faster here than frames.
    names = ("state", "regency_code", "input", "year", "region", "grade", "flag")
    columns = [inputs[name].tolist() for name in names]
    rows: list[tuple[Any, ...]] = [
        tuple(None if _is_empty(cell) else cell for cell in row)
        for state, *row in zip(*columns, strict=True)
        if state == "used"
    ]
    balance_year = {code: year for code, name, year, *_ in rows if name == "production"}
    known: dict[tuple[object, ...], float] = {}
    for code, name, year, region, grade, flag in rows:
        if code not in place:
            raise AnalysisError(
                "unknown_regency",
                f"inputs name {code}, which the balance lacks",
                table="inputs",
                regency_code=code,
            )
        when = balance_year.get(code)
        years = abs(year - when) if year is not None and when is not None else 0
        key = (name, grade, flag, years)
        if key not in known:
            known[key] = log_sigma(
                spreads.spread_pct(input_group(name), str(grade), flag or "", years)
            )
        column = place[code]
        sigma[name][column] = known[key]
        if region in _COMMON:
            common_share[name][column] = 1.0
            common_place[name][column] = _COMMON[region]
    values = {name: balance[c].to_numpy(dtype=np.float64) for name, c in _COLUMN.items()}
    _require_explained(codes, values, sigma)
    island_share = {
        name: spreads.island_pct.get(input_group(name), 0.0) / 100.0 if islands else 0.0
        for name in INPUTS
    }
    # A regency of which no island is known is one of its own.
    groups = [islands.get(code, code) for code in codes]
    island_place = np.array([sorted(set(groups)).index(group) for group in groups], dtype=np.intp)
    return _ErrorModel(codes, values, sigma, common_share, common_place, island_share, island_place)


def _is_empty(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell != cell  # NaN is not equal to itself


def _require_explained(
    codes: tuple[str, ...], values: Mapping[str, Floats], sigma: Mapping[str, Floats]
) -> None:
    """Refuse a figure without a spread; a share or an addition to the need of 0 needs none."""
    for name in INPUTS:
        optional = name in SHARES or name in ("eaten_out", "extra_need")
        has_none = np.isnan(sigma[name])
        silent = has_none & ~np.isnan(values[name]) & ~(optional & (values[name] == 0))
        if silent.any():
            code = codes[int(np.flatnonzero(silent)[0])]
            raise AnalysisError(
                "no_inputs",
                f"inputs don't explain the {name} of {code}",
                table="inputs",
                regency_code=code,
                input=name,
            )
        sigma[name][has_none] = 0.0


def _evaluate(
    model: _ErrorModel, drawn: Mapping[str, Floats], n_draws: int, seed: int
) -> tuple[Floats, Floats]:
    """Available and need (n_draws, n_regencies) with errors on the inputs in ``drawn`` only."""

    def off(name: str) -> Floats:
        value = model.values[name]
        if not drawn.get(name, np.zeros(0)).any():
            return np.broadcast_to(value, (1, len(value)))
        return value * _errors(model, name, n_draws, seed)

    deducted: Floats = np.zeros((1, 1))
    for share in SHARES:
        # As in the balance: without a row nothing is deducted, and its ``assumptions`` says so.
        deducted = deducted + np.nan_to_num(off(share))
    available = available_tonnes(off("production"), off("conversion"), np.minimum(deducted, 1.0))
    eaten_out = np.nan_to_num(off("eaten_out"))
    need = need_tonnes(off("population"), off("norm"), off("extra_need"), eaten_out)
    unknown = np.isnan(available[0] + need[0])
    shape = (n_draws, len(model.codes))
    sides = []
    for side in (available, need):
        full = np.array(np.broadcast_to(side, shape))
        full[:, unknown] = np.nan
        sides.append(full)
    return sides[0], sides[1]


def _errors(model: _ErrorModel, name: str, n_draws: int, seed: int) -> Floats:
    """Multiplicative errors of one input (n_draws, n_regencies), median 1."""
    n_common = 1 + len(_COMMON)
    generator = np.random.default_rng([seed, INPUTS.index(name)])
    # One row per draw, regencies by code: neither more draws nor another order change a number.
    normal = generator.standard_normal((n_draws, n_common + len(model.codes)))
    own_place = n_common + np.argsort(np.argsort(np.array(model.codes)))
    share = model.common_share[name]
    own = normal[:, own_place]
    island = model.island_share[name]
    if island:
        # Numbers of their own: what the other terms draw stays the same with islands and without.
        of_islands = np.random.default_rng([seed, INPUTS.index(name), 1]).standard_normal(
            (n_draws, int(model.island_place.max()) + 1)
        )
        own = np.sqrt(island) * of_islands[:, model.island_place] + np.sqrt(1.0 - island) * own
    mixed = np.sqrt(share) * normal[:, model.common_place[name]] + np.sqrt(1.0 - share) * own
    return np.asarray(np.exp(model.sigma[name] * mixed), dtype=np.float64)
