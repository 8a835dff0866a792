"""All that happened to a case of cooperation, as a table for files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ntt_data.store.case_records import Event
from publishing import case_words
from publishing.formats import moment
from publishing.language import _
from publishing.tables import Column, ReadyTable


def events_table(events: Sequence[Event]) -> ReadyTable:
    """One row for each event in their order; a file with its whole SHA-256."""
    rows = [
        {
            "no": each.no,
            "at": moment(each.at),
            "what": case_words.what_happened(each),
            "by": case_words.by_whom(each),
            "reason": each.reason,
            "sha256": str(each.details.get("sha256", "")),
        }
        for each in events
    ]
    columns = {
        "no": Column(_("No."), 0),
        "at": Column(_("When")),
        "what": Column(_("What happened")),
        "by": Column(_("By whom")),
        "reason": Column(_("Reason")),
        "sha256": Column(_("SHA-256 of the file")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=list(columns)), columns)
