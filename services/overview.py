"""The overview of a commodity and year: which data it rests on."""

from __future__ import annotations

from analysis.overview import Overview, overview
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from services.answer import certainty, evaluation


@once_per_edition(maxsize=128)
def baseline_overview(commodity: str, year: int) -> Overview:
    """The overview of the baseline; ``commodity`` must be one that has a balance in ``year``."""
    answer = evaluation.baseline_answer(commodity, year)
    return overview(
        answer,
        certainty.firmness(answer),
        evaluation.balanced_commodities(),
        load("sector_rankings"),
        load("kpju"),
        evaluation.balance_tables().not_comparable,
    )
