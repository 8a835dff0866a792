"""The figures of a map as a table and as a file, for those who read numbers rather than colours."""

from __future__ import annotations

import pandas as pd

from geo.places import names_of, regencies
from publishing.formats import year as year_text
from publishing.language import _
from publishing.tables import Column, ReadyTable
from services.map_indicators import Shown


def values_table(shown: Shown) -> ReadyTable:
    """The map's figures, the largest first."""
    codes = regencies()["regency_code"]
    table = pd.DataFrame(
        {"regency": names_of(codes), "value": codes.map(shown.values), "code": codes}
    )
    is_words = shown.colors is not None
    if is_words:
        table["value"] = table["value"].astype("object").where(table["value"].notna(), None)
    else:
        table = table.sort_values("value", ascending=False, na_position="last", ignore_index=True)
    if shown.notes:
        table["note"] = [" · ".join(shown.notes.get(code, ())) for code in table["code"]]
    header = shown.unit if shown.year is None else f"{shown.unit}, {year_text(shown.year)}"
    columns = {
        "regency": Column(_("Regency")),
        "value": Column(header, None if is_words else shown.decimals),
    }
    if shown.notes:
        columns["note"] = Column(_("Note"))
    return ReadyTable(table, columns)
