"""What a balance says: the finding, what is known against it, what it assumes, what it lacks."""

from __future__ import annotations

import pandas as pd

from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs
from geo.places import names_of
from publishing import words
from publishing.formats import coverage, percent
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.sources import split_ids

_NAMED = 4  # a caution names up to so many regencies, and counts more


@once_per_language(maxsize=512)
def headline(result: Balance) -> str:
    """The finding in one sentence: who has most, who lacks most."""
    known = result.table.dropna(subset=["balance_t"]).sort_values("balance_t")
    name = commodity_name(result.settings.commodity)
    year = year_text(result.settings.year)
    if known.empty:
        return _("{name}: no balance is known yet", name=f"{name} {year}")
    short = _named_first(known[known["balance_class"] == "deficit"]).head(2)
    ample = _named_first(known[known["balance_class"] == "surplus"]).tail(2)[::-1]
    joined = _(" and ")
    lacking, giving = joined.join(names_of(short)), joined.join(names_of(ample))
    if short.empty:
        return _("{name} {year}: no regency lacks it", name=name, year=year)
    if ample.empty:
        return _("{name} {year}: every known regency lacks it", name=name, year=year)
    return _(
        "{name} {year}: {giving} can supply, {lacking} lack most",
        name=name,
        year=year,
        giving=giving,
        lacking=lacking,
    )


def _named_first(rows: pd.DataFrame) -> pd.Series:
    """Codes without those whose figure is flagged as an outlier, unless there are no others.

    Nobody is named on the strength of such a figure; it stays in the map, the table, the totals.
    """
    firm = rows[~rows["flags"].fillna("").str.contains("outlier")]
    return (firm if len(firm) else rows)["regency_code"]


@once_per_language(maxsize=64)
def cautions(result: Balance) -> str:
    """What is known against figures of this balance, and whose; empty when nothing is."""
    flagged = result.inputs.dropna(subset=["flag"])
    whose: dict[str, list[str]] = {}
    for code, regency in zip(flagged["flag"], names_of(flagged["regency_code"]), strict=True):
        for one in str(code).split(";"):
            if one and regency not in whose.setdefault(one, []):
                whose[one].append(regency)
    if not whose:
        return ""
    known = [
        f"{words.flag(one)} ({', '.join(names)})"
        if len(names) <= _NAMED
        else f"{words.flag(one)} ({coverage(len(names), result.summary.n_total)})"
        for one, names in sorted(whose.items(), key=lambda item: len(item[1]))
    ]
    return _("Read with care: {flags}.", flags="; ".join(known))


def coverage_note(result: Balance) -> str:
    """How many regencies the totals rest on, and what counts as balanced."""
    return _(
        "Known for {coverage}. A balance within ±{tolerance} of the need counts as balanced.",
        coverage=coverage(result.summary.n_known, result.summary.n_total),
        tolerance=percent(result.settings.tolerance_pct, 0),
    )


def formula() -> str:
    """How a balance is computed."""
    return _(
        "Available = production × conversion × (1 − seed − feed − loss). "
        "Need = population × norm. Balance = available − need."
    )


def assumptions(result: Balance) -> list[str]:
    """What was assumed, one sentence each."""
    settings = result.settings
    series = words.population_series(settings.population_series)
    lines = [
        _("Population: {series}, {year}.", series=series, year=year_text(settings.population_year))
    ]
    if result.table["net_conversion"].any():
        lines.append(
            _(
                "The conversion coefficient already nets seed, feed and losses; they are not "
                "deducted again."
            )
        )
    codes = sorted(split_ids(result.table["assumptions"]))
    return lines + [
        words.assumption(code, settings.norm_year, settings.coefficient_year, settings.year)
        for code in codes
    ]


def no_balance(missing: MissingInputs) -> str:
    """That there is no balance; which figures are lacking stands in a table."""
    return _(
        "No balance of {name} for {year} yet: figures are missing.",
        name=commodity_name(missing.commodity).lower(),
        year=year_text(missing.year),
    )
