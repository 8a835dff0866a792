"""The figures of a map as a table, for those who read numbers rather than colours."""

from __future__ import annotations

import pandas as pd

from geo.places import names_of, regencies
from publishing.language import _, once_per_language
from publishing.sentences.indicators import ToldIndicator
from publishing.tables import Column, ReadyTable


@once_per_language(maxsize=64)
def values_table(told: ToldIndicator) -> ReadyTable:
    """The map's figures, the largest first; words in the order of the regencies."""
    codes = regencies()["regency_code"]
    table = pd.DataFrame(
        {"regency": names_of(codes), "value": codes.map(told.values), "regency_code": codes}
    )
    if told.in_words:
        table["value"] = table["value"].astype("object").where(table["value"].notna(), None)
    else:
        table = table.sort_values("value", ascending=False, na_position="last", ignore_index=True)
    figures = None
    if told.in_words and pd.api.types.is_numeric_dtype(told.indicator.values):
        table["figure"] = table["regency_code"].map(told.indicator.values)
        figures = {told.unit_and_year: "figure", _("Class"): "value"}
    decimals = None if told.in_words else told.decimals
    columns = {
        "regency": Column(_("Regency")),
        "value": Column(told.unit_and_year, decimals, figures=figures),
    }
    if told.notes:
        table["note"] = [" · ".join(told.notes.get(code, ())) for code in table["regency_code"]]
        columns["note"] = Column(_("Note"))
    return ReadyTable(table, columns)
