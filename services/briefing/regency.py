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

#: Sentences on prices that paper has room for: the heading counts all goods.
_PRICES = 1


@once_per_language(maxsize=64)
def regency_briefing(regency_code: str, year: int | None = None) -> Briefing:
    """All that is told of a regency; balances of ``year``, or each commodity's newest full year."""
    sections: list[Section] = [
        identity(regency_code),
        key_figures(regency_code),
        balances(regency_code, year),
        partners(regency_code, year),
        *_prices(regency_code, year),
        sectors(regency_code),
        leading_products(regency_code),
        livestock(regency_code),
        agreements(regency_code),
        missing(regency_code, year),
        behind_balances(regency_code, year),
        *behind_report(regency_code),
        *behind_records(regency_code),
    ]
    return Briefing(
        kind="regency",
        key=regency_code,
        title=full_name(regency_code),
        subtitle=_("Regency profile"),
        sections=[each for each in sections if each.blocks],
        language=current_language(),
        edition=str(editions.current()),
        data_date=data_date(),
        address=f"profile?regency={regency_code}" + (f"&year={year}" if year else ""),
    )


def _prices(regency_code: str, year: int | None) -> list[Section]:
    """What is said of its prices; the chart and the table of all goods are of the screen alone."""
    blocks = regency_prices(regency_code, year)
    told: list[Block] = [each for each in blocks if isinstance(each, Finding)]
    if not told:
        told = [each for each in blocks if isinstance(each, Note) and each.kind == "missing"]
    behind = [each for each in blocks if each not in told]
    return [
        Section("prices", regency_prices_title(regency_code, year), told[:_PRICES]),
        Section("months", _("Prices month by month"), [*told[_PRICES:], *behind], brief=False),
    ]
