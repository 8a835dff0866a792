"""Slides of one regency's balances, partners and prices."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.matching.carried import price_years
from analysis.partnerships import Partnership
from publishing import words
from publishing.briefing.basis import ids_of, weakest
from publishing.briefing.model import Basis, Picture, Table
from publishing.charts.frame import scope_of
from publishing.charts.need_met import share_of_need
from publishing.deck.charts import share_data
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import tonnes, year_span
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.market import market_table
from publishing.listings.partnerships import partnerships_table
from publishing.listings.profile import balances_table
from publishing.names import commodity_name
from publishing.sentences import deck as common
from publishing.sentences import deck_regency as told
from publishing.sentences.balance import without_stocks
from publishing.sentences.partnerships import partnership_line
from publishing.sentences.profile import RegencyBalance, balance_rows, certainty_line, set_aside
from publishing.sentences.self_supply import JUDGED, produced_line
from publishing.tables import Column, ReadyTable
from services import profile
from services.answer import evaluation, market
from services.briefing.regency_exchange import partnerships_of, span_of_years
from services.deck.frame import notes
from services.deck.of_places import ROWS, partners_basis

_TOLD = 4
_PRICED = (
    *("name", "supplier", "receiver", "tonnes", "class_word"),
    *("median_gap_idr_per_kg", "freight_idr_per_kg", "verdict"),
)
#: What a small screen can do without; never whether a pair can be swapped.
_SPARE_OF_PRICES = ("freight_idr_per_kg", "median_gap_idr_per_kg", "tonnes")
_SPARE_OF_PARTNERS = ("freight", "prices", "year")
_SHORT = ("name", "year", "class_word", "available_t", "need_t")


def balances(regency_code: str, year: int | None, whose: str) -> list[DeckSlide]:
    """Of which commodities it has more and less than it needs; nothing in a year without any.

    A table where no commodity is judged: production and need stand side by side all the same.
    """
    table = profile.regency_balances(regency_code, year)
    rows = [row for row in balance_rows(table) if row.balance_class != "unknown"]
    if not rows:
        return []
    judged = [row for row in rows if row.balance_class in JUDGED]
    by_class = {
        code: [row.commodity for row in judged if row.balance_class == code] for code in JUDGED
    }
    title = told.named_where_it_fits(
        whose, told.balances_title(by_class["surplus"], by_class["deficit"], by_class["balanced"])
    )
    basis = Basis(
        years=span_of_years(row.year for row in rows),
        unit=_("per cent of the need"),
        grade=weakest(row.grade for row in rows),
        source_ids=ids_of(row.source_ids for row in rows),
    )
    shares = {_named(row): 100 * row.ratio for row in judged}
    shown: Picture | Table
    if shares:
        spec = share_of_need(
            shares, _("What is available in {name} in per cent of the need", name=whose)
        )
        shown = Picture(scope_of(spec), spec, scope_of(spec), basis)
    else:
        ready = balances_table(table)
        short = replace(ready, columns={name: ready.columns[name] for name in _SHORT})
        shown = Table(title, short, replace(basis, unit=_("tonnes a year")))
    return [
        DeckSlide(
            key="balances",
            title=title,
            subtitle=" · ".join([whose, ", ".join(map(_named, judged or rows)), shown.basis.unit]),
            shown=shown,
            chart=share_data(shares) if shares else None,
            figures=[
                *(KeyFigure(tonnes(abs(row.balance_t)), _of_class(row)) for row in judged),
                *(
                    KeyFigure(words.balance_class("doubtful"), _named(row))
                    for row in rows
                    if row.balance_class == "doubtful"
                ),
            ],
            notes=notes(
                [*(line for row in rows for line in _said(regency_code, row)), without_stocks()],
                told.balances_objection(),
                basis.source_ids,
            ),
        )
    ]


def _named(row: RegencyBalance) -> str:
    return f"{commodity_name(row.commodity)} {year_text(row.year)}"


def _of_class(row: RegencyBalance) -> str:
    return f"{words.balance_class(row.balance_class)}, {_named(row)}"


def _said(regency_code: str, row: RegencyBalance) -> list[str]:
    if row.balance_class in JUDGED:
        certain = certainty_line(row)
        return [produced_line(regency_code, row, None) + (f" {certain}." if certain else "")]
    answer = evaluation.baseline_answer(row.commodity, row.year)
    return [f"{_named(row)}: {line}" for line in set_aside(row, answer.balance.suspended)]


def partners(regency_code: str, year: int | None, whose: str) -> list[DeckSlide]:
    """Every identified pair and corridor of it; nothing where none is."""
    found = partnerships_of(regency_code, year)
    if not found:
        return []
    basis = partners_basis(found)
    title = told.partners_title(
        _commodities(found, "supplies"),
        _commodities(found, "receives"),
        any(each.side == "from_outside" for each in found),
    )
    ready = partnerships_table(found)
    return [
        DeckSlide(
            key="partners",
            title=title,
            subtitle=" · ".join(
                [whose, basis.years, _("tonnes, freight in Rp/kg"), words.modelled_flow()]
            ),
            shown=Table(title, ready, basis, most_rows=ROWS),
            notes=notes(
                [partnership_line(each) for each in found[:_TOLD]],
                told.partners_objection(),
                basis.source_ids,
            ),
            modelled=True,
            spare=_SPARE_OF_PARTNERS,
        )
    ]


def _commodities(found: list[Partnership], side: str) -> list[str]:
    return list(dict.fromkeys(each.commodity for each in found if each.side == side))


def prices(regency_code: str, year: int | None, whose: str) -> list[DeckSlide]:
    """Whether the price gap of its pairs covers the freight; nothing without a pair within NTT."""
    parts, cited, years = [], [], []
    columns: dict[str, Column] = {}
    for commodity, answer in profile.answers_of(year).items():
        tested = market.price_test(answer)
        if tested is None:
            continue
        ready = market_table(answer, tested)
        rows = ready.table
        ends = rows["origin"].eq(regency_code) | rows["destination"].eq(regency_code)
        own = rows[ends & rows["origin"].isin(answer.balance.table["regency_code"])]
        if own.empty:
            continue
        columns = {"name": Column(_("Commodity")), **ready.columns}
        parts.append(own.assign(name=commodity_name(commodity)))
        cited += [*evaluation.answer_sources(answer), *tested.source_ids]
        years.append(answer.balance.settings.year)
    if not parts:
        return []
    table = pd.concat(parts, ignore_index=True)
    codes = table["price_verdict"].fillna("unknown")
    of_prices = price_years(table)
    title = told.own_prices_title(
        int(codes.isin(["covers_freight", "covers_all"]).sum()),
        int(codes.ne("unknown").sum()),
        len(table),
    )
    basis = Basis(
        years=span_of_years(years),
        unit=_("Rp/kg"),
        grade="assumption",
        source_ids=ids_of(cited),
        modelled=True,
    )
    shown = ReadyTable(table, {name: columns[name] for name in _PRICED}, words.modelled_flow())
    return [
        DeckSlide(
            key="prices",
            title=title,
            subtitle=" · ".join(
                [
                    whose,
                    _("balances of {years}", years=basis.years),
                    *([_("prices of {years}", years=year_span(of_prices))] if of_prices else []),
                    _("tonnes; Rp/kg"),
                    words.modelled_flow(),
                ]
            ),
            shown=Table(title, shown, basis, most_rows=ROWS),
            notes=notes(
                [
                    _(
                        "The gap is the median over the months observed on both sides: price at "
                        "the receiver less price at the supplier. A pair that is a choice can be "
                        "swapped for one with other prices."
                    )
                ],
                common.prices_objection(),
                basis.source_ids,
            ),
            modelled=True,
            spare=_SPARE_OF_PRICES,
        )
    ]
