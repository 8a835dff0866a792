"""Names of commodities in the reader's language."""

from __future__ import annotations

from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.language import current_language


@once_per_edition(maxsize=2)
def _names(language: str) -> dict[str, str]:
    table = load("commodities")
    return dict(zip(table["commodity"], table[f"name_{language}"], strict=True))


def commodity_name(commodity: str) -> str:
    """Name of a commodity; one that the register does not know keeps its slug."""
    return _names(current_language()).get(commodity, commodity)
