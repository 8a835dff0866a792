"""The model beside what others have published: fares, lengths, prices and reported flows.

A comparison says three things: how far apart the two are, whether the published figure was itself
used to set the model (then agreement proves nothing), and what the verdict is in a word. Misses
are rows like the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.errors import AnalysisError, require_columns

#: Verdicts on a comparison of two figures.
Verdict = Literal["agrees", "near", "misses", "not_comparable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

#: Differences up to these (per cent) agree, and are near.
AGREE_PCT, NEAR_PCT = 10.0, 25.0

#: Verdicts on a reported flow.
FlowVerdict = Literal["hit", "partial", "miss", "not_compared"]
FLOW_VERDICTS: tuple[FlowVerdict, ...] = get_args(FlowVerdict)

#: Why; the verdict follows from the reason.
FlowReason = Literal[
    "pair_proposed", "gateway_proposed", "gateway_into_ntt", "other_partner",
    "other_gateway", "origin_no_surplus", "destination_no_deficit", "against_balance",
    "met_inside", "no_commodity", "not_modelled", "place_unclear", "place_unknown",
    "no_gateway", "out_of_ntt", "demand",
]  # fmt: skip
FLOW_REASONS: Mapping[FlowReason, FlowVerdict] = {
    "pair_proposed": "hit",
    "gateway_proposed": "hit",
    "gateway_into_ntt": "hit",
    "other_partner": "partial",
    "other_gateway": "partial",
    "origin_no_surplus": "miss",
    "destination_no_deficit": "miss",
    "against_balance": "miss",
    "met_inside": "miss",
    "no_commodity": "not_compared",
    "not_modelled": "not_compared",
    "place_unclear": "not_compared",
    "place_unknown": "not_compared",
    "no_gateway": "not_compared",
    "out_of_ntt": "not_compared",
    "demand": "not_compared",
}

FLOW_CHECK_COLUMNS = [
    *("flow_id", "commodity", "verdict", "reason", "year", "tonnes", "years_hit", "years_modelled"),
    *("origin_ratio", "destination_ratio"),
]

#: Stands for every gateway, where a report says no more than "from outside".
ANY_GATEWAY = "*"

_SCOPES = ("inter_regency", "into_ntt", "out_of_ntt", "demand")


class ValidationInputError(AnalysisError):
    """A table of comparisons that contradicts itself.

    Codes: ``range`` (low above high or below zero), ``unknown_scope``; ``missing_column`` as
    ``AnalysisError``.
    """


def difference_pct(model: ArrayLike, low: ArrayLike, high: ArrayLike) -> NDArray[np.float64]:
    """How far the model lies from a published range, in per cent of its nearer end.

    ``100 * (model - high) / high`` above the range, ``100 * (model - low) / low`` below it, 0
    within.

    Parameters
    ----------
    model, low, high : array_like
        In one unit; they broadcast.

    Returns
    -------
    float array
        Per cent; NaN where something is unknown or the nearer end is zero.

    >>> difference_pct([90, 100, 115, 132], 100, [100, 100, 110, 110]).round(2).tolist()
    [-10.0, 0.0, 4.55, 20.0]
    """
    value, least, most = (np.asarray(x, dtype=np.float64) for x in (model, low, high))
    nearest = np.where(value > most, most, np.where(value < least, least, value))
    result = np.full(np.broadcast_shapes(value.shape, least.shape, most.shape), np.nan)
    known = (nearest > 0) & ~(np.isnan(value) | np.isnan(least) | np.isnan(most))
    np.divide(100.0 * (value - nearest), nearest, out=result, where=known)
    return result


def judge(checks: pd.DataFrame) -> pd.DataFrame:
    """Difference and verdict of every comparison.

    Parameters
    ----------
    checks : DataFrame
        ``published_low``, ``published_high``, ``model`` in the same unit, and ``comparable``
        (false where the two are not the same thing, whatever the figures say).

    Returns
    -------
    DataFrame
        ``checks`` with ``difference_pct`` (NaN when not comparable) and ``verdict`` (of
        ``VERDICTS``).

    Raises
    ------
    AnalysisError, ValidationInputError
        ``missing_column``; ``range`` where low exceeds high or is negative.

    Examples
    --------
    >>> checks = pd.DataFrame({"published_low": [100.0, 100.0, 100.0], "published_high": 100.0,
    ...     "model": [108.0, 80.0, 50.0], "comparable": True})
    >>> judge(checks)["verdict"].tolist()
    ['agrees', 'near', 'misses']
    """
    needed = ("published_low", "published_high", "model", "comparable")
    require_columns(checks.columns, needed, "checks")
    low, high = checks["published_low"], checks["published_high"]
    wrong = checks[(low > high) | (low < 0)]
    if len(wrong):
        raise ValidationInputError(
            "range", f"{len(wrong)} published range(s) from high to low or below zero", n=len(wrong)
        )
    model = checks["model"].where(checks["comparable"].astype(bool))
    difference = difference_pct(model, low, high)
    size = np.abs(difference)
    # A tenth of a billionth keeps 10 % of 110 on the right side of its bound.
    verdict = np.select(
        [np.isnan(size), size <= AGREE_PCT + 1e-9, size <= NEAR_PCT + 1e-9],
        ["not_comparable", "agrees", "near"],
        "misses",
    )
    return checks.assign(difference_pct=difference, verdict=verdict)


def rank_correlation(first: pd.Series, second: pd.Series) -> tuple[float, int]:
    """Spearman's rank correlation over the labels known in both, and how many they are.

    NaN below three labels or where one of the two does not vary.

    >>> rank_correlation(pd.Series([1.0, 2.0, 3.0]), pd.Series([10.0, 30.0, 20.0]))
    (0.5, 3)
    """
    both = pd.concat([first, second], axis=1, join="inner").dropna().astype("float64")
    if len(both) < 3 or (both.nunique() < 2).any():
        return float("nan"), len(both)
    ranks = both.rank()
    return round(float(ranks.iloc[:, 0].corr(ranks.iloc[:, 1])), 12), len(both)


@dataclass(frozen=True, eq=False)
class ModelledTrade:
    """What the model says of every commodity and year it can balance.

    Attributes
    ----------
    flows : DataFrame
        ``commodity``, ``year``, ``origin``, ``destination``, ``origin_kind`` (``regency`` or
        ``external``), ``tonnes``.
    balances : DataFrame
        ``commodity``, ``year``, ``regency_code``, ``balance_class``, ``ratio``.
    """

    flows: pd.DataFrame
    balances: pd.DataFrame

    def __post_init__(self) -> None:
        require_columns(
            self.flows.columns,
            ("commodity", "year", "origin", "destination", "origin_kind", "tonnes"),
            "flows",
        )
        require_columns(
            self.balances.columns,
            ("commodity", "year", "regency_code", "balance_class", "ratio"),
            "balances",
        )

    def years(self, commodity: str) -> list[int]:
        """Years in which the commodity is balanced."""
        rows = self.balances[self.balances["commodity"] == commodity]
        return sorted({int(year) for year in rows["year"]})


def compare_flows(
    reported: pd.DataFrame, trade: ModelledTrade, gateway_of: Mapping[str, str]
) -> pd.DataFrame:
    """What the model says of every reported flow: proposed, possible, contradicted, or silent.

    A report is compared with the model of its own year, or of the nearest year there is (of two
    the earlier; the newest where the report has no date); ``years_hit`` says in how many of all
    modelled years the same flow appears. A report is no measurement: a hit shows that the model
    is not absurd, a miss that one of the two, or a figure below the balance, is wrong.

    Parameters
    ----------
    reported : DataFrame
        ``flow_id``, ``commodity``, ``origin_code``, ``origin_literal``, ``destination_code``,
        ``period``, ``scope``, as the table ``reported_flows``.
    trade : ModelledTrade
    gateway_of : Mapping[str, str]
        Place outside the province as reported (``origin_literal``) -> gateway of the model, or
        ``ANY_GATEWAY``.

    Returns
    -------
    DataFrame
        ``FLOW_CHECK_COLUMNS`` in the order of ``reported``; ``reason`` of ``FLOW_REASONS``,
        ``tonnes`` what the model moves there, ratios available/need of the two places; missing
        where nothing was compared.

    Raises
    ------
    AnalysisError, ValidationInputError
        ``missing_column``, ``unknown_scope``.

    Examples
    --------
    >>> reported = pd.DataFrame({"flow_id": ["F1"], "commodity": ["rice"],
    ...     "origin_code": ["5314"], "origin_literal": ["Rote"], "destination_code": ["5371"],
    ...     "period": ["2025-09"], "scope": ["inter_regency"]})
    >>> flows = pd.DataFrame({"commodity": ["rice"], "year": [2023], "origin": ["5314"],
    ...     "destination": ["5371"], "origin_kind": ["regency"], "tonnes": [1940.0]})
    >>> balances = pd.DataFrame({"commodity": "rice", "year": 2023,
    ...     "regency_code": ["5314", "5371"], "balance_class": ["surplus", "deficit"],
    ...     "ratio": [1.12, 0.02]})
    >>> checked = compare_flows(reported, ModelledTrade(flows, balances), {})
    >>> checked[["verdict", "year", "tonnes"]].to_dict("records")
    [{'verdict': 'hit', 'year': 2023, 'tonnes': 1940.0}]
    """
    require_columns(
        reported.columns,
        (
            *("flow_id", "commodity", "origin_code", "origin_literal", "destination_code"),
            *("period", "scope"),
        ),
        "reported",
    )
    strange = sorted(set(reported["scope"]) - set(_SCOPES))
    if strange:
        raise ValidationInputError(
            "unknown_scope", f"unknown scope(s): {', '.join(strange)}", scopes=tuple(strange)
        )
    columns = ["origin_code", "origin_literal", "destination_code", "period", "commodity"]
    clean = reported.astype(dict.fromkeys(columns, object))
    clean[columns] = clean[columns].where(clean[columns].notna(), None)
    rows = [_check_flow(row, trade, gateway_of) for row in clean.to_dict("records")]
    table = pd.DataFrame(rows, columns=FLOW_CHECK_COLUMNS)
    whole = ("year", "years_hit", "years_modelled")
    return table.astype(
        {
            **dict.fromkeys(whole, "Int64"),
            **dict.fromkeys(("tonnes", "origin_ratio", "destination_ratio"), "float64"),
        }
    )


def _check_flow(
    row: Mapping[object, object], trade: ModelledTrade, gateway_of: Mapping[str, str]
) -> dict[str, object]:
    commodity = row["commodity"]
    years = trade.years(str(commodity)) if commodity is not None else []
    gateway = gateway_of.get(str(row["origin_literal"]))
    silent = _why_not_compared(row, bool(years), gateway)
    if silent:
        return _answer(row, silent)
    year = _compared_year(row["period"], years)
    origin = str(row["origin_code"]) if row["scope"] == "inter_regency" else gateway
    destination = None if row["destination_code"] is None else str(row["destination_code"])
    flows = trade.flows[trade.flows["commodity"] == commodity]
    outside = flows["origin_kind"] == "external"
    same = outside if origin == ANY_GATEWAY else flows["origin"] == origin
    if destination is not None:
        same = same & (flows["destination"] == destination)
    hits = flows[same]
    facts: dict[str, object] = {
        "year": year,
        "tonnes": float(hits.loc[hits["year"] == year, "tonnes"].sum()),
        "years_hit": hits["year"].nunique(),
        "years_modelled": len(years),
    }
    places = trade.balances[
        (trade.balances["commodity"] == commodity) & (trade.balances["year"] == year)
    ].set_index("regency_code")
    now = flows[flows["year"] == year]
    for end in ("origin", "destination"):
        code = row[f"{end}_code"]
        facts[f"{end}_ratio"] = places["ratio"].get(code) if code is not None else None
    if row["scope"] == "inter_regency":
        classes = [
            str(places["balance_class"].get(code, "unknown")) for code in (origin, destination)
        ]
        reason = _pair_reason(classes[0], classes[1], bool(facts["tonnes"]))
    else:
        reason = _gateway_reason(now, places["balance_class"], destination, bool(facts["tonnes"]))
    return _answer(row, reason, **facts)


def _answer(row: Mapping[object, object], reason: FlowReason, **facts: object) -> dict[str, object]:
    return {
        "flow_id": row["flow_id"],
        "commodity": row["commodity"],
        "verdict": FLOW_REASONS[reason],
        "reason": reason,
        **facts,
    }


def _why_not_compared(
    row: Mapping[object, object], modelled: bool, gateway: str | None
) -> FlowReason | Literal[""]:
    """Why the model cannot speak of a report at all; empty when it can."""
    if row["scope"] == "out_of_ntt":
        return "out_of_ntt"
    if row["scope"] == "demand":
        return "demand"
    if row["commodity"] is None:
        return "no_commodity"
    if not modelled:
        return "not_modelled"
    if row["scope"] == "into_ntt":
        return "" if gateway else "no_gateway"
    both = row["origin_code"] is not None and row["destination_code"] is not None
    return "" if both else "place_unclear"


def _compared_year(period: object, years: list[int]) -> int:
    text = "" if period is None else str(period)[:4]
    if not text.isdigit():
        return years[-1]
    return min(years, key=lambda year: (abs(year - int(text)), year))


def _pair_reason(origin: str, destination: str, moved: bool) -> FlowReason:
    if moved:
        return "pair_proposed"
    if "unknown" in (origin, destination):
        return "place_unknown"
    if origin == "surplus" and destination == "deficit":
        return "other_partner"
    if origin == "surplus":
        return "destination_no_deficit"
    return "origin_no_surplus" if destination == "deficit" else "against_balance"


def _gateway_reason(
    flows: pd.DataFrame, classes: pd.Series, destination: str | None, moved: bool
) -> FlowReason:
    if moved:
        return "gateway_into_ntt" if destination is None else "gateway_proposed"
    if destination is not None:
        flows = flows[flows["destination"] == destination]
        place = str(classes.get(destination, "unknown"))
        if place == "unknown":
            return "place_unknown"
        if place != "deficit":
            return "destination_no_deficit"
    return "other_gateway" if (flows["origin_kind"] == "external").any() else "met_inside"
