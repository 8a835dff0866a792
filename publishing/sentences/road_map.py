"""Sentences on the road map: how much stands on it, of how much the day and the owner are known."""

from __future__ import annotations

from publishing.formats import number
from publishing.language import _, ngettext
from publishing.sentences.deck import Objection


def headline(n: int, n_dated: int, n_owned: int, n_overdue: int = 0) -> str:
    """How many things there are, and of how many it is known until when and by whom."""
    told = ngettext(
        "{n} thing to be done or known; {dated} with a date, {owned} with who sees to it",
        "{n} things to be done or known; {dated} with a date, {owned} with who sees to it",
        n,
        dated=number(n_dated),
        owned=number(n_owned),
    )
    if not n_overdue:
        return told
    return _("{told}; {n} past the day", told=told, n=number(n_overdue))


def timeline_told(n_dated: int, n: int) -> str:
    """What the timeline shows and what it cannot."""
    if n_dated == n:
        return _("Each of the {n} things has its day on the timeline", n=number(n))
    return _(
        "{dated} of {n} things have a day on the timeline; {without} have none",
        dated=number(n_dated),
        n=number(n),
        without=number(n - n_dated),
    )


def timeline_scope() -> str:
    """What is drawn."""
    return _("Road map of ME NTT, by zone: the day until which each thing is to be done or holds")


def timeline_remark(days: int) -> str:
    """How the marks are read; those of a kind within so many days are one."""
    return _(
        "A number in a mark counts things of one kind within {days} days; an exclamation mark: "
        "past the day. The line is today. The last column counts what has no date. Cooperation "
        "between zones stands in each of them",
        days=number(days),
    )


def asked_note(n_asked: int, n_gaps: int) -> str:
    """For how many gaps a round is open."""
    if not n_gaps:
        return ""
    if not n_asked:
        return _("No open round of collecting figures asks for any of the missing figures.")
    return _(
        "Open rounds of collecting figures ask for {asked} of the {n} missing figures.",
        asked=number(n_asked),
        n=number(n_gaps),
    )


def public_note() -> str:
    """Which cooperation a file holds."""
    return _(
        "Of cooperation only what is published stands here; proposals are confidential until they "
        "are signed and published."
    )


def gaps_rule() -> str:
    """Which figures are looked at."""
    return _(
        "Missing figures: lists of leading products (KPJu), and inputs of the balances of the "
        "commodities that are matched, of maize and of the first three candidates of each zone's "
        "flagship, in the year that their pages open with. Other commodities are in Data & sources."
    )


def slide_title(n: int, n_dated: int) -> str:
    """How much of it has a day."""
    if not n_dated:
        return _("Road map: none of {n} things has a date", n=number(n))
    return _("Road map: {dated} of {n} things have a date", dated=number(n_dated), n=number(n))


def slide_subtitle(zone: str = "") -> str:
    """Whose it is, and which cooperation stands there."""
    return " · ".join(filter(None, [zone, _("Of cooperation only what is published")]))


def objection() -> Objection:
    """Against a list of what is still to be done."""
    return Objection(
        _("A list without owners and dates is no plan: who sees to it, and until when?"),
        _(
            "Owners and dates are shown as they were typed in, and their lack is said. A decision "
            "of a meeting names both; an open round of collecting figures sets a day for figures."
        ),
    )
