"""Which rows of a curated table fit what somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.places import names_known
from publishing.sources import split_ids
from publishing.table_view import TableView, reference_columns, year_column

#: What somebody looks for is a few words; more of them are not searched for.
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class RowFilter:
    """Which rows of a table are wanted; an empty text or ``None`` asks for nothing."""

    regency: str = ""
    commodity: str = ""
    first_year: int | None = None
    last_year: int | None = None
    text: str = ""


def holds_words(texts: pd.Series, wanted: str) -> pd.Series:
    """For each text (in small letters) whether every word wanted occurs in it.

    A regency may be called otherwise there: "Kab. Timor Tengah Selatan" or 53.02 is found where
    "TTS" stands. Of a text longer than ``LONGEST_SEARCH`` the beginning counts.
    """
    wanted = wanted[:LONGEST_SEARCH]
    mask = pd.Series(True, index=texts.index)
    rest, end = [], 0
    for mention in names_known().mentions(wanted):
        named = _holds_each(texts, wanted[mention.start : mention.end])
        mask &= named | names_known().named_in(texts, mention.code)
        rest.append(wanted[end : mention.start])
        end = mention.end
    return mask & _holds_each(texts, " ".join([*rest, wanted[end:]]))


def _holds_each(texts: pd.Series, words: str) -> pd.Series:
    mask = pd.Series(True, index=texts.index)
    for word in dict.fromkeys(words.casefold().split()):
        mask &= texts.str.contains(word, regex=False)
    return mask


def matching_rows(view: TableView, wanted: RowFilter) -> pd.Series:
    """Mask over the rows of a table; a row without a year passes only while no year is asked."""
    raw = view.raw
    mask = pd.Series(True, index=raw.index)
    for target, code in (("regencies", wanted.regency), ("commodities", wanted.commodity)):
        columns = reference_columns(view.name, target)
        if code and columns:
            any_column = pd.Series(False, index=raw.index)
            for column, separator in columns:
                cells = raw[column].fillna("")
                parts = cells.str.split(separator) if separator else cells.map(lambda one: [one])
                any_column |= pd.Series([code in some for some in parts], index=raw.index)
            mask &= any_column
    year = year_column(view.name)
    if year:
        years = raw[year]
        if wanted.first_year is not None:
            mask &= (years >= wanted.first_year).fillna(False)
        if wanted.last_year is not None:
            mask &= (years <= wanted.last_year).fillna(False)
    return (mask & holds_words(view.search, wanted.text)).astype(bool)


def sources_of(view: TableView, mask: pd.Series) -> list[str]:
    """What the rows of the mask rest on; the source table rests on nothing."""
    if view.name == "sources":
        return []
    columns = [column for column, _separator in reference_columns(view.name, "sources")]
    return split_ids(cell for column in columns for cell in view.raw.loc[mask, column])
