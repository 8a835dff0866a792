"""Tables of what was found of one regency's animals and of its agreements."""

from __future__ import annotations

import pandas as pd

from publishing import words
from publishing.code_words import code_word
from publishing.formats import date_as_known
from publishing.language import _, current_language, localised
from publishing.names import commodity_name
from publishing.sentences.agreements import partners_of
from publishing.sentences.registers import grade_letter
from publishing.tables import Column, ReadyTable


def livestock_table(rows: pd.DataFrame) -> ReadyTable:
    """Quotas, shipments or counts of animals, as ``services.profile`` gives them."""
    table = rows.assign(
        animal=rows["commodity"]
        .map(commodity_name, na_action="ignore")
        .fillna(rows["animal_literal"]),
        measure_word=rows["measure"].map(code_word),
        unit_word=rows["unit"].map(code_word),
        flag_word=rows["flag"].map(words.flags, na_action="ignore"),
        grade_word=rows["grade"].map(grade_letter),
        clash=rows["contradicted"].map({True: _("yes"), False: _("no")}),
    )
    columns = {
        "year": Column(_("Year")),
        "first_month": Column(_("From month")),
        "last_month": Column(_("To month")),
        "animal": Column(_("Animal")),
        "measure_word": Column(_("Measure")),
    }
    for name, title in (("destination", _("Destination")), ("form", _("Form"))):
        if name in rows:
            table[name] = rows[name].map(code_word)
            columns[name] = Column(title)
    columns |= {
        "value": Column(_("Value"), 0),
        "unit_word": Column(_("Unit")),
        "clash": Column(_("Contradicted by another source")),
        "flag_word": Column(_("Flag")),
        "grade_word": Column(_("Grade")),
        "source_id": Column(_("Source")),
        "note_en" if current_language() == "en" else "note": Column(_("Note"), width="large"),
    }
    return ReadyTable(table, columns)


def agreements_table(found: pd.DataFrame, regency_code: str = "") -> ReadyTable:
    """Agreements, talks and meetings of a regency, or of all with whoever takes part."""
    table = found.assign(
        when=found["date"].map(date_as_known),
        kind_word=found["kind"].map(code_word),
        partners=[partners_of(row, regency_code) for row in found.to_dict("records")],
        grade_word=found["grade"].map(grade_letter),
    )
    columns = {
        "when": Column(_("Date")),
        "kind_word": Column(_("Kind")),
        "partners": Column(_("Partners")),
        localised("subject"): Column(_("Subject")),
        localised("outcome"): Column(_("What became of it")),
        "grade_word": Column(_("Grade")),
        "source_id": Column(_("Source")),
        "note_en" if current_language() == "en" else "note": Column(_("Note")),
    }
    return ReadyTable(table, columns)
