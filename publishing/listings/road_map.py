"""The road map in words and as a table: what, where, who sees to it, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from publishing.formats import date as date_text
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _, ngettext
from publishing.names import commodity_name, in_sentence, joined_regencies
from publishing.tables import Column, ReadyTable


@dataclass(frozen=True)
class Line:
    """One thing on the road map, in words; ``owner`` empty and ``until`` None where unknown."""

    zone: str
    kind: str
    what: str
    owner: str
    until: date | None


def kind_word(kind: str) -> str:
    """What kind of thing it is."""
    return {
        "proposal": _("proposed cooperation"),
        "case": _("cooperation"),
        "flagship": _("flagship"),
        "gap": _("missing figures"),
        "decision": _("decision of a meeting"),
    }[kind]


def gap_told(regency_codes: Sequence[str], commodity: str, year: int | None) -> str:
    """Which figures who lacks."""
    who = joined_regencies(regency_codes)
    if not commodity:
        return _("No list of leading products (KPJu): {regencies}", regencies=who)
    return _(
        "Inputs of the balance of {commodity} {year} are missing: {regencies}",
        commodity=in_sentence(commodity_name(commodity)),
        year=year_text(year),
        regencies=who,
    )


def until_told(until: date | None) -> str:
    """The day, or that nobody has set one."""
    return _("no date yet") if until is None else date_text(until)


def owner_told(owner: str) -> str:
    """Who sees to it, or that nobody was named."""
    return owner or _("nobody named yet")


def headline(n: int, n_dated: int, n_owned: int) -> str:
    """How many things there are, and of how many it is known until when and by whom."""
    return ngettext(
        "{n} thing to be done or known; {dated} with a date, {owned} with who sees to it",
        "{n} things to be done or known; {dated} with a date, {owned} with who sees to it",
        n,
        dated=number(n_dated),
        owned=number(n_owned),
    )


def dated_line(line: Line) -> str:
    """One thing with its day, for the list in the order of days."""
    return _(
        "{day}: {what} ({kind}, {zone}; {owner})",
        day=until_told(line.until),
        what=line.what,
        kind=line.kind,
        zone=line.zone,
        owner=owner_told(line.owner),
    )


def zone_line(line: Line) -> str:
    """One thing below its zone: what it is, who sees to it, until when."""
    return _(
        "{kind}: {what} ({owner}; {day})",
        kind=line.kind[:1].upper() + line.kind[1:],
        what=line.what,
        owner=owner_told(line.owner),
        day=until_told(line.until),
    )


def road_map_table(lines: Sequence[Line]) -> ReadyTable:
    """Everything, in the order in which it is given."""
    rows = [
        {
            "zone": each.zone,
            "kind": each.kind,
            "what": each.what,
            "owner": owner_told(each.owner),
            "until": until_told(each.until),
            "until_iso": "" if each.until is None else each.until.isoformat(),
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
    }
    return ReadyTable(pd.DataFrame(rows, columns=[*columns, "until_iso"]), columns)
