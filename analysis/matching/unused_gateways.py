"""Gateways that reports name and the model never uses: what stands against them in the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.errors import require_columns
from analysis.matching.flow_checks import ModelledTrade


@dataclass(frozen=True, eq=False)
class UnusedGateway:
    """Reports of one commodity by gateways that bring nothing in any modelled year.

    Attributes
    ----------
    commodity : str
    gateways : tuple of str
    reports : DataFrame
        Rows of ``reported_flows`` that name them, in the order given.
    years : tuple of int
        All modelled years of the commodity.
    buying : DataFrame
        One row per regency and year supplied from outside: ``destination``, ``year``, ``gateway``
        (the cheapest that the model uses there), ``extra_idr_per_t`` (what a tonne by the nearest
        of ``gateways`` costs more; missing where none of them reaches); smallest first.
    cheapest_for : tuple of str
        Regencies that one of ``gateways`` reaches at least freight of all, and that buy nothing
        from outside in any modelled year.
    """

    commodity: str
    gateways: tuple[str, ...]
    reports: pd.DataFrame
    years: tuple[int, ...]
    buying: pd.DataFrame
    cheapest_for: tuple[str, ...]


def unused_gateways(
    reported: pd.DataFrame,
    trade: ModelledTrade,
    gateways_of: Mapping[str, Sequence[str]],
    from_outside: pd.DataFrame,
) -> list[UnusedGateway]:
    """Gather what was reported to come by gateways that no modelled year uses, and why not.

    Reports whose gateways overlap are told together, so that a province and its towns are one.

    Parameters
    ----------
    reported : DataFrame
        ``commodity``, ``origin_literal``, ``scope`` and what else ``reported_flows`` holds.
    trade : ModelledTrade
    gateways_of : Mapping[str, Sequence[str]]
        As for ``compare_flows``.
    from_outside : DataFrame
        ``gateway``, ``destination``, ``cost_idr_per_t`` of the cheapest path.

    Returns
    -------
    list of UnusedGateway
        Empty where every gateway that is named brings something.

    Raises
    ------
    AnalysisError
        ``missing_column``.

    Examples
    --------
    >>> reported = pd.DataFrame({"commodity": ["rice"], "origin_literal": ["Bima"],
    ...     "scope": ["into_ntt"]})
    >>> flows = pd.DataFrame({"commodity": ["rice"], "year": [2022], "origin": ["Y"],
    ...     "destination": ["5371"], "origin_kind": ["external"], "tonnes": [50.0]})
    >>> balances = pd.DataFrame({"commodity": "rice", "year": 2022, "regency_code": ["5371"],
    ...     "balance_class": ["deficit"], "ratio": [0.1]})
    >>> freight = pd.DataFrame({"gateway": ["X", "Y"], "destination": "5371",
    ...     "cost_idr_per_t": [900.0, 400.0]})
    >>> (found,) = unused_gateways(reported, ModelledTrade(flows, balances), {"Bima": ["X"]},
    ...     freight)
    >>> found.gateways, found.buying["extra_idr_per_t"].tolist()
    (('X',), [500.0])
    """
    require_columns(reported.columns, ("commodity", "origin_literal", "scope"), "reported")
    require_columns(
        from_outside.columns, ("gateway", "destination", "cost_idr_per_t"), "from_outside"
    )
    into = reported[reported["scope"].eq("into_ntt") & reported["commodity"].notna()]
    freight = from_outside.pivot_table(
        index="destination", columns="gateway", values="cost_idr_per_t"
    )
    found = []
    for commodity, rows in into.groupby("commodity", sort=True):
        years = trade.years(str(commodity))
        if not years:
            continue
        flows = trade.flows[
            trade.flows["commodity"].eq(commodity) & trade.flows["origin_kind"].eq("external")
        ]
        for gateways, reports in _together(rows, gateways_of, set(freight.columns)):
            if not flows["origin"].isin(gateways).any():
                cheapest = _cheapest_for(gateways, freight)
                buyers = set(flows["destination"])
                found.append(
                    UnusedGateway(
                        commodity=str(commodity),
                        gateways=gateways,
                        reports=reports,
                        years=tuple(years),
                        buying=_buying(flows, gateways, freight),
                        cheapest_for=tuple(code for code in cheapest if code not in buyers),
                    )
                )
    return found


def _together(
    reports: pd.DataFrame, gateways_of: Mapping[str, Sequence[str]], known: set[str]
) -> list[tuple[tuple[str, ...], pd.DataFrame]]:
    """Reports by the gateways they may have come by; those that share one stand together."""
    groups: list[tuple[set[str], list[object]]] = []
    for index, place in zip(reports.index, reports["origin_literal"], strict=True):
        gateways = known & set(gateways_of.get(str(place), ()))
        if not gateways:
            continue
        sharing = [group for group in groups if group[0] & gateways]
        groups = [group for group in groups if not group[0] & gateways]
        groups.append(
            (
                gateways.union(*(group[0] for group in sharing)),
                [*(row for group in sharing for row in group[1]), index],
            )
        )
    return [
        (tuple(sorted(gateways)), reports[reports.index.isin(rows)]) for gateways, rows in groups
    ]


def _buying(flows: pd.DataFrame, gateways: tuple[str, ...], freight: pd.DataFrame) -> pd.DataFrame:
    """What every regency that buys outside would pay more by the nearest of the gateways."""
    by_way = freight.stack().to_dict()
    ways = zip(flows["destination"], flows["origin"], strict=True)
    used = flows.assign(paid=[by_way[way] for way in ways])
    used = used.sort_values(["paid", "origin"]).drop_duplicates(["destination", "year"])
    nearest = freight[list(gateways)].min(axis=1)
    table = pd.DataFrame(
        {
            "destination": used["destination"],
            "year": used["year"],
            "gateway": used["origin"],
            "extra_idr_per_t": used["destination"].map(nearest) - used["paid"],
        }
    )
    return table.sort_values(["extra_idr_per_t", "destination", "year"], ignore_index=True)


def _cheapest_for(gateways: tuple[str, ...], freight: pd.DataFrame) -> tuple[str, ...]:
    least = freight.min(axis=1)
    nearest = freight[list(gateways)].min(axis=1)
    return tuple(str(code) for code in freight.index[nearest.eq(least)])
