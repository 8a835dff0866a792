"""The table of what every zone has chosen, beside what the lists put first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.leading.flagship import Flagships
from ntt_data.store.zone_choice_records import ZoneChoice
from publishing import zone_choice_words as words
from publishing.formats import moment
from publishing.language import _
from publishing.names import joined_products
from publishing.tables import Column, ReadyTable


def choices_table(
    found: Flagships, zone_names: Mapping[str, str], current: Mapping[str, ZoneChoice]
) -> ReadyTable:
    """One row per zone; where nothing is chosen the table says so."""
    leading = found.flagships().groupby("zone_id")["product"].agg(list)
    rows = []
    for zone_id, name in zone_names.items():
        choice = current.get(zone_id)
        first = leading.get(zone_id)
        rows.append(
            {
                "zone": name,
                "first": words.none_named() if first is None else joined_products(first),
                "chosen": words.none_chosen() if choice is None else words.product(choice),
                "who": "" if choice is None else choice.chosen_by,
                "why": "" if choice is None else choice.reason,
                "at": "" if choice is None else moment(choice.at),
            }
        )
    columns = {
        "zone": Column(_("Zone")),
        "first": Column(_("First by the lists")),
        "chosen": Column(_("Chosen flagship")),
        "who": Column(_("Who chose")),
        "why": Column(_("Why"), width="large"),
        "at": Column(_("Typed in")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=list(columns)), columns)
