"""What is told of one regency, on its page and on paper."""

from __future__ import annotations

from ntt_data import editions
from ntt_data.schema import data_date
from publishing.briefing.model import Briefing, Section
from publishing.language import _, current_language, once_per_language
from publishing.sentences.profile import full_name
from services.briefing.regency_exchange import balances, partners
from services.briefing.regency_standing import identity, key_figures


@once_per_language(maxsize=64)
def regency_briefing(regency_code: str, year: int | None = None) -> Briefing:
    """All that is told of a regency; balances of ``year``, or each commodity's newest full year."""
    sections: list[Section] = [
        identity(regency_code),
        key_figures(regency_code),
        balances(regency_code, year),
        partners(regency_code, year),
    ]
    return Briefing(
        kind="regency",
        key=regency_code,
        title=full_name(regency_code),
        subtitle=_("Regency profile"),
        sections=sections,
        language=current_language(),
        edition=str(editions.current()),
        data_date=data_date(),
        address=f"profile?regency={regency_code}" + (f"&year={year}" if year else ""),
    )
