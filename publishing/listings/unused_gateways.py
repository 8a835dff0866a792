"""Table of the reports behind a gateway that the model never uses."""

from __future__ import annotations

import pandas as pd

from publishing.language import _, current_language
from publishing.sentences.flow_checks import end_name
from publishing.sentences.reported_flows import quantity_words
from publishing.tables import Column, ReadyTable


def gateway_reports_table(reports: pd.DataFrame) -> ReadyTable:
    """Rows of ``reported_flows`` with their notes, oldest first."""
    rows = reports.sort_values("period", kind="stable")
    quantities = zip(rows["quantity_low"], rows["quantity_high"], rows["unit"], strict=True)
    table = pd.DataFrame(
        {
            "period": rows["period"],
            "origin": [end_name(row, "origin") for row in rows.to_dict("records")],
            "destination": [end_name(row, "destination") for row in rows.to_dict("records")],
            **rows[["origin_code", "destination_code"]],
            "quantity": [quantity_words(low, high, unit) for low, high, unit in quantities],
            "note": rows["note_en" if current_language() == "en" else "note"],
            "flow": rows["flow_id"],
        }
    )
    columns = {
        "period": Column(_("Reported")),
        "origin": Column(_("From"), codes="origin_code"),
        "destination": Column(_("To"), codes="destination_code"),
        "quantity": Column(_("Quantity reported")),
        "note": Column(_("Note")),
        "flow": Column(_("Row")),
    }
    return ReadyTable(table, columns)
