"""A regency in three findings, for a card."""

from __future__ import annotations

from ntt_data.schema import data_date
from publishing.briefing.card import FINDINGS, Card
from publishing.briefing.model import Finding, Section
from publishing.language import current_language, once_per_language
from publishing.maps.zones import regency_locator, zone_line
from publishing.sentences.profile import full_name
from services.briefing.price_blocks import regency_prices
from services.briefing.regency_exchange import partners, sound_balances
from services.briefing.regency_records import agreements
from services.briefing.regency_report import leading_products, sectors


@once_per_language(maxsize=64)
def regency_card(regency_code: str) -> Card:
    """Its balance, whom it can deal with and its prices; what the report says where these lack.

    Balances of doubtful figures are left out; pairs and prices hold none.
    """
    balances = sound_balances(regency_code)
    told = [
        *balances[:1],
        *_first(partners(regency_code, None)),
        *[each for each in regency_prices(regency_code, None) if isinstance(each, Finding)][:1],
        *balances[1:],
        *_first(sectors(regency_code)),
        *_first(leading_products(regency_code)),
        *_first(agreements(regency_code)),
    ]
    return Card(
        key=regency_code,
        title=full_name(regency_code),
        subtitle=zone_line(regency_code),
        findings=told[:FINDINGS],
        where=regency_locator(regency_code),
        language=current_language(),
        data_date=data_date(),
        address=f"profile?regency={regency_code}",
    )


def _first(section: Section) -> list[Finding]:
    return [each for each in section.blocks if isinstance(each, Finding)][:1]
