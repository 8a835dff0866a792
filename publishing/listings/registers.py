"""The registers of sources and anomalies, and the data dictionary, as tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo.places import regency_names
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, current_language, localised
from publishing.sentences.registers import document_name, grade_letter, grade_meaning, in_language
from publishing.sources import (
    cited_ids,
    grade_word,
    publisher_words,
    source_title,
    web_addresses,
)
from publishing.table_view import NO_VALUE
from publishing.table_view import fields as table_fields
from publishing.tables import Column, ReadyTable


def anomalies_table(found: pd.DataFrame) -> pd.DataFrame:
    """What is wrong in the documents, and what we do about it."""
    rows = found.to_dict("records")
    return pd.DataFrame(
        {
            _("Number"): found["id"],
            _("Document"): [document_name(str(row["document"])) for row in rows],
            _("Place"): found["place"],
            _("As printed"): found["literal"],
            _("Problem"): [in_language(row, "problem") for row in rows],
            _("Handling"): [in_language(row, "handling") for row in rows],
        }
    )


def grades_table(sources: pd.DataFrame, grades: Sequence[str]) -> pd.DataFrame:
    """What each grade means and how much rests on it; ``sources`` with ``rows``."""
    return pd.DataFrame(
        [
            {
                _("Grade"): grade_word(code),
                _("What it means"): grade_meaning(code),
                _("Sources"): number((sources["grade"] == code).sum()),
                _("Rows resting on them"): number(
                    sources.loc[sources["grade"] == code, "rows"].sum()
                ),
            }
            for code in grades
        ]
    )


def sources_table(found: pd.DataFrame) -> ReadyTable:
    """The register of sources.

    With how many rows rest on each where ``found`` counts them (``rows``), and what each is cited
    for where it says so (``cited_for``).
    """
    note = "note_en" if current_language() == "en" else "note"
    columns = {
        "source_id": Column(_("Source")),
        **({"cited_for": Column(_("Cited for"))} if "cited_for" in found else {}),
        **({"rows": Column(_("Rows"), 0)} if "rows" in found else {}),
        "grade": Column(_("Grade")),
        "title": Column(_("Title")),
        "publisher": Column(_("Publisher")),
        "year": Column(_("Year")),
        "locator": Column(_("Where it is found")),
        "address": Column(_("Address"), link=True),
        "licence": Column(_("Licence")),
        note: Column(_("Note")),
    }
    texts = [name for name in columns if name != "rows"]
    table = found.assign(
        source_id=found["source_id"].map(cited_ids),
        grade=found["grade"].map(grade_letter),
        title=[source_title(row) for row in found.to_dict("records")],
        publisher=found["publisher"].map(publisher_words, na_action="ignore"),
        licence=found["licence"].map(publisher_words, na_action="ignore"),
        # The first one of several: a cell of a workbook leads to one place.
        address=[next(iter(web_addresses(each)), NO_VALUE) for each in found["locator"]],
    )
    # A column of a few rows may hold nothing at all, and is then no column of texts.
    table[texts] = table[texts].astype("object").fillna(NO_VALUE)
    return ReadyTable(table, columns)


def left_out_table(left_out: pd.DataFrame) -> ReadyTable:
    """Figures that were found and are in no table, and why."""
    names = regency_names()
    table = left_out.assign(
        place=[
            ", ".join(names[code] for code in str(codes).split(";")) if pd.notna(codes) else "NTT"
            for codes in left_out["regency_codes"]
        ],
        word=left_out["reason"].map(code_word),
    )
    columns = {
        localised("subject"): Column(_("Figures of"), width="large"),
        "place": Column(_("Regency"), codes="regency_codes"),
        "period": Column(_("Period")),
        "n_figures": Column(_("How many"), 0),
        "word": Column(_("Reason")),
        localised("why"): Column(_("Explanation"), width="large"),
        "source_ids": Column(_("Source")),
    }
    return ReadyTable(table, columns)


def dictionary_table(name: str) -> pd.DataFrame:
    """What each column of a curated table means."""
    rows = []
    for field in table_fields(name):
        kind = f"{field.kind}, {field.unit}" if field.unit else field.kind
        meaning = field.meaning
        if field.allowed and not all(code in meaning for code in field.codes):
            meaning += " (" + _("one of: {words}", words=", ".join(field.allowed)) + ")"
        rows.append(
            {
                _("Column"): field.title,
                _("Meaning"): meaning,
                _("Kind and unit"): kind,
                _("Always filled"): _("yes") if field.required else _("no"),
                _("Name in the file"): field.name,
            }
        )
    return pd.DataFrame(rows)
