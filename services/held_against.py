"""What the figures of a sheet are held against: what is known of the same regency and item.

Forty items of eighty offices are checked in one afternoon: what is found is kept by edition.
"""

from __future__ import annotations

from collections.abc import Collection

from analysis.balance.result import Balance
from analysis.collection.known_figures import KnownFigure, own_years, usual_prices
from ntt_data import tables
from ntt_data.editions import once_per_tables
from ntt_data.store.collection_records import Round, RoundItem


def earlier_years(item: RoundItem, regency_code: str, before: int) -> dict[str, list[KnownFigure]]:
    """The regency's own figures of earlier years in the item's form, by measure, oldest first."""
    return _own_years(item.item, item.form, item.unit, regency_code, before)


def known_figures(
    asked: Round, item: RoundItem, regency_code: str, measures: Collection[str]
) -> dict[str, list[KnownFigure]]:
    """What is known of those of the measures that have no earlier years: prices, computed need."""
    found = {}
    # What is published is per kg: no price of an animal is held against it.
    if "asked_price" in measures and item.unit == "t":
        found["asked_price"] = _prices(item.item, regency_code, asked.year, asked.last_month)
    if "own_need" in measures and asked.whole_year and item.unit == "t":
        found["own_need"] = _computed_need(item.item, item.form or "", regency_code, asked.year)
    return found


@once_per_tables(maxsize=4096)
def _own_years(
    commodity: str, form: str | None, unit: str, regency_code: str, before: int
) -> dict[str, list[KnownFigure]]:
    return own_years(tables.load("production"), commodity, form, unit, regency_code, before)


@once_per_tables(maxsize=4096)
def _prices(commodity: str, regency_code: str, year: int, month: int) -> list[KnownFigure]:
    monthly, annual = tables.load("monthly_prices"), tables.load("prices")
    return usual_prices(monthly, annual, commodity, regency_code, until=(year, month))


@once_per_tables(maxsize=4096)
def _computed_need(commodity: str, form: str, regency_code: str, of_year: int) -> list[KnownFigure]:
    """The need of a whole year as the balance computes it, in the item's own form.

    Of the round's year, else of the newest one before that has a balance; none where that says
    nothing of this regency, or the coefficient to the form is not known.
    """
    # The libraries of the matching take seconds to load, and most sheets never ask this: a server
    # of forms alone shall be back at once.
    from services.answer import evaluation

    produced = evaluation.produced_commodities().get(commodity, [])
    for year in [of_year, *(each for each in produced if each < of_year)]:
        balance = evaluation.balance(commodity, year)
        if not isinstance(balance, Balance):
            continue
        (row,) = balance.table[balance.table["regency_code"] == regency_code].to_dict("records")
        per_unit = {
            balance.settings.need_form: 1.0,
            balance.settings.production_form: row["conversion"],
        }.get(form)
        if per_unit is None or not row["need_t"] / per_unit > 0:  # NaN, where one is not known
            return []
        need = row["need_t"] / per_unit
        return [KnownFigure("computed_need", need, commodity, year, (), row["grade"], form=form)]
    return []
