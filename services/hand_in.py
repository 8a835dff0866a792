"""Handing in the figures of a sheet: what is wrong, what is odd, and the receipt.

Everything that is wrong is found at once. What is plausible but odd becomes a question, which the
office answers in its own words; nothing is kept before each has its answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from analysis.collection.known_figures import KnownFigure
from analysis.collection.questions import Amount, Question, questions_of
from ntt_data.collection import SHEETS, Measure
from ntt_data.intake.typed_numbers import Reason, TypedNumberError, read_typed_number
from ntt_data.store import StoreError, round_store, submission_store
from ntt_data.store.collection_records import (
    STATUSES,
    Figure,
    Finding,
    Place,
    Round,
    SheetKey,
    Submission,
    Version,
)
from services import access
from services.access import Actor, Subject
from services.drafts import draft_place
from services.held_against import earlier_years, known_figures
from services.rounds import is_open, round_of
from services.workbook_marks import is_marked

LONGEST_TEXT, LONGEST_NAME = 1000, 120
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(/\d{2,4})?")
#: Letters by their kind, which no typeface draws: a name of nothing else is no name.
_DRAWN_EMPTY = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")
#: More than the longest sheet with every note full; a form that is longer was made by nobody.
MOST_BYTES = 256 * 1024


#: One field of a sheet; ``item`` is empty for the office's own name and position.
Field = Place


class Typed(NamedTuple):
    """What stands in a field: one of the four answers, and what was typed."""

    status: str
    text: str


@dataclass(frozen=True)
class Answers:
    """A sheet as it was filled in; ``replies`` are the answers to questions, by their code."""

    typed: Mapping[Field, Typed]
    office: str
    position: str
    replies: Mapping[tuple[Field, str], str] = field(default_factory=dict)


ProblemCode = Literal[
    "unanswered",
    "not_a_number",
    "unit_inside",
    "too_long",
    "a_date",
    "formula",
    "both",
    "unknown_status",
    "no_text",
    "long_name",
]


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with a field; ``text`` is what stands there."""

    field: Field
    code: ProblemCode
    text: str = ""


@dataclass(frozen=True)
class AskedAbout:
    """A question about a field; ``reply`` is empty while the office has not answered.

    ``basis`` is the known figure that it was held against, where that is a single one.
    """

    field: Field
    question: Question
    reply: str = ""
    basis: KnownFigure | None = None


@dataclass(frozen=True)
class Checked:
    """What a filled-in sheet comes to: figures as they were read, problems, questions."""

    figures: tuple[Figure, ...]
    problems: tuple[FieldProblem, ...]
    questions: tuple[AskedAbout, ...]
    office: str
    position: str

    @property
    def complete(self) -> bool:
        """Whether it can be handed in: nothing wrong, every question answered."""
        return not self.problems and all(each.reply for each in self.questions)


class HandInError(Exception):
    """Nothing was handed in.

    Attributes
    ----------
    code : {'closed', 'incomplete'}
        The round takes nothing any more, or ``checked`` has problems or open questions.
    """

    def __init__(self, code: str, checked: Checked | None = None) -> None:
        super().__init__(f"not handed in: {code}")
        self.code, self.checked = code, checked


def sheet_of(actor: Actor, key: SheetKey) -> Round:
    """The round of a sheet, for whoever may read it.

    Raises
    ------
    AccessError, StoreError
        ``no_round`` or ``no_sheet`` where the round asks no such thing.
    """
    access.require(actor, "read", Subject("submission", sheet=key))
    return round_of(key)


def check(
    asked: Round, key: SheetKey, answers: Answers, decimal: Literal[",", "."] = ","
) -> Checked:
    """Read a filled-in sheet: everything wrong and everything odd, at once.

    Parameters
    ----------
    decimal : {',', '.'}
        The decimal mark that is usual in the language of the form.
    """
    figures: list[Figure] = []
    problems: list[FieldProblem] = []
    questions: list[AskedAbout] = []
    mixed = any(_is_foreign(typed.text, decimal) for typed in answers.typed.values())
    for item, period in asked.blocks_of(key.sheet):
        then = asked.narrowed(period)
        amounts: dict[str, Amount] = {}
        for measure in SHEETS[key.sheet]:
            place = Field(item.item, measure.code, period)
            typed = answers.typed.get(place, Typed("value", ""))
            read = _read(place, measure, typed, decimal)
            if isinstance(read, FieldProblem):
                problems.append(read)
                continue
            figure, other = read
            figures.append(figure)
            if measure.is_number:
                nothing = 0.0 if figure.status == "none" else None
                value = figure.value if figure.status == "value" else nothing
                amounts[measure.code] = Amount(value, other)
        usual = earlier_years(item, key.regency_code, then.year)
        answered = {measure for measure, amount in amounts.items() if amount.value}
        known = known_figures(then, item, key.regency_code, answered)
        part = not then.whole_year
        for question in questions_of(amounts, _values(usual), mixed, _values(known), part):
            place = Field(item.item, question.measure, period)
            reply = one_line(answers.replies.get((place, question.code), ""), LONGEST_TEXT)
            questions.append(AskedAbout(place, question, reply, _basis(question, known)))
    office, position = one_line(answers.office), one_line(answers.position)
    for name, said in (("office", office), ("position", position)):
        if not said:
            problems.append(FieldProblem(Field("", name), "no_text"))
        elif len(said) > LONGEST_NAME:  # a name that is cut is another name
            problems.append(FieldProblem(Field("", name), "long_name", said))
    return Checked(tuple(figures), tuple(problems), tuple(questions), office, position)


def hand_in(
    actor: Actor,
    key: SheetKey,
    answers: Answers,
    *,
    base_no: int,
    idempotency_key: str,
    decimal: Literal[",", "."] = ",",
    workbook_mark: str = "",
    asked: Round | None = None,
) -> Version:
    """Hand in a sheet; returns when the database has it, with the receipt.

    Parameters
    ----------
    asked : Round, optional
        The round, where it was just read by ``sheet_of``; whether it is open still is asked again
        in the moment that keeps the version.
    workbook_mark : str
        What the form carries that a workbook has filled in (``workbook_marks``); the version says
        so where the mark is right.

    Raises
    ------
    AccessError, HandInError, StoreError
        Nothing was kept then.
    """
    access.require(actor, "hand_in", Subject("submission", sheet=key))
    channel = "workbook" if is_marked(actor, workbook_mark) else "form"
    given = _ready(actor, key, answers, base_no, idempotency_key, decimal, channel, asked)
    with _closing_told():
        return submission_store().hand_in(given, is_open)


def enter_from_paper(
    actor: Actor,
    key: SheetKey,
    answers: Answers,
    *,
    base_no: int,
    idempotency_key: str,
    decimal: Literal[",", "."] = ",",
    asked: Round | None = None,
) -> Version:
    """Enter for an office what it has written on paper; the version says so, ``asked`` as above.

    Raises
    ------
    AccessError, HandInError, StoreError
        Nothing was kept then.
    """
    access.require(actor, "enter_from_paper", Subject("submission", sheet=key))
    given = _ready(actor, key, answers, base_no, idempotency_key, decimal, "paper", asked)
    with _closing_told():
        return submission_store().hand_in(given, is_open)


def newest_version(actor: Actor, key: SheetKey) -> Version | None:
    """The last version of a sheet."""
    access.require(actor, "read", Subject("submission", sheet=key))
    return submission_store().newest(key)


def receipt(actor: Actor, receipt_no: str) -> tuple[Round, Version, int, bool] | None:
    """What a receipt is about, for anybody who has its number.

    Returns
    -------
    tuple of Round, Version, int, bool, or None
        The round, the version, the number of the newest version of the same sheet, and whether
        the actor may read the figures. None where there is no such receipt.
    """
    version = submission_store().by_receipt(receipt_no)
    if version is None:
        return None
    newest_no = submission_store().newest_no(version.key)
    readable = access.may(actor, "read", Subject("submission", sheet=version.key))
    return round_store().load(version.key.round_id), version, newest_no, readable


def _values(figures: Mapping[str, Sequence[KnownFigure]]) -> dict[str, list[float]]:
    return {measure: [each.value for each in known] for measure, known in figures.items()}


def _basis(question: Question, known: Mapping[str, Sequence[KnownFigure]]) -> KnownFigure | None:
    held_against = known.get(question.measure, ())
    return next((each for each in held_against if each.value == question.against), None)


@contextmanager
def _closing_told() -> Iterator[None]:
    """Whoever comes too late is told the same, however little it was."""
    try:
        yield
    except StoreError as error:
        if error.code != "closed":
            raise
        raise HandInError("closed") from error


def _ready(
    actor: Actor,
    key: SheetKey,
    answers: Answers,
    base_no: int,
    idempotency_key: str,
    decimal: Literal[",", "."],
    channel: str,
    asked: Round | None,
) -> Submission:
    asked = asked or round_of(key)
    # Whoever asks again for the receipt of what is kept already gets it, also after the end.
    if not is_open(asked, key) and not submission_store().knows(idempotency_key):
        raise HandInError("closed")
    checked = check(asked, key, answers, decimal)
    if not checked.complete:
        raise HandInError("incomplete", checked)
    findings = tuple(
        Finding(*each.field[:2], each.question.code, each.reply, each.field.period)
        for each in checked.questions
    )
    return Submission(
        key=key,
        base_no=base_no,
        idempotency_key=idempotency_key,
        office=checked.office,
        position=checked.position,
        channel=channel,
        figures=checked.figures,
        findings=findings,
        credential_id=actor.credential_id,
        session_hash=draft_place(actor, key),
    )


def _read(
    place: Field, measure: Measure, typed: Typed, decimal: Literal[",", "."]
) -> tuple[Figure, float | None] | FieldProblem:
    text = one_line(typed.text, LONGEST_TEXT + 1)
    if typed.status not in STATUSES:
        return FieldProblem(place, "unknown_status", typed.status)
    if not measure.is_number:
        if len(text) > LONGEST_TEXT:
            return FieldProblem(place, "too_long", text)
        return _figure(place, "value" if text else "not_applicable", None, text or None), None
    if typed.status != "value":
        if text:
            return FieldProblem(place, "both", text)
        return _figure(place, typed.status), None
    if not text:
        return FieldProblem(place, "unanswered")
    try:
        number = read_typed_number(text, decimal)
    except TypedNumberError as error:
        return FieldProblem(place, _more_plainly(error.reason, text), text)
    return _figure(place, "value", number.value, text), number.other


def _figure(
    place: Field, status: str, value: float | None = None, text: str | None = None
) -> Figure:
    return Figure(place.item, place.measure, status, value, text, place.period)


def _more_plainly(reason: Reason, text: str) -> ProblemCode:
    """Why a text is no number: spreadsheets make dates of 1/5, and copy formulas for figures."""
    if text.startswith("="):
        return "formula"
    return "a_date" if _DATE.fullmatch(text) else reason


def _is_foreign(text: str, decimal: Literal[",", "."]) -> bool:
    """Whether a text is a number in the other convention only, such as 1,500,000."""
    try:
        return read_typed_number(text, decimal).foreign
    except TypedNumberError:
        return False


def one_line(text: str, longest: int | None = None) -> str:
    """One line of text as people mean it: composed, without control signs or spaces at its ends.

    >>> one_line(" Dinas\\tPertanian\\x00 \\u200b")
    'Dinas Pertanian'
    """
    plain = unicodedata.normalize("NFC", text).translate(_DRAWN_EMPTY)
    kinds = ((each, unicodedata.category(each)) for each in plain)
    # Marks that only steer how text is shown (joiners, marks of direction) are nobody's words.
    shown = "".join(
        " " if kind in ("Cc", "Zl", "Zp") else each
        for each, kind in kinds
        if kind not in ("Cf", "Cs")  # half a sign is nothing that a file or a database takes
    )
    return re.sub(r"\s+", " ", shown).strip()[:longest]
