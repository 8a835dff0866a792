"""Which scenario is open: the baseline, a saved one, or one that is not saved yet.

What a person changes is kept in the session as a draft beside the saved scenario, until it is
saved or discarded: neither a look at another scenario nor a failed save loses it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import streamlit as st

from analysis.scenario.document import from_bytes, from_dict
from analysis.scenario.errors import ScenarioError
from analysis.scenario.references import require_known
from analysis.scenario.scenario import Scenario
from analysis.scenario.upgrade import DocumentChange
from geo.places import names_known
from ntt_data import log
from ntt_data.store import BASELINE_ID, StoredScenario, StoreError
from pages.ui import state
from pages.ui.actor import current_actor
from publishing import scenario_words
from publishing.language import _
from publishing.markdown_text import plain
from publishing.sentences.scenario import document_changes
from services import access, scenarios
from services.access import AccessError
from services.answer.evaluation import baseline_of, known_names

KEY = "scenario"
ARCHIVED_KEY = "show-archived"
PAGE_KEY = "scenario-page"
_DRAFTS = "_scenario_drafts"
_FILLINGS = "_scenario_fillings"
_NOTICE = "_scenario_notice"
_NEW = "new-"


@dataclass(frozen=True)
class Draft:
    """A scenario as it is being edited.

    ``revision`` is that of the saved scenario when editing began.
    """

    scenario: Scenario
    revision: int = 0


@dataclass(frozen=True)
class Opened:
    """The scenario that the page shows.

    ``saved`` is None for one that is not saved yet; ``stored`` also for the baseline.
    ``form`` changes whenever the form is to be filled anew; it is part of the widgets' keys.
    ``is_mine`` says whether this person may save it, archive it and bring versions back.
    ``changes`` are what is not as the saved document meant it when it was written.
    """

    link_id: str
    scenario: Scenario
    saved: Scenario | None
    stored: StoredScenario | None
    form: str = ""
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


class Shelf:
    """The scenarios that can be chosen in this run, by id."""

    def __init__(self) -> None:
        self.stored: dict[str, StoredScenario] = {}
        #: Of the scenarios in use, then of the archived ones if they are shown.
        self.totals: list[int] = [0]
        self.page = 1
        try:
            kinds = [False, True] if st.session_state.get(ARCHIVED_KEY) else [False]
            self.totals = [scenarios.count(archived) for archived in kinds]
            self.page = min(int(st.session_state.get(PAGE_KEY) or 1), self.pages)
            listed = [
                found for archived in kinds for found in scenarios.listed(archived, self.page)
            ]
            self.stored = {found.link_id: found for found in listed}
            self._add_those_asked_for()
            self._add_those_with_a_draft()
        except StoreError as error:
            st.error(scenario_words.problem(error))

    def _add_those_asked_for(self) -> None:
        """A link opens an archived scenario too; one that leads nowhere is told."""
        for key in (KEY, "with", "and"):
            asked = st.query_params.get(key)
            for link_id in {asked or "", st.session_state.get(key) or ""} - {"", BASELINE_ID}:
                if link_id in self.stored or link_id in drafts():
                    continue
                try:
                    self.stored[link_id] = scenarios.load(link_id)
                except StoreError as error:
                    if error.code != "not_found":
                        raise
                    if link_id == asked:
                        notify("warning", scenario_words.problem(error))

    def _add_those_with_a_draft(self) -> None:
        """What somebody is editing stays in the list, whichever page it is on."""
        for link_id in drafts():
            if link_id.startswith(_NEW) or link_id in self.stored:
                continue
            try:
                self.stored[link_id] = scenarios.load(link_id)
            except StoreError as error:
                if error.code != "not_found":
                    raise

    @property
    def pages(self) -> int:
        """How many pages the list has; the archived ones are paged beside those in use."""
        return max(1, *(ceil(total / scenarios.PER_PAGE) for total in self.totals))

    @property
    def ids(self) -> list[str]:
        """Baseline, then what is not saved yet, then the saved ones, the newest first."""
        unsaved = [link_id for link_id in drafts() if link_id not in self.stored]
        return [BASELINE_ID, *unsaved, *self.stored]

    def labels(self) -> dict[str, str]:
        """What a select box shows for every id, and for no scenario at all."""
        return {"": _("none"), **{link_id: self.label(link_id) for link_id in self.ids}}

    def label(self, link_id: str) -> str:
        """Name with what is to be known of it."""
        if link_id == BASELINE_ID:
            return _("Baseline")
        draft = drafts().get(link_id)
        stored = self.stored.get(link_id)
        if stored is None:
            return _("{name} (not saved)", name=draft.scenario.name if draft else link_id)
        if stored.archived_at is not None:
            return _("{name} (archived)", name=stored.name)
        return _("{name} (changed)", name=draft.scenario.name) if draft else stored.name

    def opened(self, link_id: str, commodity: str, year: int) -> Opened:
        """A scenario with its draft, if there is one; the baseline is made for the commodity.

        Raises ``ScenarioError`` or ``StoreError`` when the saved document cannot be read.
        """
        if link_id == BASELINE_ID:
            made = baseline_of(commodity, year, name=_("Baseline"))
            return Opened(link_id, made, made, None)
        draft, stored = drafts().get(link_id), self.stored.get(link_id)
        read = None if stored is None else from_dict(stored.document)
        saved = None if read is None else read.scenario
        shown = draft.scenario if draft else saved
        assert shown is not None
        revision = draft.revision if draft else stored.revision if stored else 0
        form = f"{link_id}-{revision}-{_fillings().get(link_id, 0)}"
        is_mine = access.may(current_actor(), "save", scenarios.subject(stored))
        changes = () if read is None else read.changes
        return Opened(link_id, shown, saved, stored, form, is_mine or stored is None, changes)


def drafts() -> dict[str, Draft]:
    """Drafts of this session by id."""
    kept: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return kept


def _fillings() -> dict[str, int]:
    """How often each form was filled by something else than the person's hand."""
    kept: dict[str, int] = st.session_state.setdefault(_FILLINGS, {})
    return kept


def _fill_anew(link_id: str) -> None:
    _fillings()[link_id] = _fillings().get(link_id, 0) + 1


def notify(kind: str, text: str) -> None:
    """A message for the next time that the page is drawn."""
    st.session_state[_NOTICE] = (kind, text)


def show_notice() -> None:
    """Show the message, if there is one; it stays until something else is done."""
    kind, text = st.session_state.get(_NOTICE, ("", ""))
    if text:
        {"success": st.success, "warning": st.warning, "error": st.error}[kind](text)


def forget_notice() -> None:
    """The person has gone on."""
    st.session_state.pop(_NOTICE, None)


def open_scenario(link_id: str) -> None:
    """Show this one from the next run on."""
    state.choose(KEY, link_id)
    # At once, so that no run looks for what the old address asked for.
    st.query_params[KEY] = link_id


def keep(opened: Opened, scenario: Scenario) -> None:
    """Remember what the form says; what equals the saved one needs no draft."""
    if scenario == opened.scenario:
        return
    forget_notice()
    if opened.stored is not None and scenario == opened.saved:
        drafts().pop(opened.link_id, None)
        return
    drafts()[opened.link_id] = replace(_draft_of(opened), scenario=scenario)


def _draft_of(opened: Opened) -> Draft:
    begun = Draft(opened.scenario, opened.stored.revision if opened.stored else 0)
    return drafts().get(opened.link_id, begun)


def refill(opened: Opened, change: Callable[[Scenario], Scenario]) -> None:
    """Change the draft from outside the form (a button, a preset); the form is filled anew."""
    draft = _draft_of(opened)
    try:
        drafts()[opened.link_id] = replace(draft, scenario=change(draft.scenario))
    except ScenarioError as error:
        notify("error", scenario_words.problem(error))
        return
    forget_notice()
    _fill_anew(opened.link_id)


def start_new(scenario: Scenario) -> None:
    """A scenario that is not saved yet, open from the next run on."""
    number = 1
    while f"{_NEW}{number}" in drafts():
        number += 1
    drafts()[f"{_NEW}{number}"] = Draft(scenario)
    _fill_anew(f"{_NEW}{number}")
    forget_notice()
    open_scenario(f"{_NEW}{number}")


def start_from_file(key: str) -> None:
    """A new scenario from an uploaded file; a broken one is told and changes nothing."""
    uploaded: Any = st.session_state.get(key)
    if uploaded is None:
        return
    try:
        read = from_bytes(uploaded.getvalue(), names_known().find)
        require_known(read.scenario, known_names())
        start_new(read.scenario)
    except ScenarioError as error:
        _refused(error)
    else:
        log.event("scenario_read")
        told = [_("The file has been read. Save the scenario to keep it.")]
        notify("success", "\n\n".join([*told, *document_changes(read.changes)]))


def save(opened: Opened) -> None:
    """Save the draft; success is told only after the database has it."""

    def saving() -> str:
        draft = drafts()[opened.link_id]
        if opened.stored is None:
            link_id = scenarios.create(current_actor(), draft.scenario).link_id
        else:
            link_id = opened.link_id
            scenarios.save(current_actor(), link_id, draft.scenario, draft.revision)
        del drafts()[opened.link_id]
        open_scenario(link_id)
        return _("Saved: {name}", name=plain(draft.scenario.name))

    _tell("scenario_saved", saving)


def duplicate(opened: Opened) -> None:
    """A copy as it is shown, saved under its own link."""

    def duplicating() -> str:
        name = _("{name} (copy)", name=opened.scenario.name)[:80]
        copy = replace(opened.scenario, name=name)
        made = scenarios.duplicate(current_actor(), copy, opened.link_id)
        if not opened.is_mine:
            drafts().pop(opened.link_id, None)  # what was changed is in the copy now
        open_scenario(made.link_id)
        return _("Duplicated: {name}", name=plain(made.name))

    _tell("scenario_saved", duplicating)


def archive(opened: Opened) -> None:
    """Out of the list; the link still opens it."""

    def archiving() -> str:
        scenarios.archive(current_actor(), opened.link_id)
        open_scenario(BASELINE_ID)
        return _("Archived: {name}. Its link still opens it.", name=plain(opened.scenario.name))

    _tell("scenario_archived", archiving)


def restore(opened: Opened) -> None:
    """Back into the list."""

    def restoring() -> str:
        restored = scenarios.restore(current_actor(), opened.link_id)
        return _("Restored: {name}", name=plain(restored.name))

    _tell("scenario_restored", restoring)


def restore_version(opened: Opened, key: str) -> None:
    """The version chosen in the widget of this key once more, as the newest."""

    def restoring() -> str:
        revision = int(st.session_state[key])
        restored = scenarios.restore_version(current_actor(), opened.link_id, revision)
        drafts().pop(opened.link_id, None)
        _fill_anew(opened.link_id)
        return _(
            "Version {version} is back, as version {newest}.",
            version=str(revision),
            newest=str(restored.revision),
        )

    _tell("scenario_restored", restoring)


def discard(opened: Opened) -> None:
    """Forget what is not saved."""
    drafts().pop(opened.link_id, None)
    _fill_anew(opened.link_id)
    forget_notice()
    if opened.stored is None:
        open_scenario(BASELINE_ID)


def _tell(event: str, action: Callable[[], str]) -> None:
    try:
        told = action()
    except (AccessError, StoreError) as error:
        _refused(error)
    else:
        log.event(event)
        notify("success", told)


def _refused(error: AccessError | ScenarioError | StoreError) -> None:
    log.event("scenario_refused", logging.WARNING, reason=error.code)
    notify("error", rule() if isinstance(error, AccessError) else scenario_words.problem(error))


def rule() -> str:
    """Who may change a saved scenario, in a sentence."""
    return _(
        "Only the browser that saved this scenario can change it; duplicate it to keep changes of "
        "your own."
    )
