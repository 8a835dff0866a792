"""The register of cooperation: what was collected, what the report tells, what the desk published.

Historical entries are reported, and nobody here has followed them: what became of one is unknown
where its source does not say it. Proposals and flows of goods are no cooperation and not entered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd

from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.formats import WITA
from publishing.sources import split_ids
from services.desk import cases
from services.desk.state import Case

#: Where an entry comes from.
COLLECTED, REPORT, DESK = "collected", "report", "desk"
#: What of the report's programmes is cooperation that took place, as it tells it.
OF_REPORT = ("reported_flow", "reported_initiative", "mediated_conflict")
#: The report tells of the same matter as what was collected: one entry with both sources.
SAME_MATTER = {"border_manggarai_timur_ngada": "AG11"}
#: Kind of what the desk has published.
CASE = "case"
#: Of what the day of a case of the desk is.
SIGNED, ATTACHED, PUBLISHED = DAYS = ("signed", "attached", "published")

COLUMNS = (
    *("entry", "basis", "kind", "level", "year", "date", "regency_codes", "other_parties"),
    *("subject_id", "subject_en", "outcome_id", "outcome_en", "note", "note_en"),
    *("literal", "source_ids", "grade", "stage", "is_signed", "state", "day_of"),
)


@dataclass(frozen=True)
class Counts:
    """How many entries there are, by where they come from.

    ``first_year`` is that of the earliest collected entry; ``stages`` counts the desk's published
    cases by the report's stage, in its order, those without any left out, and ``stages_by_year``
    the same of each year, the newest first; ``years`` counts what has a year. ``signed`` are
    published ones.
    """

    collected: int
    first_year: int
    report: int
    signed: int
    stages: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    stages_by_year: tuple[tuple[int, tuple[tuple[str, int], ...]], ...]


@once_per_edition(maxsize=1)
def historical() -> pd.DataFrame:
    """The collected entries and the report's own, as ``COLUMNS``; ``year`` empty where unknown.

    It is kept; nobody may change it.
    """
    agreements = load("cooperation_agreements")
    programmes = load("programmes")
    told = programmes[programmes["kind"].isin(OF_REPORT)]
    sources = load("sources").set_index("source_id")["grade"]
    again = told[told["programme"].isin(SAME_MATTER)].assign(
        entry=lambda rows: rows["programme"].map(SAME_MATTER)
    )
    collected = agreements.rename(columns={"agreement_id": "entry"}).assign(
        basis=COLLECTED, source_ids=agreements["source_id"], literal=None
    )
    for row in again.to_dict("records"):
        here = collected["entry"] == row["entry"]
        collected.loc[here, "literal"] = row["literal"]
        collected.loc[here, "source_ids"] += f";{row['source_id']}"
    report = told[~told["programme"].isin(SAME_MATTER)]
    own = report.assign(
        entry=report["programme"],
        basis=REPORT,
        level="inter_regency",
        subject_id=report["name_id"],
        subject_en=report["name_en"],
        source_ids=report["source_id"],
        grade=report["source_id"].map(sources),
    )
    rows = pd.concat(
        [part.reindex(columns=list(COLUMNS)).astype(object) for part in (collected, own)],
        ignore_index=True,
    )
    return _typed(rows)


def register(published: Sequence[Case]) -> pd.DataFrame:
    """Every entry, the newest first and those without a year last; ``COLUMNS``."""
    mine = pd.DataFrame([_row(case) for case in published], columns=list(COLUMNS)).astype(object)
    rows = _typed(pd.concat([historical().astype(object), mine], ignore_index=True))
    return rows.sort_values(
        ["date", "entry"], ascending=[False, True], na_position="last", ignore_index=True
    )


def chosen(
    rows: pd.DataFrame, regency: str = "", kind: str = "", year: int | None = None
) -> pd.DataFrame:
    """The entries of a regency, a kind and a year; what is left empty asks for all."""
    kept = pd.Series(True, index=rows.index)
    if regency:
        kept &= rows["regency_codes"].map(lambda codes: regency in split_ids([codes]))
    if kind:
        kept &= rows["kind"] == kind
    if year is not None:
        kept &= rows["year"].eq(year).fillna(False).astype(bool)
    return rows[kept].reset_index(drop=True)


def counts(published: Sequence[Case]) -> Counts:
    """How many entries there are, by where they come from; what does not change is kept."""
    past = _counted_history()
    found = Counter(case.stages["report"] for case in published)
    of_year: dict[int, Counter[str]] = {}
    for case in published:
        if (day := day_of(case)[0]) is not None:
            of_year.setdefault(day.year, Counter())[case.stages["report"]] += 1
    years = past.years + Counter({year: each.total() for year, each in of_year.items()})

    def in_order(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
        return tuple((stage, counted[stage]) for stage in past.stages if stage in counted)

    return Counts(
        collected=past.collected,
        first_year=past.first_year,
        report=past.report,
        signed=sum(case.is_signed for case in published),
        stages=in_order(found),
        years=tuple(sorted(years.items(), reverse=True)),
        stages_by_year=tuple((year, in_order(of_year[year])) for year in sorted(of_year)[::-1]),
    )


def mark() -> str:
    """Another text whenever what the desk has published reads otherwise; ``StoreError``."""
    return ",".join(f"{case.case_id}.{case.no}" for case in cases.public_cases())


@dataclass(frozen=True)
class _History:
    """What the tables say, of one edition; ``stages`` are the report's in their order."""

    collected: int
    first_year: int
    report: int
    years: Counter[int]
    stages: tuple[str, ...]


@once_per_edition(maxsize=1)
def _counted_history() -> _History:
    rows, scheme = historical(), load("case_stages").query("scheme == 'report'")
    collected = rows["basis"] == COLLECTED
    return _History(
        collected=int(collected.sum()),
        first_year=int(rows.loc[collected, "year"].min()),
        report=int((rows["basis"] == REPORT).sum()),
        years=Counter(rows["year"].dropna().astype(int).tolist()),
        stages=tuple(scheme.sort_values("order")["stage"]),
    )


def by_year_and_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Number of entries (``n``) of each ``year`` and ``kind`` that has any; without a year none."""
    known = rows.dropna(subset=["year"])
    return known.groupby(["year", "kind"]).size().rename("n").reset_index()


def _row(case: Case) -> dict[str, object]:
    """A published case; ``day_of`` says of what its day is: ``DAYS``."""
    day, of_what = day_of(case)
    others = [party.name for party in case.content.parties if party.kind != "regency"]
    return {
        "entry": case.case_id,
        "basis": DESK,
        "kind": CASE,
        "level": "inter_regency" if not others else pd.NA,
        "year": pd.NA if day is None else day.year,
        "date": pd.NA if day is None else day.isoformat(),
        "regency_codes": ";".join(sorted(case.regency_codes)),
        # A semicolon stands between names, as in the tables.
        "other_parties": "; ".join(name.replace(";", ",") for name in others) or pd.NA,
        "subject_id": case.content.title,
        "subject_en": case.content.title,
        "stage": case.stages["report"],
        "is_signed": case.is_signed,
        "state": case.state,
        "day_of": of_what,
    }


def day_of(case: Case) -> tuple[date | None, str]:
    """The day by which a signed case is entered, and of what it is: ``SIGNED`` where it was told.

    Else that on which its agreement was attached or, of a handshake, on which it was published.
    """
    agreements = [file for file in case.files if file.kind == "agreement"]
    # Whoever attaches it again with another day corrects the earlier one.
    if told := [file.signed_on for file in agreements if file.signed_on is not None]:
        return told[-1], SIGNED
    if agreements:
        return day_here(agreements[0].at), ATTACHED
    at = next((event.at for event in case.events if event.kind == "published"), None)
    return day_here(at), PUBLISHED


def day_here(at: datetime | None) -> date | None:
    """The day of a moment by the clocks of the province."""
    return None if at is None else at.replace(tzinfo=UTC).astimezone(WITA).date()


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(year=rows["year"].astype("Int64"))[list(COLUMNS)]
