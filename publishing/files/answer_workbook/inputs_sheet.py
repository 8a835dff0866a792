"""Every figure behind a balance, each with its year, unit, grade and source."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.balance.result import Balance
from geo.places import regency_names
from publishing import words
from publishing.code_words import code_word
from publishing.files.answer_workbook.book import YEAR, Column, Sheet
from publishing.language import _, current_language
from publishing.sources import cited_ids, grade_word


def write_inputs(sheet: Sheet, balance: Balance, notes: Sequence[str]) -> None:
    """A row per regency and input, in the order of the balance."""
    columns = [
        Column("regency_code", _("Code"), width=7),
        Column("regency", _("Regency"), width=22),
        Column("input", _("Input"), width=24),
        Column("value", _("Value"), "#,##0.######", 14),
        Column("unit", _("Unit"), width=18),
        Column("year", _("Year"), YEAR, 8),
        Column("grade", _("Grade"), width=24),
        Column("source", _("Source"), width=20),
        Column("flag", _("To be known"), width=30),
        Column("note", _("Note"), width=110),
    ]
    names = regency_names()
    note = "note_en" if current_language() == "en" else "note"
    rows = []
    for row in balance.inputs.to_dict("records"):
        if row["state"] == "ignored":
            continue
        rows.append(
            {
                "regency_code": row["regency_code"],
                "regency": names[row["regency_code"]],
                "input": words.balance_input(row["input"]),
                "value": row["value"],
                "unit": _word(row["unit"]),
                "year": row["year"] if pd.notna(row["year"]) else "",
                "grade": grade_word(row["grade"]) if _is_said(row["grade"]) else "",
                "source": str(cited_ids(row["source_id"])) if _is_said(row["source_id"]) else "",
                "flag": words.flags(row["flag"]) if _is_said(row["flag"]) else "",
                "note": row[note] if _is_said(row[note]) else "",
            }
        )
    sheet.lines(notes)
    sheet.skip()
    sheet.table(columns, rows, frozen_columns=2)


def _is_said(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell)


def _word(unit: object) -> str:
    return code_word(str(unit)) if _is_said(unit) else ""
