"""Words of what offices hand in: sheets, fields, answers, problems, questions, receipts."""

from __future__ import annotations

from datetime import datetime

from analysis.collection.known_figures import KnownFigure
from geo import places
from ntt_data.collection import Measure
from ntt_data.store.collection_records import Figure, Round, RoundItem, SheetKey
from publishing import words
from publishing.code_words import code_word
from publishing.formats import moment, month, number, year
from publishing.language import _
from publishing.names import commodity_name
from publishing.sources import grade_word, source_names
from publishing.spelled import spelled


def sheet(code: str) -> str:
    """Which office's part of a round."""
    return {
        "agriculture": _("Agriculture"),
        "livestock": _("Livestock"),
        "fisheries": _("Fisheries"),
        "trade_stock": _("Trade and stock"),
        "investment": _("Investment and potentials"),
    }[code]


def regency(key: SheetKey) -> str:
    """Name of the regency whose sheet this is."""
    return places.full_names().get(key.regency_code, key.regency_code)


def item(asked: RoundItem) -> str:
    """What is asked about, with the form in which it is counted."""
    name = item_name(asked.item)
    return f"{name}, {code_word(asked.form)}" if asked.form else name


def item_name(code: str) -> str:
    """What is asked about: a commodity, or something to offer."""
    return {
        "tourism_objects": _("Tourism objects"),
        "processing_places": _("Processing places"),
        "natural_potential": _("Natural potential"),
        "cultural_potential": _("Social and cultural potential"),
        "investment_offers": _("Investment offers"),
    }.get(code) or commodity_name(code)


def measure(code: str) -> str:
    """What one field asks."""
    return {
        "production": _("Production"),
        "harvested_area": _("Area harvested"),
        "herd": _("Herd"),
        "stock_start": _("Stock at the start"),
        "stock_end": _("Stock at the end"),
        "own_need": _("Own need"),
        "to_sell": _("Expected surplus to sell"),
        "lacking": _("Expected lack"),
        "asked_price": _("Price asked"),
        "harvest_months": _("Months of harvest"),
        "lack_months": _("Months of lack"),
        "note": _("Note"),
        "count": _("How many"),
        "description": _("Description"),
    }[code]


def unit(asked: RoundItem, field: Measure) -> str:
    """Unit of a field: its own, else the item's; empty for a text."""
    code = field.unit_for(asked.unit)
    return "" if code is None else unit_word(code)


def unit_word(code: str) -> str:
    """Unit in which figures of a round are counted."""
    return {
        "t": _("tonnes"),
        "ha": "ha",
        "head": _("head of livestock"),
        "idr_per_kg": "Rp/kg",
        "idr_per_head": _("Rp/head"),
        "count": "",
        "none": "",
    }[code]


def status(code: str) -> str:
    """One of the four answers."""
    return {
        "value": _("a figure"),
        "none": _("none (nihil)"),
        "not_known": _("we do not know"),
        "not_applicable": _("does not apply"),
    }[code]


def state(code: str) -> str:
    """How far a sheet has come: states of ``services.progress``."""
    return {
        "nothing": _("nothing yet"),
        "begun": _("begun"),
        "handed_in": _("handed in"),
        "question": _("question open"),
        "returned": _("returned"),
        "accepted": _("accepted"),
    }[code]


def rehearsal() -> str:
    """What stands on everything of a round that is for practice."""
    return _("REHEARSAL: figures here are made up and count for nothing.")


def how() -> str:
    """How a sheet is answered, in the form and in the workbook."""
    return _(
        "Every field has an answer: write a figure, or choose “none (nihil)”, “we do not know” "
        "or “does not apply”. Write numbers as 12,500 or 1,234.5."
    )


def person(code: str, from_paper: bool = False) -> str:
    """Who hands in: the office, and the position of whoever is responsible, or signed a paper."""
    if from_paper:
        return {
            "office": _("Office that signed the paper"),
            "position": _("Position of whoever signed the paper"),
        }[code]
    return {
        "office": _("Name of the office"),
        "position": _("Position of the person responsible"),
    }[code]


def until(asked: Round, open_now: bool) -> str:
    """Until when a sheet, or a round, can be handed in."""
    if asked.discarded:
        return _("This rehearsal was thrown away.")
    if not open_now:
        return _("Closed; nothing can be handed in.")
    if any(event.kind == "reopened" and event.at > asked.deadline for event in asked.events):
        return _("Reopened until the bureau closes it.")
    return _("Open until {moment}.", moment=moment(asked.deadline))


def rehearsal_over() -> str:
    """What is said at the links and codes of a rehearsal that was thrown away."""
    return _(
        "This rehearsal is over and was thrown away; nothing of it counts. For the real round you "
        "get a sheet with another code."
    )


def closed(from_paper: bool, discarded: bool = False) -> str:
    """Why a form was not taken after the end, and what to do."""
    if discarded:
        return rehearsal_over()
    if from_paper:
        return _(
            "The round is closed and nothing was kept. What you typed stands below; download it, "
            "and reopen the round for this regency with a reason, on the page “Collect data”."
        )
    return _(
        "The round is closed and nothing was handed in. What you typed stands below; "
        "download it, and ask the bureau to reopen the round for your regency."
    )


def from_paper() -> str:
    """What is said wherever figures from paper are typed or shown."""
    return _("Entered by the bureau from a paper sheet.")


def returned(at: datetime | None, remark: str) -> str:
    """Above the form of a sheet whose newest version the bureau has returned."""
    return _("Returned by the bureau, {moment}: {remark}", moment=moment(at), remark=remark)


def overtaken(no: int) -> str:
    """What everybody at a sheet is told when this version was written without knowing the last."""
    return _(
        "Versions {before} and {no} were written without knowing of each other. Both are kept; "
        "agree which one counts, and hand in that one.",
        before=number(no - 1),
        no=number(no),
    )


def channel(code: str) -> str:
    """How a version came in."""
    return {
        "form": _("by the form"),
        "workbook": _("by a workbook"),
        "paper": _("from paper, entered by the bureau"),
    }[code]


def period(asked: Round) -> str:
    """``Januari–Juni 2026``, or the year alone; of several periods all of them."""
    *others, last = (months_of(*each) for each in asked.periods)
    return _(" and ").join([", ".join(others), last] if others else [last])


def block(asked: Round, of_item: RoundItem, no: int) -> str:
    """What is asked about, and of which period where a round has several."""
    if len(asked.periods) == 1:
        return item(of_item)
    return f"{item(of_item)}, {months_of(*asked.periods[no - 1])}"


def months_of(of_year: int, first_month: int, last_month: int) -> str:
    """``Januari–Juni 2026``, or the year alone where it is all of it."""
    if (first_month, last_month) == (1, 12):
        return _("the year {year}", year=year(of_year))
    first, last = month(first_month), month(last_month)
    months = first if first == last else f"{first}–{last}"
    return f"{months} {year(of_year)}"


def problem(code: str, text: str) -> str:
    """What is wrong with a field, and what to write instead."""
    return {
        "unanswered": _(
            "Not answered yet: write a figure, or choose “none”, “we do not know” or "
            "“does not apply”."
        ),
        "not_a_number": _(
            "“{text}” is not a number; write digits only, such as 1,234.5.", text=text
        ),
        "unit_inside": _("Write the number alone, without a unit: “{text}”.", text=text),
        "too_long": _("Too long: at most 15 digits, or 1,000 signs of text."),
        "long_name": _("Too long: at most 120 signs; nothing was cut."),
        "a_date": _(
            "“{text}” is a date; write the number itself (in a workbook, give the cell the format "
            "“General” first).",
            text=text,
        ),
        "formula": _(
            "“{text}” is a formula without a result; write the number that it comes to.", text=text
        ),
        "both": _("There is a figure (“{text}”) and another answer; keep one of them.", text=text),
        "unknown_status": _("Choose one of the four answers."),
        "no_text": _("Must not be empty."),
    }[code]


def last_known(own: KnownFigure, of_unit: str) -> str:
    """A regency's own last figure, with where it is from and what is said against it."""
    told = _(
        "Your figure of the whole year {year}: {value} {unit} ({source}; grade {grade})",
        year=year(own.year),
        value=rounded(own.value),
        unit=of_unit,
        source=", ".join(source_names(own.source_ids)),
        grade=grade_word(own.grade),
    )
    return f"{told}, {words.flag(own.flag)}" if own.flag else told


def rounded(value: float) -> str:
    """A known figure as one would say it: no decimals where it has none, one where it has."""
    return number(value, 0 if value == int(value) else 1)


def held_against(basis: KnownFigure) -> str:
    """What a figure was held against: what it is of, of when, and from where."""
    if basis.kind == "computed_need":
        return _(
            "the need of the year {year} that the balance computes from population and consumption "
            "per head (a model with assumptions)",
            year=year(basis.year),
        )
    where = places.full_names().get(basis.regency_code or "", _("the province"))
    if basis.first is None or basis.last is None:
        when = _("mean of the known months of {year}", year=year(basis.year))
    elif basis.first == basis.last:
        when = f"{month(basis.last[1])} {year(basis.last[0])}"
    else:
        when = _(
            "median of {first} to {last}",
            first=f"{month(basis.first[1])} {year(basis.first[0])}",
            last=f"{month(basis.last[1])} {year(basis.last[0])}",
        )
    told = _(
        "{commodity}, {form}, {place}, {when} ({source}; grade {grade})",
        commodity=commodity_name(basis.commodity),
        form=code_word(basis.form),
        place=where,
        when=when,
        source=", ".join(source_names(basis.source_ids)),
        grade=grade_word(basis.grade),
    )
    return f"{told}, {words.flag(basis.flag)}" if basis.flag else told


def question(
    code: str, value: float, against: float | None, basis: KnownFigure | None = None
) -> str:
    """What the office is asked about an odd figure."""
    if basis is not None:
        return _held_against_question(code, value, basis)
    told, other = plain_number(value), plain_number(against)
    return {
        "far_from_earlier_years": _(
            "{told} is far from the usual {other} of earlier years (median). What is the reason?",
            told=told,
            other=other,
        ),
        "more_than_whole_years": _(
            "{told} in these months is more than usual in a whole year, {other} (median). What is "
            "the reason?",
            told=told,
            other=other,
        ),
        "other_reading_nearer": _(
            "Read as {told}; {other} would be nearer to earlier years. If {told} is right, "
            "write why; else correct it.",
            told=told,
            other=other,
        ),
        "two_conventions": _(
            "Numbers in this sheet are written in two ways. {told} could also mean {other}. "
            "Which one is right?",
            told=told,
            other=other,
        ),
        "harvest_without_area": _(
            "There is a production of {told}, but no area harvested. What is the reason?",
            told=told,
        ),
        "area_without_harvest": _(
            "{told} ha were harvested, but nothing was produced. What is the reason?", told=told
        ),
        "below_zero": _("{told} is below zero. What does it mean?", told=told),
        "sells_and_lacks": _(
            "{told} is to be sold, and {other} is lacking at the same time. What is the reason?",
            told=told,
            other=other,
        ),
        "sells_more_than_it_has": _(
            "{told} is to be sold, but production and stock at the start are {other} together. "
            "Where does the rest come from?",
            told=told,
            other=other,
        ),
    }[code]


def _held_against_question(code: str, value: float, basis: KnownFigure) -> str:
    told, other, against = plain_number(value), rounded(basis.value), held_against(basis)
    return {
        "far_from_known_price": _(
            "{told} Rp/kg is far from {other} Rp/kg: {against}. What is the reason?",
            told=told,
            other=other,
            against=against,
        ),
        "far_from_computed_need": _(
            "{told} tonnes are far from {other} tonnes: {against}. What is the reason?",
            told=told,
            other=number(basis.value, 0 if basis.value >= 100 else 1),  # a model's, no count
            against=against,
        ),
    }[code]


def in_words(figure: Figure, of_unit: str) -> str:
    """An answer as it was understood: the number in words with its unit, or the other answer."""
    if figure.value is not None:
        return f"{spelled(figure.value)} {of_unit}".strip()
    return figure.text or status(figure.status)


def in_digits(figure: Figure) -> str:
    """An answer in digits of the reader's language."""
    return plain_number(figure.value)


def sign_in_failure(code: str, wait_s: int) -> str:
    """Why nobody was let in, and what to do."""
    return {
        "wrong_code": _("This code is not known. Type it once more as it stands on your sheet."),
        "wrong_link": _("This link is not known. Open it once more, or type the code."),
        "withdrawn": _("This code was replaced by a new one. Ask the bureau for it."),
        "discarded": rehearsal_over(),
        "slowed": _("Too many wrong codes. Try again in {n} seconds.", n=number(wait_s)),
    }[code]


def plain_number(value: float | None) -> str:
    """A number with as many decimals as it has, at most six."""
    if value is None:
        return ""
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return number(value, decimals)
