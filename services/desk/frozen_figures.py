"""The figures of an opportunity as a case keeps them: of one day, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from geo.places import place_name
from ntt_data import editions
from ntt_data.store.case_records import Party
from publishing.language import Language, speaking
from publishing.sources import cited_sources
from services.decisions import today

Row = dict[str, Any]


def party_of(code: str, benefit: str = "") -> Party:
    """A regency of NTT as a party."""
    return Party("regency", place_name(code), code, benefit)


def row_of(
    label: Callable[[], str],
    value: float,
    unit: str,
    year: int | None,
    source: object,
    grade: object,
) -> Row:
    """One figure, labelled in both languages; what is not known is None."""
    told = in_both("label", label)
    return {
        **told,
        "value": None if pd.isna(value) else value,
        "unit": unit,
        "year": year,
        "source": str(source),
        "grade": str(grade),
    }


def snapshot_of(rows: Sequence[Row], notes: Sequence[Callable[[], str]]) -> dict[str, Any]:
    """The figures of today with the edition that they are of."""
    return {
        "made_on": today().isoformat(),
        "edition": str(editions.current()),
        "rows": list(rows),
        **in_both("note", lambda: " ".join(note() for note in notes)),
    }


def weakest_grade(source_ids: object) -> str:
    """The weakest of what a figure was taken from as it stands there."""
    return str(cited_sources([source_ids])["grade"].max())


def in_both(name: str, say: Callable[[], str]) -> dict[str, str]:
    """The same in both languages: whoever reads a case later may speak the other one."""
    found = {}
    languages: tuple[Language, ...] = ("id", "en")
    for language in languages:
        with speaking(language):
            found[f"{name}_{language}"] = say()
    return found
