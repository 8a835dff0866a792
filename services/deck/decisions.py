"""The slides that end a deck: what was decided today, who sees to it, until when.

They are read anew whenever a deck is asked for, since a decision makes no edition of the data;
the same decisions make the same slides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC

from ntt_data.store import StoreError
from ntt_data.store.decision_records import Decision
from publishing.briefing.model import Basis, Kind, Table
from publishing.deck.model import DeckSlide, Notes
from publishing.formats import WITA, moment, time_of_day
from publishing.listings.decisions import how_table, slide_table
from publishing.sentences import decisions as told
from services import decisions

KEY = "decisions"
#: Lines of a table in letters that a hall can read, and signs in a line of its columns.
_LINES = 9
_SIGNS = {"text": 32, "owner": 14, "due": 11}


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
    same_day = changed.replace(tzinfo=UTC).astimezone(WITA).date() == last.held_on
    when = time_of_day(changed) if same_day else moment(changed)
    subtitle = told.slide_subtitle(len(last.decisions), meetings[:2], when)
    overdue = {e.decision_id for e in last.decisions if decisions.is_overdue(e, today)}
    found = []
    for at, part in enumerate(_parts(last.decisions, overdue), 1):
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


def _empty(title: str) -> DeckSlide:
    shown = Table(title, how_table(), Basis())
    return DeckSlide(KEY, title, told.none_subtitle(), shown, _notes())


def _notes() -> Notes:
    against = told.objection()
    return Notes(told.how_recorded(), against.raised, against.answered, ())


def _parts(known: Sequence[Decision], overdue: Collection[str]) -> Iterator[list[Decision]]:
    """As many as a slide holds in letters that the last row reads; a long one has its own."""
    texts = slide_table(known, overdue).table
    part: list[Decision] = []
    used = 0
    for each, cells in zip(known, texts.to_dict("records"), strict=True):
        lines = max(-(-len(cells[name]) // signs) for name, signs in _SIGNS.items())
        if part and used + lines > _LINES:
            yield part
            part, used = [], 0
        part.append(each)
        used += lines
    yield part
