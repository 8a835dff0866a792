"""What a session has on its desk: drafts, what was asked for, what is to be told and opened next.

It is one plain object, fetched once. Whenever another click arrives, Streamlit ends a run or a
callback at its next look into the session's state; what is done with a scenario is therefore done
and noted here without such a look in between: wholly or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st

from analysis.scenario.scenario import Scenario
from analysis.scenario.upgrade import DocumentChange
from ntt_data.store import BASELINE_ID, StoredScenario, new_write_key
from pages.ui.number_field import PERCENT_STEP, number_field
from services.access import Actor

_KEY = "_scenario_desk"
_NEW = "new-"

#: For so long after a button has opened another scenario what the browser sends may be older.
_LATE_S = 2.0

Kind = Literal["success", "warning", "error"]


@dataclass(frozen=True)
class Draft:
    """A scenario as it is being edited.

    ``stored`` is the saved scenario from which editing began, None for one that was never saved:
    what it was then decides whether somebody else was quicker, whatever the database says now.
    """

    scenario: Scenario
    stored: StoredScenario | None = None

    @property
    def revision(self) -> int:
        """Of the saved scenario when editing began; 0 for one that was never saved."""
        return self.stored.revision if self.stored else 0


@dataclass(frozen=True)
class Opened:
    """The scenario that the page shows.

    ``saved`` is None for one that is not saved yet; ``stored`` also for the baseline. Both are as
    they were when the form was drawn that is read now; what somebody else has done since comes
    into view after that.
    ``form`` changes whenever the form is to be filled anew; it is part of the widgets' keys.
    ``write_key`` makes a write that is asked for twice from this form one write.
    ``is_mine`` says whether this person may save it, archive it and bring versions back.
    ``changes`` are what is not as the saved document meant it when it was written.
    """

    link_id: str
    scenario: Scenario
    saved: Scenario | None
    stored: StoredScenario | None
    form: str
    write_key: str
    desk: Desk = field(repr=False, compare=False)
    is_mine: bool = True
    changes: tuple[DocumentChange, ...] = ()

    @property
    def is_baseline(self) -> bool:
        """Nobody can change it."""
        return self.link_id == BASELINE_ID

    @property
    def is_archived(self) -> bool:
        """To be restored before it can be changed."""
        return self.stored is not None and self.stored.archived_at is not None

    @property
    def can_be_edited(self) -> bool:
        """Neither the baseline nor an archived one; somebody else's only for oneself."""
        return not self.is_baseline and not self.is_archived

    @property
    def is_changed(self) -> bool:
        """Whether there is something that is not saved."""
        return self.scenario != self.saved

    def number(self, label: str, given: float | None, key: str, **options: Any) -> float | None:
        """A field of the form, see ``number_field``; what it cannot read keeps it from a save."""
        typed = number_field(label, given, key=key, **options)
        if not typed.is_right:
            self.desk.misread.add(key)
        return typed.value

    def percent(
        self, label: str, given: float, limits: tuple[float, float], key: str, help: str = ""
    ) -> float:
        """A field of per cent: typed, or by the buttons of a step."""
        value = self.number(label, given, key, limits=limits, help=help or None, step=PERCENT_STEP)
        assert value is not None
        return value

    @property
    def seen(self) -> int:
        """The revision that the form was drawn from; 0 for one that is not saved."""
        return self.stored.revision if self.stored else 0


@dataclass(frozen=True)
class Asked:
    """What a button of a form asks for, to be done once that form has been read.

    ``of_right_form``: only where everything in the form is right.
    """

    form: str
    do: Callable[[Opened, Actor], None]
    of_right_form: bool = True


@dataclass
class Desk:
    """See the module.

    Attributes
    ----------
    drafts : dict[str, Draft]
        By link id, or by a name of their own while they have none.
    unsure : dict[str, list[str]]
        By link id: keys of saves to which the database gave no answer. They may be done.
    known : dict[str, StoredScenario]
        What of the saved ones was in use when the database answered last.
    shown : StoredScenario or None
        The saved scenario that the form of the last run was drawn from.
    asked : list[Asked]
    opening : str or None
        What the next run opens.
    offered : list[str]
        What the box of scenarios offered last, what was open first.
    at : str or None
        What was opened last by a button, until the person chooses something else.
    left : set[str]
        What was open before that: an address or a choice that comes late.
    notice : (kind, function that says it) or None
    files : set[str]
        Ids of uploads that have been read.
    copied, copied_at : str, float
        The last copy that was made, and when, by ``time.monotonic``.
    misread : set[str]
        Keys of number fields of the form whose text is no number that they may hold.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    unsure: dict[str, list[str]] = field(default_factory=dict)
    known: dict[str, StoredScenario] = field(default_factory=dict)
    shown: StoredScenario | None = None
    asked: list[Asked] = field(default_factory=list)
    opening: str | None = None
    offered: list[str] = field(default_factory=list)
    at: str | None = None
    left: set[str] = field(default_factory=set)
    notice: tuple[Kind, Callable[[], str]] | None = None
    files: set[str] = field(default_factory=set)
    copied: str = ""
    copied_at: float = float("-inf")
    misread: set[str] = field(default_factory=set)
    _opened_at: float = float("-inf")
    _picked_at: float = float("-inf")
    _fillings: dict[str, int] = field(default_factory=dict)
    _write_keys: dict[str, str] = field(default_factory=dict)
    _used_keys: set[str] = field(default_factory=set)
    _begun: dict[str, str] = field(default_factory=dict)

    def ask(
        self, drawn: Opened, do: Callable[[Opened, Actor], None], of_right_form: bool = True
    ) -> None:
        """Ask for something; the form is read first, since what was typed last belongs to it."""
        self.asked.append(Asked(drawn.form, do, of_right_form))

    def tell(self, kind: Kind, say: Callable[[], str]) -> None:
        """A message for the next time that the page is drawn."""
        self.notice = (kind, say)

    def go_on_to(self, link_id: str, *before: str) -> None:
        """Open this one, and know what was open before again when it comes late."""
        self.left |= {*before, *({self.at} if self.at else ())}
        self.left.discard(link_id)
        self.at, self._opened_at, self.opening = link_id, time.monotonic(), None

    def pick(self) -> None:
        """The box of scenarios has another value: by a person's hand, unless it is late."""
        self._picked_at = time.monotonic()

    def show(self, link_id: str, others: list[str]) -> None:
        """This one is open now; a message ends when a person goes on to another one."""
        if self.offered and link_id not in (self.offered[0], self.at):
            self.notice = None
        self.offered = [link_id, *others]

    def is_elsewhere(self, told: str, held: str) -> bool:
        """Whether a person has gone on to another one, by the address or by the box."""
        if not {told, held} <= self.left | {self.at or BASELINE_ID}:
            return True
        # Back to one that was left: the browser has heard of the new one, and this one is still
        # there to be chosen.
        can_be_chosen = held in self.left and (held in self.drafts or not is_new(held))
        return told == self.at and can_be_chosen and self._picked_at > self._opened_at + _LATE_S

    def is_late(self, told: str, held: str) -> bool:
        """Whether the browser may not have heard yet what is open."""
        is_new = time.monotonic() < self._opened_at + _LATE_S
        return is_new or bool(self.left & {told, held})

    def stay_free(self) -> None:
        """The person chooses; nothing that comes is late."""
        self.at = None
        self.left.clear()

    def form_of(self, link_id: str, revision: int) -> str:
        """Another name whenever the form is to be filled anew."""
        return f"{link_id}-{revision}-{self._fillings.get(link_id, 0)}"

    def fill_anew(self, link_id: str) -> None:
        """What is said changes by something else than the person's hand in the form."""
        self._fillings[link_id] = self._fillings.get(link_id, 0) + 1

    def write_key(self, link_id: str) -> str:
        """The key of the form's next write: the same until a write was done."""
        return self._write_keys.setdefault(link_id, new_write_key())

    def keep(self, opened: Opened, scenario: Scenario) -> None:
        """Remember what the form says; what equals the saved one needs no draft."""
        if scenario == opened.scenario:
            return
        self.notice = None
        if opened.write_key in self.unsure.get(opened.link_id, ()):
            self._write_keys.pop(opened.link_id, None)  # other content is another write
        if opened.stored is not None and scenario == opened.saved:
            self.drafts.pop(opened.link_id, None)
            return
        self.drafts[opened.link_id] = Draft(scenario, self.draft_of(opened).stored)

    def draft_of(self, opened: Opened) -> Draft:
        """The draft, or one that begins with what is open."""
        return self.drafts.get(opened.link_id) or Draft(opened.scenario, opened.stored)

    def begin(self, key: str, scenario: Scenario) -> None:
        """A scenario that is not saved yet, open from the next run on; one for every ``key``."""
        if key in self._begun:
            return  # the second half of a double click
        self._begun[key] = name = f"{_NEW}{len(self._begun) + 1}"
        self.drafts[name] = Draft(scenario)
        self.notice = None
        self.opening = name

    def has_written(self, link_id: str) -> None:
        """Something of this scenario is in the database: what follows is another write."""
        if link_id in self._write_keys:
            self._used_keys.add(self._write_keys.pop(link_id))
        self.shown = None

    def is_used(self, write_key: str) -> bool:
        """Whether the write of the form with this key was done."""
        return write_key in self._used_keys

    def done(self, link_id: str) -> None:
        """The draft is in the database, or not wanted any more."""
        self.drafts.pop(link_id, None)
        self.unsure.pop(link_id, None)
        self.has_written(link_id)


def is_new(link_id: str) -> bool:
    """Whether this names a draft that has never been saved."""
    return link_id.startswith(_NEW)


def desk() -> Desk:
    """The desk of this session."""
    found: Desk = st.session_state.setdefault(_KEY, Desk())
    return found
