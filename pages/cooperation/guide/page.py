"""Cooperation guide: what to do first, what law holds, then the report's knowledge in sections."""

from __future__ import annotations

import streamlit as st

from pages.cooperation.guide import (
    advice,
    clauses,
    existing,
    flows,
    forms,
    law,
    models,
    principles,
    stages,
    start,
    zones,
)
from pages.ui import state
from pages.ui.site_map import guide_sections
from publishing.language import _

SECTIONS = {
    "start": start.show,
    "law": law.show,
    "existing": existing.show,
    "model": models.show,
    "forms": forms.show,
    "principles": principles.show,
    "stages": stages.show,
    "clauses": clauses.show,
    "zones": zones.show,
    "flows": flows.show,
    "advice": advice.show,
}

title = st.container()
section = state.segments(
    _("Section of the guide"),
    "section",
    list(SECTIONS),
    "start",
    guide_sections().__getitem__,
    label_visibility="collapsed",
)
# Whoever follows a step to another section begins to read at its top (static/page/into_view.js).
title.title(_("Cooperation guide"), anchor=section)
SECTIONS[section]()
