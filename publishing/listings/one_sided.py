"""Tables of what is known on one side alone."""

from __future__ import annotations

import pandas as pd

from analysis.balance.one_sided import GROUP_VERDICTS, BesideGroup, HouseholdShare, Marketed
from geo.places import place_name
from publishing.language import _
from publishing.tables import Column, ReadyTable


def verdict_word(code: str) -> str:
    """What follows for one regency from production beside the need of the whole group."""
    return {
        "exceeds": _("more than the whole group's need"),
        "doubtful": _("more, but a figure is in doubt"),
        "silent": _("says nothing"),
        "unknown": _("a figure is lacking"),
    }[code]


def group_table(found: BesideGroup) -> ReadyTable:
    """Every regency, those that exceed the need of the group first."""
    rows = pd.concat([found.with_verdict(verdict) for verdict in GROUP_VERDICTS])
    table = pd.DataFrame(
        {
            "regency_code": rows["regency_code"],
            "regency": rows["regency_code"].map(place_name),
            "verdict": rows["verdict"].map(verdict_word),
            "production": rows["production_t"],
            "need": rows["need_t"],
            "per_head": rows["per_head_kg"],
            "norm": rows["norm_kg"],
        }
    )
    columns = {
        "regency": Column(_("Regency")),
        "verdict": Column(_("What follows"), width="medium"),
        "production": Column(_("Production (t)"), 0),
        "need": Column(_("Need of all pulses (t)"), 0),
        "per_head": Column(_("Production (kg a head)"), 1),
        "norm": Column(_("Need of all pulses (kg a head)"), 1),
    }
    return ReadyTable(table, columns)


def market_table(found: Marketed) -> ReadyTable:
    """Production by regency, largest first."""
    table = pd.DataFrame(
        {
            "regency_code": found.table["regency_code"],
            "regency": found.table["regency_code"].map(place_name),
            "production": found.table["production_t"],
            "counted": [_("yes") if sound else _("no, in doubt") for sound in found.table["sound"]],
        }
    )
    columns = {
        "regency": Column(_("Regency")),
        "production": Column(_("Production (t)"), 0),
        "counted": Column(_("In the total")),
    }
    return ReadyTable(table, columns)


def share_table(found: HouseholdShare) -> ReadyTable:
    """The two sides of the province and their ratio, in one row."""
    table = pd.DataFrame(
        {
            "production": [found.production_t],
            "eaten": [found.eaten_t],
            "share": [found.share_pct],
        }
    )
    columns = {
        "production": Column(_("Production of NTT (t)"), 0),
        "eaten": Column(_("Eaten by households (t)"), 0),
        "share": Column(_("Share (%)"), 1),
    }
    return ReadyTable(table, columns)
