"""The road map in words and as a table: what, where, who sees to it, until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from textwrap import shorten

import pandas as pd

from publishing.formats import date as date_text
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, joined_regencies
from publishing.tables import Column, ReadyTable
from publishing.words import balance_input

#: Letters of a cell that are read from a seat.
_SHORT = 60


@dataclass(frozen=True)
class Line:
    """One thing on the road map, in words.

    Attributes
    ----------
    kind : str
        A code, see ``kind_word``.
    owner : str
        Empty where nobody was named.
    until : date, optional
        None where no day was set.
    short : str
        The same for a slide, where ``what`` is too long for one; empty where it is not.
    more : str
        What comes next, or whom to ask; empty where nothing is known of it.
    page, parameters
        Where it stands in the application.
    """

    zone: str
    kind: str
    what: str
    owner: str = ""
    until: date | None = None
    is_overdue: bool = False
    short: str = ""
    more: str = ""
    page: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def kind_word(kind: str) -> str:
    """What kind of thing it is."""
    return {
        "proposal": _("proposed cooperation"),
        "case": _("cooperation"),
        "flagship": _("flagship"),
        "gap": _("missing figures"),
        "decision": _("decision of a meeting"),
    }[kind]


def gap_told(
    codes: Sequence[str],
    commodity: str,
    year: int | None,
    lacking: Sequence[tuple[str, tuple[str, ...]]],
    whole_zone: bool,
) -> str:
    """Which figures who lacks."""
    who = joined_regencies(codes)
    if not commodity:
        return _("No list of leading products (KPJu): {regencies}", regencies=who)
    name = commodity_name(commodity)
    if year is None:
        return _("{commodity}: no tonnes of any year ({regencies})", commodity=name, regencies=who)
    by_codes: dict[tuple[str, ...], list[str]] = {}
    for code, mine in lacking:
        by_codes.setdefault(mine, []).append(balance_input(code))
    if list(by_codes) == [tuple(codes)] and whole_zone and len(codes) > 1:
        who = _("the whole zone: {regencies}", regencies=who)
    parts = "; ".join(
        _(
            "{inputs} ({regencies})",
            inputs=", ".join(inputs),
            regencies=who if mine == tuple(codes) else joined_regencies(mine),
        )
        for mine, inputs in by_codes.items()
    )
    return _(
        "{commodity} {year}: missing {parts}", commodity=name, year=year_text(year), parts=parts
    )


def ask_told(inputs: Collection[str], sheet: str) -> str:
    """Which office owns what is missing; of a list of leading products where none is named."""
    if not inputs:
        return _("Ask the regency for its list of leading products.")
    offices = {
        "production": office(sheet),
        "conversion": _("the bureau, which enters a coefficient with its source"),
        "population": _("Dukcapil or BPS"),
        "norm": _("BPS (Susenas)"),
    }
    told = "; ".join(f"{balance_input(each)}: {offices[each]}" for each in inputs)
    return _("Ask for {inputs}.", inputs=told)


def office(sheet: str) -> str:
    """The office of a regency that answers a sheet of a round."""
    return {
        "agriculture": _("the agriculture office of each regency"),
        "livestock": _("the livestock office of each regency"),
        "fisheries": _("the fisheries office of each regency"),
    }.get(sheet, _("the trade office of each regency"))


def asked_told(round_name: str, years: Sequence[int], until: date, n: int, of_all: int) -> str:
    """That an open round asks for it."""
    return _(
        "The round “{round}” asks {n} of these {all} regencies for the production of {year}, until "
        "{day}.",
        round=round_name,
        n=n,
        all=of_all,
        year=_(" and ").join(map(year_text, years)),
        day=date_text(until),
    )


def next_told(report: tuple[str, str] | None, legal: tuple[str, str] | None) -> str:
    """The next stage of a case in both schemes, each with who brings it there."""
    parts = []
    if report:
        said = _("Next by the report's stages: {stage}; who acts: {who}.")
        parts.append(said.format(stage=report[0], who=report[1]))
    if legal:
        said = _("Next on the legal path: {stage}; who acts: {who}.")
        parts.append(said.format(stage=legal[0], who=legal[1]))
    return " ".join(parts)


def until_told(until: date | None, is_overdue: bool = False) -> str:
    """The day, or that nobody has set one; what is past it says so."""
    if until is None:
        return _("no date yet")
    return _("{day}, past", day=date_text(until)) if is_overdue else date_text(until)


def owner_told(owner: str) -> str:
    """Who sees to it, or that nobody was named."""
    return owner or _("nobody named yet")


def dated_line(line: Line) -> str:
    """One thing with its day, for the list in the order of days."""
    return _(
        "{day}: {what} ({kind}, {zone}; {owner})",
        day=until_told(line.until, line.is_overdue),
        what=line.what,
        kind=kind_word(line.kind),
        zone=line.zone,
        owner=owner_told(line.owner),
    )


def zone_line(line: Line) -> str:
    """One thing below its zone: what it is, who sees to it, until when."""
    kind = kind_word(line.kind)
    return _(
        "{kind}: {what} ({owner}; {day})",
        kind=kind[:1].upper() + kind[1:],
        what=line.what,
        owner=owner_told(line.owner),
        day=until_told(line.until, line.is_overdue),
    )


def road_map_table(lines: Sequence[Line]) -> ReadyTable:
    """Everything, in the order in which it is given."""
    rows = [
        {
            "zone": each.zone,
            "kind": kind_word(each.kind),
            "what": each.what,
            "owner": owner_told(each.owner),
            "until": until_told(each.until, each.is_overdue),
            "until_iso": "" if each.until is None else each.until.isoformat(),
            "overdue": _("yes") if each.is_overdue else "",
            "more": each.more,
        }
        for each in lines
    ]
    until = _("Until")
    columns = {
        "zone": Column(_("Zone")),
        "until": Column(until, figures={until: "until_iso"}),
        "what": Column(_("What"), width="large"),
        "owner": Column(_("Who sees to it")),
        "kind": Column(_("Kind")),
        "overdue": Column(_("Past its day")),
        "more": Column(_("Next step, or whom to ask"), width="large"),
    }
    return ReadyTable(pd.DataFrame(rows, columns=[*columns, "until_iso"]), columns)


def zones_table(lines: Sequence[Line]) -> ReadyTable:
    """For a slide: one row for each zone, with how much stands there and the first day."""
    rows = []
    for zone, found in groupby(lines, key=lambda each: each.zone):
        of_zone = list(found)
        counted = Counter(each.kind for each in of_zone)
        first = min(
            (each for each in of_zone if each.until is not None),
            key=lambda each: each.until or date.max,
            default=None,
        )
        rows.append(
            {
                "zone": zone,
                "chosen": next((each.short for each in of_zone if each.kind == "flagship"), ""),
                "gaps": number(counted["gap"]),
                "others": number(counted["case"] + counted["proposal"]),
                "first": until_told(*((first.until, first.is_overdue) if first else (None, False))),
            }
        )
    columns = {
        "zone": Column(_("Zone")),
        "chosen": Column(_("Chosen flagship")),
        "gaps": Column(_("Gaps")),
        "others": Column(_("Cooperation")),
        "first": Column(_("First day")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=list(columns)), columns)


def own_table(lines: Sequence[Line]) -> ReadyTable:
    """For a slide of one zone: thing by thing, in few words."""
    rows = [
        {
            "kind": kind_word(each.kind),
            "what": shorten(each.short or each.what, _SHORT, placeholder="…"),
            "owner": shorten(owner_told(each.owner), _SHORT, placeholder="…"),
            "until": until_told(each.until, each.is_overdue),
        }
        for each in lines
    ]
    columns = {
        "kind": Column(_("Kind")),
        "what": Column(_("What")),
        "owner": Column(_("Who sees to it")),
        "until": Column(_("Until")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=list(columns)), columns)


def gap_in_short(commodity: str, year: int | None, inputs: Collection[str]) -> str:
    """A gap without the regencies, for a slide."""
    if not commodity:
        return _("list of leading products (KPJu)")
    if year is None:
        return _("{commodity}: no tonnes of any year", commodity=commodity_name(commodity))
    told = ", ".join(balance_input(each) for each in inputs)
    return f"{commodity_name(commodity)} {year_text(year)}: {told}"
