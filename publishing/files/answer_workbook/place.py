"""The workbook of a place, or of what has no answer: balances, pairs, and all tables told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pandas as pd

from analysis.answer import TransportCosts
from analysis.balance.result import Balance
from geo.places import place_name
from publishing import words
from publishing.files.answer_workbook.assumptions_sheet import (
    parameter_rows,
    tolerance_row,
    write_assumptions,
)
from publishing.files.answer_workbook.balance_sheet import (
    balance_columns,
    balance_rows,
    counted_words,
)
from publishing.files.answer_workbook.book import (
    PERCENT,
    TENTHS,
    WHOLE,
    YEAR,
    Book,
    Column,
    Formula,
    Place,
    Sheet,
    text_in_formula,
    writing,
)
from publishing.files.answer_workbook.costs_sheet import amounts_of, reckoned
from publishing.files.answer_workbook.pairs_sheet import kind_words
from publishing.files.page_workbook import free_name
from publishing.files.spreadsheets import write_sheet
from publishing.formats import date
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences import balance as balances
from publishing.sentences.matching import pair_class_word, tie_rule
from publishing.words import sentence_of


@dataclass(frozen=True, eq=False)
class PlaceContents:
    """All that the workbook of a regency, a zone or the province is made of.

    Attributes
    ----------
    title : str
    told : sequence of (heading, sentences)
        What is said of it, in its order.
    balances : sequence of Balance
        Of each commodity and year.
    codes : frozenset of str
        The regencies whose rows stand in it.
    pairs : DataFrame
        Columns of ``FLOW_COLUMNS`` and of ``class_of_flows``, with ``commodity`` and ``year``.
    costs : TransportCosts or None
        Of the baseline; None where nothing is moved.
    tables : mapping
        Readable table by the name of its sheet.
    source_ids : sequence of str
    day : date
        As of which the tables are.
    edition : str
    address : str
        The page that shows it, without host.
    """

    title: str
    told: Sequence[tuple[str, Sequence[str]]]
    source_ids: Sequence[str]
    day: dt.date
    edition: str
    address: str
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    balances: Sequence[Balance] = ()
    codes: frozenset[str] = frozenset()
    pairs: pd.DataFrame = field(default_factory=pd.DataFrame)
    costs: TransportCosts | None = None


def place_workbook(contents: PlaceContents) -> bytes:
    """All figures of a place, those that follow from others as formulas; in the language of now."""
    buffer = BytesIO()
    with writing(buffer, contents.title, contents.day) as book:
        summary = book.sheet(_("Summary"))
        at_balance = _write_balances(book, contents)
        if at_balance and len(contents.codes) > 1:
            _write_totals(book, contents, at_balance)
        if len(contents.pairs) and contents.costs is not None:
            _write_pairs(book, contents, contents.costs)
        for name, table in contents.tables.items():
            free = free_name(name, book.raw)
            write_sheet(book.plain(free), table, name, book.formats)
        sources = book.sheet(free_name(_("Sources & assumptions"), book.raw))
        sources.title(sources.name)
        costs = contents.costs
        named = [] if costs is None else parameter_rows(costs.parts.parameters)
        named += [tolerance_row(each.settings) for each in contents.balances[:1]]
        write_assumptions(book, sources, named, (), None, contents.source_ids)
        _write_summary(summary, contents, [name for name in book.raw if name != summary.name])
    return buffer.getvalue()


def _write_summary(sheet: Sheet, contents: PlaceContents, names: Sequence[str]) -> None:
    sheet.title(contents.title)
    day = date(contents.day)
    sheet.paragraphs([_("Data as of {day}, edition {edition}.", day=day, edition=contents.edition)])
    for heading, said in contents.told:
        sheet.skip()
        sheet.heading(heading)
        sheet.paragraphs([f"• {each}" for each in said])
    sheet.skip()
    sheet.heading(_("How to read this workbook"))
    sheet.paragraphs(
        [
            _("Sheets: {names}.", names="; ".join(names)),
            _(
                "What follows from other figures is a formula with its value beside it. "
                "“{unknown}” is not zero: totals pass over it and say over how many regencies "
                "they are.",
                unknown=words.balance_class("unknown"),
            ),
            _("Page that shows it: {address}", address=contents.address),
        ]
    )


def _write_balances(book: Book, contents: PlaceContents) -> Place | None:
    """A row per commodity, year and regency."""
    if not contents.balances:
        return None
    sheet = book.sheet(_("Balance"))
    sheet.title(f"{sheet.name}: {contents.title}")
    reasons = {words.not_comparable(each.suspended) for each in contents.balances if each.suspended}
    sheet.lines([balances.formula(), balances.without_stocks(), *sorted(reasons)])
    sheet.skip()
    rows = [row for each in contents.balances for row in balance_rows(each, contents.codes)]
    keys = ["commodity", "year", *(["regency"] if len(contents.codes) > 1 else [])]
    return sheet.table(balance_columns(keys), rows, frozen_columns=2)


def _write_totals(book: Book, contents: PlaceContents, at: Place) -> None:
    """A row per commodity: the totals of the regencies whose figures nothing doubts."""
    columns = [
        Column("commodity", _("Commodity"), width=20),
        Column("year", _("Year"), YEAR, 8),
        Column("need_t", _("Need (t)"), WHOLE, 14),
        Column("available_t", words.in_tonnes(words.available("")), WHOLE, 14),
        Column("balance_t", _("Balance (t)"), WHOLE, 14),
        Column("ratio", _("Self-sufficiency (%)"), PERCENT, 16),
        Column("n", _("Regencies counted"), WHOLE, 12),
        Column("of", _("Regencies"), WHOLE, 12),
    ]
    sheet = book.sheet(_("Totals"))
    sheet.title(f"{sheet.name}: {contents.title}")
    sheet.lines(
        [_("Over the regencies whose figures are known and not doubtful; of each commodity alone.")]
    )
    sheet.skip()
    sheet.table(columns, [_total(each, contents.codes, at) for each in contents.balances], 2)


def _total(balance: Balance, codes: frozenset[str], at: Place) -> dict[str, Any]:
    counted = text_in_formula(counted_words()["yes"])
    which = (
        f"{at.span('commodity')},{{commodity}},{at.span('year')},{{year}},"
        f"{at.span('counted')},{counted}"
    )
    rows = balance.table[balance.table["regency_code"].isin(codes)]
    sound = rows[(rows["balance_class"] != "unknown") & (rows["disqualified_by"] == "")]
    available, need = float(sound["available_t"].sum()), float(sound["need_t"].sum())
    row: dict[str, Any] = {
        "commodity": commodity_name(balance.settings.commodity),
        "year": balance.settings.year,
        "need_t": Formula(f"=SUMIFS({at.span('need_t')},{which})", need),
        "available_t": Formula(f"=SUMIFS({at.span('available_t')},{which})", available),
        "n": Formula(f"=COUNTIFS({which})", len(sound)),
        "of": len(rows),
    }
    if balance.suspended:
        apart = words.balance_class("not_comparable")
        return {**row, "balance_t": apart, "ratio": apart}
    ratio = available / need if need > 0 else float("nan")
    return {
        **row,
        "balance_t": Formula("={available_t}-{need_t}", available - need),
        "ratio": Formula("=IF({need_t}>0,{available_t}/{need_t},{unknown})", ratio),
    }


def _write_pairs(book: Book, contents: PlaceContents, costs: TransportCosts) -> None:
    """A row per flow; its freight is so much of every tariff, by the name of its cell."""
    columns = [
        Column("commodity", _("Commodity"), width=20),
        Column("year", _("Year"), YEAR, 8),
        Column("supplier", _("Supplier"), width=22),
        Column("receiver", _("Receiver"), width=22),
        Column("origin", _("Supplier (code)"), width=13),
        Column("destination", _("Receiver (code)"), width=13),
        Column("kind", _("Supply"), width=17),
        Column("tonnes", _("Amount (t)"), TENTHS, 13),
        Column("min_t", _("Smallest (t)"), TENTHS, 13),
        Column("max_t", _("Largest (t)"), TENTHS, 13),
        Column("class", _("Certain or a choice"), width=14),
        Column("share", _("Of the receiver's need (%)"), PERCENT, 14),
        Column("km", _("Distance (km)"), TENTHS, 12),
        Column("freight", _("Freight (Rp/t)"), WHOLE, 14),
        Column("total", _("Freight in all (Rp)"), WHOLE, 18),
    ]
    sheet = book.sheet(_("Pairs"))
    sheet.title(f"{sheet.name}: {contents.title}")
    sheet.lines([sentence_of(words.modelled_flow()), tie_rule()])
    sheet.skip()
    amounts = amounts_of(costs)
    rows = [
        {
            "commodity": commodity_name(str(flow["commodity"])),
            "year": flow["year"],
            "supplier": place_name(flow["origin"]),
            "receiver": place_name(flow["destination"]),
            "origin": flow["origin"],
            "destination": flow["destination"],
            "kind": kind_words()[str(flow["origin_kind"])],
            "tonnes": flow["tonnes"],
            "min_t": flow["min_t"],
            "max_t": flow["max_t"],
            "class": pair_class_word(flow["pair_class"]),
            "share": flow["share_of_need_pct"] / 100.0,
            "km": flow["distance_km"],
            "freight": reckoned(
                amounts[(str(flow["origin"]), str(flow["destination"]))], flow["cost_idr_per_t"]
            ),
            "total": Formula("={tonnes}*{freight}", flow["total_cost_idr"]),
        }
        for flow in contents.pairs.to_dict("records")
    ]
    sheet.table(columns, rows, frozen_columns=4)
