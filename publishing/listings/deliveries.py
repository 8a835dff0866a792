"""What an agreement owes by month beside what each side reported, for the screen and for files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from publishing import following_words
from publishing.formats import date_as_known, moment
from publishing.language import _
from publishing.tables import Column, ReadyTable


def deliveries_table(lines: Sequence[Any], names: Mapping[str, str]) -> ReadyTable:
    """One row for each line (``services.desk.following.Line``).

    A side that has not reported is unknown and not zero; the difference is there where what was
    reported agrees. ``names`` are the parties by what the lines call them.
    """
    rows = [_row(line, names) for line in lines]
    columns = {
        "month": Column(_("Month"), codes="month_code"),
        "item": Column(_("Commodity or service")),
        "owed_t": Column(_("Owed (t)"), 1),
        "by_supplier_t": Column(_("Reported by the supplier (t)"), 1),
        "by_receiver_t": Column(_("Reported by the receiver (t)"), 1),
        "by_bureau_t": Column(_("Reported by the bureau (t)"), 1),
        "state": Column(_("How it stands")),
        "supplier": Column(_("Who supplies")),
        "receiver": Column(_("Who receives")),
        "difference_t": Column(
            _("Reported less owed (t)"),
            1,
            _("Where all that reported say the same; below zero less was delivered than owed."),
        ),
        "price_rule": Column(_("Price rule")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=[*columns, "month_code"]), columns)


def _row(line: Any, names: Mapping[str, str]) -> dict[str, Any]:
    said = {report.reporter: report.tonnes for report in line.reports}
    told = line.delivered
    return {
        "month": date_as_known(line.month),
        "month_code": line.month,
        "item": line.item,
        "supplier": names.get(line.supplier, line.supplier),
        "receiver": names.get(line.receiver, line.receiver),
        "owed_t": line.owed,
        "by_supplier_t": said.get(line.supplier),
        "by_receiver_t": said.get(line.receiver),
        "by_bureau_t": said.get(""),
        # Of a month that runs the rest may still come.
        "difference_t": None
        if told is None or line.owed is None or line.state == "due_later"
        else told - line.owed,
        "state": following_words.line_state(line),
        "price_rule": line.price_rule,
    }


def reports_table(
    deliveries: Sequence[Any], names: Mapping[str, str], rounds: Mapping[str, str]
) -> ReadyTable:
    """Every report as it came, the newest first; ``rounds`` are names of rounds by their id."""
    rows = [
        {
            "at": moment(each.at),
            "reporter": following_words.reporter(each.reporter, names),
            "line": following_words.line_name(each, names),
            "tonnes": each.tonnes,
            "basis": each.basis,
            "round": rounds.get(each.round_id, each.round_id) if each.round_id else "",
        }
        for each in reversed(deliveries)
    ]
    columns = {
        "at": Column(_("When")),
        "reporter": Column(_("Who reported")),
        "line": Column(_("What")),
        "tonnes": Column(_("Delivered (t)"), 1),
        "basis": Column(_("By what paper")),
        "round": Column(_("By the code of the round")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=list(columns)), columns)
