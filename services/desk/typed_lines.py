"""Obligations as somebody types them into a table: one agreed amount in many months, and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ntt_data.intake.typed_numbers import TypedNumberError, read_typed_number
from services.desk.board import commodity_of
from services.desk.contents import party_keys
from services.desk.rules import LineError
from services.desk.state import Case, Obligation


@dataclass(frozen=True)
class TypedLine:
    """One row as it was typed; ``tonnes`` in the writing of the reader's language."""

    month: str
    item: str
    tonnes: str
    supplier: str
    receiver: str
    price_rule: str = ""


def obligations_of(rows: Sequence[TypedLine], decimal: Literal[",", "."]) -> list[Obligation]:
    """The rows with their numbers read; empty tonnes mean that it is not counted in tonnes.

    Raises
    ------
    LineError
        ``line_number``: what stands there is no number.
    """
    read = []
    for number, row in enumerate(rows, start=1):
        tonnes: float | None = None
        if text := row.tonnes.strip():
            try:
                tonnes = read_typed_number(text, decimal).value
            except TypedNumberError as error:
                raise LineError("line_number", number, "tonnes", text) from error
        read.append(
            Obligation(row.month, row.item, tonnes, row.supplier, row.receiver, row.price_rule)
        )
    return read


def alike(line: TypedLine, first: str, last: str) -> list[TypedLine]:
    """The same in every month from ``first`` to ``last`` ("2026-01"); none where they are turned.

    >>> line = TypedLine("", "Beras", "12,5", "5315", "5371")
    >>> [each.month for each in alike(line, "2026-11", "2027-01")]
    ['2026-11', '2026-12', '2027-01']
    """
    return [
        TypedLine(month, line.item, line.tonnes, line.supplier, line.receiver, line.price_rule)
        for month in months_between(first, last)
    ]


def months_between(first: str, last: str) -> list[str]:
    """Months from one to another, both in.

    >>> months_between("2026-12", "2027-01"), months_between("2027-01", "2026-12")
    (['2026-12', '2027-01'], [])
    """
    start, end = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (first, last))
    return [f"{at // 12}-{at % 12 + 1:02}" for at in range(start, end + 1)]


@dataclass(frozen=True)
class Begun:
    """What a case already says of its obligations: nothing is said of tonnes."""

    commodity: str
    supplier: str
    receiver: str


def begun_with(case: Case) -> Begun:
    """The commodity of a case, and of a pair who gives and who gets; empty where it is not said."""
    supplier = receiver = ""
    if case.content.origin == "pair":
        *_rest, first, second = ["", "", *case.content.origin_key.split("-")]
        if {first, second} <= set(party_keys(case)):
            supplier, receiver = first, second
    return Begun(commodity_of(case), supplier, receiver)
