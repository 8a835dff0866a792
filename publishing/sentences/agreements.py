"""Agreements, talks and meetings that a regency is part of, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.places import regencies, regency_names
from publishing.code_words import code_word
from publishing.formats import date_as_known, number
from publishing.language import _, localised
from publishing.sentences.registers import grade_letter

_EVERYBODY = "whole_province"


@dataclass(frozen=True)
class AgreementLine:
    """One agreement: when and with whom, and what became of it."""

    about: str
    partners: str
    subject: str
    outcome: str
    source: str


def agreements_headline(found: pd.DataFrame) -> str:
    """How many were found; ``found`` as ``services.profile.agreements`` gives them."""
    if found.empty:
        return _("Cooperation: no agreement and no talks were found")
    own = found[found["level"] != _EVERYBODY]
    if own.empty:
        return _("Cooperation: nothing was found but what all regencies are part of")
    return _(
        "Cooperation: agreements, talks and meetings of its own: {n}",
        n=number(len(own)),
    )


def agreement_lines(found: pd.DataFrame, regency_code: str) -> list[AgreementLine]:
    """One line each, in the order given."""
    return [_line(row, regency_code) for row in found.to_dict("records")]


def partners_of(row: dict[Any, Any], regency_code: str) -> str:
    """Who takes part beside the regency itself: regencies of NTT, then others as named."""
    codes = [code for code in str(row["regency_codes"]).split(";") if code != regency_code]
    names = regency_names()
    if len(codes) + 1 == len(regencies()):
        partners = [_("all other regencies of NTT")]
    else:
        partners = [names[code] for code in codes]
    if pd.notna(row["other_parties"]):
        partners += [one.strip() for one in str(row["other_parties"]).split(";")]
    return ", ".join(partners)


def _line(row: dict[Any, Any], regency_code: str) -> AgreementLine:
    kind, partners = code_word(str(row["kind"])), partners_of(row, regency_code)
    return AgreementLine(
        about=f"{date_as_known(str(row['date']))}, {kind}",
        partners=_("with {partners}", partners=partners) if partners else _("partner not named"),
        subject=str(row[localised("subject")]),
        outcome=str(row[localised("outcome")]),
        source=_(
            "{source}, grade {grade}",
            source=row["source_id"],
            grade=grade_letter(str(row["grade"])),
        ),
    )
