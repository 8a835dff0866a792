"""Table of the sheets that wait for the bureau."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ntt_data.store.collection_records import Version
from publishing import hand_in_words
from publishing.formats import moment
from publishing.language import _
from publishing.tables import Column, ReadyTable


def queue_table(waiting: Sequence[tuple[Version, int, int]]) -> ReadyTable:
    """A row per sheet: version, figures with a value, questions; in the order given."""
    rows = [
        {
            "regency_code": version.key.regency_code,
            "regency": hand_in_words.regency(version.key),
            "sheet": hand_in_words.sheet(version.key.sheet),
            "at": moment(version.at),
            "no": version.no,
            "channel": hand_in_words.channel(version.channel),
            "figures": figures,
            "questions": questions,
            "office": version.office,
            "position": version.position,
        }
        for version, figures, questions in waiting
    ]
    columns = {
        "regency": Column(_("Regency")),
        "sheet": Column(_("Sheet")),
        "at": Column(_("Handed in")),
        "no": Column(_("Version"), 0),
        "channel": Column(_("How it came")),
        "figures": Column(_("Figures with a value"), 0),
        "questions": Column(_("Questions answered"), 0),
        "office": Column(_("Name of the office"), width="medium"),
        "position": Column(_("Position of the person responsible"), width="medium"),
    }
    return ReadyTable(pd.DataFrame(rows, columns=["regency_code", *columns]), columns)
