"""What can be done with the open scenario: save, duplicate, archive, delete, share, files."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import Literal

import streamlit as st

from analysis.scenario.document import to_json
from analysis.scenario.scenario import Scenario
from ntt_data.store import BASELINE_ID, ScenarioVersion, StoreError
from ntt_data.store.clock import now
from pages.balance.scenarios import actions, backup, shelf
from pages.balance.scenarios.desk import Opened
from pages.balance.scenarios.shelf import Shelf
from pages.ui import state, take_along
from pages.ui.live_sessions import expect_files
from pages.ui.on_demand import popover_on_demand
from publishing import scenario_words
from publishing.files.file_names import file_name, of_scenario
from publishing.formats import moment
from publishing.language import _
from publishing.markdown_text import plain
from publishing.sentences.scenario import list_part, title
from services import scenarios

_UPLOAD_KEY = "scenario-file"
_MOST_VERSIONS = 50  # the command on the server lists them all


def choose_scenario(found: Shelf) -> str:
    """Which scenario is open; the choice stands in the address."""
    labels = found.labels()
    chosen = state.select(
        _("Scenario"),
        actions.KEY,
        found.ids,
        BASELINE_ID,
        format_func=labels.__getitem__,
        on_change=found.desk.pick,
    )
    found.desk.show(str(chosen), found.ids)
    _choose_page(found)
    return str(chosen)


def _choose_page(found: Shelf) -> None:
    """Which page of a long list can be chosen from; nothing where all of it can."""
    if found.pages == 1:
        st.session_state.pop(shelf.PAGE_KEY, None)
        return
    if st.session_state.get(shelf.PAGE_KEY, 1) > found.pages:
        st.session_state[shelf.PAGE_KEY] = found.pages  # some have been archived meanwhile
    st.caption(list_part(found.page, scenarios.PER_PAGE, found.totals))
    st.pagination(found.pages, key=shelf.PAGE_KEY)


def show_actions(opened: Opened, is_valid: bool) -> None:
    """Buttons for what fits the scenario and the person; saving only what is right."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if opened.is_archived:
            if opened.is_mine:
                st.button(_("Restore"), on_click=actions.restore, args=(opened,), type="primary")
            if opened.is_changed:
                st.button(_("Discard changes"), on_click=actions.discard, args=(opened,))
        elif not opened.is_baseline:
            if opened.is_mine:
                _save(opened, is_valid)
            else:
                _duplicate(opened, is_valid, "primary")
            if opened.is_changed:
                st.button(_("Discard changes"), on_click=actions.discard, args=(opened,))
        if opened.stored is not None:
            if opened.is_mine or opened.is_archived:
                _duplicate(opened, is_valid, "secondary")
            if opened.is_mine and not opened.is_archived:
                st.button(_("Archive"), on_click=actions.archive, args=(opened,))
            if opened.is_mine:
                _delete(opened)
            _versions(opened)
            _share(opened)
        _export(opened.scenario)
        _import(opened)
        backup.offer_backup()
        st.toggle(_("Show archived ones"), key=shelf.ARCHIVED_KEY)
    if not opened.is_mine:
        st.caption(f":material/lock: {actions.rule()}")


def _save(opened: Opened, is_valid: bool) -> None:
    st.button(
        _("Save"),
        on_click=actions.save,
        args=(opened,),
        type="primary",
        disabled=not (opened.is_changed and is_valid),
        icon=":material/save:",
        key="scenario-save",
    )


def _duplicate(opened: Opened, is_valid: bool, kind: Literal["primary", "secondary"]) -> None:
    st.button(
        _("Duplicate"),
        on_click=actions.duplicate,
        args=(opened,),
        type=kind,
        disabled=not is_valid,
        # Of this scenario: a second click that arrives late is none on the copy's own button.
        key=f"scenario-duplicate-{opened.link_id}",
    )


def _delete(opened: Opened) -> None:
    """Behind a second click, with what follows from it."""
    with st.popover(_("Delete"), icon=":material/delete:", key=f"scenario-delete-{opened.link_id}"):
        st.markdown(
            _(
                "The scenario leaves the list and its link opens it no more, for everybody. Only "
                "an administrator can bring it back. Copies that others have made of it stay."
            )
        )
        if opened.is_changed:
            st.markdown(_("What you have changed and not saved is lost with it."))
        st.button(_("Delete this scenario"), on_click=actions.delete, args=(opened,))


def _versions(opened: Opened) -> None:
    popover_on_demand(
        _("Versions"),
        f"scenario-versions-{opened.link_id}",
        ":material/history:",
        lambda: _show_versions(opened),
    )


def _show_versions(opened: Opened) -> None:
    try:
        kept = scenarios.versions(opened.link_id)
        if not kept:
            raise StoreError("gone", link_id=opened.link_id)
    except StoreError as error:
        since = StoreError("deleted_since", link_id=opened.link_id)
        st.error(scenario_words.problem(since if error.code == "deleted" else error))
        return
    newest, *earlier = kept
    st.text(_("Now: version {version}", version=_version_label(newest)))
    if not earlier:
        st.caption(_("There is no earlier version. Every save keeps the one before it."))
        return
    labels = {str(each.revision): _version_label(each) for each in earlier[:_MOST_VERSIONS]}
    if not opened.is_mine or opened.is_archived:
        for label in labels.values():
            st.text(label)
        return
    key = f"scenario-version-{opened.link_id}-{newest.revision}"
    st.radio(
        _("Earlier versions"),
        list(labels),
        format_func=lambda revision: plain(labels[revision]),
        key=key,
    )
    st.button(
        _("Bring this version back"),
        on_click=actions.restore_version,
        args=(opened, key),
        disabled=opened.is_changed,
        key="scenario-version-restore",
    )
    st.caption(
        _("Save or discard your changes first.")
        if opened.is_changed
        else _("It is saved as the newest version; none of the others is lost.")
    )


def _version_label(kept: ScenarioVersion) -> str:
    return f"{kept.revision} · {moment(kept.at)} · {kept.name}"


def _share(opened: Opened) -> None:
    with st.popover(_("Share"), icon=":material/link:"):
        address = (st.context.url or "").split("?")[0]
        st.text(_("This link opens the scenario as it was last saved:"))
        st.code(f"{address}?{actions.KEY}={opened.link_id}", language=None, wrap_lines=True)
        if opened.is_mine:
            st.caption(
                _("Whoever opens it can duplicate it; only this browser can change or archive it.")
            )
        if opened.is_changed:
            st.caption(_("What you have changed is not in it yet: save first."))


def offer_to_take_along(opened: Opened) -> None:
    """The scenario on paper as it was last saved; its commodity where nothing is saved yet."""
    scenario = opened.scenario
    if opened.is_baseline or opened.stored is None:
        unsaved = _("Of the baseline: this scenario is not saved yet, and no link leads to it.")
        note = "" if opened.is_baseline else unsaved
        take_along.offer_commodity(scenario.commodity, scenario.year, note)
        return
    changed = _("What you have changed is not in it yet: save first.") if opened.is_changed else ""
    take_along.offer("scenario", opened.link_id, title(opened.stored.name), note=changed)


def _export(scenario: Scenario) -> None:
    mark = sha256(to_json(scenario).encode()).hexdigest()[:4]
    st.download_button(
        _("Export (JSON)"),
        # Made on the click: one made before is gone when a second click draws the page anew.
        partial(to_json, scenario),
        file_name("scenario", "json", now(), mark, of_scenario(scenario)),
        "application/json",
        on_click="ignore",
        key="scenario-export",
    )


def _import(opened: Opened) -> None:
    with st.popover(_("Import"), icon=":material/upload:"):
        expect_files()
        uploaded = st.file_uploader(
            _("A scenario exported before (JSON)"), type="json", key=_UPLOAD_KEY
        )
    actions.start_from_file(opened, uploaded)
