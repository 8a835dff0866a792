"""The register of cooperation in words: how much it holds, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ntt_data.tables import load
from publishing.code_words import code_word
from publishing.formats import date_as_known, number
from publishing.language import _, localised
from publishing.sentences.agreements import partners_of

#: Values of ``basis`` and the kind of what the desk has published, as ``services.desk.register``.
REPORT, DESK, CASE = "report", "desk", "case"


def headline(collected: int, first_year: int, report: int, signed: int) -> str:
    """How many entries there are; ``signed`` of the desk's published cases."""
    return _(
        "{collected} agreements, talks and other records found, the oldest of {year}; {report} "
        "more told by the report; signed and published at the cooperation desk: {signed}",
        collected=number(collected),
        year=first_year,
        report=number(report),
        signed=number(signed),
    )


def short_count(collected: int, first_year: int, signed: int | None) -> str:
    """The same for a first screen; ``signed`` is None where the desk cannot be asked."""
    if signed is None:
        return _(
            "The database cannot be reached: how many cases are signed at the cooperation desk is "
            "not known now. {collected} agreements, talks and other records of cooperation were "
            "found, the oldest of {year}; there may be others.",
            collected=number(collected),
            year=first_year,
        )
    return _(
        "{collected} agreements, talks and other records of cooperation were found, the oldest of "
        "{year}; there may be others. Signed and published at the cooperation desk: {signed}.",
        collected=number(collected),
        year=first_year,
        signed=number(signed),
    )


def years_line(by_year: Mapping[int, int]) -> str:
    """How many entries each year has, the newest first; years without any are not named."""
    told = [f"{year}: {number(by_year[year])}" for year in sorted(by_year, reverse=True)]
    return _("Entries by year: {years}.", years=" · ".join(told))


def stages_line(stages: tuple[tuple[str, int], ...]) -> str:
    """How many published cases stand at each stage of the report; empty where there are none."""
    if not stages:
        return ""
    told = [f"{stage_word(stage)}: {number(n)}" for stage, n in stages]
    return _("Published cases by the report's stage: {stages}.", stages=" · ".join(told))


def stages_by_year_line(counted: Sequence[tuple[int, Sequence[tuple[str, int]]]]) -> str:
    """The same of each year for a first screen; that there are none is said there too."""
    if not counted:
        return _(
            "No case of the cooperation desk has been published yet, so that none is counted by "
            "stage."
        )
    told = [
        f"{year}: {', '.join(f'{stage_word(stage)} {number(n)}' for stage, n in stages)}"
        for year, stages in counted
    ]
    return _("Published cases by year and the report's stage: {years}.", years=" · ".join(told))


def kind_word(kind: str) -> str:
    """What an entry is."""
    return _("case of the cooperation desk") if kind == CASE else code_word(kind)


def basis_word(basis: str) -> str:
    """Where an entry comes from."""
    return {
        "collected": _("reported, collected from publications"),
        REPORT: _("told by the report"),
        DESK: _("published by the cooperation desk"),
    }[basis]


def stage_word(stage: str) -> str:
    """A stage of the report."""
    rows = load("case_stages")
    rows = rows[(rows["scheme"] == "report") & (rows["stage"] == stage)]
    return str(rows[localised("name")].iloc[0])


def when(row: Mapping[Any, Any]) -> str:
    """The day as far as it is known; of a case, that it is no day of signing where it is none."""
    if pd.isna(row["date"]):
        return _("not stated")
    day = date_as_known(str(row["date"]))
    match row.get("day_of"):
        case "attached":
            return _("{day} (attached; day of signing not told)", day=day)
        case "published":
            return _("{day} (published; day of signing not told)", day=day)
        case _:
            return day


def parties(row: Mapping[Any, Any]) -> str:
    """Who takes part; who is not named is said not to be."""
    return partners_of(dict(row)) or _("not named")


def outcome(row: Mapping[Any, Any]) -> str:
    """What became of it, said to be unknown where nobody has told."""
    if row["basis"] == DESK:
        stage = stage_word(str(row["stage"]))
        return (
            _("The cooperation has ended")
            if row["state"] == "ended"
            else _("At the stage: {stage}", stage=stage)
        )
    told = row[localised("outcome")]
    if pd.notna(told):
        return str(told)
    if row["kind"] == "mediated_conflict":
        return _("Settled, by the report; document and what followed are not known")
    return _("What followed is not known")


def title(row: Mapping[Any, Any]) -> str:
    """An entry in one line."""
    return f"{parties(row)}: {row[localised('subject')]}"


def entries_shown(shown: int, every: int) -> str:
    """How many entries the table shows."""
    if shown == every:
        return _("All {n} entries", n=number(every))
    return _("{shown} of {n} entries", shown=number(shown), n=number(every))


def scope() -> str:
    """What the chart is of."""
    return _("Number of entries of the register of cooperation in NTT, by kind and year")


def chart_told(first_year: int, last_year: int, without_year: int) -> str:
    """What the chart shows, for those who cannot see it and as title of the picture."""
    if not without_year:
        return _(
            "Entries of the register by kind, {first} to {last}", first=first_year, last=last_year
        )
    return _(
        "Entries of the register by kind, {first} to {last}; without a year: {n}",
        first=first_year,
        last=last_year,
        n=number(without_year),
    )


def chart_remark() -> str:
    """How the chart is to be read."""
    return _(
        "An empty cell means that nothing was collected, not that there was nothing. How much is "
        "found depends on what newspapers and offices have put on the web"
    )
