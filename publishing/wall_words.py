"""Words of the wall that shows how far a round has come: short, since they are read from far."""

from __future__ import annotations

from datetime import UTC, datetime

from ntt_data.store.collection_records import Round
from publishing.formats import WITA, number, time_of_day
from publishing.hand_in_words import period, until
from publishing.language import _, current_language, ngettext

#: The sign of each state (codes of ``services.progress``), beside its colour.
SIGNS = {
    "nothing": "–",
    "begun": "…",
    "handed_in": "↑",
    "question": "?",
    "returned": "↓",
    "accepted": "✓",
}


def office(sheet: str) -> str:
    """Whose sheet it is, in a word."""
    return {
        "agriculture": _("farming"),
        "livestock": _("livestock farming"),
        "fisheries": _("fishing"),
        "trade_stock": _("trade"),
        "investment": _("investment"),
    }[sheet]


def order_of(sheets: tuple[str, ...]) -> str:
    """In which order the marks of a regency stand; empty where there is one only."""
    if len(sheets) < 2:
        return ""
    return _("In this order: {offices}", offices=", ".join(map(office, sheets)))


def handed_in(done: int, of_all: int) -> str:
    """How many sheets were handed in."""
    return _("{done} of {all} sheets handed in", done=number(done), all=number(of_all))


def heading(asked: Round) -> str:
    """What is collected; letters of this size leave no room to name several periods."""
    n = len(asked.periods)
    if n == 1:
        return f"{asked.name}, {period(asked)}"
    return ngettext("{name}, {n} period", "{name}, {n} periods", n, name=asked.name)


def as_of(at: datetime) -> str:
    """When the database was read; ``at`` is in UTC."""
    return _("as of {time}", time=time_of_day(at))


def last_read(at: datetime) -> str:
    """That nothing new has come, and since when."""
    return _("Old: last read at {time}", time=time_of_day(at))


def open_until(asked: Round, open_now: bool, at: datetime) -> str:
    """Until when it can be handed in; on the last day the hour alone. ``at`` is in UTC."""
    there = asked.deadline.replace(tzinfo=UTC).astimezone(WITA)
    is_today = there.date() == at.replace(tzinfo=UTC).astimezone(WITA).date()
    if not open_now or not is_today or at > asked.deadline:
        return until(asked, open_now)
    hour = f"{there:%H.%M}" if current_language() == "id" else f"{there:%H:%M}"
    return _("Open until {hour} WITA today.", hour=hour)


def nothing_accepted() -> str:
    """While no figure of the round counts in any balance."""
    return _("No figure has been accepted yet: the balances are as before.")


def across() -> str:
    """What stands across the wall of a rehearsal."""
    return _("REHEARSAL")
