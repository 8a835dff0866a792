"""The road map of Masyarakat Ekonomi NTT: what is to be done in each zone, by whom, until when.

It makes nothing up: it gathers cases, flagships, gaps of the data and decisions of meetings from
where they are kept. What has no owner or no date there has none here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from analysis.balance.settings import MISSING_CODES
from geo.places import regencies
from ntt_data.store.decision_records import STATUSES, Decision
from ntt_data.store.zone_choice_records import ZoneChoice
from services import coverage, decisions, partners, zone_choices
from services.access import Actor
from services.answer import evaluation
from services.desk import cases
from services.desk.state import Case

Kind = Literal["case", "flagship", "gap", "decision"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Of what belongs to no zone: a decision about the whole province.
OF_PROVINCE = "NTT"
#: Commodities whose balance is looked at for gaps: the staples that the report speaks of first.
LOOKED_AT = ("rice", "maize")


@dataclass(frozen=True)
class Item:
    """One thing on the road map.

    Attributes
    ----------
    zone_id : str
        ``OF_PROVINCE`` where it belongs to no zone.
    what : Case, Decision, ZoneChoice, Open or Gap
        What it is about.
    owner : str
        As it was named; empty where nobody was. Of a case its parties; who chose a flagship need
        not be who sees to it, so that a flagship has none.
    until : date, optional
        None where no day was set.
    """

    zone_id: str
    kind: Kind
    what: Case | Decision | ZoneChoice | Open | Gap
    owner: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Open:
    """A zone that has chosen no flagship, and the candidates of the lists (none: not named)."""

    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """Figures that regencies of a zone lack.

    Attributes
    ----------
    commodity : str
        Whose balance lacks an input there; empty: they have no list of leading products (KPJu).
    year : int, optional
        Of the balance.
    """

    regency_codes: tuple[str, ...]
    commodity: str = ""
    year: int | None = None


def items(actor: Actor) -> list[Item]:
    """Everything of the road map that this actor may see; ``StoreError`` without a database.

    By zone and kind; within them what has a date first, the earliest on top.
    """
    found = [
        *_of_cases(cases.cases_for(actor)),
        *_of_flagships(zone_choices.current()),
        *_of_gaps(),
        *_of_decisions(decisions.standing()),
    ]
    return sorted(
        found,
        key=lambda each: (
            each.zone_id == OF_PROVINCE,
            each.zone_id,
            KINDS.index(each.kind),
            each.until is None,
            each.until or date.max,
        ),
    )


def _of_cases(known: Iterable[Case]) -> list[Item]:
    """Cases that are under way; one between two zones stands in both."""
    zone_of = _zone_of()
    return [
        Item(zone, "case", case, ", ".join(each.name for each in case.content.parties), case.until)
        for case in known
        if case.state == "open"
        for zone in sorted({zone_of[code] for code in case.regency_codes}) or [OF_PROVINCE]
    ]


def _of_flagships(current: dict[str, ZoneChoice]) -> list[Item]:
    found = partners.flagships(zone_choices.FAMILIES["goods"])
    return [
        Item(zone, "flagship", current[zone])
        if zone in current
        else Item(zone, "flagship", Open(tuple(zone_choices.candidates(found, zone)[:3])))
        for zone in zone_choices.zone_ids()
    ]


def _of_gaps() -> list[Item]:
    """By zone: who lacks a list, and who an input of the balances of ``LOOKED_AT``."""
    lacking: list[tuple[str, int | None, list[str]]] = [("", None, partners.without_list())]
    for commodity in LOOKED_AT:
        year = evaluation.default_year(commodity)
        table = coverage.matrix(commodity)
        short = (table["year"] == year) & (table["n_inputs"] < len(MISSING_CODES))
        lacking.append((commodity, year, table.loc[short, "regency_code"].astype(str).tolist()))
    zone_of = _zone_of()
    return [
        Item(zone, "gap", Gap(mine, commodity, year))
        for commodity, year, codes in lacking
        for zone in sorted({zone_of[code] for code in codes})
        if (mine := tuple(code for code in codes if zone_of[code] == zone))
    ]


def _of_decisions(standing: Sequence[Decision]) -> list[Item]:
    """Those that are to be done; of the province where they are about no zone or regency."""
    zone_of = _zone_of()
    found = []
    for each in standing:
        said = each.content
        if each.status != STATUSES[0]:
            continue
        zone = said.key if said.kind == "zone" else zone_of.get(said.key)
        if zone is None and said.owner_code is not None:
            zone = zone_of.get(said.owner_code)
        found.append(Item(zone or OF_PROVINCE, "decision", each, said.owner, said.due_on))
    return found


def _zone_of() -> dict[str, str]:
    table = regencies()
    return dict(zip(table["regency_code"].astype(str), table["zone_id"].astype(str), strict=True))
