"""The slides that end a deck: what was decided today, who sees to it, until when.

They are read anew whenever a deck is asked for, since a decision makes no edition of the data;
the same decisions make the same slides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from ntt_data.store import StoreError
from ntt_data.store.decision_records import Decision
from publishing import decision_words
from publishing.briefing.model import Basis, Kind, Table
from publishing.deck.model import DeckSlide, Notes
from publishing.formats import moment
from publishing.listings.decisions import how_table, slide_table
from publishing.sentences import decisions as told
from services import decisions

KEY = "decisions"
#: Lines of a table that a hall can read, and signs in a line of its two wide columns.
_LINES, _TEXT_SIGNS, _OWNER_SIGNS = 11, 45, 25


def decision_slides(kind: Kind, key: str) -> list[DeckSlide]:
    """Decisions of today, else of the last meeting day, of a deck; several slides where long.

    The province's deck says so where there are none; another deck then has no such slide.
    """
    try:
        known = decisions.of_subject(decisions.standing(), kind, key)
    except StoreError:
        return [_empty(told.unreadable_title())]
    days = decisions.by_day(known)
    if not days:
        return [_empty(told.none_title())] if kind == "province" else []
    today, last = decisions.today(), days[0]
    title = told.slide_title(last.held_on, last.held_on == today)
    meetings = list(dict.fromkeys(e.content.meeting for e in last.decisions if e.content.meeting))
    changed = max(step.at for each in last.decisions for step in each.steps if step.at)
    subtitle = told.slide_subtitle(len(last.decisions), meetings[:2], moment(changed))
    overdue = {e.decision_id for e in last.decisions if decisions.is_overdue(e, today)}
    found = []
    for at, part in enumerate(_parts(last.decisions), 1):
        numbered = title if at == 1 else f"{title} ({at})"
        table = Table(numbered, slide_table(part, overdue), Basis(), most_rows=len(part))
        found.append(
            DeckSlide(
                key=KEY if at == 1 else f"{KEY}-{at}",
                title=numbered,
                subtitle=subtitle,
                shown=table,
                notes=_notes(),
            )
        )
    return found


def decisions_mark(kind: Kind, key: str) -> str:
    """Eight signs that differ where these slides do; none while the database does not answer.

    For whoever keeps a deck: the edition of the data does not tell.
    """
    try:
        known = decisions.of_subject(decisions.standing(), kind, key)
    except StoreError:
        return ""
    return sha256(repr((decisions.today(), known)).encode()).hexdigest()[:8]


def _empty(title: str) -> DeckSlide:
    shown = Table(title, how_table(), Basis())
    return DeckSlide(KEY, title, told.none_subtitle(), shown, _notes())


def _notes() -> Notes:
    against = told.objection()
    return Notes(told.how_recorded(), against.raised, against.answered, ())


def _parts(known: Sequence[Decision]) -> Iterator[list[Decision]]:
    """As many as a slide holds in letters that the last row reads; a long one has its own."""
    part: list[Decision] = []
    used = 0
    for each in known:
        owner = decision_words.owner(each.content)
        lines = max(-(-len(each.content.text) // _TEXT_SIGNS), -(-len(owner) // _OWNER_SIGNS))
        if part and used + lines > _LINES:
            yield part
            part, used = [], 0
        part.append(each)
        used += lines
    yield part
