"""What is told of prices by month: of one regency's goods, and of one good at all places."""

from __future__ import annotations

import pandas as pd

from analysis.prices import compare_months
from geo.places import gateways, place_name, regencies, regency_names
from publishing.briefing.basis import weakest
from publishing.briefing.model import Basis, Block, Finding, Note, Picture, Table
from publishing.charts.monthly_prices import Kind, PriceLine, price_line, price_lines
from publishing.code_words import code_word
from publishing.formats import coverage, date_as_known
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.listings.prices import drawn_table, goods_table, places_table
from publishing.names import commodity_name
from publishing.sentences import prices as words
from publishing.sources import split_ids
from publishing.tables import ReadyTable
from services import profile
from services.answer import evaluation
from services.month_prices import (
    MonthlyPrices,
    all_month_prices,
    compared_goods,
    compared_places,
    held_against_median,
    month_prices,
    price_year,
    province_prices,
)

#: Goods of which a regency's findings are made: those furthest above and below the median.
_TOLD = 2
#: Places that supply a regency by the model of which a line is drawn, the largest first.
_SUPPLIERS = 3
_MEDIAN = "median"


@once_per_language(maxsize=256, tables_alone=True)
def regency_prices_title(regency_code: str, year: int | None = None) -> str:
    """The finding above a regency's prices."""
    shown = price_year(year)
    rows = _sure(compared_goods(regency_code, shown))
    alike = rows["difference_pct"].abs() < words.ALIKE_PCT
    return words.regency_prices_headline(
        shown,
        int(((rows["difference_pct"] > 0) & ~alike).sum()),
        int(((rows["difference_pct"] < 0) & ~alike).sum()),
        len(rows),
    )


@once_per_language(maxsize=256, tables_alone=True)
def regency_prices(regency_code: str, year: int | None = None) -> tuple[Block, ...]:
    """Its goods beside the median and the places that supply it: findings, chart, table, notes.

    Without a year, that of the newest whole one; nothing but a note where no price is known.
    """
    shown = price_year(year)
    goods = compared_goods(regency_code, shown)
    known = goods[goods["n_months"] > 0]
    if known.empty:
        return (Note("missing", words.no_prices()),)
    supplier_findings = _supplier_findings(regency_code, shown)
    unsure = [str(each) for each in known.loc[~_is_sure(known), "commodity"]]
    basis = Basis(
        *(year_text(shown), _("Rp/kg"), weakest(known["grade"]), ""),
        tuple(split_ids(known["source_ids"])),
    )
    return (
        *_regency_findings(regency_code, _sure(known), shown),
        *supplier_findings,
        *regency_price_picture(regency_code, _most_telling(regency_code, known)),
        Table(
            _("Consumer prices beside the median of the regencies"),
            goods_table(known.sort_values("difference_pct", ascending=False)),
            basis,
        ),
        Note("method", words.prices_method()),
        *([Note("method", words.supplier_note())] if supplier_findings else []),
        *_notes(unsure, sum(int(p.doubtful.get(regency_code, 0)) for p in all_month_prices())),
    )


@once_per_language(maxsize=512, tables_alone=True)
def regency_price_picture(regency_code: str, commodity: str) -> tuple[Block, ...]:
    """One good's months in a regency against the median and those that supply it by the model."""
    prices = month_prices(commodity)
    if prices is None or prices.of_regencies[regency_code].isna().all():
        return ()
    own = regency_names()[regency_code]
    lines = [price_line("own", own, prices.of_regencies[regency_code])]
    drawn = {regency_code: own, _MEDIAN: _median_name()}
    table = prices.by_month.assign(**{_MEDIAN: prices.median})
    lines.append(price_line("median", _median_name(), prices.median))
    suppliers = _suppliers(regency_code).get(commodity, {})
    for place, is_choice in suppliers.items():
        if place in prices.by_month:
            named = _supplier_name(place, is_choice)
            kind: Kind = "outside" if place in gateways() else "inside"
            lines.append(price_line(kind, named, prices.by_month[place], place_name(place)))
            drawn[place] = named
    title = _("{commodity}: {place} month by month", commodity=commodity_name(commodity), place=own)
    return (_picture(prices, title, lines, drawn_table(table[list(drawn)], drawn)),)


@once_per_language(maxsize=64, tables_alone=True)
def commodity_prices_title(commodity: str, year: int | None = None) -> str:
    """The finding above a good's prices."""
    prices = month_prices(commodity)
    if prices is None:
        return words.commodity_prices_headline(commodity, 0, pd.Series(dtype="float64"))
    shown = _year_of(prices, year)
    means = (
        prices.whole_years(shown)
        if prices.grade in words.SURE_GRADES
        else pd.Series(dtype="float64")
    )
    return words.commodity_prices_headline(commodity, shown, means)


@once_per_language(maxsize=64, tables_alone=True)
def commodity_prices(commodity: str, year: int | None = None) -> tuple[Block, ...]:
    """A good's months at all places: finding, chart, table, notes; nothing where no price is."""
    prices = month_prices(commodity)
    if prices is None:
        return _province_alone(commodity)
    shown = _year_of(prices, year)
    whole = prices.whole_years(shown)
    is_sure = prices.grade in words.SURE_GRADES
    total = len(regencies())
    basis = Basis(
        *(year_text(shown), _("Rp/kg"), prices.grade),
        coverage(int(prices.of_year(shown).reindex(columns=_codes()).notna().any().sum()), total),
        prices.source_ids,
    )
    spread = words.spread_line(commodity, whole, total) if is_sure else ""
    return (
        *([Finding(spread, basis)] if spread else []),
        _places_picture(prices, whole),
        Table(
            _("{commodity}: mean price at each place", commodity=commodity_name(commodity)),
            places_table(compared_places(commodity, shown)),
            basis,
        ),
        Note("method", words.prices_method()),
        *_notes([] if is_sure else [commodity], int(prices.doubtful.sum())),
    )


def _year_of(prices: MonthlyPrices, year: int | None) -> int:
    return year if year in prices.years else prices.years[0]


def _is_sure(rows: pd.DataFrame) -> pd.Series:
    return rows["grade"].isin(words.SURE_GRADES)


def _sure(rows: pd.DataFrame) -> pd.DataFrame:
    """Goods of which a sentence is made: enough months, and no filling without a mark."""
    return rows[_is_sure(rows) & (rows["n_months"] >= words.LEAST_MONTHS)]


def _regency_findings(regency_code: str, rows: pd.DataFrame, year: int) -> list[Finding]:
    ordered = rows.sort_values("difference_pct")
    ends = pd.concat([ordered.tail(_TOLD).iloc[::-1], ordered.head(_TOLD).iloc[::-1]])
    found = []
    for commodity in ends["commodity"].drop_duplicates():
        prices = month_prices(str(commodity))
        if prices is not None:
            compared = held_against_median(prices, regency_code, year)
            line = words.against_median(prices.commodity, regency_code, year, compared)
            found.append(Finding(line, _of(prices, year)))
    return found


def _supplier_findings(regency_code: str, year: int) -> list[Finding]:
    found = []
    suppliers = _suppliers(regency_code)
    for prices in all_month_prices():
        of_year = prices.of_year(year)
        for place, is_choice in suppliers.get(prices.commodity, {}).items():
            if not {place, regency_code} <= set(of_year.columns):
                continue
            line = words.against_supplier(
                *(prices.commodity, regency_code, place, year),
                compare_months(of_year[regency_code], of_year[place]),
                is_choice,
            )
            if line and prices.grade in words.SURE_GRADES:
                found.append(Finding(line, _of(prices, year)))
    return found


def _suppliers(regency_code: str) -> dict[str, dict[str, bool]]:
    """Who supplies which good by the model, the most tonnes first, and whether it is a choice."""
    flows = profile.partners(regency_code, None)
    own = flows[flows["destination"] == regency_code].sort_values("tonnes", ascending=False)
    return {
        str(commodity): {
            str(row["origin"]): row["pair_class"] == "interchangeable"
            for row in rows.head(_SUPPLIERS).to_dict("records")
        }
        for commodity, rows in own.groupby("commodity")
    }


def _most_telling(regency_code: str, known: pd.DataFrame) -> str:
    """The good that a chart is drawn of: one that others supply, else the one furthest off."""
    suppliers = _suppliers(regency_code)
    supplied = [str(each) for each in known["commodity"] if str(each) in suppliers]
    if supplied:
        usual = evaluation.DEFAULT_COMMODITY
        return usual if usual in supplied else supplied[0]
    rows = known if _sure(known).empty else _sure(known)
    furthest = rows["difference_pct"].abs().sort_values().index[-1]
    return str(rows["commodity"][furthest])


def _places_picture(prices: MonthlyPrices, whole: pd.Series) -> Picture:
    """All regencies thin, the dearest and the cheapest of the year named, the median between."""
    names = regency_names()
    named = [] if len(whole) < 2 else [str(whole.idxmax()), str(whole.idxmin())]
    others = [code for code in _codes() if code not in named]
    lines = [
        price_line("other", _("another regency"), prices.of_regencies[code], names[code])
        for code in others
        if prices.of_regencies[code].notna().any()
    ]
    lines.append(price_line("median", _median_name(), prices.median))
    marks: tuple[Kind, Kind] = ("own", "inside")
    for kind, code in zip(marks, named, strict=False):
        lines.append(price_line(kind, names[code], prices.of_regencies[code]))
    title = _("{commodity}: prices by month", commodity=commodity_name(prices.commodity))
    table = prices.by_month
    drawn = {place: place_name(str(place)) for place in table.columns}
    return _picture(prices, title, lines, drawn_table(table, drawn))


def _province_alone(commodity: str) -> tuple[Block, ...]:
    prices = province_prices(commodity)
    if prices is None:
        return ()
    named = _("NTT (PIHPS)")
    lines = [price_line("own", named, prices.by_month["53"])]
    title = _("{commodity}: prices by month", commodity=commodity_name(commodity))
    table = drawn_table(prices.by_month, {"53": named})
    return (
        _picture(prices, title, lines, table),
        Note("missing", words.province_alone()),
    )


def _picture(
    prices: MonthlyPrices, title: str, lines: list[PriceLine], table: ReadyTable
) -> Picture:
    months = tuple(map(str, prices.by_month.index))
    span = f"{date_as_known(months[0])}–{date_as_known(months[-1])}"
    scope = _(
        "{commodity}, {form}, Rp/kg by month, {span}, NTT",
        commodity=commodity_name(prices.commodity),
        form=code_word(prices.form),
        span=span,
    )
    alt = _("{title}: lines from {span}.", title=title, span=span)
    basis = Basis(span, _("Rp/kg"), prices.grade, "", prices.source_ids)
    return Picture(title, price_lines(months, tuple(lines), scope), alt, basis, table)


def _codes() -> list[str]:
    return list(regencies()["regency_code"])


def _median_name() -> str:
    return _("median of the regencies")


def _supplier_name(place: str, is_choice: bool) -> str:
    role = (
        _("{place}, possible supplier by the model")
        if is_choice
        else _("{place}, supplier by the model")
    )
    return role.format(place=place_name(place))


def _of(prices: MonthlyPrices, year: int) -> Basis:
    return Basis(year_text(year), _("Rp/kg"), prices.grade, "", prices.source_ids)


def _notes(unsure: list[str], n_doubtful: int) -> list[Note]:
    said = [words.filled_without_mark(unsure), words.doubtful_prices(n_doubtful)]
    return [Note("caution", each) for each in said if each]
