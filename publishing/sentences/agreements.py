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
from publishing.sources import split_ids

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


def all_agreements_headline(found: pd.DataFrame) -> str:
    """How many were found of all regencies and the province; at least one."""
    return _(
        "What exists: {n} declarations, agreements and talks found since {year}",
        n=number(len(found)),
        year=found["year"].min(),
    )


def agreement_text(row: dict[Any, Any], regency_code: str) -> str:
    """One agreement as a sentence of its own."""
    line = _line(row, regency_code)
    return f"{line.about} {line.partners}: {line.subject}. {line.outcome} ({line.source})."


def n_of_its_own(found: pd.DataFrame) -> int:
    """How many are not of the whole province."""
    return int((found["level"] != _EVERYBODY).sum())


def own_first(found: pd.DataFrame) -> pd.DataFrame:
    """What is not of the whole province before what is, else in the order given."""
    everybody = found["level"] == _EVERYBODY
    return pd.concat([found[~everybody], found[everybody]])


def partners_of(row: dict[Any, Any], regency_code: str = "") -> str:
    """Who takes part beside the regency itself: regencies of NTT, then others as named."""
    named = split_ids([row["regency_codes"]])
    codes = [code for code in named if code != regency_code]
    names = regency_names()
    if len(named) == len(regencies()):
        everybody = _("all other regencies of NTT") if regency_code else _("all regencies of NTT")
        partners = [everybody]
    else:
        partners = [names[code] for code in codes]
    if pd.notna(row["other_parties"]):
        partners += [one.strip() for one in str(row["other_parties"]).split(";")]
    return ", ".join(partners)


def _line(row: dict[Any, Any], regency_code: str) -> AgreementLine:
    kind, partners = code_word(str(row["kind"])), partners_of(row, regency_code)
    with_partners = _("with {partners}", partners=partners) if regency_code else partners
    return AgreementLine(
        about=f"{date_as_known(str(row['date']))}, {kind}",
        partners=with_partners if partners else _("partner not named"),
        subject=str(row[localised("subject")]),
        outcome=str(row[localised("outcome")]),
        source=_(
            "{source}, grade {grade}",
            source=row["source_id"],
            grade=grade_letter(str(row["grade"])),
        ),
    )
