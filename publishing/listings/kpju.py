"""Tables of the report's ranked lists (KPJu)."""

from __future__ import annotations

import pandas as pd

from publishing.code_words import code_word
from publishing.language import _
from publishing.names import item_name, joined_regencies
from publishing.sentences.kpju import verdict_word
from publishing.tables import Column, ReadyTable


def kpju_table(rows: pd.DataFrame) -> ReadyTable:
    """One regency's list with verdicts and their wording."""
    table = rows.assign(
        item_word=rows["item"].map(item_name),
        kind_word=rows["kind"].map(code_word),
        verdict_word=rows["verdict"].map(verdict_word),
    )
    columns = {
        "rank": Column(_("Rank"), 0),
        "item_word": Column(_("KPJu")),
        "kind_word": Column(_("Kind")),
        "verdict_word": Column(_("Verdict of the report")),
        "literal": Column(_("Wording in the report")),
        "verdict_literal": Column(_("Wording of the verdict")),
        "reason": Column(_("Reason in the report")),
    }
    return ReadyTable(table, columns)


def shared_items_table(shared: pd.DataFrame) -> ReadyTable:
    """Items that several regencies have, the most shared first."""
    table = shared[shared["n"] > 1]
    return ReadyTable(
        table.assign(
            name=table["item"].map(item_name),
            where=[joined_regencies(text.split(";")) for text in table["regency_codes"]],
        ),
        {
            "name": Column(_("KPJu")),
            "n": Column(_("Regencies"), 0),
            "best_rank": Column(_("Best rank"), 0),
            "where": Column(_("Which, best rank first"), width="large"),
        },
    )
