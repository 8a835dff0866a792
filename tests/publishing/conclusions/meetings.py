"""Conclusions about what meetings have decided."""

from __future__ import annotations

from datetime import date

from publishing.sentences import decisions
from tests.publishing.conclusions.case import Conclusion

_DAY = date(2026, 11, 30)

CASES = [
    Conclusion(
        *("decisions.headline", "{n} decision, {open} to be done"),
        said=lambda: decisions.headline(1, 1, 0),
        not_said=lambda: decisions.headline(2, 1, 0),
    ),
    Conclusion(
        *("decisions.headline", "{n} decisions, {open} to be done"),
        said=lambda: decisions.headline(3, 2, 0),
        not_said=lambda: decisions.headline(3, 3, 0),
        words="2 to be done",
    ),
    Conclusion(
        *("decisions.headline", "{told}, {n} overdue"),
        said=lambda: decisions.headline(3, 2, 1),
        not_said=lambda: decisions.headline(3, 2, 0),
    ),
    Conclusion(
        *("decisions.slide_title", "Decisions of today"),
        said=lambda: decisions.slide_title(_DAY, True),
        not_said=lambda: decisions.slide_title(_DAY, False),
    ),
    Conclusion(
        *("decisions.slide_title", "Decisions of the last meeting"),
        said=lambda: decisions.slide_title(_DAY, False),
        not_said=lambda: decisions.slide_title(_DAY, True),
    ),
    Conclusion(
        *("decisions.slide_subtitle", "{n} decision"),
        said=lambda: decisions.slide_subtitle(1, [], "x"),
        not_said=lambda: decisions.slide_subtitle(2, [], "x"),
        words="1 decision ·",
    ),
    Conclusion(
        *("decisions.slide_subtitle", "{n} decisions"),
        said=lambda: decisions.slide_subtitle(2, [], "x"),
        not_said=lambda: decisions.slide_subtitle(1, [], "x"),
    ),
    Conclusion(
        *("decisions.slide_subtitle", "last recorded"),
        said=lambda: decisions.slide_subtitle(2, ["Rakor"], "10:00"),
        not_said=lambda: decisions.slide_subtitle(2, ["Rakor"], "11:00"),
        words="last recorded 10:00",
    ),
]
