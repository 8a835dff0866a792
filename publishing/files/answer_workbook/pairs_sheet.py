"""Who supplies whom, and the path of each pair leg by leg, with freight as formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.matching.ranges import class_of_flows
from geo.network import HANDLING
from geo.places import place_name
from publishing import words
from publishing.files.answer_workbook.book import (
    PERCENT,
    TENTHS,
    WHOLE,
    Column,
    Formula,
    Place,
    Sheet,
    is_unknown,
    text_in_formula,
)
from publishing.language import _
from publishing.sentences.matching import pair_class_word
from publishing.sources import cited_ids

#: Modes whose kilometres stand beside a pair, in the order in which they are read.
_MODES = ("road", "access", "ferry", "ship")
_KM = {mode: f"km_{mode}" for mode in _MODES}


def leg_columns() -> list[Column]:
    """The columns of the sheet of legs."""
    return [
        Column("pair", _("Pair"), WHOLE, 10),
        Column("supplier", _("Supplier"), width=20),
        Column("receiver", _("Receiver"), width=20),
        Column("leg", _("Leg"), WHOLE, 8),
        Column("mode", _("Mode"), width=20),
        Column("from", _("From"), width=28),
        Column("to", _("To"), width=28),
        Column("km", _("Distance (km)"), TENTHS, 11),
        Column("rate", _("Tariff (Rp per t and km)"), WHOLE, 13),
        Column("fixed", _("Fixed (Rp/t)"), WHOLE, 12),
        Column("cost", _("Cost of the leg (Rp/t)"), WHOLE, 14),
        Column("basis", _("Basis of the distance"), width=34),
        Column("edge", _("Edge"), width=12),
        Column("source_ids", _("Source"), width=24),
    ]


def write_legs(sheet: Sheet, answer: Answer, legs: pd.DataFrame, notes: Sequence[str]) -> Place:
    """Every leg of every pair; a leg's cost is its kilometres times the tariff, and what is fixed.

    Tariffs are those of the sheet with the assumptions, by the name of their cell.
    """
    rates = answer.costs.parts.parameters.set_index("parameter")["value"].astype(float)
    numbers = {
        ends: number
        for number, ends in enumerate(
            answer.match.flows[["origin", "destination"]].itertuples(index=False, name=None), 1
        )
    }
    rows = [
        {"pair": numbers[(leg["origin"], leg["destination"])], **_leg(leg, rates)}
        for leg in legs.to_dict("records")
    ]
    sheet.lines(notes)
    sheet.skip()
    return sheet.table(leg_columns(), rows, frozen_columns=3)


def _leg(leg: Mapping[Any, Any], rates: pd.Series) -> dict[str, Any]:
    leg = {key: "" if is_unknown(cell) else cell for key, cell in leg.items()}
    mode = str(leg["mode"])
    row: dict[str, Any] = {
        "supplier": place_name(leg["origin"]),
        "receiver": place_name(leg["destination"]),
        "leg": leg["leg"],
        "mode": words.transport_mode(mode),
        "from": leg["from_name"],
        "to": leg["to_name"],
        "basis": words.distance_basis(leg["basis"] or "assumption"),
        "edge": leg["edge_id"],
        "source_ids": str(cited_ids(leg["source_ids"])),
    }
    if mode == HANDLING:
        named = "handling_idr_per_t"
        fixed = Formula(f"={named}", rates[named])
        return {**row, "fixed": fixed, "cost": Formula("={fixed}", leg["cost_idr_per_t"])}
    row["km"] = leg["distance_km"]
    rate = f"{mode}_idr_per_t_km"
    row["rate"] = Formula(f"={rate}", rates[rate])
    fixed_names = {
        "ferry": ("crossing_fixed_idr_per_t",),
        "ship": ("ship_loading_idr_per_t", "ship_unloading_idr_per_t"),
    }.get(mode, ())
    if fixed_names:
        total = sum(float(rates[name]) for name in fixed_names)
        row["fixed"] = Formula("=" + "+".join(fixed_names), total)
    row["cost"] = Formula(
        "={km}*{rate}" + ("+{fixed}" if fixed_names else ""), leg["cost_idr_per_t"]
    )
    return row


def pair_columns() -> list[Column]:
    """The columns of the sheet of pairs."""
    kilometres = {
        "road": _("By road (km)"),
        "access": _("To ports (km)"),
        "ferry": _("By ferry (km)"),
        "ship": _("By cargo ship (km)"),
    }
    return [
        Column("pair", _("Pair"), WHOLE, 10),
        Column("supplier", _("Supplier"), width=22),
        Column("receiver", _("Receiver"), width=22),
        Column("origin", _("Supplier (code)"), width=12),
        Column("destination", _("Receiver (code)"), width=12),
        Column("kind", _("Supply"), width=17),
        Column("tonnes", _("Amount (t)"), TENTHS, 12),
        Column("min_t", _("Smallest (t)"), TENTHS, 12),
        Column("max_t", _("Largest (t)"), TENTHS, 12),
        Column("class", _("Certain or a choice"), width=13),
        Column("share", _("Of the receiver's need (%)"), PERCENT, 13),
        *(Column(_KM[mode], kilometres[mode], TENTHS, 11) for mode in _MODES),
        Column("handling", _("Handling (times)"), WHOLE, 11),
        Column("crossings", _("Crossings"), WHOLE, 12),
        Column("freight", _("Freight (Rp/t)"), WHOLE, 12),
        Column("total", _("Freight in all (Rp)"), WHOLE, 17),
        Column("path", _("Path"), width=70),
    ]


def write_pairs(
    sheet: Sheet,
    answer: Answer,
    legs: pd.DataFrame,
    at_legs: Place,
    at_balance: Place,
    notes: Sequence[str],
) -> Place:
    """Every flow; freight and kilometres are added up from the sheet of legs."""
    flows = answer.match.flows
    classes = class_of_flows(flows, answer.ranges)
    by_pair = dict(list(legs.groupby(["origin", "destination"], sort=False)))
    columns = pair_columns()
    rows = []
    for number, (flow, found) in enumerate(
        zip(flows.to_dict("records"), classes.to_dict("records"), strict=True), 1
    ):
        path = by_pair[(flow["origin"], flow["destination"])]
        rows.append(_pair(number, flow, found, path, at_legs, at_balance))
    sheet.lines(notes)
    sheet.skip()
    at = sheet.table(columns, rows, frozen_columns=3)
    for row in _totals(answer, at):
        sheet.row(columns, row, is_total=True)
    return at


def kind_words() -> dict[str, str]:
    """Where a supply comes from."""
    return {"regency": _("within NTT"), "external": _("from outside")}


def _pair(
    number: int,
    flow: Mapping[Any, Any],
    found: Mapping[Any, Any],
    path: pd.DataFrame,
    legs: Place,
    balance: Place,
) -> dict[str, Any]:
    pair, mode, km = (legs.span(key) for key in ("pair", "mode", "km"))
    need = (
        f"INDEX({balance.span('need_t')},MATCH({{destination}},{balance.span('regency_code')},0))"
    )

    def of_mode(code: str) -> str:
        return text_in_formula(words.transport_mode(code))

    moves = path[path["mode"] != HANDLING]
    crossings = ["ferry", "ship"]
    return {
        "pair": number,
        "supplier": place_name(flow["origin"]),
        "receiver": place_name(flow["destination"]),
        "origin": flow["origin"],
        "destination": flow["destination"],
        "kind": kind_words()[str(flow["origin_kind"])],
        "tonnes": flow["tonnes"],
        "min_t": found["min_t"],
        "max_t": found["max_t"],
        "class": pair_class_word(found["pair_class"]),
        "share": Formula(f"={{tonnes}}/{need}", flow["share_of_need_pct"] / 100.0),
        **{
            _KM[code]: Formula(
                f"=SUMIFS({km},{pair},{{pair}},{mode},{of_mode(code)})",
                float(path.loc[path["mode"] == code, "distance_km"].sum()),
            )
            for code in _MODES
        },
        "handling": Formula(
            f"=COUNTIFS({pair},{{pair}},{mode},{of_mode(HANDLING)})",
            int((path["mode"] == HANDLING).sum()),
        ),
        "crossings": Formula(
            "=" + "+".join(f"COUNTIFS({pair},{{pair}},{mode},{of_mode(c)})" for c in crossings),
            int(path["mode"].isin(crossings).sum()),
        ),
        "freight": Formula(f"=SUMIF({pair},{{pair}},{legs.span('cost')})", flow["cost_idr_per_t"]),
        "total": Formula("={tonnes}*{freight}", flow["total_cost_idr"]),
        "path": " – ".join([*moves["from_name"].head(1), *moves["to_name"]]),
    }


def _totals(answer: Answer, at: Place) -> list[dict[str, Any]]:
    totals, said = answer.match.totals, kind_words()
    found = []
    for kind, label, tonnes, cost in (
        ("regency", _("Within NTT"), totals.moved_t, totals.internal_cost_idr),
        ("external", _("From outside"), totals.external_t, totals.external_cost_idr),
    ):
        which = f"SUMIF({at.span('kind')},{text_in_formula(said[kind])},"
        found.append(
            {
                "supplier": label,
                "tonnes": Formula(f"={which}{at.span('tonnes')})", tonnes),
                "total": Formula(f"={which}{at.span('total')})", cost),
            }
        )
    return found
