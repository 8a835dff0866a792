"""Prices by month in words: only over months known on both sides, and how many they are."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.prices import MonthsCompared
from geo.places import place_name, regency_names
from publishing.formats import number, percent, rupiah
from publishing.formats import year as year_text
from publishing.language import _, ngettext
from publishing.names import commodity_name, in_sentence, joined_regencies
from publishing.words import modelled_flow

#: A mean over fewer months would be one of a season (an assumption).
LEAST_MONTHS = 6
#: Nearer than this the two are alike (an assumption): what two surveyors of one market differ by.
ALIKE_PCT = 1.0
#: Grades of which a sentence is made; below them gaps were filled without a mark.
SURE_GRADES = ("A", "B", "handed_in")


def against_median(commodity: str, regency_code: str, year: int, compared: MonthsCompared) -> str:
    """How dear a good is in a regency beside the median of the regencies; empty of few months."""
    if compared.n_months < LEAST_MONTHS:
        return ""
    told = {
        "commodity": commodity_name(commodity),
        "regency": regency_names()[regency_code],
        "year": year_text(year),
        "above": number(compared.n_above),
        "below": number(compared.n_below),
        "total": number(compared.n_months),
        "difference": percent(abs(compared.difference_pct), 0),
    }
    if abs(compared.difference_pct) < ALIKE_PCT:
        return _(
            "{commodity} in {regency} cost about as much as the median of NTT's regencies in "
            "{year}: dearer in {above} and cheaper in {below} of {total} months.",
            **told,
        )
    if compared.difference_pct > 0:
        return _(
            "{commodity} in {regency} cost {difference} more than the median of NTT's regencies on "
            "average in {year}: dearer in {above} of {total} months.",
            **told,
        )
    return _(
        "{commodity} in {regency} cost {difference} less than the median of NTT's regencies on "
        "average in {year}: cheaper in {below} of {total} months.",
        **told,
    )


def against_supplier(
    commodity: str,
    regency_code: str,
    supplier: str,
    year: int,
    compared: MonthsCompared,
    is_choice: bool,
) -> str:
    """What a good costs here beside a place that supplies it by the model; empty of few months."""
    if compared.n_months < LEAST_MONTHS:
        return ""
    told = {
        "commodity": commodity_name(commodity),
        "regency": regency_names()[regency_code],
        "supplier": place_name(supplier),
        "role": _("one possible supplier by the model")
        if is_choice
        else _("a supplier by the model"),
        "year": year_text(year),
        "above": number(compared.n_above),
        "below": number(compared.n_below),
        "total": number(compared.n_months),
        "amount": rupiah(abs(compared.difference_idr_per_kg)),
    }
    if compared.difference_idr_per_kg >= 0:
        return _(
            "{commodity} in {regency} cost {amount}/kg more than in {supplier} ({role}) on average "
            "in {year}, before freight: dearer in {above} of {total} months.",
            **told,
        )
    return _(
        "{commodity} in {regency} cost {amount}/kg less than in {supplier} ({role}) on average in "
        "{year}: cheaper in {below} of {total} months, so that at these prices a shipment would "
        "not pay its freight.",
        **told,
    )


def regency_prices_headline(year: int, n_dearer: int, n_cheaper: int, n_total: int) -> str:
    """How many goods are dear or cheap beside the median; of those that a sentence is made of."""
    if not n_total:
        return _("Prices by month: too few months are known for a comparison")
    return _(
        "Prices in {year}, official or cross-checked: {dearer} of {total} goods dearer than the "
        "median of NTT's regencies, {cheaper} cheaper",
        year=year_text(year),
        dearer=number(n_dearer),
        cheaper=number(n_cheaper),
        total=number(n_total),
    )


def commodity_prices_headline(commodity: str, year: int, means: pd.Series) -> str:
    """Where a good was dearest and cheapest in a year.

    ``means``: rupiah per kg by regency_code, of regencies whose every month is known, so that none
    is dear by its season.
    """
    known = means.dropna().sort_values()
    if len(known) < 2 or known.iloc[0] == known.iloc[-1]:
        return _(
            "Prices of {commodity} by month and place",
            commodity=in_sentence(commodity_name(commodity)),
        )
    return _(
        "{commodity} in {year}, of {n} regencies known in every month: dearest in {dear} "
        "({most}/kg), cheapest in {cheap} ({least}/kg)",
        commodity=commodity_name(commodity),
        n=number(len(known)),
        year=year_text(year),
        dear=joined_regencies(map(str, known.index[known == known.max()])),
        most=rupiah(known.iloc[-1]),
        cheap=joined_regencies(map(str, known.index[known == known.min()])),
        least=rupiah(known.iloc[0]),
    )


def spread_line(commodity: str, means: pd.Series, n_total: int) -> str:
    """How far the dearest is above the cheapest of how many regencies; empty of fewer than two."""
    known = means.dropna()
    if len(known) < 2:
        return ""
    return _(
        "{commodity} cost {difference} more in the dearest than in the cheapest of {n} regencies "
        "whose every month is known; of {missing} a month or more is missing.",
        commodity=commodity_name(commodity),
        difference=percent(100 * (known.max() / known.min() - 1), 0),
        n=number(len(known)),
        missing=number(n_total - len(known)),
    )


def prices_method() -> str:
    """How prices are held against each other."""
    return _(
        "Means are of months known on both sides; an unknown month is left out and not filled. The "
        "median of the regencies counts each once, in months in which half of them are known."
    )


def filled_without_mark(commodities: Sequence[str]) -> str:
    """Why some prices are in the table and in no sentence; empty where all are sure."""
    if not commodities:
        return ""
    return _(
        "Prices of grade C ({goods}): where cells were empty the copy was filled without a mark. "
        "They stand in table and chart and in no sentence.",
        goods=", ".join(in_sentence(commodity_name(each)) for each in commodities),
    )


def supplier_note() -> str:
    """What the word supplier means beside prices."""
    return _(
        "Suppliers by the model: {what}. Prices are consumers' on both sides.", what=modelled_flow()
    )


def province_alone() -> str:
    """What the one line of a good's prices is, and what is missing beside it."""
    return _(
        "By month only the province's own series is known (PIHPS, another survey on other markets "
        "than that of the regencies); prices by regency are missing."
    )


def no_prices() -> str:
    """Where no price by month is known."""
    return _(
        "Prices by month: none is known here, which is not to say that nothing is sold. To supply "
        "them, send them with their source to the Biro Ekonomi dan Kerja Sama."
    )


def doubtful_prices(n: int) -> str:
    """How many flagged figures were left out; empty of none."""
    if not n:
        return ""
    return ngettext(
        "{n} doubtful monthly price was left out.",
        "{n} doubtful monthly prices were left out.",
        n,
    )
