"""The minutes of a round (Berita Acara): who handed in what, as a Word document to be signed.

The text stands in a template for each language, ``templates/minutes.id.docx`` and ``….en.docx``,
which the bureau can change in Word; ``docs/howto.md`` lists its placeholders. What people wrote is
put in as text: it is neither markup nor a part of the template.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import pandas as pd

from geo import places
from ntt_data import log
from ntt_data.collection import SHEETS
from ntt_data.store.collection_records import SheetKey
from ntt_data.store.decision_records import Decision
from publishing import decision_words, hand_in_words, round_words
from publishing.files.round_package import RoundTables
from publishing.files.xml_text import for_xml
from publishing.formats import moment, number
from publishing.language import _, current_language

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: A folder with templates of the bureau's own, by the same names; ours serve for what it lacks.
FOLDER_VARIABLE = "NTT_TEMPLATES"
TEMPLATES = Path(__file__).with_name("templates")


class State(NamedTuple):
    """What has become of a version, as ``services.review.Counted`` says it."""

    state: str
    figures: int
    of_all: int


class TemplateError(Exception):
    """A template that cannot be filled in; the text says which and why."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


@dataclass(frozen=True)
class Minutes:
    """What the minutes tell.

    Attributes
    ----------
    whole : RoundTables
    states : mapping of str to State
        By receipt.
    empty : sequence of SheetKey
        Sheets of which nothing was handed in.
    open_sheets : int
        How many could still be handed in when the minutes were made.
    effects : sequence of str
        Sentences on what the balances say after what was accepted.
    decisions : sequence of Decision
        What the round's meeting has decided; ``overdue`` are ids of those.
    """

    whole: RoundTables
    states: Mapping[str, State]
    empty: Sequence[SheetKey]
    open_sheets: int
    effects: Sequence[str] = ()
    decisions: Sequence[Decision] = ()
    overdue: Collection[str] = ()


def minutes_docx(told: Minutes) -> bytes:
    """The minutes as DOCX in the language spoken.

    Raises
    ------
    TemplateError
    """
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2 import TemplateError as WrongTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    log.event("export_made", format="docx")
    path = _template()
    # A placeholder that nobody knows is an error, and no gap in a document that people sign.
    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    buffer = BytesIO()
    try:
        document = DocxTemplate(path)
        document.render(placeholders(told), sandbox, autoescape=True)
        document.save(buffer)
    except (
        # SyntaxError is what lxml calls a document that is no XML.
        *(WrongTemplate, PackageNotFoundError, BadZipFile, OSError),
        *(SyntaxError, KeyError, ValueError, TypeError),
    ) as error:
        raise TemplateError(path, error) from error
    return buffer.getvalue()


def placeholders(told: Minutes) -> dict[str, Any]:
    """Everything that a template can show, by the name of its placeholder."""
    whole = told.whole
    asked, versions = whole.asked, whole.tables["versions"]
    sheets = versions[["regency_code", "sheet"]].drop_duplicates()
    found: dict[str, Any] = for_xml(
        {
            "name": asked.name,
            "period": hand_in_words.period(asked),
            "code": asked.round_id,
            "rehearsal": hand_in_words.rehearsal() if asked.rehearsal else "",
            "opened": moment(asked.opened_at),
            "deadline": moment(asked.deadline),
            "made_at": _made_at(told, len(sheets) + len(told.empty)),
            "n_sheets": number(len(sheets) + len(told.empty)),
            "n_handed_in": number(len(sheets)),
            "n_regencies": number(versions["regency_code"].nunique()),
            "versions": _versions(versions, told.states),
            "empty": _empty(told.empty),
            "accepted": _accepted(whole),
            "assumptions": _assumptions(whole),
            "events": _events(whole.tables["events"]),
            "effects": list(told.effects),
            "decisions": _decisions(told.decisions, told.overdue),
        }
    )
    return found


def _made_at(told: Minutes, of_all: int) -> str:
    """Who signs minutes of an open round has to know that its end is not in them."""
    made_at = moment(told.whole.made_at)
    if not told.open_sheets:
        return made_at
    return _(
        "{moment} (before the end: {n} of {of_all} sheets could still be handed in)",
        moment=made_at,
        n=number(told.open_sheets),
        of_all=number(of_all),
    )


def _template() -> Path:
    name = f"minutes.{current_language()}.docx"
    own = os.environ.get(FOLDER_VARIABLE, "").strip()
    found = [folder / name for folder in ([Path(own)] if own else []) if (folder / name).is_file()]
    return found[0] if found else TEMPLATES / name


def _versions(versions: pd.DataFrame, states: Mapping[str, State]) -> list[dict[str, str]]:
    order = {sheet: place for place, sheet in enumerate(SHEETS)}
    newest = versions.groupby(["regency_code", "sheet"])["no"].max().to_dict()
    rows = versions.assign(place=versions["sheet"].map(order))
    rows = rows.sort_values(["regency_code", "place", "no"])
    return [
        {
            "place": number(place),
            "regency": _regency(row["regency_code"]),
            "sheet": hand_in_words.sheet(row["sheet"]),
            "office": row["office"],
            "position": row["position"],
            "receipt": row["receipt_no"],
            "time": moment(row["at"].to_pydatetime()),
            "version": number(row["no"]),
            "channel": hand_in_words.channel(row["channel"]),
            "state": _state(states[row["receipt_no"]], row, newest),
        }
        for place, row in enumerate(rows.to_dict("records"), 1)
    ]


def _state(state: State, row: Mapping[Any, Any], newest: Mapping[Any, int]) -> str:
    last = newest[row["regency_code"], row["sheet"]]
    return round_words.state(*state, int(last) if last != row["no"] else None)


def _empty(keys: Sequence[SheetKey]) -> list[dict[str, str]]:
    by_regency: dict[str, list[str]] = {}
    for key in keys:
        by_regency.setdefault(key.regency_code, []).append(hand_in_words.sheet(key.sheet))
    return [
        {"regency": _regency(code), "sheets": ", ".join(sheets)}
        for code, sheets in sorted(by_regency.items())
    ]


def _accepted(whole: RoundTables) -> list[dict[str, Any]]:
    """Accepted amounts by what they are about, in the order of the forms; answers without one not.

    Each group has its ``item``, ``sheet`` and ``lines``: measure, regency, amount, unit, receipt.
    """
    table = whole.tables["accepted"]
    table = table[table["value"].notna()].sort_values("regency_code")
    groups = []
    for asked, period in product(whole.asked.items, whole.asked.numbers):
        of_item = table[
            table["sheet"].eq(asked.sheet)
            & table["item"].eq(asked.item)
            & table["period"].eq(period)
        ]
        rows = [
            {
                "measure": hand_in_words.measure(measure.code),
                "regency": _regency(row["regency_code"]),
                "amount": _amount(row["status"], row["value"]),
                "unit": hand_in_words.unit(asked, measure),
                "receipt": row["receipt_no"],
            }
            for measure in SHEETS[asked.sheet]
            for row in of_item[of_item["measure"].eq(measure.code)].to_dict("records")
        ]
        if rows:
            sheet = hand_in_words.sheet(asked.sheet)
            item = hand_in_words.block(whole.asked, asked, period)
            groups.append({"item": item, "sheet": sheet, "lines": rows})
    return groups


def _amount(status: str, value: float) -> str:
    return hand_in_words.status(status) if status == "none" else hand_in_words.plain_number(value)


def _assumptions(whole: RoundTables) -> list[str]:
    """What the round has assumed for its balances, one sentence each."""
    found = []
    for each in whole.asked.items:
        name = hand_in_words.item(each)
        if each.coefficient is not None and each.coefficient_source == "assumption":
            value = hand_in_words.plain_number(each.coefficient)
            found.append(_("{item}: coefficient {value} (assumption)", item=name, value=value))
        if each.norm_kg is not None and each.norm_source == "assumption":
            value = hand_in_words.plain_number(each.norm_kg)
            found.append(
                _("{item}: {value} kg per person and year (assumption)", item=name, value=value)
            )
    return list(dict.fromkeys(found))


def _events(events: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {
            "event": round_words.event(row["kind"]),
            "regency": _("all regencies")
            if pd.isna(row["regency_code"])
            else _regency(row["regency_code"]),
            "reason": row["reason"],
            "by": round_words.role(row["by_role"]),
            "time": moment(row["at"].to_pydatetime()),
        }
        for row in events.to_dict("records")
    ]


def _decisions(known: Sequence[Decision], overdue: Collection[str]) -> list[dict[str, str]]:
    return [
        {
            "text": each.content.text,
            "owner": decision_words.owner(each.content),
            "due": decision_words.due(each.content.due_on),
            "status": decision_words.status_told(each, each.decision_id in overdue),
        }
        for each in known
    ]


def _regency(code: str) -> str:
    return places.full_names().get(code, code)
