"""Words of a meeting's decisions: what became of one, who sees to it, why nothing was recorded."""

from __future__ import annotations

from datetime import date

from geo import places
from ntt_data.store.decision_records import Content, Decision, Step
from ntt_data.tables import load
from publishing import round_words
from publishing.formats import date as date_text
from publishing.formats import moment
from publishing.language import _
from publishing.maps.zones import described_zones, zone_names
from publishing.names import commodity_name


def status(code: str) -> str:
    """What has become of a decision."""
    return {
        "open": _("to be done"),
        "done": _("done"),
        "dropped": _("not pursued"),
        "withdrawn": _("withdrawn"),
    }[code]


def status_told(decision: Decision, overdue: bool) -> str:
    """The same, with what its day makes of it."""
    return _("overdue") if overdue else status(decision.status)


def owner(content: Content) -> str:
    """Who sees to it, and the regency that they belong to unless its name is in theirs."""
    if content.owner_code is None:
        return content.owner
    place = places.place_name(content.owner_code)
    if place.casefold() in content.owner.casefold():
        return content.owner
    return f"{content.owner} ({place})"


def due(on: date | None) -> str:
    """Until when."""
    return _("no day set") if on is None else date_text(on)


def subject(kind: str, key: str) -> str:
    """What it is about."""
    if kind == "regency":
        return places.full_names().get(key, key)
    if kind == "zone":
        names = zone_names(described_zones(load("zones"), places.regencies()))
        return names.get(key, key)
    if kind == "commodity":
        return commodity_name(key)
    if kind == "scenario":
        return _("Scenario {key}", key=key)
    return _("Province of NTT")


def step(told: Step) -> str:
    """One thing that happened to a decision: what, by whom, when and why."""
    if told.content is None:
        what = status(told.status)
    else:
        what = _("recorded") if told.no == 1 else _("corrected")
    by = round_words.role(told.actor_role)
    line = _("{what} by {by}, {moment}", what=what, by=by, moment=moment(told.at))
    return f"{line}: {told.reason}" if told.reason else line


def recorded(decision: Decision) -> str:
    """What the database has now, and since when."""
    last = decision.steps[-1]
    when = moment(last.at)
    if last.content is None:
        return _(
            "Recorded as {status}: {text} ({moment})",
            status=status(last.status),
            text=decision.content.text,
            moment=when,
        )
    if decision.corrected:
        return _("Corrected: {text} ({moment})", text=decision.content.text, moment=when)
    return _("Recorded: {text} ({moment})", text=decision.content.text, moment=when)


def refusal(code: str) -> str:
    """Why nothing was recorded, and what to do."""
    return {
        "no_text": _("Nothing was recorded: write what was decided, at least three letters."),
        "long_text": _("Nothing was recorded: the decision is over 300 signs; say it shorter."),
        "no_owner": _("Nothing was recorded: write who sees to it, an office or a person."),
        "long_owner": _("Nothing was recorded: who sees to it is longer than 120 signs."),
        "long_meeting": _("Nothing was recorded: the name of the meeting is over 120 signs."),
        "no_reason": _("Nothing was recorded: write a reason of at least three letters."),
        "long_reason": _("Nothing was recorded: the reason is longer than 500 signs."),
        "no_day": _("Nothing was recorded: choose the day of the meeting."),
        "held_later": _("Nothing was recorded: the day of the meeting has not come yet."),
        "held_long_ago": _("Nothing was recorded: the day of the meeting is before the year 2000."),
        "due_before": _("Nothing was recorded: the due date is before the day of the meeting."),
        "due_far": _("Nothing was recorded: the due date is after the year 2100."),
        "no_regency": _("Nothing was recorded: choose one of the 22 regencies, or none."),
        "no_subject": _("Nothing was recorded: choose what the decision is about."),
        "no_round": _("Nothing was recorded: the round is not there any more; choose another one."),
        "unchanged": _("Nothing was recorded: it says the same as before."),
        "not_allowed": _("Nothing was recorded: you are not signed in any more. Come in again."),
        "no_decision": _("Nothing was recorded: this decision is not in the database."),
        "withdrawn": _("Nothing was recorded: this decision was withdrawn meanwhile."),
        "followed_since": _(
            "Nothing was recorded: somebody else has changed this decision meanwhile. It is shown "
            "as it is now; look at it and press again."
        ),
        "same_status": _("Nothing was recorded: the decision has this status already."),
    }.get(
        code,
        _(
            "The database cannot be reached; nothing is certain to be recorded. Press again: it "
            "counts once."
        ),
    )
