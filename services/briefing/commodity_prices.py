"""Prices of a commodity: by month and place, and of a year where no month is known by regency."""

from __future__ import annotations

from geo.places import regencies
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Section, Table
from publishing.code_words import code_word
from publishing.formats import coverage
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.commodity import yearly_prices_table
from publishing.sentences.commodity_sides import yearly_prices_headline
from services import commodities
from services.briefing.price_blocks import commodity_prices, commodity_prices_title
from services.month_prices import month_prices


def prices(commodity: str, year: int | None) -> list[Section]:
    """By month and, where no regency's months are known, by year; nothing where none is known."""
    found = []
    if blocks := commodity_prices(commodity, year):
        title = commodity_prices_title(commodity, year)
        found.append(Section("prices", title, [b for b in blocks if not isinstance(b, Table)]))
        figures = [each for each in blocks if isinstance(each, Table)]
        found.append(Section("prices-table", _("Prices in figures"), figures, brief=False))
    rows = commodities.yearly_prices(commodity)
    if month_prices(commodity) is None and len(rows):
        basis = register_basis(
            rows["source_id"],
            year_text(rows["year"].iloc[0]),
            code_word(str(rows["unit"].iloc[0])),
            coverage(rows["regency_code"].nunique(), len(regencies())),
        )
        table = Table(_("Prices of a year, by regency"), yearly_prices_table(rows), basis)
        found.append(Section("yearly-prices", yearly_prices_headline(commodity, rows), [table]))
    return found
