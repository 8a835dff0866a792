"""The workbook of an answer: its sheets in the order in which they are read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from analysis.answer import Answer
from ntt_data.editions import current
from publishing import words
from publishing.files.answer_workbook.assumptions_sheet import (
    parameter_rows,
    tolerance_row,
    write_assumptions,
)
from publishing.files.answer_workbook.balance_sheet import write_balance
from publishing.files.answer_workbook.book import Book, Sheet, writing
from publishing.files.answer_workbook.contents import AnswerContents
from publishing.files.answer_workbook.costs_sheet import RESERVE, write_costs
from publishing.files.answer_workbook.inputs_sheet import write_inputs
from publishing.files.answer_workbook.pairs_sheet import write_legs, write_pairs
from publishing.files.answer_workbook.prices_sheet import write_prices
from publishing.formats import date
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences import balance as balances
from publishing.sentences import matching
from publishing.sentences.market import market_note
from publishing.words import sentence_of


def answer_workbook(contents: AnswerContents) -> bytes:
    """All of an answer, so that each of its results can be recomputed; in the language of now."""
    answer, buffer = contents.answer, BytesIO()
    settings = answer.balance.settings
    what = f"{commodity_name(settings.commodity)} {year_text(settings.year)}"
    title = f"{contents.title}: {what}" if contents.title else what
    with writing(buffer, title, contents.day) as book:
        sheets = _sheets(book, contents)
        _write(book, sheets, contents, title)
    return buffer.getvalue()


def _sheets(book: Book, contents: AnswerContents) -> dict[str, Sheet]:
    """Empty sheets in the order in which they are read, those alone that have something."""
    has_pairs = bool(len(contents.answer.match.flows))
    problem = contents.answer.problem()
    names = {
        "summary": _("Summary"),
        "balance": _("Balance"),
        "pairs": _("Pairs") if has_pairs else "",
        "legs": _("Freight by leg") if has_pairs else "",
        "costs": _("Freight between all") if problem.suppliers and problem.receivers else "",
        "prices": _("Prices") if has_pairs and len(contents.gaps) else "",
        "inputs": _("Inputs"),
        "sources": _("Sources & assumptions"),
    }
    return {key: book.sheet(name) for key, name in names.items() if name}


def _write(book: Book, sheets: dict[str, Sheet], contents: AnswerContents, title: str) -> None:
    answer = contents.answer
    for key, sheet in sheets.items():
        sheet.title(title if key == "summary" else f"{sheet.name}: {title}")
    _write_summary(sheets, contents)
    at_balance = write_balance(sheets["balance"], answer.balance, _balance_notes(answer))
    if "pairs" in sheets:
        at_legs = write_legs(sheets["legs"], answer, contents.legs, [_legs_note()])
        at_pairs = write_pairs(
            *(sheets["pairs"], answer, contents.legs, at_legs, at_balance),
            [
                sentence_of(words.modelled_flow()),
                matching.ranges_note(answer.ranges, answer.scenario.matching.objective),
                matching.tie_rule(),
            ],
        )
        if "prices" in sheets and contents.prices is not None:
            notes = [market_note(contents.prices)]
            write_prices(sheets["prices"], answer, contents.prices, contents.gaps, at_pairs, notes)
    if "costs" in sheets:
        write_costs(sheets["costs"], answer, at_balance, [_aim_note(answer), _solver_note()])
    write_inputs(sheets["inputs"], answer.balance, [_inputs_note()])
    named = [*parameter_rows(answer.costs.parts.parameters), *_other_values(answer)]
    write_assumptions(
        *(book, sheets["sources"], named, balances.assumptions(answer.balance)),
        *(contents.assumed, contents.source_ids),
    )


def _write_summary(sheets: dict[str, Sheet], contents: AnswerContents) -> None:
    sheet = sheets["summary"]
    sheet.paragraphs(
        [_("Data as of {day}, edition {edition}.", day=date(contents.day), edition=current())]
    )
    sheet.skip()
    sheet.heading(_("What it says"))
    sheet.paragraphs([f"• {each}" for each in contents.findings])
    sheet.skip()
    sheet.heading(_("How to read this workbook"))
    told = {
        "balance": _("what every regency needs and has, with formulas over its inputs"),
        "pairs": _("who supplies whom: modelled, not recorded"),
        "legs": _("the path of each pair leg by leg; their sum is the freight of the pair"),
        "costs": _("freight between all who offer and all who lack, to solve it again"),
        "prices": _("the price gap of each pair month by month beside its freight"),
        "inputs": _("each figure behind the balance with year, unit, grade and source"),
        "sources": _("values that formulas call by name, assumptions, sources"),
    }
    sheet.paragraphs(
        [f"{sheets[key].name}: {said}." for key, said in told.items() if key in sheets]
    )
    sheet.skip()
    sheet.paragraphs(
        [
            _(
                "Results are formulas with the value of the answer beside them. “{unknown}” is not "
                "zero: totals pass over it and say over how many regencies they are. Change an "
                "input, and balance, class and freight follow; who supplies whom does not, it has "
                "to be solved again.",
                unknown=words.balance_class("unknown"),
            ),
            _("Page that shows it: {address}", address=contents.address),
        ]
    )


def _balance_notes(answer: Answer) -> list[str]:
    result = answer.balance
    suspended = [words.not_comparable(result.suspended)] if result.suspended else []
    said = [balances.formula(), balances.coverage_note(result), balances.what_it_holds(result)]
    return [*suspended, *filter(None, said), *balances.doubtful_lines(result)]


def _legs_note() -> str:
    return _(
        "Cost of a leg = kilometres × tariff + what is fixed. Tariffs are assumptions, see the "
        "last sheet."
    )


def _inputs_note() -> str:
    return _("What the balance is computed from, input by input.")


def _aim_note(answer: Answer) -> str:
    """In which order the answer was sought."""
    return matching.aim(
        answer.scenario.matching.objective, answer.scenario.matching.external_supply
    )


def _solver_note() -> str:
    return _(
        "To solve it again, let a solver change the tonnes below, none of them under zero, so that "
        "“Kept” and “Unmet” stay at zero or above, for what is said here in its order."
    )


def _other_values(answer: Answer) -> list[dict[str, Any]]:
    options, settings = answer.scenario.matching, answer.balance.settings
    basis = words.distance_basis("assumption")
    return [
        tolerance_row(settings),
        {
            "name": RESERVE,
            "what": _("Share of its surplus that every regency keeps."),
            "value": options.reserve_share,
            "unit": _("share"),
            "basis": basis,
        },
    ]
