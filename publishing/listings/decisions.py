"""Tables of a meeting's decisions: for files, and the few columns of a slide."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from geo.places import place_name
from ntt_data.store.decision_records import Decision
from publishing import decision_words, round_words
from publishing.formats import date as date_text
from publishing.formats import moment
from publishing.language import _
from publishing.tables import Column, ReadyTable


def decisions_table(decisions: Sequence[Decision], overdue: Collection[str]) -> ReadyTable:
    """Every decision with all that is kept of it; ``overdue`` are ids."""
    rows = [
        {
            "held_on_word": date_text(each.content.held_on),
            "held_on": each.content.held_on.isoformat(),
            "meeting": each.content.meeting,
            "text": each.content.text,
            "owner": each.content.owner,
            "regency_code": each.content.owner_code or "",
            "regency": _place(each),
            "due": decision_words.due(each.content.due_on),
            "due_on": each.content.due_on.isoformat() if each.content.due_on else "",
            "status": decision_words.status_told(each, each.decision_id in overdue),
            "reason": each.steps[-1].reason,
            "about": decision_words.subject(each.content.kind, each.content.key),
            "by": round_words.role(each.steps[0].actor_role),
            "recorded_at": moment(each.steps[0].at),
            "changed_at": moment(each.steps[-1].at),
            "round_id": each.content.round_id or "",
            "decision_id": each.decision_id,
        }
        for each in decisions
    ]
    held, until = _("Day of the meeting"), _("Due date")
    columns = {
        "held_on_word": Column(held, figures={held: "held_on"}),
        "meeting": Column(_("Meeting")),
        "text": Column(_("Decision")),
        "owner": Column(_("Who sees to it")),
        "regency": Column(_("Regency")),
        "due": Column(until, figures={until: "due_on"}),
        "status": Column(_("Status")),
        "reason": Column(_("Reason of the last change")),
        "about": Column(_("About")),
        "by": Column(_("Recorded by")),
        "recorded_at": Column(_("Recorded at")),
        "changed_at": Column(_("Last changed at")),
        "round_id": Column(_("Code of the round")),
        "decision_id": Column(_("Code of the decision")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=[*dict.fromkeys(_names(columns))]), columns)


def slide_table(decisions: Sequence[Decision], overdue: Collection[str]) -> ReadyTable:
    """What a hall reads: what was decided, who sees to it, until when."""
    rows = [
        {
            "text": each.content.text,
            "owner": decision_words.owner(each.content),
            "due": _due_told(each, each.decision_id in overdue),
        }
        for each in decisions
    ]
    columns = {
        "text": Column(_("Decision")),
        "owner": Column(_("Who sees to it")),
        "due": Column(_("Due date")),
    }
    return ReadyTable(pd.DataFrame(rows, columns=list(columns)), columns)


def how_table() -> ReadyTable:
    """In the place of decisions, where there are none: how they come there."""
    rows = [{"how": _("The bureau types it in on the page “Decisions”; it then stands here")}]
    return ReadyTable(pd.DataFrame(rows), {"how": Column(_("How a decision gets here"))})


def _due_told(decision: Decision, overdue: bool) -> str:
    """The day, and what has become of it where it is not simply open."""
    told = decision_words.due(decision.content.due_on)
    if decision.status == "open" and not overdue:
        return told
    return f"{told} · {decision_words.status_told(decision, overdue)}"


def _place(decision: Decision) -> str:
    code = decision.content.owner_code
    return place_name(code) if code else ""


def _names(columns: dict[str, Column]) -> list[str]:
    """All columns that a file or the screen reads."""
    found = ["regency_code"]
    for name, column in columns.items():
        found += [name, *(column.figures or {}).values()]
    return found
