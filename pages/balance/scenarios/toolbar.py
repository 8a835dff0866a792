"""What can be done with the scenario that is open: new, save, duplicate, archive, share, files."""

from __future__ import annotations

import re

import streamlit as st

from analysis.scenario.document import to_json
from analysis.scenario.scenario import Scenario
from ntt_data.store import BASELINE_ID
from pages.balance.scenarios import shelf
from pages.balance.scenarios.shelf import Opened, Shelf
from pages.ui import state
from publishing.language import _

_UPLOAD_KEY = "scenario-file"


def choose_scenario(found: Shelf) -> str:
    """Which scenario is open; the choice stands in the address."""
    labels = found.labels()
    chosen = state.select(
        _("Scenario"),
        shelf.KEY,
        found.ids,
        BASELINE_ID,
        format_func=labels.__getitem__,
        on_change=shelf.forget_notice,
    )
    return str(chosen)


def show_actions(opened: Opened, is_valid: bool) -> None:
    """Buttons for what fits the scenario; saving only what is right."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if opened.is_archived:
            st.button(_("Restore"), on_click=shelf.restore, args=(opened,), type="primary")
        elif not opened.is_baseline:
            st.button(
                _("Save"),
                on_click=shelf.save,
                args=(opened,),
                type="primary",
                disabled=not (opened.is_changed and is_valid),
                icon=":material/save:",
                key="scenario-save",
            )
            if opened.is_changed:
                st.button(_("Discard changes"), on_click=shelf.discard, args=(opened,))
        if opened.stored is not None:
            st.button(_("Duplicate"), on_click=shelf.duplicate, args=(opened,))
            if not opened.is_archived:
                st.button(_("Archive"), on_click=shelf.archive, args=(opened,))
            _share(opened)
        _export(opened.scenario)
        _import()
        st.toggle(_("Show archived ones"), key=shelf.ARCHIVED_KEY)


def _share(opened: Opened) -> None:
    with st.popover(_("Share"), icon=":material/link:"):
        address = (st.context.url or "").split("?")[0]
        st.text(_("This link opens the scenario as it was last saved:"))
        st.code(f"{address}?{shelf.KEY}={opened.link_id}", language=None, wrap_lines=True)
        if opened.is_changed:
            st.caption(_("What you have changed is not in it yet: save first."))


def _export(scenario: Scenario) -> None:
    name = re.sub(r"[^a-z0-9]+", "-", scenario.name.lower()).strip("-") or "scenario"
    st.download_button(
        _("Export (JSON)"),
        to_json(scenario),
        f"{name}.json",
        "application/json",
        on_click="ignore",
        key="scenario-export",
    )


def _import() -> None:
    with st.popover(_("Import"), icon=":material/upload:"):
        st.file_uploader(
            _("A scenario exported before (JSON)"),
            type="json",
            key=_UPLOAD_KEY,
            on_change=shelf.start_from_file,
            args=(_UPLOAD_KEY,),
        )
