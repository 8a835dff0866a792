"""What is done with the scenario that is open: asked for by a button, done once the form is read.

A click on a button arrives before the run has read what was typed a moment earlier, and a second
click ends the run that the first one began. So a button only asks; the run that has read the form
does it, and every write carries the key of the form that asked for it. What a button calls looks
at nothing of Streamlit's: that may end it, and the click would be lost.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.scenario import limits
from analysis.scenario.document import from_bytes
from analysis.scenario.errors import ScenarioError
from analysis.scenario.references import require_known
from analysis.scenario.scenario import Scenario
from analysis.scenario.upgrade import DocumentChange
from geo.places import names_known
from ntt_data import log
from ntt_data.store import BASELINE_ID, StoreError
from pages.balance.scenarios.desk import Draft, Opened, desk
from pages.ui import state
from pages.ui.actor import current_actor
from pages.ui.session import came_by_history
from publishing import scenario_words
from publishing.language import _
from publishing.markdown_text import plain
from publishing.sentences.scenario import document_changes
from services import scenarios
from services.access import AccessError, Actor
from services.answer.evaluation import known_names

KEY = "scenario"

#: Nobody reads a page and decides so soon: a click on a copy within this time is the second half
#: of a double click on its original, whose button stood in the same place.
_DOUBLE_CLICK_S = 3.0

Refused = AccessError | ScenarioError | StoreError


def open_what_is_next() -> None:
    """At the beginning of a run, before any widget: what the last one wanted to be opened.

    A click that follows closely still carries the address and the choice of before, and so does a
    later one where the first run was ended before the browser had heard of the new address. Neither
    is a person's wish to go back.
    """
    on_desk = desk()
    told = st.query_params.get(KEY) or BASELINE_ID
    held = st.session_state.get(KEY) or BASELINE_ID
    if on_desk.offered and held not in on_desk.offered:
        # The box sends names, and this one has changed since: it is no choice of another scenario.
        held = on_desk.offered[0]
        state.choose(KEY, held)
    if on_desk.opening is not None:
        on_desk.go_on_to(on_desk.opening, told, held)
    elif came_by_history() or on_desk.is_elsewhere(told, held):
        on_desk.stay_free()
    if on_desk.at is not None and on_desk.is_late(told, held):
        state.choose(KEY, on_desk.at)
        # At once, so that nothing looks for what the old address asked for.
        st.query_params[KEY] = on_desk.at


def do_what_was_asked(opened: Opened, is_valid: bool) -> None:
    """Do what buttons asked for, now that the form has been read; then the page is drawn anew.

    Of several clicks the first counts. What was asked in a form that stands there no more is done
    already, or means something else now: a second click on "remove" would take the next entry.
    """
    on_desk = opened.desk
    if not on_desk.asked:
        return
    actor = current_actor()
    for asked in on_desk.asked:
        if asked.form == opened.form and (is_valid or not asked.of_right_form):
            _try(opened, partial(asked.do, opened, actor))
            break
    on_desk.asked.clear()
    st.rerun()


def _try(opened: Opened, action: Callable[[], None]) -> None:
    try:
        action()
    except (AccessError, ScenarioError, StoreError) as error:
        opened.desk.tell("error", partial(_words, error))
        log.event("scenario_refused", logging.WARNING, reason=error.code)


def _words(error: Refused) -> str:
    return rule() if isinstance(error, AccessError) else scenario_words.problem(error)


def rule() -> str:
    """Who may change a saved scenario, in a sentence."""
    return _(
        "Only the browser that saved this scenario can change it; duplicate it to keep changes of "
        "your own."
    )


# --- what is not saved -------------------------------------------------------------------------


def refill(opened: Opened, change: Callable[[Scenario], Scenario]) -> None:
    """Change the draft from outside the form (a button, a preset); the form is filled anew."""

    def refilling(now: Opened, _actor: Actor) -> None:
        on_desk, draft = now.desk, now.desk.draft_of(now)
        on_desk.keep(now, change(draft.scenario))
        on_desk.notice = None
        on_desk.fill_anew(now.link_id)

    opened.desk.ask(opened, refilling, of_right_form=False)  # removing an entry may put it right


def start_new(opened: Opened, scenario: Scenario) -> None:
    """A scenario that is not saved yet, open from the next run on."""
    opened.desk.begin(opened.write_key, scenario)
    opened.desk.has_written(opened.link_id)


def start_from_file(opened: Opened, uploaded: UploadedFile | None) -> None:
    """A new scenario from an uploaded file; a broken one is told and changes nothing."""
    on_desk = opened.desk
    if uploaded is None or uploaded.file_id in on_desk.files:
        return
    try:
        read = from_bytes(uploaded.getvalue(), names_known().find)
        require_known(read.scenario, known_names())
    except ScenarioError as error:
        on_desk.tell("error", partial(_words, error))
        on_desk.files.add(uploaded.file_id)
        log.event("scenario_refused", logging.WARNING, reason=error.code)
    else:
        on_desk.begin(uploaded.file_id, read.scenario)
        on_desk.tell("success", partial(_read, read.changes))
        on_desk.files.add(uploaded.file_id)
        log.event("scenario_read")
    st.rerun()


def _read(changes: Sequence[DocumentChange]) -> str:
    told = _("The file has been read. Save the scenario to keep it.")
    return "\n\n".join([told, *document_changes(changes)])


def discard(opened: Opened) -> None:
    """Forget what is not saved."""
    on_desk = opened.desk
    on_desk.done(opened.link_id)
    on_desk.fill_anew(opened.link_id)
    on_desk.notice = None
    if opened.stored is None:
        on_desk.opening = BASELINE_ID


# --- writes ------------------------------------------------------------------------------------


def save(opened: Opened) -> None:
    """Save the draft; success is told only after the database has it."""
    opened.desk.ask(opened, _save)


def _save(opened: Opened, actor: Actor) -> None:
    if not opened.is_changed:
        return  # a click before this one has saved it
    on_desk, key = opened.desk, opened.write_key
    draft = on_desk.draft_of(opened)
    name = draft.scenario.name
    try:
        draft = _after_what_got_through(draft, on_desk.unsure.get(opened.link_id, []), key)
        if draft.stored is None:
            made = scenarios.create(actor, draft.scenario, key)
        else:
            link_id = draft.stored.link_id
            made = scenarios.save(actor, link_id, draft.scenario, draft.revision, key)
    except StoreError as error:
        if error.code == "unavailable":
            on_desk.unsure.setdefault(opened.link_id, []).append(key)
        raise
    on_desk.done(opened.link_id)
    on_desk.opening = made.link_id
    on_desk.tell("success", lambda: _("Saved: {name}", name=plain(name)))
    log.event("scenario_saved")


def _after_what_got_through(draft: Draft, unsure: list[str], key: str) -> Draft:
    """The draft upon an earlier save of its own to which no answer came, if that was done."""
    for earlier in unsure:
        done = None if earlier == key else scenarios.outcome(earlier)
        if done is not None:
            draft = replace(draft, stored=done)
    return draft


def duplicate(opened: Opened) -> None:
    """A copy as it is shown, saved under its own link."""
    # The second half of a double click may come when the copy is there: its form was drawn before.
    if not opened.desk.is_used(opened.write_key):
        opened.desk.ask(opened, _duplicate)


def _duplicate(opened: Opened, actor: Actor) -> None:
    on_desk = opened.desk
    # Of the copy, or of the original where a late address has drawn it once more: then its button
    # has the same name and another key.
    if time.monotonic() - on_desk.copied_at < _DOUBLE_CLICK_S:
        on_desk.opening = on_desk.copied
        return
    name = _("{name} (copy)", name=opened.scenario.name)[: limits.NAME_LETTERS]
    copy = replace(opened.scenario, name=name)
    made = scenarios.duplicate(actor, copy, opened.link_id, opened.write_key)
    on_desk.has_written(opened.link_id)
    if not opened.is_mine:
        on_desk.drafts.pop(opened.link_id, None)  # what was changed is in the copy now
    on_desk.copied, on_desk.copied_at = made.link_id, time.monotonic()
    on_desk.opening = made.link_id
    on_desk.tell("success", lambda: _("Duplicated: {name}", name=plain(made.name)))
    log.event("scenario_saved")


def archive(opened: Opened) -> None:
    """Out of the list; the link still opens it."""
    opened.desk.ask(opened, _archive, of_right_form=False)


def _archive(opened: Opened, actor: Actor) -> None:
    on_desk, name = opened.desk, opened.scenario.name
    scenarios.archive(actor, opened.link_id, opened.seen, opened.write_key)
    on_desk.has_written(opened.link_id)
    on_desk.opening = BASELINE_ID
    on_desk.tell(
        "success", lambda: _("Archived: {name}. Its link still opens it.", name=plain(name))
    )
    log.event("scenario_archived")


def delete(opened: Opened) -> None:
    """Out of everybody's sight; an administrator can bring it back."""
    opened.desk.ask(opened, _delete, of_right_form=False)


def _delete(opened: Opened, actor: Actor) -> None:
    on_desk, link_id, name = opened.desk, opened.link_id, opened.scenario.name
    scenarios.delete(actor, link_id, opened.seen, opened.write_key)
    on_desk.done(link_id)  # what was changed and not saved goes with it
    on_desk.opening = BASELINE_ID
    on_desk.tell(
        "success",
        lambda: _(
            "Deleted: {name}. An administrator can bring it back, by the id {link_id}.",
            name=plain(name),
            link_id=link_id,
        ),
    )
    log.event("scenario_deleted")


def restore(opened: Opened) -> None:
    """Back into the list."""
    opened.desk.ask(opened, _restore, of_right_form=False)


def _restore(opened: Opened, actor: Actor) -> None:
    on_desk = opened.desk
    restored = scenarios.restore(actor, opened.link_id, opened.seen, opened.write_key)
    on_desk.has_written(opened.link_id)
    on_desk.tell("success", lambda: _("Restored: {name}", name=plain(restored.name)))
    log.event("scenario_restored")


def restore_version(opened: Opened, key: str) -> None:
    """The version chosen in the widget of this key once more, as the newest."""

    def restoring(now: Opened, actor: Actor) -> None:
        on_desk, revision = now.desk, int(st.session_state[key])
        newest = scenarios.restore_version(
            actor, now.link_id, revision, now.seen, now.write_key
        ).revision
        on_desk.done(now.link_id)
        on_desk.fill_anew(now.link_id)
        on_desk.tell(
            "success",
            lambda: _(
                "Version {version} is back, as version {newest}.",
                version=str(revision),
                newest=str(newest),
            ),
        )
        log.event("scenario_restored")

    opened.desk.ask(opened, restoring)
