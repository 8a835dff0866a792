"""Tables of a round: its sheets, regency by regency."""

from __future__ import annotations

import pandas as pd

from geo import places
from publishing import hand_in_words
from publishing.formats import moment, number
from publishing.language import _
from publishing.tables import Column, ReadyTable


def progress_table(progress: pd.DataFrame) -> ReadyTable:
    """A row per regency, a column per sheet; ``progress`` as ``services.progress`` gives it."""
    told = progress.assign(
        told=[
            sheet_state(*row)
            for row in progress[["state", "no", "at", "channel"]].itertuples(index=False)
        ]
    )
    sheets = list(dict.fromkeys(told["sheet"]))
    table = told.pivot(index="regency_code", columns="sheet", values="told").reset_index()
    table["regency"] = table["regency_code"].map(places.full_names())
    columns = {"regency": Column(_("Regency"), width="medium")}
    columns |= {sheet: Column(hand_in_words.sheet(sheet)) for sheet in sheets}
    return ReadyTable(table, columns)


def sheet_state(state: str, no: int, at: object, channel: str) -> str:
    """``diserahkan (2), 29 November 2026, 14.05 WITA``; what came on paper is marked as such."""
    word = hand_in_words.state(state)
    if not no:
        return word
    told = f"{word} ({number(no)}), {moment(pd.Timestamp(str(at)).to_pydatetime())}"
    return f"{told}, {hand_in_words.channel(channel)}" if channel == "paper" else told
