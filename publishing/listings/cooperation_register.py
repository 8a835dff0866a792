"""The register of cooperation as a table."""

from __future__ import annotations

import pandas as pd

from publishing.language import _, current_language, localised
from publishing.sentences import cooperation_register as told
from publishing.sentences.registers import grade_letter
from publishing.tables import Column, ReadyTable


def register_table(rows: pd.DataFrame) -> ReadyTable:
    """Every entry with what is known of it; ``rows`` as ``services.desk.register`` gives them."""
    records = rows.to_dict("records")
    table = rows.assign(
        when=[told.when(row) for row in records],
        kind_word=[told.kind_word(str(row["kind"])) for row in records],
        parties=[told.parties(row) for row in records],
        outcome=[told.outcome(row) for row in records],
        basis_word=[told.basis_word(str(row["basis"])) for row in records],
        grade_word=["" if pd.isna(row["grade"]) else grade_letter(row["grade"]) for row in records],
    )
    columns = {
        "when": Column(_("Date")),
        "kind_word": Column(_("Kind")),
        "parties": Column(_("Who takes part"), width="medium"),
        localised("subject"): Column(_("Subject"), width="medium"),
        "outcome": Column(_("What became of it")),
        "basis_word": Column(_("Where it comes from")),
        "grade_word": Column(_("Grade")),
        "source_ids": Column(_("Source")),
        "note_en" if current_language() == "en" else "note": Column(_("Note")),
        "literal": Column(_("Wording of the report")),
    }
    return ReadyTable(table, columns)


def counts_table(counts: pd.DataFrame) -> ReadyTable:
    """How many entries of each kind a year has."""
    table = counts.assign(kind_word=counts["kind"].map(told.kind_word))
    year = _("Year")
    columns = {
        # As a text on the screen, where a number would be 2.011; as a number in files.
        "year_text": Column(year, figures={year: "year"}),
        "kind_word": Column(_("Kind")),
        "n": Column(_("Number of entries"), 0),
    }
    return ReadyTable(table.assign(year_text=table["year"].astype(str)), columns)
