"""Sentences on a meeting's decisions: on their page and on the slide that ends a deck."""

from __future__ import annotations

from datetime import date

from publishing.formats import date as date_text
from publishing.formats import number
from publishing.language import _, ngettext
from publishing.sentences.deck import Objection


def headline(n: int, n_open: int, n_overdue: int) -> str:
    """How many there are, and how many wait."""
    waiting = number(n_open)
    told = ngettext(
        "{n} decision, {open} to be done", "{n} decisions, {open} to be done", n, open=waiting
    )
    if not n_overdue:
        return told
    return _("{told}, {n} overdue", told=told, n=number(n_overdue))


def slide_title(held_on: date, is_today: bool) -> str:
    """The slide's title: those of today, or of the last meeting day, and that said."""
    if is_today:
        return _("Decisions of today")
    return _("Decisions of the last meeting, {date}", date=date_text(held_on))


def none_title() -> str:
    """Where nothing was recorded."""
    return _("No decision has been recorded yet")


def unreadable_title() -> str:
    """Where the database does not answer."""
    return _("Decisions cannot be read at the moment")


def slide_subtitle(n: int, meetings: list[str], at: str) -> str:
    """How many, of which meetings, and when the last of it was typed in."""
    told = ngettext("{n} decision", "{n} decisions", n)
    return " · ".join([told, *meetings, _("last recorded {moment}", moment=at)])


def none_subtitle() -> str:
    """What will stand there."""
    return _("What a meeting decides, with who sees to it and until when")


def how_recorded() -> list[str]:
    """What a speaker should know of the list."""
    return [
        _(
            "Typed in by the bureau on the page “Decisions” and kept there with every correction; "
            "no figure of this application follows from them."
        ),
        _("A day behind a decision is when it is due; without one, none was set."),
    ]


def objection() -> Objection:
    """Against a list of decisions."""
    return Objection(
        _("Decisions of meetings are often forgotten: who checks whether they are carried out?"),
        _(
            "Each names who sees to it. The bureau sets what became of it, with a reason; what is "
            "open after its day stands as overdue on the page, where everybody can read it."
        ),
    )
