"""Quotas, shipments and counts of a regency's animals in words, each with its source.

Counts that contradict each other are said one beside the other, never settled or averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from publishing import words
from publishing.code_words import code_word
from publishing.formats import month, number
from publishing.formats import year as year_text
from publishing.language import _, current_language
from publishing.names import commodity_name
from publishing.sentences.registers import grade_letter


@dataclass(frozen=True)
class Line:
    """What is known of one animal: what it is about, and the figures."""

    about: str
    figures: str


def livestock_headline(shipments: pd.DataFrame, herds: pd.DataFrame) -> str:
    """What was found on a regency's animals; frames as ``services.profile`` gives them."""
    if shipments.empty and herds.empty:
        return _("Livestock: no quota, shipment or count was found")
    clashing = sum(
        rows[rows["contradicted"]].groupby(by, dropna=False).ngroups
        for rows, by in (
            (shipments, ["animal_literal", "measure", "destination", "year"]),
            (herds, ["animal_literal", "measure"]),
        )
    )
    found = _(
        "Livestock: {shipments} figures on quotas and shipments, {herds} on "
        "herds, slaughter and deaths",
        shipments=number(len(shipments)),
        herds=number(len(herds)),
    )
    if not clashing:
        return found
    return found + _("; sources contradict each other on {n} matters", n=number(clashing))


def shipment_lines(shipments: pd.DataFrame) -> list[Line]:
    """One line per animal and year: quota and what was shipped; the newest first.

    Sources that contradict each other stand in one line, joined by "or".
    """
    lines = []
    for (year, animal), rows in shipments.groupby(["year", "animal_literal"], sort=False):
        said = []
        for (measure, destination), same in rows.groupby(["measure", "destination"], sort=False):
            what = f"{code_word(str(measure))} {code_word(str(destination))}"
            if bool(same["contradicted"].any()):
                said.append(f"{what}: {_side_by_side(same)}")
            else:
                said.append(f"{what}: {'; '.join(map(_figure, same.to_dict('records')))}")
        about = f"{_animal(str(animal), rows)} {year_text(int(str(year)))}"
        figures = [said[0], *map(_capital, said[1:])]
        lines.append(Line(about, ". ".join(figures) + "."))
    return lines


def herd_lines(herds: pd.DataFrame) -> list[Line]:
    """One line per animal and what was counted: all counts that contradict, else the newest.

    Counts of parts of the same newest year stand in one line.
    """
    lines = []
    for (animal, measure), rows in herds.groupby(["animal_literal", "measure"], sort=False):
        about = f"{_animal(str(animal), rows)}, {code_word(str(measure))}"
        if bool(rows["contradicted"].any()):
            figures = _side_by_side(rows, dated=True)
        else:
            newest = rows[rows["year"] == rows["year"].max()]
            figures = "; ".join(_figure(row, dated=True) for row in newest.to_dict("records"))
        lines.append(Line(about, figures + "."))
    return lines


def _side_by_side(rows: pd.DataFrame, dated: bool = False) -> str:
    each = [_figure(row, dated) for row in rows.to_dict("records")]
    if len(each) == 2:
        figures = _("{one} or {other}", one=each[0], other=each[1])
    else:
        figures = "; ".join(each)
    return figures + _(" – the sources contradict each other, nothing is averaged")


def _figure(row: dict[Any, Any], dated: bool = False) -> str:
    """A figure with its unit, form, time, source, grade and doubts."""
    amount = f"{number(row['value'])} {code_word(str(row['unit']))}"
    form = row.get("form", "all")
    extra = [] if form == "all" else [code_word(str(form))]
    when = _when(row, dated)
    doubts = words.flags(str(row["flag"])) if pd.notna(row["flag"]) else ""
    note = row["note_en" if current_language() == "en" else "note"]
    known = _(
        "{source}, grade {grade}", source=row["source_id"], grade=grade_letter(str(row["grade"]))
    )
    parts = (*extra, known, doubts, str(note) if pd.notna(note) else "")
    inside = "; ".join(part for part in parts if part)
    return f"{amount}{f' {when}' if when else ''} ({inside})"


def _when(row: dict[Any, Any], dated: bool) -> str:
    year = year_text(row["year"]) if dated else ""
    if pd.isna(row["last_month"]):
        return year
    last = month(int(row["last_month"]))
    first = month(int(row["first_month"])) if pd.notna(row["first_month"]) else ""
    if not first:
        spoken = _("until {month}", month=last) if row["cumulative"] else last
    else:
        spoken = last if first == last else f"{first}–{last}"
    return f"{spoken} {year}".strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _animal(literal: str, rows: pd.DataFrame) -> str:
    """Name in the reader's language; a kind that no register knows keeps the source's word."""
    known = sorted(set(rows["commodity"].dropna()))
    return commodity_name(known[0]) if len(known) == 1 else literal.capitalize()
