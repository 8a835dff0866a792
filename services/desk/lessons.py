"""What was learned from cooperation that has ended, found again by its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ntt_data.store.case_records import Event
from publishing.language import LANGUAGES, speaking
from publishing.names import commodity_name
from services.access import Actor
from services.desk import board, cases
from services.desk.state import Case


@dataclass(frozen=True)
class Lesson:
    """A case that has ended: with what reason, and what was learned (empty: nobody wrote it)."""

    case: Case
    ended: Event
    reason: str
    lesson: str


def search(actor: Actor, text: str) -> list[Lesson]:
    """Of the cases that this actor may see, see ``found_in``; ``StoreError``."""
    return found_in(cases.cases_for(actor), text)


def found_in(known: Sequence[Case], text: str) -> list[Lesson]:
    """Lessons that hold every word of the text, in any order, that ended last first.

    Capitals and accents make no difference. Without a word it is all of them.
    """
    asked = _folded(text).split()
    kept = [
        each
        for case in known
        if case.state == "ended" and (each := _lesson(case)) is not None and _holds(each, asked)
    ]
    return sorted(kept, key=lambda each: str(each.ended.at), reverse=True)


def _lesson(case: Case) -> Lesson | None:
    ended = next((event for event in case.events if event.kind == "ended"), None)
    return Lesson(case, ended, ended.reason, case.lesson) if ended else None


def _holds(lesson: Lesson, asked: Sequence[str]) -> bool:
    words = _words(lesson) if asked else ""
    return all(word in words for word in asked)


def _words(lesson: Lesson) -> str:
    """Everything by which a lesson is found; a commodity by its name in every language."""
    content, good = lesson.case.content, board.commodity_of(lesson.case)
    texts = [lesson.lesson, lesson.reason, content.title, content.object]
    texts += [party.name for party in content.parties]
    if good:
        for language in LANGUAGES:
            with speaking(language):
                texts.append(commodity_name(good))
    return _folded("\n".join(texts))


def _folded(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
