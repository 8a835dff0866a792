"""The problem that the match solves: offers, deficits, the cost between all, and the tonnes found.

A reader can change a cost and solve it again, with Excel's Solver or any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from analysis.answer import Answer, TransportCosts
from analysis.matching.problem import MatchProblem
from geo.network import PARAMETERS
from geo.places import place_name
from publishing.files.answer_workbook.book import (
    SHIPPED,
    WHOLE,
    Column,
    Formula,
    Place,
    Sheet,
)
from publishing.language import _
from publishing.sentences.forcing import closed_word

RESERVE = "reserve_share"


def write_costs(sheet: Sheet, answer: Answer, at_balance: Place, notes: Sequence[str]) -> None:
    """Freight from every supplier and gateway to every receiver, and how much is sent."""
    problem = answer.problem()
    sheet.lines(notes)
    sheet.skip()
    # First what the answer makes large or small: below, it would stand under the receivers' names.
    aims = sheet.next_row
    sheet.skip(5 if problem.gateways else 4)
    costs = _write_freight(sheet, problem, amounts_of(answer.costs))
    sheet.skip()
    sheet.heading(_("Tonnes of the answer, to be found again"))
    tonnes = _write_tonnes(sheet, problem, answer, at_balance)
    sheet.back_to(aims)
    _write_aims(sheet, problem, answer, costs, tonnes)


def _columns(problem: MatchProblem, form: str, behind: Sequence[Column]) -> list[Column]:
    return [
        Column("code", _("Code"), width=14),
        Column("name", _("Supplier"), width=22),
        *(
            Column(f"to_{code}", f"{place_name(code)} ({code})", form, 14)
            for code in problem.receivers
        ),
        *behind,
    ]


Amounts = dict[tuple[str, str], dict[str, float]]


def amounts_of(costs: TransportCosts) -> Amounts:
    """How much of every cost parameter the cheapest path of every pair takes."""
    table = costs.parts.amounts
    return {
        (str(row["origin"]), str(row["destination"])): {
            name: float(row[name]) for name in PARAMETERS
        }
        for row in table.to_dict("records")
    }


def reckoned(amounts: dict[str, float], cost: float) -> Formula:
    """The freight of a path as so much of every parameter, by the name of its cell."""
    parts = [f"{amount!r}*{name}" for name, amount in amounts.items() if amount]
    return Formula("=" + ("+".join(parts) or "0"), cost)


def _write_freight(sheet: Sheet, problem: MatchProblem, amounts: Amounts) -> Place:
    sheet.heading(_("Freight (Rp/t)"))
    rows: list[dict[str, Any]] = []
    for number, code in enumerate(problem.suppliers):
        cells: dict[str, Any] = {"code": code, "name": place_name(code)}
        for column, receiver in enumerate(problem.receivers):
            state = problem.state[number, column]
            cost = float(problem.cost[number, column])
            cells[f"to_{receiver}"] = (
                reckoned(amounts[(code, receiver)], cost) if state == "open" else closed_word(state)
            )
        rows.append(cells)
    for number, code in enumerate(problem.gateways):
        cells = {"code": code, "name": place_name(code)}
        for column, receiver in enumerate(problem.receivers):
            cost = float(problem.external_cost[number, column])
            is_forbidden = (code, receiver) in problem.options.forbidden_pairs
            closed = closed_word("forbidden" if is_forbidden else "unreachable")
            cells[f"to_{receiver}"] = (
                reckoned(amounts[(code, receiver)], cost) if np.isfinite(cost) else closed
            )
        rows.append(cells)
    return sheet.table(_columns(problem, WHOLE, []), rows, frozen_columns=2)


def _write_tonnes(sheet: Sheet, problem: MatchProblem, answer: Answer, at_balance: Place) -> Place:
    sent = {
        (str(row["origin"]), str(row["destination"])): float(row["tonnes"])
        for row in answer.match.flows.to_dict("records")
    }
    columns = _columns(
        problem,
        SHIPPED,
        [
            Column("sent", _("Sent (t)"), SHIPPED, 12),
            Column("offered", _("Offered (t)"), SHIPPED, 12),
            Column("left", _("Kept (t)"), SHIPPED, 12),
        ],
    )
    n_rows = len(problem.suppliers) + len(problem.gateways)
    at = sheet.place_of(columns, n_rows)
    first, last = (f"to_{problem.receivers[place]}" for place in (0, -1))
    across = f"SUM({{{first}}}:{{{last}}})"
    rows: list[dict[str, Any]] = []
    for number, code in enumerate([*problem.suppliers, *problem.gateways]):
        of_row = {receiver: sent.get((code, receiver), 0.0) for receiver in problem.receivers}
        total = sum(of_row.values())
        row: dict[str, Any] = {
            "code": code,
            "name": place_name(code),
            **{f"to_{receiver}": value for receiver, value in of_row.items()},
            "sent": Formula(f"={across}", total),
        }
        if number < len(problem.suppliers):
            offered = float(problem.offered_t[number])
            own = _of_balance("{code}", at_balance)
            row["offered"] = Formula(f"={own}*(1-{RESERVE})", offered)
            row["left"] = Formula("={offered}-{sent}", offered - total)
        else:
            row["offered"] = _("without limit")
        rows.append(row)
    sheet.table(columns, rows, is_main=False)
    met = {
        receiver: sum(sent.get((code, receiver), 0.0) for code in _origins(problem))
        for receiver in problem.receivers
    }
    _write_below(sheet, columns, problem, at, at_balance, met)
    return at


def _origins(problem: MatchProblem) -> list[str]:
    return [*problem.suppliers, *problem.gateways]


def _of_balance(code: str, at: Place) -> str:
    return f"INDEX({at.span('balance_t')},MATCH({code},{at.span('regency_code')},0))"


def _write_below(
    sheet: Sheet,
    columns: Sequence[Column],
    problem: MatchProblem,
    at: Place,
    at_balance: Place,
    met: dict[str, float],
) -> None:
    """Under each receiver what it gets, what it lacks, and what stays unmet."""
    below = sheet.next_row
    gets: dict[str, Any] = {"name": _("Received (t)")}
    lacks: dict[str, Any] = {"name": _("Deficit (t)")}
    unmet: dict[str, Any] = {"name": _("Unmet (t)")}
    for number, code in enumerate(problem.receivers):
        key, letter = f"to_{code}", at.letters[f"to_{code}"]
        deficit = float(problem.deficit_t[number])
        gets[key] = Formula(f"=SUM({letter}{at.first}:{letter}{at.last})", met[code])
        lacks[key] = Formula(f"=-{_of_balance(chr(34) + code + chr(34), at_balance)}", deficit)
        unmet[key] = Formula(f"={letter}{below + 1}-{letter}{below}", deficit - met[code])
    for row in (gets, lacks, unmet):
        sheet.row(columns, row, is_total=True)


def _write_aims(
    sheet: Sheet, problem: MatchProblem, answer: Answer, costs: Place, tonnes: Place
) -> None:
    """What the answer makes large or small, reckoned from the two tables below."""
    totals, n_own = answer.match.totals, len(problem.suppliers)
    letters = [tonnes.letters[f"to_{code}"] for code in problem.receivers]

    def block(at: Place, first: int, n: int) -> str:
        top, bottom = at.first + first, at.first + first + n - 1
        return f"${letters[0]}${top}:${letters[-1]}${bottom}"

    columns = [
        Column("code", "", width=14),
        Column("aim", _("Aim"), width=22),
        Column("value", _("Value"), WHOLE, 14),
        Column("unit", _("Unit"), width=14),
    ]
    rows = [
        {
            "aim": _("Sent by regencies of NTT"),
            "value": Formula(f"=SUM({block(tonnes, 0, n_own)})", totals.moved_t),
            "unit": "t",
        },
        {
            "aim": _("Freight of it"),
            "value": Formula(
                f"=SUMPRODUCT({block(costs, 0, n_own)},{block(tonnes, 0, n_own)})",
                totals.internal_cost_idr,
            ),
            "unit": "Rp",
        },
    ]
    if n_out := len(problem.gateways):
        rows.append(
            {
                "aim": _("Freight from outside"),
                "value": Formula(
                    f"=SUMPRODUCT({block(costs, n_own, n_out)},{block(tonnes, n_own, n_out)})",
                    totals.external_cost_idr,
                ),
                "unit": "Rp",
            }
        )
    sheet.table(columns, rows, is_main=False)
