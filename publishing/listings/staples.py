"""The food security atlas beside the rice balance, edition by edition, as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.balance.food_ratio import RiceAndStaples
from publishing.formats import year as year_text
from publishing.language import _
from publishing.tables import Column, ReadyTable


def comparison_table(found: Sequence[RiceAndStaples]) -> ReadyTable:
    """One row per edition and balance year."""
    table = pd.DataFrame(
        {
            "edition": [each.edition for each in found],
            "balance_year": [each.balance_year for each in found],
            "edition_text": [year_text(each.edition) for each in found],
            "balance_text": [year_text(each.balance_year) for each in found],
            "correlation": [each.correlation for each in found],
            "n": [each.n for each in found],
            "short": [each.n_compared for each in found],
            "fed": [len(each.fed) for each in found],
            "lacking": [len(each.lacking) for each in found],
            "silent": [each.n_deficit - each.n_compared for each in found],
        }
    )
    columns = {
        "edition_text": Column(_("FSVA edition"), figures={_("FSVA edition"): "edition"}),
        "balance_text": Column(
            _("Rice balance of"), figures={_("Rice balance of"): "balance_year"}
        ),
        "correlation": Column(_("Rank correlation"), 2),
        "n": Column(_("Compared"), 0),
        "short": Column(_("Short of rice"), 0, help=_("With a usable ratio")),
        "fed": Column(_("Enough staples"), 0),
        "lacking": Column(_("Short of staples too"), 0),
        "silent": Column(_("No usable ratio"), 0),
    }
    return ReadyTable(table, columns)
