"""Which figures the zones lack for a balance of what they match or could lead in, and who has them.

Looked at are the commodities that are matched, maize, and the first candidates of each zone's
flagship: a zone whose product has no tonnes cannot say what it could deal in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from analysis.balance.settings import MISSING_CODES
from geo.places import regencies
from ntt_data.collection import SHEETS
from ntt_data.editions import once_per_edition
from ntt_data.store.clock import now
from ntt_data.store.collection_records import Round, SheetKey
from ntt_data.tables import load
from services import coverage, overview, partners, rounds, zone_choices
from services.answer import evaluation

#: Beside the matched ones: the staple of the report whose figures are the oldest.
ALWAYS = ("maize",)
#: So many candidates of a zone's flagship are looked at.
CANDIDATES = 3


@dataclass(frozen=True)
class Asked:
    """An open round that asks for a production, and the regencies that can answer it now."""

    round_id: str
    name: str
    years: tuple[int, ...]
    deadline: datetime
    regency_codes: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """Figures that regencies of a zone lack.

    Attributes
    ----------
    regency_codes : tuple of str
        Those that lack anything of it.
    commodity : str
        Whose balance lacks an input there; empty: they have no list of leading products (KPJu).
    year : int, optional
        That one sees first; None where the commodity has no production figure in any year.
    lacking : tuple
        Input of ``MISSING_CODES`` with the regencies that lack it.
    sheet : str
        Whose business the production is: a sheet of a round.
    whole_zone : bool
        Whether every regency of the zone is among ``regency_codes``.
    asked : Asked, optional
        Of several open rounds that which ends first.
    """

    regency_codes: tuple[str, ...]
    commodity: str = ""
    year: int | None = None
    lacking: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sheet: str = ""
    whole_zone: bool = False
    asked: Asked | None = None


def gaps(known: Sequence[Round]) -> list[tuple[str, Gap]]:
    """Zone and gap: first who has no list, then by commodity; ``known`` are the rounds."""
    open_now = [each for each in known if not each.rehearsal and rounds.accepts_any(each)]
    return [
        (zone, replace(gap, asked=_asked(open_now, gap)) if open_now else gap)
        for zone, gap in _of_tables()
    ]


@once_per_edition(maxsize=1)
def _of_tables() -> list[tuple[str, Gap]]:
    """The same without what is asked for."""
    members = _members()
    without = partners.without_list()
    found = [
        (zone, Gap(mine, whole_zone=len(mine) == len(codes)))
        for zone, codes in members.items()
        if (mine := tuple(code for code in codes if code in without))
    ]
    for zone, commodity in _looked_at():
        codes = members[zone]
        year, lacking = _lacking(commodity, codes)
        short = {code for _input, mine in lacking for code in mine}
        if short:
            mine = tuple(code for code in codes if code in short)
            whole = len(mine) == len(codes)
            gap = Gap(mine, commodity, year, lacking, overview.office(commodity), whole)
            found.append((zone, gap))
    return found


def _looked_at() -> list[tuple[str, str]]:
    """Zone and commodity; products of the lists that are no commodity of the register are not."""
    flagships = partners.flagships(zone_choices.FAMILIES["goods"])
    everywhere = [*evaluation.balanced_commodities(), *ALWAYS]
    register = set(load("commodities")["commodity"])
    return [
        (zone, commodity)
        for zone in zone_choices.zone_ids()
        for commodity in dict.fromkeys(
            [*everywhere, *zone_choices.candidates(flagships, zone)[:CANDIDATES]]
        )
        if commodity in register
    ]


def _lacking(
    commodity: str, codes: Sequence[str]
) -> tuple[int | None, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The year that is looked at, and each input with those of ``codes`` that lack it."""
    if commodity not in evaluation.produced_commodities():
        # Without a tonne of it in any year the other inputs are asked for once there is one.
        return None, (("production", tuple(codes)),)
    year = evaluation.default_year(commodity)
    table = coverage.matrix(commodity)
    rows = table[table["year"] == year].set_index("regency_code")
    found = [
        (code, tuple(each for each in codes if not rows.loc[each, f"has_{code}"]))
        for code in MISSING_CODES
    ]
    return year, tuple((code, mine) for code, mine in found if mine)


def _asked(open_now: Sequence[Round], gap: Gap) -> Asked | None:
    """The round that asks for the production of those who lack it."""
    moment, codes = now(), dict(gap.lacking).get("production", ())
    found = []
    for each in open_now:
        sheets = {
            item.sheet
            for item in each.items
            if item.item == gap.commodity
            and item.unit == "t"
            and any(measure.code == "production" for measure in SHEETS[item.sheet])
        }
        answering = tuple(
            code
            for code in codes
            if any(rounds.is_open(each, SheetKey(each.round_id, code, s), moment) for s in sheets)
        )
        if answering:
            found.append(Asked(each.round_id, each.name, each.years, each.deadline, answering))
    return min(found, key=lambda each: each.deadline, default=None)


def _members() -> dict[str, list[str]]:
    """Regencies of each zone in the order of their codes."""
    table = regencies().sort_values("regency_code")
    members: dict[str, list[str]] = {zone: [] for zone in zone_choices.zone_ids()}
    for code, zone in zip(table["regency_code"], table["zone_id"], strict=True):
        members[str(zone)].append(str(code))
    return members
