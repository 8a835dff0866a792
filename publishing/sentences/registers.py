"""Sources, anomalies and tables in words: what a register says, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.places import regency_names
from publishing.code_words import code_word
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _, current_language
from publishing.names import commodity_name
from publishing.table_view import NO_VALUE, table_title


def document_name(source_id: str) -> str:
    """Short name of one of the two documents."""
    return {
        "003_49c762d796999e18.txt": _("Report"),
        "000_3631f541ea941dbd.txt": _("News article"),
    }.get(source_id, source_id)


def in_language(row: Mapping[Any, Any], column: str) -> str:
    """Texts of a register stand in Indonesian, and in English under ``_en``."""
    own = row.get(f"{column}_en") if current_language() == "en" else row.get(column)
    return NO_VALUE if own is None or pd.isna(own) else str(own)


def anomaly_place(row: Mapping[Any, Any]) -> str:
    """Number, document, place and kind of an anomaly."""
    place = NO_VALUE if pd.isna(row["place"]) else row["place"]
    kind = code_word(str(row["kind"])) if pd.notna(row.get("kind")) else ""
    parts = [str(row["id"]), document_name(str(row["document"])), str(place), kind]
    return " · ".join(part for part in parts if part)


def grade_letter(code: str) -> str:
    """A grade where there is no room for its meaning."""
    return {"assumption": _("assumption"), "handed_in": _("regency's report")}.get(code, code)


def grade_meaning(code: str) -> str:
    """What has to hold for a source to have a grade."""
    return {
        "A": _(
            "Published by the office that is responsible for the figure, read at its own place."
        ),
        "B": _("A copy of an official figure that agrees with a second publication or total."),
        "C": _("A copy of an official figure that could not be compared with a second one."),
        "handed_in": _("Handed in by an office of the regency in a round, accepted by the bureau."),
        "assumption": _("Our own assumption, where nothing is published. Open to be changed."),
    }[code]


def uses_line(uses: pd.DataFrame) -> str:
    """Which tables rest on a source; ``uses`` are its rows of ``rows_per_source``."""
    if uses.empty:
        return _("No row of a table names it; it was read for comparison only.")
    tables = zip(uses["table"], uses["rows"], strict=True)
    return _(
        "Rests on it: {tables}",
        tables=", ".join(f"{table_title(name)} ({number(rows)})" for name, rows in tables),
    )


def filter_words(
    regency: str, commodity: str, first_year: int | None, last_year: int | None, text: str
) -> list[str]:
    """What is asked of the rows of a table, one by one."""
    active = []
    if regency:
        active.append(_("regency {name}", name=regency_names()[regency]))
    if commodity:
        active.append(_("commodity {name}", name=commodity_name(commodity)))
    if first_year:
        active.append(_("from {year}", year=year_text(first_year)))
    if last_year:
        active.append(_("to {year}", year=year_text(last_year)))
    if text:
        active.append(_("the words \u201c{text}\u201d", text=text))
    return active
