"""Names of the form's fields, and what they say, there and back.

``v:maize:production`` is what was typed, ``s:…`` which of the four answers it is, and
``r:maize:production:below_zero`` the reply to a question. ``w:…`` is the cell of a workbook that
an answer was read from. Of a round's second period it is ``v:maize:production.2``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Literal, cast
from zlib import crc32

from analysis.collection.questions import Code
from ntt_data.collection import SHEETS, dated, undated
from ntt_data.collection_workbook import PEOPLE
from ntt_data.intake.typed_numbers import TypedNumberError, read_typed_number
from ntt_data.store.collection_records import Round, Version
from publishing import hand_in_words
from publishing.formats import number
from publishing.language import Language, _
from services.hand_in import Answers, Field, Typed
from services.workbooks import Filled

#: That a workbook has filled in the form (``services/workbook_marks.py``).
BY_WORKBOOK = "by_workbook"
_CONTENT = ("v:", "s:", "r:", "w:", "office", "position", "mark", BY_WORKBOOK)
_CELL = re.compile(r"([A-Z]{1,3}\d{1,3}) ([0-9a-f]{8})")

_TEXTS = {each.code for sheet in SHEETS.values() for each in sheet if not each.is_number}

#: The decimal mark of the language in which the form was drawn.
MARK = "mark"
Mark = Literal[",", "."]


def typed_name(field: Field) -> str:
    """Name of the field that is typed into."""
    return field.measure if not field.item else f"v:{_named(field)}"


def status_name(field: Field) -> str:
    """Name of the field with one of the four answers."""
    return f"s:{_named(field)}"


def reply_name(field: Field, code: Code) -> str:
    """Name of the field with the reply to a question."""
    return f"r:{_named(field)}:{code}"


def _named(field: Field) -> str:
    return f"{field.item}:{dated(field.measure, field.period)}"


def cell_fields(read: Filled) -> dict[str, str]:
    """Fields that name the cell of each answer of a workbook, as long as it stands as read."""
    found = {}
    for field, cell in read.cells.items():
        text = read.typed[field].text if field.item else read.people[field.measure]
        found[_cell_name(field)] = f"{cell} {_checksum(text)}"
    return found


def cell_of(fields: Mapping[str, str], field: Field) -> str:
    """The cell that a field was read from; empty for what was typed, or changed since."""
    told = _CELL.fullmatch(fields.get(_cell_name(field), ""))
    same = told is not None and told[2] == _checksum(fields.get(typed_name(field), ""))
    return told[1] if told is not None and same else ""


def is_carried(name: str) -> bool:
    """Whether a form carries this field for itself, and nobody types into it."""
    return name in ("base_no", "idempotency_key", MARK, BY_WORKBOOK) or name.startswith(
        ("r:", "w:")
    )


def _cell_name(field: Field) -> str:
    return f"w:{_named(field)}"


def _checksum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


def answers_of(asked: Round, sheet: str, fields: Mapping[str, str]) -> Answers:
    """What a form says; fields of other sheets, or of none, are not looked at."""
    typed = {}
    for item, period in asked.blocks_of(sheet):
        for measure in SHEETS[sheet]:
            field = Field(item.item, measure.code, period)
            typed[field] = Typed(
                fields.get(status_name(field), "value"), fields.get(typed_name(field), "")
            )
    replies = {}
    for name, text in fields.items():
        if name.startswith("r:") and name.count(":") == 3:
            _r, item_code, measure_name, code = name.split(":")
            with suppress(ValueError):  # a name that no form of ours has
                replies[Field(item_code, *undated(measure_name)), code] = text
    return Answers(typed, fields.get("office", ""), fields.get("position", ""), replies)


def content_of(fields: Mapping[str, str]) -> dict[str, str]:
    """What a person has typed, without what the form carries for itself."""
    return {name: text for name, text in fields.items() if name.startswith(_CONTENT)}


def all_answered(fields: Mapping[str, str]) -> dict[str, str]:
    """A form in which every empty field says "we do not know"; what was answered stays."""
    return {
        name: "not_known"
        if name.startswith("s:")
        and text == "value"
        and not fields.get(f"v:{name.removeprefix('s:')}", "").strip()
        else text
        for name, text in fields.items()
    }


def told(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a form says in words of the reader's language, to be taken along; no round is asked."""
    found = [(hand_in_words.person(each), fields[each]) for each in PEOPLE if fields.get(each)]
    for name, text in content_of(fields).items():
        kind, *place = name.split(":")
        if not text or kind not in ("v", "s", "r") or (kind, text) == ("s", "value"):
            continue
        label = _label(place)
        if kind == "r":
            label = f"{label} ({_('Your answer')})"
        found.append((label, hand_in_words.status(text) if kind == "s" else text))
    return found


def _label(place: Sequence[str]) -> str:
    """``Jagung: Produksi``; names that no form of ours has stay as they are."""
    with suppress(KeyError, ValueError):
        item, name, *_question = place
        measure, period = undated(name)
        label = f"{hand_in_words.item_name(item)}: {hand_in_words.measure(measure)}"
        if period == 1:
            return label
        return _("{label} (period {no} of the round)", label=label, no=number(period))
    return ":".join(place)


def mark_of(fields: Mapping[str, str], language: Language) -> Mark:
    """By which convention the numbers of a form are to be read."""
    told = fields.get(MARK, "")
    return cast(Mark, told) if told in (",", ".") else usual_mark(language)


def usual_mark(language: Language) -> Mark:
    """The decimal mark of a language."""
    return "," if language == "id" else "."


def respelled(content: Mapping[str, str], language: Language) -> dict[str, str]:
    """A draft in the convention of this language; what is no number stays as it was typed."""
    before, now = mark_of(content, language), usual_mark(language)
    fields = {**content, MARK: now}
    if before == now:
        return fields
    for name, text in content.items():
        if name.startswith("v:") and name.rpartition(":")[2].partition(".")[0] not in _TEXTS:
            with suppress(TypedNumberError):
                fields[name] = hand_in_words.plain_number(read_typed_number(text, before).value)
    return fields


def stated(version: Version) -> dict[str, str]:
    """The fields of a form that says what this version says, in the reader's language."""
    fields = {"office": version.office, "position": version.position}
    for figure in version.figures:
        fields[typed_name(figure.place)] = hand_in_words.in_digits(figure) or figure.text or ""
        fields[status_name(figure.place)] = figure.status
    for finding in version.findings:
        fields[f"r:{_named(finding.place)}:{finding.code}"] = finding.answer
    return fields
