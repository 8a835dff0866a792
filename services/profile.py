"""What is known about one regency: key figures, balances, partners, and what is missing.

The frames are shared between sessions: a page may read them, and copies before it changes one.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.balance.gaps import regency_gaps
from analysis.balance.result import Balance
from analysis.contradictions import contradicted
from analysis.leading.indicator_values import IndicatorValues, KeyFigure
from analysis.leading.standing import standing
from analysis.matching.ranges import class_of_flows
from geo.places import regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from publishing.sentences.profile import RegencyBalance, balance_rows
from publishing.sources import split_ids
from services import indicators
from services.answer import certainty, evaluation
from services.coverage import matrix

_KEY_FIGURES = (
    "population",
    "density",
    "poverty_rate_pct",
    "hdi",
    "grdp_per_capita_constant_k_idr",
)

_ANIMALS = ("cattle", "buffalo", "horse", "pig", "goat")


def key_figures(regency_code: str) -> list[KeyFigure]:
    """The figures of the profile's head, each in its newest year that most regencies have."""
    return [_key_figure(indicators.newest(code), regency_code) for code in _KEY_FIGURES]


def _key_figure(indicator: IndicatorValues, regency_code: str) -> KeyFigure:
    values = indicator.values.reindex(regencies()["regency_code"])
    own = indicator.rows[indicator.rows.index == regency_code].head(1)
    return KeyFigure(
        indicator=indicator,
        standing=standing(values, regency_code),
        grade=str(own["grade"].iloc[0]) if len(own) else "",
        flags=str(own["flag"].fillna("").iloc[0]) if len(own) else "",
    )


def balance_years() -> list[int]:
    """Years in which any commodity has a balance, newest first."""
    return sorted({y for years in evaluation.two_sided().values() for y in years})[::-1]


def usual_balances() -> list[Balance]:
    """A balance of every commodity that has one, each of the year that one sees first."""
    return [
        evaluation.baseline_answer(commodity, evaluation.default_year(commodity)).balance
        for commodity in evaluation.balanced_commodities()
    ]


@once_per_tables(maxsize=16)
def answers_of(year: int | None) -> dict[str, Answer]:
    """The baseline's answer for every commodity that has a balance in a year.

    Without a year, of each commodity that of the year that one sees first.
    """
    asked = {
        commodity: (evaluation.default_year(commodity) if year is None else year, years)
        for commodity, years in evaluation.two_sided().items()
    }
    return {
        commodity: evaluation.baseline_answer(commodity, one)
        for commodity, (one, years) in asked.items()
        if one in years
    }


@once_per_tables(maxsize=256)
def regency_balances(regency_code: str, year: int | None) -> pd.DataFrame:
    """One row per commodity that has balances: those of a balance, ``commodity`` and ``year``.

    Where the commodity has classes, with those of ``services.answer.certainty`` as well. A
    commodity without a balance in ``year`` is there with class ``unknown``. Without a year each
    commodity is there with the year that one sees first.
    """
    answers = answers_of(year)
    rows = []
    for commodity in evaluation.two_sided():
        row: dict[Hashable, Any] = {
            "commodity": commodity,
            "year": year,
            "balance_class": "unknown",
            "missing": "",
        }
        if commodity in answers:
            balance = answers[commodity].balance
            row["year"] = balance.settings.year
            row |= known_of(commodity, balance.settings.year)[regency_code]
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values(
        "commodity", key=lambda c: c.where(c != evaluation.DEFAULT_COMMODITY, ""), ignore_index=True
    )


@once_per_tables(maxsize=64)
def known_of(commodity: str, year: int) -> Mapping[str, Mapping[Hashable, Any]]:
    """What a balance and its certainty know of each regency; for all of them at once.

    Picking a regency's row out of each table costs as much as reading all rows of it.
    """
    balance = evaluation.baseline_answer(commodity, year).balance
    tables = [balance.table] if balance.suspended else [balance.table, certainty.certainty(balance)]
    found: dict[str, dict[Hashable, Any]] = {}
    for table in tables:
        for row in table.to_dict("records"):
            found.setdefault(str(row["regency_code"]), {}).update(row)
    return found


@once_per_tables(maxsize=256)
def balances_known(regency_code: str, year: int | None) -> tuple[RegencyBalance, ...]:
    """``regency_balances`` as objects, for sentences."""
    return tuple(balance_rows(regency_balances(regency_code, year)))


@once_per_tables(maxsize=256)
def partners(regency_code: str, year: int | None) -> pd.DataFrame:
    """Modelled flows from and to one regency, with ``commodity`` and ``year``; largest first."""
    parts = []
    for commodity, answer in answers_of(year).items():
        flows = _flows_with_class(answer, commodity)
        own = (flows["origin"] == regency_code) | (flows["destination"] == regency_code)
        parts.append(flows[own])
    if not parts:
        columns = ["commodity", "year", "origin", "destination", "tonnes", "pair_class", "min_t"]
        return pd.DataFrame(columns=[*columns, "max_t"])
    return pd.concat(parts).sort_values(["commodity", "tonnes"], ascending=[True, False])


@once_per_tables(maxsize=64)
def _flows_with_class(answer: Answer, commodity: str) -> pd.DataFrame:
    flows = answer.match.flows.assign(commodity=commodity, year=answer.balance.settings.year)
    return flows.join(class_of_flows(flows, answer.ranges))


def populations(year: int | None) -> set[tuple[str, int]]:
    """Series and year of the population on which the balances shown rest."""
    settings = [answer.balance.settings for answer in answers_of(year).values()]
    return {(each.population_series, each.population_year) for each in settings}


@once_per_tables(maxsize=32)
def gaps(regency_code: str) -> pd.DataFrame:
    """Commodities without a balance for this regency: those of its KPJu first, by rank."""
    ranks = _own_commodities(regency_code).groupby("commodity")["rank"].min()
    table = regency_gaps(matrix(), regency_code, also=[str(code) for code in ranks.index])
    table = table[table["state"] != "complete"].copy()
    table["kpju_rank"] = table["commodity"].map(ranks).astype("Int64")
    return table.sort_values(["kpju_rank", "commodity"], na_position="last", ignore_index=True)


def n_named(regency_code: str) -> int:
    """How many commodities the regency's list of leading products names."""
    return int(_own_commodities(regency_code)["commodity"].nunique())


@once_per_tables(maxsize=22)
def _own_commodities(regency_code: str) -> pd.DataFrame:
    kpju = load("kpju")
    return kpju[(kpju["regency_code"] == regency_code) & kpju["commodity"].notna()]


def sectors(regency_code: str) -> pd.DataFrame:
    """The regency's sectors by rank; empty where the report has no ranking."""
    table = load("sector_rankings")
    return table[table["regency_code"] == regency_code].sort_values("rank")


def findings(regency_code: str) -> pd.DataFrame:
    """What the report says in words on a regency, in its order."""
    table = load("regency_findings")
    return table[table["regency_code"] == regency_code].sort_values("order")


def printed_figures(regency_code: str) -> pd.DataFrame:
    """Figures that section 5 of the report prints on a regency, in its order."""
    table = load("indicators")
    return table[table["geography"] == regency_code]


@once_per_tables(maxsize=22)
def livestock_shipments(regency_code: str) -> pd.DataFrame:
    """Quotas and shipments of a regency's animals with ``contradicted``; the newest first."""
    rows = load("livestock_shipments")
    rows = rows[rows["regency_code"] == regency_code]
    # A quota of one year says nothing against another year's.
    thing = ["animal_literal", "measure", "destination", "year"]
    return _newest_first(rows.assign(contradicted=contradicted(rows, thing)))


@once_per_tables(maxsize=22)
def livestock_herds(regency_code: str) -> pd.DataFrame:
    """Counts of a regency's animals with ``contradicted``; the newest first."""
    rows = load("livestock_herds")
    rows = rows[rows["regency_code"] == regency_code]
    return _newest_first(
        rows.assign(contradicted=contradicted(rows, ["animal_literal", "measure"]))
    )


def _newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Within a year the animals that are traded most, whole years before parts of them."""
    place = rows["commodity"].map({animal: n for n, animal in enumerate(_ANIMALS)})
    by = ["year", "place", "last_month", "source_id"]
    ordered = rows.assign(place=place.fillna(len(_ANIMALS))).sort_values(
        by, ascending=[False, True, False, True], na_position="first"
    )
    return ordered.drop(columns="place")


@once_per_tables(maxsize=22)
def agreements(regency_code: str) -> pd.DataFrame:
    """Agreements, talks and meetings that a regency is part of; the newest first."""
    rows = load("cooperation_agreements")
    part = [regency_code in split_ids([codes]) for codes in rows["regency_codes"]]
    return rows[part].sort_values("date", ascending=False)
