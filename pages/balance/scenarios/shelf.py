"""Which scenarios can be chosen: the baseline, those not saved yet, a page of the saved ones.

What a person changes is kept on the session's desk as a draft beside the saved scenario, until it
is saved or discarded: neither a look at another scenario nor a failed save loses it, nor a database
that gives no answer for a while.
"""

from __future__ import annotations

from functools import partial
from math import ceil

import streamlit as st

from analysis.scenario.document import from_dict
from ntt_data.store import BASELINE_ID, StoredScenario, StoreError
from pages.balance.scenarios.actions import KEY
from pages.balance.scenarios.desk import Draft, Opened, desk, is_new
from pages.ui.actor import current_actor
from publishing import scenario_words
from publishing.language import _
from services import access, scenarios
from services.answer.evaluation import baseline_of

ARCHIVED_KEY = "show-archived"
PAGE_KEY = "scenario-page"
_ASKING = (KEY, "with", "and")
_NOT_THERE = ("not_found", "deleted")


class Shelf:
    """The scenarios that can be chosen in this run, by id."""

    def __init__(self) -> None:
        self.stored: dict[str, StoredScenario] = {}
        #: Of the scenarios in use, then of the archived ones if they are shown.
        self.totals: list[int] = [0]
        self.page = 1
        self.desk = desk()
        try:
            kinds = [False, True] if st.session_state.get(ARCHIVED_KEY) else [False]
            pages = [scenarios.listed(archived) for archived in kinds]
            if any(len(page) == scenarios.PER_PAGE for page in pages):
                # Only a full page may have another one behind it, and needs to be counted.
                self.totals = [scenarios.count(archived) for archived in kinds]
                self.page = min(int(st.session_state.get(PAGE_KEY) or 1), self.pages)
                if self.page > 1:
                    pages = [scenarios.listed(archived, self.page) for archived in kinds]
            else:
                self.totals = [len(page) for page in pages]
            self.stored = {found.link_id: found for page in pages for found in page}
            self._add_those_asked_for()
            self._add_those_with_a_draft()
        except StoreError as error:
            # What is open stays open, with all that was typed; it has been read before.
            self.stored = self.desk.known | self.stored
            st.error(scenario_words.problem(error))
        else:
            self.desk.known = {
                link_id: self.stored[link_id] for link_id in self._in_use() & self.stored.keys()
            }

    @property
    def _drafts(self) -> dict[str, Draft]:
        return self.desk.drafts

    def _in_use(self) -> set[str]:
        """Ids that the address or a widget asks for, or that have a draft."""
        asked = {st.query_params.get(key) for key in _ASKING}
        chosen = {st.session_state.get(key) for key in _ASKING}
        return {link_id for link_id in {*asked, *chosen, *self._drafts} if link_id}

    def _add_those_asked_for(self) -> None:
        """A link opens an archived scenario too; one that leads nowhere is told."""
        for key in _ASKING:
            asked = st.query_params.get(key)
            for link_id in {asked or "", st.session_state.get(key) or ""} - {"", BASELINE_ID}:
                if link_id in self.stored or link_id in self._drafts:
                    continue
                try:
                    self.stored[link_id] = scenarios.load(link_id)
                except StoreError as error:
                    if error.code not in _NOT_THERE:
                        raise
                    if link_id == asked:
                        self.desk.tell("warning", partial(scenario_words.problem, error))
                        if error.code == "deleted":
                            # It is known, and not to be told once more as an unknown value.
                            del st.query_params[key]

    def _add_those_with_a_draft(self) -> None:
        """What somebody is editing stays in the list, whichever page it is on."""
        for link_id in self._drafts:
            if is_new(link_id) or link_id in self.stored:
                continue
            try:
                self.stored[link_id] = scenarios.load(link_id)
            except StoreError as error:
                if error.code not in _NOT_THERE:
                    raise

    @property
    def pages(self) -> int:
        """How many pages the list has; the archived ones are paged beside those in use."""
        return max(1, *(ceil(total / scenarios.PER_PAGE) for total in self.totals))

    @property
    def ids(self) -> list[str]:
        """Baseline, then what is not saved yet, then the saved ones, the newest first."""
        unsaved = [link_id for link_id in self._drafts if link_id not in self.stored]
        return [BASELINE_ID, *unsaved, *self.stored]

    def labels(self) -> dict[str, str]:
        """What a select box shows for every id, and for no scenario at all."""
        return {"": _("none"), **{link_id: self.label(link_id) for link_id in self.ids}}

    def label(self, link_id: str) -> str:
        """Name with what is to be known of it."""
        if link_id == BASELINE_ID:
            return _("Baseline")
        draft, stored = self._drafts.get(link_id), self._stored(link_id)
        if stored is None:
            return _("{name} (not saved)", name=draft.scenario.name if draft else link_id)
        if stored.archived_at is not None:
            return _("{name} (archived)", name=stored.name)
        return _("{name} (changed)", name=draft.scenario.name) if draft else stored.name

    def opened(self, link_id: str, commodity: str, year: int) -> Opened:
        """A scenario with its draft, if there is one; the baseline is made for the commodity.

        Raises ``ScenarioError`` or ``StoreError`` when the saved document cannot be read.
        """
        key = self.desk.write_key(link_id)
        if link_id == BASELINE_ID:
            made = baseline_of(commodity, year, name=_("Baseline"))
            form = self.desk.form_of(link_id, 0)
            return Opened(link_id, made, made, None, form, key, self.desk)
        draft, stored = self._drafts.get(link_id), self._stored(link_id)
        read = None if stored is None else from_dict(stored.document)
        saved = None if read is None else read.scenario
        shown = draft.scenario if draft else saved
        assert shown is not None
        revision = draft.revision if draft else stored.revision if stored else 0
        return Opened(
            link_id,
            shown,
            saved,
            stored,
            form=self.desk.form_of(link_id, revision),
            write_key=key,
            desk=self.desk,
            is_mine=stored is None
            or access.may(current_actor(), "save", scenarios.subject(stored)),
            changes=() if read is None else read.changes,
        )

    def _stored(self, link_id: str) -> StoredScenario | None:
        """As the form was drawn from it, else as the database has it; None: it was never saved."""
        shown = self.desk.shown
        if shown is not None and shown.link_id == link_id:
            return shown
        draft = self._drafts.get(link_id)
        return self.stored.get(link_id) or (draft.stored if draft else None)

    def has_moved(self, link_id: str) -> bool:
        """Whether somebody else has saved or archived the open scenario since it was drawn.

        Ask it when the form has been read; the next run shows the scenario as it is now.
        """
        before, now = self._stored(link_id), self.stored.get(link_id)
        self.desk.shown = now
        return now is not None and now != before


def show_notice() -> None:
    """Show the message, if there is one; it stays until something else is done."""
    notice = desk().notice
    if notice is not None:
        kind, say = notice
        {"success": st.success, "warning": st.warning, "error": st.error}[kind](say())
