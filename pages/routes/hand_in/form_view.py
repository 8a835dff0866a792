"""What the form and its confirmation show: every label, hint, problem and question in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from ntt_data.collection import SHEETS, Measure
from ntt_data.collection_workbook import PEOPLE
from ntt_data.store.collection_records import (
    STATUSES,
    Draft,
    Figure,
    Round,
    RoundItem,
    SheetKey,
    Version,
)
from pages.routes.hand_in.form_fields import (
    cell_of,
    is_carried,
    reply_name,
    status_name,
    typed_name,
)
from pages.routes.hand_in.render import page
from pages.routes.hand_in.uploaded import FILE_FIELD
from pages.routes.hand_in.visit import Visit
from publishing import hand_in_words, workbook_words
from publishing.formats import moment, number
from publishing.language import _, ngettext, speaking
from services.drafts import draft_place
from services.hand_in import (
    LONGEST_NAME,
    LONGEST_TEXT,
    AskedAbout,
    Checked,
    Field,
    FieldProblem,
)
from services.held_against import earlier_years
from services.review import last_remark
from services.rounds import is_open

#: A form of forty items that was sent empty has hundreds of problems; each stands at its field.
_MOST_LISTED = 10


def form_page(
    visit: Visit,
    asked: Round,
    key: SheetKey,
    content: Mapping[str, str],
    *,
    newest: Version | None = None,
    draft: Draft | None = None,
    problems: Sequence[FieldProblem] = (),
    failure: str = "",
    status: int = 200,
) -> Response:
    """The form, filled with ``content``, with what is wrong beside each field."""
    with speaking(visit.language):
        wrong = {each.field: hand_in_words.problem(each.code, each.text) for each in problems}
        cells = {field: cell for field in wrong if (cell := cell_of(content, field))}
        beside = {field: _placed(told, cells.get(field)) for field, told in wrong.items()}
        heads = _heads(visit, asked, key)
        if newest is not None:
            heads["handed_in"] = _handed_in(newest)
        told = last_remark(visit.actor, key)
        if told is not None:
            heads["returned"] = hand_in_words.returned(told.at, told.remark)
        if draft is not None and draft.session_hash == draft_place(visit.actor, key):
            heads["draft"] = _("Draft of {moment}.", moment=moment(draft.saved_at))
        elif draft is not None:
            heads["draft"] = _(
                "Begun on another device of your office, {moment}: what stands here is its draft.",
                moment=moment(draft.saved_at),
            )
        if problems:
            failure = ngettext(
                "One field is to be mended; nothing was handed in yet.",
                "{n} fields are to be mended; nothing was handed in yet.",
                len(problems),
            )
        people = [
            {
                "name": name,
                "label": label,
                "value": content.get(name, ""),
                "problem": beside.get(Field("", name), ""),
                "longest": LONGEST_NAME,
            }
            for name, label in _people(visit).items()
        ]
        items = [
            _block(asked, each, period, key, content, beside)
            for each, period in asked.blocks_of(key.sheet)
        ]
        return page(
            visit,
            "form.html",
            heads["heading"],
            status,
            "periksa" if problems else "draf",
            heads=heads,
            words=_form_words(),
            rehearsal=asked.rehearsal,
            failure=failure,
            problems=[
                {
                    "to": f"#{_id(each.field)}",
                    "label": _placed(_label(visit, asked, key, each.field), cells.get(each.field)),
                    "told": wrong[each.field],
                }
                for each in problems[:_MOST_LISTED]
            ],
            more_problems=_more_problems(len(problems)),
            people=people,
            items=items,
            carried=_carried(content),
            file_field=FILE_FIELD,
        )


def confirm_page(
    visit: Visit,
    asked: Round,
    key: SheetKey,
    content: Mapping[str, str],
    checked: Checked,
    *,
    insisted: bool = False,
) -> Response:
    """Everything as it was read, in words, with the questions; from here it is handed in."""
    with speaking(visit.language):
        heads = _heads(visit, asked, key)
        open_questions = sum(not each.reply for each in checked.questions)
        failure = ""
        if insisted and open_questions:
            failure = ngettext(
                "One question has no answer yet; nothing was handed in.",
                "{n} questions have no answer yet; nothing was handed in.",
                open_questions,
            )
        return page(
            visit,
            "confirm.html",
            _("Is this right?"),
            422 if failure else 200,
            "periksa",
            heads=heads,
            words={
                "heading": _("Is this right?"),
                **_people(visit),
                "questions": _("Please answer these before handing in"),
                "reply": _("Your answer"),
                "back": _("Back to the form"),
                "send": _("Hand in"),
                "until_closed": _(
                    "You can correct it until the round closes; each version is kept."
                ),
            },
            rehearsal=asked.rehearsal,
            failure=failure,
            office=checked.office,
            position=checked.position,
            items=read_back(asked, key.sheet, checked.figures),
            questions=[_question(visit, asked, key, each) for each in checked.questions],
            longest=LONGEST_TEXT,
            carried={
                name: text
                for name, text in {
                    **content,
                    "office": checked.office,
                    "position": checked.position,
                }.items()
                if not name.startswith("r:") and name != "token"
            },
        )


def read_back(asked: Round, sheet: str, figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Every answer of a sheet in digits and in words, item by item and period by period."""
    found = {each.place: each for each in figures}
    shown = []
    for item, period in asked.blocks_of(sheet):
        rows = []
        for measure in SHEETS[sheet]:
            figure = found.get(Field(item.item, measure.code, period))
            if figure is None or (not measure.is_number and not figure.text):
                continue
            unit = hand_in_words.unit(item, measure)
            rows.append(
                {
                    "label": hand_in_words.measure(measure.code),
                    "digits": hand_in_words.in_digits(figure),
                    "unit": unit if figure.value is not None else "",
                    "words": hand_in_words.in_words(figure, unit),
                }
            )
        shown.append({"heading": hand_in_words.block(asked, item, period), "rows": rows})
    return shown


def _people(visit: Visit) -> dict[str, str]:
    return {each: hand_in_words.person(each, visit.paper is not None) for each in PEOPLE}


def _handed_in(newest: Version) -> str:
    """What was handed in last, and whether two have written it without knowing of each other."""
    told = _(
        "Handed in last: version {no}, {moment}, receipt {receipt_no}, {channel}.",
        no=number(newest.no),
        moment=moment(newest.at),
        receipt_no=newest.receipt_no,
        channel=hand_in_words.channel(newest.channel),
    )
    return f"{told} {hand_in_words.overtaken(newest.no)}" if newest.overtaken else told


def _heads(visit: Visit, asked: Round, key: SheetKey) -> dict[str, str]:
    return {
        "paper": "" if visit.paper is None else hand_in_words.from_paper(),
        "heading": f"{hand_in_words.regency(key)}: {hand_in_words.sheet(key.sheet)}",
        "round": f"{asked.name}, {hand_in_words.period(asked)}",
        "deadline": hand_in_words.until(asked, is_open(asked, key)),
    }


def _more_problems(count: int) -> str:
    more = count - _MOST_LISTED
    if more <= 0:
        return ""
    return _("and {n} more, each marked at its field", n=number(more))


def _form_words() -> dict[str, str]:
    return {
        "how": hand_in_words.how(),
        **workbook_words.on_the_form(),
        "answer": _("Answer"),
        "check": _("Check"),
        "save": _("Keep as draft"),
        "download": _("Download what I typed"),
        "fill": _("Everything empty: we do not know"),
        "saved": _("Draft kept at {time}."),
        "not_saved": _("Not kept as draft: no connection to the server. Trying again."),
        "refused": _("Not kept as draft: your session has ended. Press Check to go on."),
        "twice": _(
            "This sheet is open in another tab of this browser as well. Type in one of them only: "
            "the draft of the other one would be replaced."
        ),
        "no_script": _("Drafts are kept when you press the button."),
    }


def _block(
    asked: Round,
    item: RoundItem,
    period: int,
    key: SheetKey,
    content: Mapping[str, str],
    wrong: Mapping[Field, str],
) -> dict[str, Any]:
    fields = []
    for measure in SHEETS[key.sheet]:
        field = Field(item.item, measure.code, period)
        fields.append(
            {
                "id": _id(field),
                "name": typed_name(field),
                "label": hand_in_words.measure(measure.code),
                "unit": hand_in_words.unit(item, measure),
                "value": content.get(typed_name(field), ""),
                "is_number": measure.is_number,
                "status_name": status_name(field),
                "status": content.get(status_name(field), "value"),
                "statuses": {code: hand_in_words.status(code) for code in STATUSES},
                "hint": last_known(item, measure, key, asked.periods[period - 1].year),
                "problem": wrong.get(field, ""),
                "longest": LONGEST_TEXT,
            }
        )
    return {"heading": hand_in_words.block(asked, item, period), "fields": fields}


def last_known(item: RoundItem, measure: Measure, key: SheetKey, of_year: int) -> str:
    """The regency's own last figure with year, source and grade, where one is known."""
    own = earlier_years(item, key.regency_code, of_year).get(measure.code)
    return hand_in_words.last_known(own[-1], hand_in_words.unit(item, measure)) if own else ""


def _question(visit: Visit, asked: Round, key: SheetKey, about: AskedAbout) -> dict[str, str]:
    found = about.question
    return {
        "label": _label(visit, asked, key, about.field),
        "told": hand_in_words.question(found.code, found.value, found.against, about.basis),
        "name": reply_name(about.field, found.code),
        "reply": about.reply,
    }


def _label(visit: Visit, asked: Round, key: SheetKey, field: Field) -> str:
    if not field.item:
        return _people(visit)[field.measure]
    item = next(each for each in asked.items_of(key.sheet) if each.item == field.item)
    block = hand_in_words.block(asked, item, field.period)
    return f"{block}: {hand_in_words.measure(field.measure)}"


def _placed(told: str, cell: str | None) -> str:
    """What is said of a field, with where in the workbook it was read."""
    return f"{told} ({workbook_words.in_cell(cell)})" if cell else told


def _id(field: Field) -> str:
    """Id of a field on the page, for the links in the list of problems."""
    name = f"{field.item}-{field.measure}".strip("-")
    return name if field.period == 1 else f"{name}-{field.period}"


def _carried(content: Mapping[str, str]) -> dict[str, str]:
    """What a form carries for itself, and replies that were given already."""
    return {name: text for name, text in content.items() if is_carried(name)}
