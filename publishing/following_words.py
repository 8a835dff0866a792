"""Words of what a signed agreement owes, what was reported of it, and what runs out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ntt_data.store.case_records import Content
from publishing.formats import date, date_as_known, number
from publishing.language import _, ngettext


def party_names(content: Content) -> dict[str, str]:
    """Name of each party by what obligations call it: the BPS code, of others their name."""
    return {party.code or party.name: party.name for party in content.parties}


def column_name(column: str) -> str:
    """What a column of the obligations is called."""
    return {
        "month": _("Month"),
        "item": _("Commodity or service"),
        "tonnes": _("Tonnes a month"),
        "supplier": _("Who supplies"),
        "receiver": _("Who receives"),
        "price_rule": _("Price rule"),
    }[column]


def line_problem(error: Any) -> str:
    """Row, column and value of a line that cannot stand, and what to write instead."""
    return _(
        "Nothing was recorded. Row {row}, column “{column}”: {problem}",
        row=number(error.row),
        column=column_name(error.column),
        problem=_problem(error),
    )


def row_problem(error: Any) -> str:
    """The same while it is being typed, before anybody has pressed."""
    return _(
        "Row {row}, column “{column}”: {problem}",
        row=number(error.row),
        column=column_name(error.column),
        problem=_problem(error),
    )


def add_problem(error: Any) -> str:
    """Why months were not added to the table: of the form above it."""
    return _(
        "Nothing was added, “{column}”: {problem}",
        column=column_name(error.column),
        problem=_problem(error),
    )


def report_problem(error: Any) -> str:
    """The same of the one delivery that a form reports: it has no rows."""
    return _("Nothing was recorded: {problem}", problem=_problem(error))


def _problem(error: Any) -> str:
    said = error.value
    if error.code == "line_month" and not said:
        return _("choose the month.")
    return {
        "line_month": _("“{value}” is no month; write it as 2026-01.", value=said),
        "line_item": _("write which commodity or service it is."),
        "line_number": _(
            "“{value}” is no number; write digits alone, such as {example}, or nothing where it is "
            "not counted in tonnes.",
            value=said,
            example=number(1234.5, 1),
        ),
        "line_tonnes": _(
            "it must be from {low} to {high} tonnes; write another number.",
            low=number(0),
            high=number(10_000_000),
        ),
        "line_party": _(
            "“{value}” is no party of this cooperation; choose one of its parties.",
            value=said or "–",
        ),
        "line_same_party": _("supplier and receiver are the same; choose another one."),
        "line_twice": _(
            "the same month, commodity and parties stand in row {row} already; take one of the two "
            "rows away or put them together.",
            row=number(error.other_row),
        ),
        "long_text": _("the text is too long; write {n} signs at most.", n=number(160)),
        "not_yours": _("you report what your own regency gave or got; choose such a line."),
    }[error.code]


def line_name(line: Any, names: Mapping[str, str]) -> str:
    """Month, item and direction of a line (``services.desk.following.Line``)."""
    return _(
        "{month}: {item}, {supplier} to {receiver}",
        month=date_as_known(line.month),
        item=line.item,
        supplier=names.get(line.supplier, line.supplier),
        receiver=names.get(line.receiver, line.receiver),
    )


def owed_line(line: Any, names: Mapping[str, str]) -> str:
    """A line with what is owed, as one chooses it."""
    return f"{line_name(line, names)} ({exact_tonnes(line.owed)})"


def way_name(line: Any, names: Mapping[str, str]) -> str:
    """Item and direction of a line, whatever its month."""
    return _(
        "{item}, {supplier} to {receiver}",
        item=line.item,
        supplier=names.get(line.supplier, line.supplier),
        receiver=names.get(line.receiver, line.receiver),
    )


def line_state(line: Any) -> str:
    """How a line stands; nothing is made of a month that nobody reported."""
    if line.state == "differing":
        said = [report.tonnes for report in line.reports]
        return _(
            "reports differ, by {tonnes}: the parties have to say which holds",
            tonnes=exact_tonnes(max(said) - min(said)),
        )
    return {
        "due_later": _("the month is not over"),
        "no_report": _("no report yet"),
        "met": _("met, by the reports"),
        "short": _("less than agreed, by the reports"),
        "uncounted": _("not counted in tonnes; see comments and files"),
        "not_owed": _("reported without an obligation"),
        "not_binding": _("no agreement in force: not signed, or ended before"),
    }[line.state]


def reporter(code: str, names: Mapping[str, str]) -> str:
    """Who has reported: a party, or the bureau for somebody."""
    return names.get(code, code) if code else _("bureau")


def so_far(of_what: Any, names: Mapping[str, str], sums: tuple[float, float, int]) -> str:
    """Owed and reported over the same months, and how many lines are in neither sum.

    ``of_what`` is any line of this item and direction; ``sums`` as of
    ``services.desk.following.owed_so_far``.
    """
    owed, told, left_out = sums
    what = way_name(of_what, names)
    if not owed and not told:
        said = _("{what}: no month has a report that can be compared.", what=what)
    else:
        said = _(
            "{what}: {told} reported of {owed} owed in the months with agreeing reports.",
            what=what,
            told=exact_tonnes(told),
            owed=exact_tonnes(owed),
        )
    if not left_out:
        return said
    silent = ngettext(
        "{n} line is in neither sum: nobody reported it, or the reports differ.",
        "{n} lines are in neither sum: nobody reported them, or the reports differ.",
        left_out,
    )
    return f"{said} {silent}"


def ends(warned: Any, days_left: int, days_before: int) -> str:
    """That an agreement has run out, or does so soon (``following.Warned`` with its ``day``)."""
    if warned.kind == "ran_out":
        return _(
            "Overdue: it was in force until {day}. Extend it with an addendum, or end it with what "
            "was learned.",
            day=date(warned.day),
        )
    soon = ngettext(
        "It runs out on {day}, in {n} day.",
        "It runs out on {day}, in {n} days.",
        days_left,
        day=date(warned.day),
    )
    return f"{soon} {warned_ahead(days_before)}"


def warned_ahead(days_before: int) -> str:
    """That the time of the warning is our assumption."""
    return _(
        "An end is warned of {days} days ahead, so that an addendum can be made in time; the "
        "number of days is an assumption, no regulation names it.",
        days=number(days_before),
    )


def ends_shortly(warned: Any) -> str:
    """The same in a list of many."""
    if warned.kind == "ran_out":
        return _("ran out on {day}", day=date(warned.day))
    return _("runs out on {day}", day=date(warned.day))


def months_told(kinds: Sequence[str]) -> str:
    """How many months of a case want looking at, by why; empty where none does."""
    parts = []
    if n := kinds.count("no_report"):
        parts.append(ngettext("{n} line without a report", "{n} lines without a report", n))
    if n := kinds.count("short"):
        parts.append(
            ngettext("{n} line below what was agreed", "{n} lines below what was agreed", n)
        )
    if n := kinds.count("differing"):
        parts.append(
            ngettext("{n} line with reports that differ", "{n} lines with reports that differ", n)
        )
    return "; ".join(parts)


def source_note() -> str:
    """What these figures are: agreed, and said by those who take part."""
    return _(
        "Owed: as the bureau wrote it down from the agreement. Reported: what the parties and the "
        "bureau said, in tonnes (regional report, not cross-checked). A month without a report "
        "is not a month without a delivery."
    )


def typed_total(amounts: Iterable[float | None]) -> str:
    """How many rows a table of obligations has, and what they come to as they were read."""
    every = list(amounts)
    counted = [each for each in every if each is not None]
    said = ngettext(
        "{n} row, {tonnes} in all.",
        "{n} rows, {tonnes} in all.",
        len(every),
        tonnes=exact_tonnes(sum(counted)),
    )
    if uncounted := len(every) - len(counted):
        said += " " + ngettext(
            "{n} row is not counted in tonnes.", "{n} rows are not counted in tonnes.", uncounted
        )
    return said


def exact_tonnes(value: float) -> str:
    """Tonnes as they were agreed or reported: a difference of half a tonne is not rounded away."""
    decimals = next((n for n in (0, 1) if value == round(value, n)), 2)
    return f"{number(value, decimals)} t"
