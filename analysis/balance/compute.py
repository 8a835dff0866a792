"""Balance of one commodity: what every regency has, needs, and is left with or short of.

Formulas (the method is the usual food balance sheet of FAO and Badan Pangan Nasional, cut
down to what is known by regency)::

    available_t = production_t * conversion * (1 - seed_share - feed_share - loss_share)
    need_t      = population * norm_kg_per_capita_year * (1 + eaten_out) / 1000 + extra_need_t
    balance_t   = available_t - need_t
    ratio       = available_t / need_t

The norm is what households prepare at home; ``eaten_out`` is what is eaten elsewhere, per kilogram
of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.balance.inputs import (
    GRADES,
    SHARES,
    BalanceInputError,
    BalanceInputs,
    Row,
    pick_inputs,
)
from analysis.balance.qualification import DISQUALIFIERS, disqualifiers, is_disqualified
from analysis.balance.settings import (
    MISSING_CODES,
    BalanceSettings,
    BalanceTables,
    MissingInputs,
    choose_settings,
)
from analysis.balance.yearly_norms import NORM_BASES

__all__ = [
    "ASSUMPTION_CODES",
    "BALANCE_CLASSES",
    "MISSING_CODES",
    "BalanceInputError",
    "BalanceSettings",
    "BalanceSummary",
    "BalanceTables",
    "MissingInputs",
    "available_tonnes",
    "choose_settings",
    "classify_balance",
    "compute_balance",
    "explain_inputs",
    "need_tonnes",
    "summarise_balance",
]

#: ``doubtful``: a figure behind it is disqualified. ``not_comparable``: production and norm count
#: different things. Neither has pairs or a part in totals, and neither is called a surplus or a
#: deficit.
BalanceClass = Literal["surplus", "balanced", "deficit", "doubtful", "not_comparable", "unknown"]
BALANCE_CLASSES: tuple[BalanceClass, ...] = get_args(BalanceClass)
#: Classes that a balance is judged to be in: the others have no part in totals.
JUDGED_CLASSES: tuple[BalanceClass, ...] = ("surplus", "balanced", "deficit")

#: What the balance assumes beyond its figures: a year taken for another, a norm carried to the
#: year, a coefficient or eating out without a source, a share not deducted and eating out not added
#: because no row gives it.
ASSUMPTION_CODES = (
    *("population_year", "norm_year", "coefficient_year", "coefficient", "eaten_out"),
    *(f"norm_{basis}" for basis in NORM_BASES),
    *(f"no_{share}" for share in SHARES),
    "no_eaten_out",
)

# Ratios are compared with the tolerance up to this: 1.05 must not miss 5 % by a rounding bit.
_RATIO_EPSILON = 1e-12


def available_tonnes(
    production_t: ArrayLike,
    conversion: ArrayLike,
    seed_share: ArrayLike = 0.0,
    feed_share: ArrayLike = 0.0,
    loss_share: ArrayLike = 0.0,
) -> NDArray[np.float64]:
    """Tonnes left for people, by the first formula of the module.

    Parameters
    ----------
    production_t : array_like
        Tonnes in the form that is produced.
    conversion : array_like
        Tonnes of the form that is eaten per tonne produced.
    seed_share, feed_share, loss_share : array_like
        Shares of 1 that people do not get.

    Returns
    -------
    float array
        Of the shape that the arguments broadcast to; NaN stays NaN.

    >>> float(available_tonnes(100.0, 0.6, seed_share=0.01, loss_share=0.04))
    57.0
    """
    kept = 1.0 - np.asarray(seed_share) - np.asarray(feed_share) - np.asarray(loss_share)
    return np.asarray(np.asarray(production_t) * np.asarray(conversion) * kept, dtype=np.float64)


def need_tonnes(
    population: ArrayLike,
    norm_kg_per_capita_year: ArrayLike,
    extra_need_t: ArrayLike = 0.0,
    eaten_out: ArrayLike = 0.0,
) -> NDArray[np.float64]:
    """Tonnes people eat in a year, plus named extra demand, by the second formula of the module.

    Parameters
    ----------
    population : array_like
        Persons.
    norm_kg_per_capita_year : array_like
    extra_need_t : array_like
        Tonnes.
    eaten_out : array_like
        Eaten outside the home, per kilogram of the norm.

    Returns
    -------
    float array
        Of the shape that the arguments broadcast to; NaN stays NaN.

    >>> float(need_tonnes(400_000, 90.0, 500.0))
    36500.0
    >>> float(need_tonnes(400_000, 90.0, 500.0, eaten_out=0.25))
    45500.0
    """
    norm_kg = np.asarray(norm_kg_per_capita_year) * (1.0 + np.asarray(eaten_out))
    eaten = np.asarray(population) * norm_kg / 1000.0
    return np.asarray(eaten + np.asarray(extra_need_t), dtype=np.float64)


def classify_balance(
    available_t: ArrayLike, need_t: ArrayLike, tolerance_pct: float = 5.0
) -> NDArray[np.str_]:
    """Class of each pair; exactly at the tolerance is still ``balanced``.

    Where nothing is needed there is no ratio: anything available is then a surplus, nothing
    available is balanced.

    Parameters
    ----------
    available_t, need_t : array_like
        Tonnes; they broadcast.
    tolerance_pct : float
        Per cent of the need.

    Returns
    -------
    array of str
        Of ``BALANCE_CLASSES``; ``unknown`` where either side is NaN.

    >>> classify_balance([106, 105, 94, 3, np.nan], [100, 100, 100, 0, 100]).tolist()
    ['surplus', 'balanced', 'deficit', 'surplus', 'unknown']
    """
    available = np.asarray(available_t, dtype=np.float64)
    need = np.asarray(need_t, dtype=np.float64)
    ratio = _ratio(available, need)
    margin = tolerance_pct / 100.0 + _RATIO_EPSILON
    unknown = np.isnan(available) | np.isnan(need)
    surplus = (ratio > 1.0 + margin) | ((need == 0) & (available > 0))
    deficit = ratio < 1.0 - margin
    return np.select([unknown, surplus, deficit], ["unknown", "surplus", "deficit"], "balanced")


def _ratio(available: NDArray[np.float64], need: NDArray[np.float64]) -> NDArray[np.float64]:
    ratio = np.full(np.broadcast_shapes(available.shape, need.shape), np.nan)
    np.divide(available, need, out=ratio, where=need > 0)
    return ratio


def compute_balance(
    tables: BalanceTables, settings: BalanceSettings, extra_need_t: pd.Series | None = None
) -> pd.DataFrame:
    """Balance of one commodity and year for every regency.

    Parameters
    ----------
    tables : BalanceTables
        Curated tables; rows of other commodities and years do no harm.
    settings : BalanceSettings
        Which rows to use, see ``choose_settings``.
    extra_need_t : Series, optional
        Named extra demand in tonnes by ``regency_code`` (tourists, school meals). A regency
        that is not named has none.

    Returns
    -------
    DataFrame
        One row per regency, in the order of ``tables.regencies``, with ``regency_code``,
        ``production_t``, ``conversion``, ``net_conversion``, ``seed_share``, ``feed_share``,
        ``loss_share``, ``available_t``, ``population``, ``norm_kg_per_capita_year``,
        ``eaten_out``, ``extra_need_t``, ``need_t``, ``balance_t``, ``ratio`` (NaN where nothing is
        needed), ``balance_class`` and, as texts joined by ";" and empty when nothing is to say,
        ``missing`` (of ``MISSING_CODES``), ``assumptions`` (of ``ASSUMPTION_CODES``), ``flags``
        (as written in the tables), ``disqualified_by`` (of ``DISQUALIFIERS``),
        ``grade`` (the worst of the inputs; empty when the balance is unknown), ``source_ids``;
        and ``median_ratio`` (production / median of its other years; NaN unless far from it).

    Notes
    -----
    A missing input gives NaN and ``unknown``; a production of 0 is a figure and gives a deficit.
    A known balance with a disqualified figure is ``doubtful``, whatever its ratio; where the
    tables say that production and norm do not count the same, it is ``not_comparable``, with
    neither difference nor ratio.
    Where the conversion already nets seed, feed and loss (``net_conversion``), the shares are 0
    whatever the table says: deducting them again would count them twice. A share without a row
    is NaN, nothing is deducted for it, and ``assumptions`` says so; likewise nothing is added
    where ``eaten_out`` is NaN.

    Raises
    ------
    BalanceInputError
        Figures that contradict themselves, see ``pick_inputs``.
    """
    inputs = pick_inputs(tables, settings, extra_need_t)
    values, net = inputs.values(), inputs.net
    shares = values[list(SHARES)].mask(net, 0.0)
    # A share without a row: nothing is known to deduct, and ``assumptions`` says so on the screen.
    available = available_tonnes(
        values["production"], values["conversion"], *shares.fillna(0.0).to_numpy().T
    )
    need = need_tonnes(
        values["population"],
        values["norm"],
        values["extra_need"],
        values["eaten_out"].fillna(0.0),
    )
    classes = classify_balance(available, need, settings.tolerance_pct)
    used = inputs.used()
    against = _disqualified_by(used, inputs.codes)
    is_comparable = settings.commodity not in tables.not_comparable
    judged = _judged(classes, against, is_comparable)
    # Where the two sides do not count the same, neither their difference nor their ratio is said.
    less = need if is_comparable else np.full(len(need), np.nan)
    table = pd.DataFrame(
        {
            "production_t": values["production"],
            "conversion": values["conversion"],
            "net_conversion": net,
            **{share: shares[share] for share in SHARES},
            "available_t": available,
            "population": values["population"],
            "norm_kg_per_capita_year": values["norm"],
            "eaten_out": values["eaten_out"],
            "extra_need_t": values["extra_need"],
            "need_t": need,
            "balance_t": available - less,
            "ratio": _ratio(available, less),
            "balance_class": judged,
            "missing": _joined({code: values[code].isna() for code in MISSING_CODES}),
            "assumptions": _joined(_assumptions(inputs, shares, settings)),
            "flags": _union(used, "flag", inputs.codes),
            "disqualified_by": [";".join(found) for found in against],
            "median_ratio": inputs.details("production", "median_ratio"),
            "grade": np.where(classes == "unknown", "", _worst_grade(used, inputs.codes)),
            "source_ids": _union(used, "source_id", inputs.codes),
        },
        index=inputs.codes,
    )
    return table.reset_index()


def explain_inputs(
    tables: BalanceTables, settings: BalanceSettings, extra_need_t: pd.Series | None = None
) -> pd.DataFrame:
    """Every figure and coefficient behind ``compute_balance``, one row each.

    Parameters
    ----------
    tables, settings, extra_need_t
        As ``compute_balance``.

    Returns
    -------
    DataFrame
        ``regency_code``, ``input`` (production, conversion, seed_share, feed_share, loss_share,
        population, norm, eaten_out, extra_need), ``state``, ``value``, ``unit``, ``year``,
        ``form``, ``region``, ``grade``, ``source_id``, ``basis``, ``flag``, ``note``, ``note_en``;
        by regency as given, then in the order above. ``state`` is ``used``, ``missing`` (value
        NaN) or ``ignored`` (a share that the table has, beside a conversion that already nets it).
        Rows for extra need are there only where some is named.

    Raises
    ------
    BalanceInputError
        As ``compute_balance``.
    """
    rows = pick_inputs(tables, settings, extra_need_t).rows
    idle = (rows["state"] == "ignored") & rows["value"].isna()
    return rows[~idle].reset_index(drop=True)


@dataclass(frozen=True)
class BalanceSummary:
    """A balance in a few numbers; totals leave out what is unknown or disqualified."""

    n_known: int
    n_total: int
    n_surplus: int
    n_deficit: int
    n_balanced: int
    n_unknown: int
    total_available_t: float
    total_need_t: float
    total_balance_t: float
    n_doubtful: int = 0
    n_not_comparable: int = 0
    #: Regencies left out of the totals because of a disqualified figure.
    n_disqualified: int = 0
    #: The same totals with them, to stand in brackets.
    with_doubtful_available_t: float = 0.0
    with_doubtful_need_t: float = 0.0
    with_doubtful_balance_t: float = 0.0

    @property
    def n_with_figures(self) -> int:
        """Regencies for which both sides are known, whether they can be judged or not."""
        return self.n_known + self.n_doubtful + self.n_not_comparable


def summarise_balance(balance: pd.DataFrame) -> BalanceSummary:
    """Counts and totals of a table made by ``compute_balance``.

    The totals leave out every regency whose balance is unknown or rests on a disqualified figure,
    both its supply and its need: say "14 of 22 regencies" beside them. Where production and norm
    are not comparable, each side has a total of its own and their difference is NaN.
    """
    count = balance["balance_class"].value_counts()
    both_sides = balance[balance["balance_class"] != "unknown"]
    sound = both_sides[~is_disqualified(both_sides)]
    is_comparable = not (both_sides["balance_class"] == "not_comparable").any()

    def total(rows: pd.DataFrame, column: str) -> float:
        return float(rows[column].sum()) if is_comparable else float("nan")

    return BalanceSummary(
        n_known=int(balance["balance_class"].isin(JUDGED_CLASSES).sum()),
        n_total=len(balance),
        n_surplus=int(count.get("surplus", 0)),
        n_deficit=int(count.get("deficit", 0)),
        n_balanced=int(count.get("balanced", 0)),
        n_unknown=int(count.get("unknown", 0)),
        total_available_t=float(sound["available_t"].sum()),
        total_need_t=float(sound["need_t"].sum()),
        total_balance_t=total(sound, "balance_t"),
        n_doubtful=int(count.get("doubtful", 0)),
        n_not_comparable=int(count.get("not_comparable", 0)),
        n_disqualified=int(is_disqualified(both_sides).sum()),
        with_doubtful_available_t=float(both_sides["available_t"].sum()),
        with_doubtful_need_t=float(both_sides["need_t"].sum()),
        with_doubtful_balance_t=total(both_sides, "balance_t"),
    )


def _assumptions(
    inputs: BalanceInputs, shares: pd.DataFrame, settings: BalanceSettings
) -> dict[str, pd.Series]:
    """For every assumption code, in which regencies it was made."""
    elsewhen = [
        (row["regency_code"], row["input"])
        for row in inputs.used()
        if pd.notna(row["year"]) and row["year"] != settings.year
    ]

    def of_another_year(*names: str) -> pd.Series:
        codes = {code for code, name in elsewhen if name in names}
        return pd.Series([code in codes for code in inputs.codes], index=inputs.codes)

    def on_basis(name: str, basis: str) -> pd.Series:
        rows = (r for r in inputs.used() if r["input"] == name and r["basis"] == basis)
        codes = {row["regency_code"] for row in rows}
        return pd.Series([code in codes for code in inputs.codes], index=inputs.codes)

    return {
        "population_year": of_another_year("population"),
        "norm_year": of_another_year("norm"),
        "coefficient_year": of_another_year("conversion", *SHARES),
        "coefficient": on_basis("conversion", "assumption"),
        "eaten_out": on_basis("eaten_out", "assumption"),
        **{f"norm_{basis}": on_basis("norm", basis) for basis in NORM_BASES},
        **{f"no_{share}": shares[share].isna() for share in SHARES},
        "no_eaten_out": inputs.values()["eaten_out"].isna(),
    }


def _disqualified_by(used: list[Row], codes: pd.Index) -> list[list[str]]:
    """For each regency what disqualifies any of its figures, each once, in order."""
    found: dict[str, dict[str, None]] = {code: {} for code in codes}
    for row in used:
        against = disqualifiers(row["flag"], row["median_ratio"])
        found[row["regency_code"]].update(dict.fromkeys(against))
    return [[code for code in DISQUALIFIERS if code in each] for each in found.values()]


def _judged(
    classes: NDArray[np.str_], against: list[list[str]], is_comparable: bool
) -> NDArray[np.object_]:
    """Classes where nothing forbids to name one."""
    judged = classes.astype(object)
    known = judged != "unknown"
    judged[known & np.array([bool(found) for found in against], dtype=bool)] = "doubtful"
    if not is_comparable:
        judged[known] = "not_comparable"
    return judged


def _joined(conditions: dict[str, pd.Series]) -> list[str]:
    """For each regency the names of the conditions that hold, joined by ";"."""
    held = np.column_stack([condition.to_numpy() for condition in conditions.values()])
    names = np.array(list(conditions), dtype=object)
    return [";".join(names[row]) for row in held]


def _union(used: list[Row], column: str, codes: pd.Index) -> list[str]:
    """For each regency the sorted set of the ";"-joined entries of all its rows."""
    collected: dict[str, set[str]] = {code: set() for code in codes}
    for row in used:
        if pd.notna(row[column]):
            collected[row["regency_code"]].update(filter(None, str(row[column]).split(";")))
    return [";".join(sorted(parts)) for parts in collected.values()]


def _worst_grade(used: list[Row], codes: pd.Index) -> list[str]:
    """For each regency the worst grade of all its rows; empty when it has none.

    Eating out that adds nothing is in no figure of the balance: it is said as an assumption.
    """
    worst: dict[str, int] = {}
    for row in used:
        if row["input"] == "eaten_out" and row["value"] == 0:
            continue
        code, rank = row["regency_code"], GRADES.index(row["grade"])
        worst[code] = max(rank, worst.get(code, 0))
    return [GRADES[worst[code]] if code in worst else "" for code in codes]
