"""Tables that stand on slides: few columns, texts that can be read from a seat."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from publishing.briefing.model import Figure
from publishing.formats import number
from publishing.language import _
from publishing.listings.profile import gaps_table
from publishing.sentences.next_steps import office_words
from publishing.tables import Column, ReadyTable


def standing_table(figures: Sequence[Figure]) -> ReadyTable:
    """Key figures with their year, their place in words and the median."""
    table = pd.DataFrame(
        {
            "name": [each.name for each in figures],
            "value": [each.value for each in figures],
            "year": [each.basis.years for each in figures],
            "place": [each.place for each in figures],
            "median": [
                number(
                    float(pd.Series(dict(each.amounts), dtype="float64").median()), each.decimals
                )
                for each in figures
            ],
        }
    )
    columns = {
        "name": Column(_("Figure")),
        "value": Column(_("Value")),
        "year": Column(_("Year")),
        "place": Column(_("Among the 22 regencies")),
        "median": Column(_("Median")),
    }
    return ReadyTable(table, columns)


def missing_table(gaps: pd.DataFrame, beside: Sequence[tuple[str, str, str]]) -> ReadyTable:
    """What is missing and who has it: first ``beside`` (what, what of it, who), then the gaps.

    ``gaps`` as ``services.profile.gaps`` gives them, with ``office`` and, of several regencies,
    ``where``.
    """
    listed = gaps_table(gaps).table.assign(whom=gaps["office"].map(office_words))
    columns = {
        "name": Column(_("What")),
        "lacking": Column(_("Missing for a balance")),
        **({"where": Column(_("Where"))} if "where" in gaps else {}),
        "whom": Column(_("Who has it")),
    }
    first = pd.DataFrame(beside, columns=["name", "lacking", "whom"])
    table = pd.concat([first, listed]).reindex(columns=list(columns))
    return ReadyTable(table.reset_index(drop=True), columns)
