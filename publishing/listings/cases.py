"""Table of the cases of the cooperation desk, for the screen and for files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from publishing.language import _
from publishing.tables import Column, ReadyTable


@dataclass(frozen=True)
class CaseRow:
    """One case as the list shows it: texts, worked out by whoever knows the rules."""

    title: str
    parties: str
    standing: str
    report_stage: str
    legal_stage: str
    next_step: str
    acts: str
    benefit: str
    origin: str
    opened: str
    until: str
    seen_by: str
    case_id: str


def cases_table(rows: Sequence[CaseRow]) -> ReadyTable:
    """Every case, one a row; what is to be done stands where it is seen without scrolling."""
    columns = {
        "title": Column(_("Cooperation")),
        "standing": Column(_("How it stands")),
        "next_step": Column(_("Next step (stages of the report)")),
        "acts": Column(_("Who acts")),
        "parties": Column(_("Parties")),
        "report_stage": Column(_("Stage of the report")),
        "legal_stage": Column(_("Stage of the legal path")),
        "benefit": Column(_("Benefit of each party")),
        "origin": Column(_("Made from")),
        "opened": Column(_("Opened on")),
        "until": Column(_("Holds until")),
        "seen_by": Column(_("Who sees it")),
        "case_id": Column(_("Code of the case")),
    }
    return ReadyTable(pd.DataFrame([vars(row) for row in rows], columns=list(columns)), columns)
