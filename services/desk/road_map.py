"""The road map of Masyarakat Ekonomi NTT: what is to be done in each zone, by whom, until when.

It makes nothing up: it gathers cases, flagships, gaps of the data and decisions of meetings from
where they are kept. What has no owner or no date there has none here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, get_args

from geo.places import regencies
from ntt_data.store.collection_records import Round
from ntt_data.store.decision_records import STATUSES, Decision
from ntt_data.store.zone_choice_records import ZoneChoice
from publishing.formats import WITA
from services import coverage, decisions, partners, rounds, zone_choices
from services.access import Actor
from services.desk import board, cases, missing_figures
from services.desk.missing_figures import Gap
from services.desk.state import Case

Kind = Literal["case", "flagship", "gap", "decision"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Of what belongs to no zone: a decision about the whole province.
OF_PROVINCE = "NTT"


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

    def is_overdue(self, on: date) -> bool:
        """Whether its day is past: of a case, of its agreement; of a decision still open."""
        match self.what:
            case Case():
                return board.is_overdue(self.what, on)
            case Decision():
                return decisions.is_overdue(self.what, on)
            case _:
                return False


@dataclass(frozen=True)
class Open:
    """A zone that has chosen no flagship, and the candidates of the lists (none: not named)."""

    candidates: tuple[str, ...]


def items(actor: Actor) -> list[Item]:
    """Everything of the road map that this actor may see; ``StoreError`` without a database.

    By zone and kind; within them what has a date first, the earliest on top.
    """
    found = [
        *_of_cases(cases.cases_for(actor)),
        *_of_flagships(zone_choices.current()),
        *_of_gaps(rounds.all_rounds()),
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


def sources(commodities: Iterable[str]) -> list[str]:
    """What flagships and gaps rest on: the lists, and the figures of these commodities."""
    found = list(partners.list_sources())
    for commodity in dict.fromkeys(filter(None, commodities)):
        found += coverage.coverage_sources(None, commodity)
    return list(dict.fromkeys(found))


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


def _of_gaps(known: Sequence[Round]) -> list[Item]:
    """What an open round asks for has that round's last day, by the clocks of the province."""
    return [
        Item(zone, "gap", gap, until=None if gap.asked is None else _day(gap.asked.deadline))
        for zone, gap in missing_figures.gaps(known)
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


def _day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(WITA).date()


def _zone_of() -> dict[str, str]:
    table = regencies()
    return dict(zip(table["regency_code"].astype(str), table["zone_id"].astype(str), strict=True))
