"""Tables of what a round has changed: regencies whose class is another one, and certain pairs."""

from __future__ import annotations

import pandas as pd

from analysis.collection.effect import Effect
from geo.places import full_names, place_name
from publishing import words
from publishing.language import _
from publishing.tables import Column, ReadyTable


def turned_table(found: Effect) -> ReadyTable:
    """A row per regency whose class is another one now."""
    none_before = bool(found.before.missing)
    rows = [
        {
            "regency_code": code,
            "regency": full_names()[code],
            "before": _("no balance")
            if none_before
            else words.balance_class(found.before.classes.get(code, "unknown")),
            "now": words.balance_class(found.now.classes[code]),
        }
        for code in found.turned
    ]
    columns = {
        "regency": Column(_("Regency"), width="medium"),
        "before": Column(_("Before")),
        "now": Column(_("Now")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=["regency_code", *columns]), columns)


def pair_changes_table(found: Effect) -> ReadyTable:
    """A row per pair that is certain now and was not, or was and is no more."""
    told = {_("new"): found.new_pairs, _("certain no more"): found.gone_pairs}
    rows = [
        {
            **pair._asdict(),
            "origin_name": place_name(pair.origin),
            "destination_name": place_name(pair.destination),
            "change": word,
        }
        for word, pairs in told.items()
        for pair in pairs
    ]
    columns = {
        "origin_name": Column(_("Supplier")),
        "destination_name": Column(_("Receiver")),
        "change": Column(_("Certain pair")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=["origin", "destination", *columns]), columns)
