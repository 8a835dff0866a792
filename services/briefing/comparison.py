"""Two regencies side by side: key figures, balances, exchange, sectors, KPJu, prices."""

from __future__ import annotations

import pandas as pd

from analysis.prices import compare_months
from ntt_data.editions import once_per_tables
from publishing import words
from publishing.briefing.basis import ids_of, register_basis, weakest
from publishing.briefing.model import Basis, Block, Figure, Finding, Note, Section, Table
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.listings.comparison import (
    balances_compared,
    kpju_compared,
    prices_compared,
    sectors_compared,
)
from publishing.sentences import comparison as said
from publishing.sentences.balance import without_stocks
from publishing.sentences.partnerships import partnership_line
from publishing.sentences.prices import (
    ALIKE_PCT,
    LEAST_MONTHS,
    SURE_GRADES,
    filled_without_mark,
    prices_method,
)
from publishing.sentences.profile import RegencyBalance, balance_rows
from services import profile
from services.briefing.regency_exchange import partnership_basis, partnerships_of, span_of_years
from services.briefing.regency_standing import key_figures
from services.kpju import kpju_of
from services.month_prices import all_month_prices, price_year

#: Sectors of a regency that are named where its ranking stands beside none of the same scheme.
_FIRST = 3


@once_per_language(maxsize=64, tables_alone=True)
def comparison(one: str, other: str, year: int | None = None) -> tuple[Section, ...]:
    """Sections that stand ``one`` and ``other`` side by side; balances as on their profiles."""
    return (
        _figures(one),
        _balances(one, other, year),
        _exchange(one, other, year),
        _sectors(one, other),
        _kpju(one, other),
        _prices(one, other, year),
    )


def _figures(one: str) -> Section:
    """The strips of a profile; whoever draws them marks the other regency as well."""
    figures: list[Block] = [each for each in key_figures(one).blocks if isinstance(each, Figure)]
    return Section(
        "compared-figures",
        _("Key figures among the 22 regencies"),
        [*figures, Note("method", said.comparison_method())],
    )


def _balances(one: str, other: str, year: int | None) -> Section:
    left, right = (_rows_of(code, year) for code in (one, other))
    pairs = [(row, right[commodity]) for commodity, row in left.items()]
    both = [row for pair in pairs for row in pair]
    basis = Basis(
        years=span_of_years(row.year for row in both),
        unit=_("tonnes a year"),
        grade=weakest(row.grade for row in both),
        source_ids=ids_of(row.source_ids for row in both),
    )
    return Section(
        "compared-balances",
        said.balances_compared_headline(one, other, pairs),
        [
            Table(_("Balances side by side"), balances_compared(one, other, pairs), basis),
            Note("method", without_stocks()),
        ],
    )


def _rows_of(regency_code: str, year: int | None) -> dict[str, RegencyBalance]:
    rows = balance_rows(profile.regency_balances(regency_code, year))
    return {row.commodity: row for row in rows}


def _exchange(one: str, other: str, year: int | None) -> Section:
    """Pairs and corridors that both are part of, as seen by the first."""
    shared = [each for each in partnerships_of(one, year) if other in each.partners]
    blocks: list[Block] = [
        Finding(partnership_line(each), partnership_basis(each)) for each in shared
    ]
    if shared:
        blocks.append(Note("method", words.sentence_of(words.modelled_flow())))
    else:
        blocks.append(Note("method", said.no_exchange(one, other)))
    return Section("compared-exchange", said.exchange_headline(len(shared)), blocks)


def _sectors(one: str, other: str) -> Section:
    rows = profile.sectors(one), profile.sectors(other)
    schemes = _scheme(rows[0]), _scheme(rows[1])
    headline = said.sectors_compared_headline(one, other, schemes)
    if schemes[0] and schemes[0] == schemes[1]:
        basis = register_basis([*rows[0]["source_id"], *rows[1]["source_id"]])
        table = Table(
            _("Ranks side by side, within one scheme"), sectors_compared(one, other, rows), basis
        )
        return Section("compared-sectors", headline, [table])
    blocks: list[Block] = [
        Finding(
            said.first_sectors(code, scheme, list(own["sector"].head(_FIRST))),
            register_basis(own["source_id"]),
        )
        for code, scheme, own in zip((one, other), schemes, rows, strict=True)
        if scheme
    ]
    if all(schemes):
        blocks.append(Note("caution", said.schemes_differ(one, other, schemes)))
    else:
        blocks.append(Note("missing", said.ask_for_list()))
    return Section("compared-sectors", headline, blocks)


def _scheme(rows: pd.DataFrame) -> str:
    return "" if rows.empty else str(rows["scheme"].iloc[0])


def _kpju(one: str, other: str) -> Section:
    rows = kpju_of(one), kpju_of(other)
    second = set(rows[1]["item"])
    shared = [str(item) for item in rows[0]["item"].drop_duplicates() if item in second]
    headline = said.kpju_compared_headline(one, other, shared, (len(rows[0]), len(rows[1])))
    blocks: list[Block] = []
    if len(rows[0]) or len(rows[1]):
        basis = register_basis([*rows[0]["source_id"], *rows[1]["source_id"]])
        ready = kpju_compared(one, other, rows)
        blocks.append(Table(_("KPJu of both lists, those in common first"), ready, basis))
    if rows[0].empty or rows[1].empty:
        blocks.append(Note("missing", said.ask_for_list()))
    return Section("compared-kpju", headline, blocks)


def _prices(one: str, other: str, year: int | None) -> Section:
    shown = price_year(year)
    rows = compared_prices(one, other, shown)
    sure = rows[rows["grade"].isin(SURE_GRADES) & (rows["n_months"] >= LEAST_MONTHS)]
    apart = sure[sure["difference_pct"].abs() >= ALIKE_PCT]
    headline = said.prices_compared_headline(
        *(one, other, shown),
        int((apart["difference_pct"] > 0).sum()),
        int((apart["difference_pct"] < 0).sum()),
        len(sure),
    )
    known = rows[rows["n_months"] > 0]
    if known.empty:
        return Section("compared-prices", headline, [Note("missing", headline + ".")])
    basis = Basis(
        *(year_text(shown), _("Rp/kg"), weakest(known["grade"]), ""), ids_of(known["source_ids"])
    )
    unsure = [str(each) for each in known.loc[~known["grade"].isin(SURE_GRADES), "commodity"]]
    notes = [Note("caution", line) for line in [filled_without_mark(unsure)] if line]
    return Section(
        "compared-prices",
        headline,
        [
            Table(
                _("Consumer prices, mean of the months known in both"),
                prices_compared(one, other, known),
                basis,
            ),
            Note("method", prices_method()),
            *notes,
        ],
    )


@once_per_tables(maxsize=256)
def compared_prices(one: str, other: str, year: int) -> pd.DataFrame:
    """One row per good with prices by month, over the months of a year known of both regencies.

    ``commodity``, ``price_0``, ``price_1`` (rupiah per kg, mean), ``difference_pct`` of the first,
    ``n_above`` (months in which the first is dearer), ``n_months``, ``grade``, ``source_ids``.
    """
    rows = []
    for prices in all_month_prices():
        of_year = prices.of_regencies.loc[prices.of_year(year).index]
        found = compare_months(of_year[one], of_year[other])
        rows.append(
            {
                "commodity": prices.commodity,
                "price_0": found.mean_idr_per_kg,
                "price_1": found.other_mean_idr_per_kg,
                "difference_pct": found.difference_pct,
                "n_above": found.n_above,
                "n_months": found.n_months,
                "grade": prices.grade,
                "source_ids": ";".join(prices.source_ids),
            }
        )
    return pd.DataFrame(rows)
