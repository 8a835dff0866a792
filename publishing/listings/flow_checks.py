"""Tables of reported flows with the model's verdict, and of modelled pairs with their reports."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo.places import place_name
from publishing import words
from publishing.language import _
from publishing.sentences.flow_checks import end_name, verdict_word
from publishing.sentences.matching import pair_class_word
from publishing.tables import Column, ReadyTable


def flow_checks_table(
    rows: pd.DataFrame, goods: pd.Series, why: Sequence[str], quantities: Sequence[str]
) -> ReadyTable:
    """Reported flows with the model's verdict.

    Parameters
    ----------
    rows
        As ``compare_flows`` makes them, beside the columns of ``reported_flows``.
    goods, why, quantities
        In words for each row: what moves, the reason of the verdict, how much is reported.
    """
    records = rows.to_dict("records")
    table = pd.DataFrame(
        {
            "verdict": rows["verdict"].map(verdict_word),
            "goods": goods,
            "origin": [end_name(row, "origin") for row in records],
            "destination": [end_name(row, "destination") for row in records],
            **rows[["origin_code", "destination_code"]],
            "period": rows["period"],
            "why": list(why),
            "year": rows["year"].astype("string"),
            "tonnes": rows["tonnes"],
            "often": [
                _("{n} of {total}", n=int(a), total=int(b)) if pd.notna(a) else None
                for a, b in zip(rows["years_hit"], rows["years_modelled"], strict=True)
            ],
            **rows[["years_hit", "years_modelled"]],
            "quantity": list(quantities),
            "flow": rows["flow_id"],
        }
    )
    columns = {
        "verdict": Column(_("Verdict")),
        "goods": Column(_("Commodity")),
        "origin": Column(_("From"), codes="origin_code"),
        "destination": Column(_("To"), codes="destination_code"),
        "why": Column(_("Reason"), width="large"),
        "period": Column(_("Reported")),
        "year": Column(_("Model year")),
        "tonnes": Column(_("Model (t)"), 0),
        "often": Column(
            _("Modelled years"),
            help=_("Years in which the model has this flow"),
            figures={
                _("Years with this flow"): "years_hit",
                _("Years modelled"): "years_modelled",
            },
        ),
        "quantity": Column(_("Quantity reported")),
        "flow": Column(_("Row")),
    }
    remark = _("{column}: {label}", column=_("Model (t)"), label=words.modelled_flow())
    return ReadyTable(table, columns, remark)


def reports_of_pairs(pairs: pd.DataFrame, reported: pd.DataFrame) -> list[str | None]:
    """For each modelled pair the reports that name it; None where there is none."""
    ends = zip(pairs["origin"], pairs["destination"], strict=True)
    return [_reports(reported, origin, destination) for origin, destination in ends]


def modelled_pairs_table(pairs: pd.DataFrame, reports: Sequence[str | None]) -> ReadyTable:
    """Modelled pairs with their class and who has reported them, see ``reports_of_pairs``."""
    table = pd.DataFrame(
        {
            **pairs[["origin", "destination"]],
            "supplier": pairs["origin"].map(place_name),
            "receiver": pairs["destination"].map(place_name),
            "tonnes": pairs["tonnes"],
            "class_word": pairs["pair_class"].map(pair_class_word),
            "reported": [report or _("no report known") for report in reports],
        }
    )
    columns = {
        "supplier": Column(_("Supplier")),
        "receiver": Column(_("Receiver")),
        "tonnes": Column(_("Model (t)"), 0),
        "class_word": Column(_("Certain or a choice")),
        "reported": Column(_("Reported"), width="medium"),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def _reports(reported: pd.DataFrame, origin: str, destination: str) -> str | None:
    same = reported[
        reported["origin_code"].eq(origin) & reported["destination_code"].eq(destination)
    ]
    if same.empty:
        return None
    return "; ".join(
        flow if pd.isna(period) else f"{flow} ({period})"
        for flow, period in same[["flow_id", "period"]].to_numpy()
    )
