"""The registers of sources and of anomalies: how much rests on what, and what a search finds."""

from __future__ import annotations

import pandas as pd

from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.table_view import rows_per_source
from services.rows import holds_words


@once_per_edition(maxsize=1)
def sources_in_use() -> pd.DataFrame:
    """The source table with ``rows``: how many rows of all other tables name the source."""
    sources = load("sources")
    rows = rows_per_source().groupby("source_id")["rows"].sum()
    return sources.assign(rows=sources["source_id"].map(rows).fillna(0).astype("int64"))


def matching_sources(sources: pd.DataFrame, grade: str | None, text: str) -> pd.DataFrame:
    """Sources of a grade in which every word occurs; those on which most rests come first."""
    mask = sources["grade"].eq(grade) if grade else pd.Series(True, index=sources.index)
    named = mask & sources["source_id"].str.casefold().eq(text.casefold())
    if named.any():  # a link to one source, or its code typed in full
        return sources[named]
    found = sources[mask & holds_words(_all_of_a_row(sources.drop(columns="rows")), text)]
    return found.sort_values(["rows", "source_id"], ascending=[False, True])


def matching_anomalies(
    anomalies: pd.DataFrame, document: str | None, kind: str | None, text: str
) -> pd.DataFrame:
    """Anomalies of a document and kind in which every word occurs, in either language."""
    mask = holds_words(_all_of_a_row(anomalies), text)
    if document:
        mask &= anomalies["document"].eq(document)
    if kind:
        mask &= anomalies["kind"].eq(kind).fillna(False)
    return anomalies[mask]


def _all_of_a_row(table: pd.DataFrame) -> pd.Series:
    return table.fillna("").astype("str").agg(" ".join, axis="columns").str.casefold()
