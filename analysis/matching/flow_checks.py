"""Reported flows beside the model: proposed, possible, contradicted, or not spoken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from analysis.errors import require_columns
from analysis.matching.validation import ValidationInputError

#: Verdicts on a reported flow.
FlowVerdict = Literal["hit", "partial", "miss", "not_compared"]
FLOW_VERDICTS: tuple[FlowVerdict, ...] = get_args(FlowVerdict)

#: Why; the verdict follows from the reason. A hit needs the destination: goods that reach the
#: province by the gateway named, wherever they go, are a part of what was reported.
FlowReason = Literal[
    "pair_proposed", "gateway_proposed", "gateway_into_ntt", "other_partner",
    "other_gateway", "origin_no_surplus", "destination_no_deficit", "against_balance",
    "met_inside", "gateway_unused", "no_commodity", "not_modelled", "place_unclear",
    "place_unknown", "no_gateway", "only_outside", "out_of_ntt", "demand",
]  # fmt: skip
FLOW_REASONS: Mapping[FlowReason, FlowVerdict] = {
    "pair_proposed": "hit",
    "gateway_proposed": "hit",
    "gateway_into_ntt": "partial",
    "other_partner": "partial",
    "other_gateway": "partial",
    "origin_no_surplus": "miss",
    "destination_no_deficit": "miss",
    "against_balance": "miss",
    "met_inside": "miss",
    "gateway_unused": "miss",
    "no_commodity": "not_compared",
    "not_modelled": "not_compared",
    "place_unclear": "not_compared",
    "place_unknown": "not_compared",
    "no_gateway": "not_compared",
    "only_outside": "not_compared",
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
    reported: pd.DataFrame, trade: ModelledTrade, gateways_of: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """What the model says of every reported flow: proposed, possible, contradicted, or silent.

    A report is compared with the model of its own year, or of the nearest year there is (of two
    the earlier; the newest where the report has no date); ``years_hit`` says in how many of all
    modelled years the same flow appears. Only a report that names one regency as destination can
    be hit: "into NTT" by the right gateway is a part, "from outside into NTT" nothing that could
    be wrong, and so not compared. A report is no measurement: a hit shows that the model
    is not absurd, a miss that one of the two, or a figure below the balance, is wrong.

    Parameters
    ----------
    reported : DataFrame
        ``flow_id``, ``commodity``, ``origin_code``, ``origin_literal``, ``destination_code``,
        ``period``, ``scope``, as the table ``reported_flows``.
    trade : ModelledTrade
    gateways_of : Mapping[str, Sequence[str]]
        Place outside the province as reported (``origin_literal``) -> gateways of the model by
        which its goods may come, or ``ANY_GATEWAY`` alone.

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
    rows = [_check_flow(row, trade, gateways_of) for row in clean.to_dict("records")]
    table = pd.DataFrame(rows, columns=FLOW_CHECK_COLUMNS)
    whole = ("year", "years_hit", "years_modelled")
    return table.astype(
        {
            **dict.fromkeys(whole, "Int64"),
            **dict.fromkeys(("tonnes", "origin_ratio", "destination_ratio"), "float64"),
        }
    )


def _check_flow(
    row: Mapping[object, object], trade: ModelledTrade, gateways_of: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    commodity = row["commodity"]
    years = trade.years(str(commodity)) if commodity is not None else []
    gateways = tuple(gateways_of.get(str(row["origin_literal"]), ()))
    silent = _why_not_compared(row, bool(years), gateways)
    if silent:
        return _answer(row, silent)
    year = _compared_year(row["period"], years)
    is_inside = row["scope"] == "inter_regency"
    origins = (str(row["origin_code"]),) if is_inside else gateways
    destination = None if row["destination_code"] is None else str(row["destination_code"])
    flows = trade.flows[trade.flows["commodity"] == commodity]
    outside = flows["origin_kind"] == "external"
    same = outside if origins == (ANY_GATEWAY,) else flows["origin"].isin(origins)
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
    if is_inside:
        classes = [
            str(places["balance_class"].get(code, "unknown")) for code in (*origins, destination)
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
    row: Mapping[object, object], modelled: bool, gateways: tuple[str, ...]
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
        if gateways == (ANY_GATEWAY,) and row["destination_code"] is None:
            return "only_outside"
        return "" if gateways else "no_gateway"
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
    if destination is None:
        return "gateway_into_ntt" if moved else "gateway_unused"
    if moved:
        return "gateway_proposed"
    place = str(classes.get(destination, "unknown"))
    if place == "unknown":
        return "place_unknown"
    if place != "deficit":
        return "destination_no_deficit"
    into = flows[flows["destination"] == destination]
    return "other_gateway" if (into["origin_kind"] == "external").any() else "met_inside"
