"""What is told of one regency, on its page and on paper."""

from __future__ import annotations

from ntt_data import editions
from ntt_data.schema import data_date
from publishing.briefing.model import Block, Briefing, Finding, Note, Section
from publishing.language import _, current_language, once_per_language
from publishing.sentences.profile import full_name
from services.briefing.price_blocks import regency_prices, regency_prices_title
from services.briefing.regency_exchange import balances, behind_balances, partners
from services.briefing.regency_records import agreements, behind_records, livestock, missing
from services.briefing.regency_report import behind_report, leading_products, sectors
from services.briefing.regency_standing import identity, key_figures
from services.month_prices import price_year

#: Sentences on prices that paper has room for: the heading counts all goods.
_PRICES = 1


#: Regencies times years times languages that are looked at: what is kept for fewer is made anew at
#: each change of the choice.
KEPT = 22 * 10 * 2


@once_per_language(maxsize=KEPT)
def regency_briefing(regency_code: str, year: int | None = None) -> Briefing:
    """All that is told of a regency; balances of ``year``, or each commodity's newest full year."""
    return Briefing(
        kind="regency",
        key=regency_code,
        title=full_name(regency_code),
        subtitle=_("Regency profile"),
        sections=_sections(regency_code, year),
        language=current_language(),
        edition=str(editions.current()),
        data_date=data_date(),
        address=f"profile?regency={regency_code}" + (f"&year={year}" if year else ""),
    )


@once_per_language(maxsize=KEPT, tables_alone=True)
def _sections(regency_code: str, year: int | None) -> list[Section]:
    who, what, behind = _of_every_year(regency_code)
    sections: list[Section] = [
        *who,
        balances(regency_code, year),
        partners(regency_code, year),
        *_prices(regency_code, price_year(year)),
        *what,
        missing(regency_code, year),
        behind_balances(regency_code, year),
        *behind,
    ]
    return [each for each in sections if each.blocks]


@once_per_language(maxsize=44, tables_alone=True)
def _of_every_year(regency_code: str) -> tuple[tuple[Section, ...], ...]:
    """What no choice of a year changes: before the balances, after the prices, and at the end."""
    return (
        (identity(regency_code), key_figures(regency_code)),
        (
            sectors(regency_code),
            leading_products(regency_code),
            livestock(regency_code),
            agreements(regency_code),
        ),
        (*behind_report(regency_code), *behind_records(regency_code)),
    )


@once_per_language(maxsize=KEPT, tables_alone=True)
def _prices(regency_code: str, year: int) -> tuple[Section, ...]:
    """What is said of its prices; the chart and the table of all goods are of the screen alone."""
    blocks = regency_prices(regency_code, year)
    told: list[Block] = [each for each in blocks if isinstance(each, Finding)]
    if not told:
        told = [each for each in blocks if isinstance(each, Note) and each.kind == "missing"]
    behind = [each for each in blocks if each not in told]
    return (
        Section("prices", regency_prices_title(regency_code, year), told[:_PRICES]),
        Section("months", _("Prices month by month"), [*told[_PRICES:], *behind], brief=False),
    )
