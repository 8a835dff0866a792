"""Reported flows beside what the model says of every commodity and year it can balance."""

from __future__ import annotations

import pandas as pd

from analysis.balance.settings import MissingCode, MissingInputs, production_rows
from analysis.matching.flow_checks import ANY_GATEWAY, ModelledTrade, compare_flows
from analysis.matching.ranges import class_of_flows
from analysis.matching.unused_gateways import UnusedGateway, unused_gateways
from geo import places
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import evaluation, freight

# How a report says "from outside" and no more.
_FROM_OUTSIDE = "luar NTT"


def gateways_of() -> dict[str, tuple[str, ...]]:
    """Gateways of the model that stand for a place outside NTT, as the reports name it."""
    return {**places.gateways_of_place(), _FROM_OUTSIDE: (ANY_GATEWAY,)}


@once_per_tables(maxsize=1)
def modelled_trade() -> ModelledTrade:
    """Flows and classes of every commodity and year with a balance."""
    flows, balances = [], []
    for commodity, years in evaluation.balanced_commodities().items():
        for year in years:
            answer = evaluation.baseline_answer(commodity, year)
            made = answer.match.flows.assign(commodity=commodity, year=year)
            flows.append(made.join(class_of_flows(made, answer.ranges)))
            balances.append(answer.balance.table.assign(commodity=commodity, year=year))
    return ModelledTrade(pd.concat(flows), pd.concat(balances))


@once_per_tables(maxsize=1)
def checked_flows() -> pd.DataFrame:
    """Reported flows with the model's verdict on each."""
    reported = load("reported_flows")
    checked = compare_flows(reported, modelled_trade(), gateways_of())
    return reported.merge(checked.drop(columns="commodity"), on="flow_id", validate="1:1")


@once_per_tables(maxsize=1)
def never_used() -> list[UnusedGateway]:
    """Gateways that reports name and no modelled year uses, with what stands against them."""
    return unused_gateways(
        load("reported_flows"), modelled_trade(), gateways_of(), freight.gateway_costs()
    )


def lacking(commodity: str) -> tuple[list[MissingCode], int | None]:
    """What a balance of the commodity lacks.

    Returns
    -------
    list of str
        Inputs that are not there at all.
    int or None
        Regencies with a production figure in the best covered year, where they are too few.
    """
    years = evaluation.produced_commodities().get(commodity)
    if not years:
        return ["production"], None
    answer = evaluation.balance(commodity, years[0])
    missing = list(answer.missing) if isinstance(answer, MissingInputs) else []
    known = _most_producers(commodity)
    is_scarce = "production" not in missing and known < len(places.regencies()) / 2
    return missing, known if is_scarce else None


def _most_producers(commodity: str) -> int:
    """Regencies with a production figure in the best covered year."""
    rows = production_rows(load("production"), commodity).dropna(subset=["value"])
    return int(rows.groupby("year")["regency_code"].nunique().max()) if len(rows) else 0
