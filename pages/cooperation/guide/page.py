"""Cooperation guide: the report's knowledge in sections short enough for a meeting."""

from __future__ import annotations

import streamlit as st

from pages.cooperation.guide import clauses, flows, forms, law, models, principles, stages, zones
from pages.ui import state
from publishing.language import _

SECTIONS = {
    "model": models.show,
    "forms": forms.show,
    "principles": principles.show,
    "stages": stages.show,
    "clauses": clauses.show,
    "zones": zones.show,
    "flows": flows.show,
    "law": law.show,
}
titles = {
    "model": _("Choose a model"),
    "forms": _("Forms"),
    "principles": _("Principles"),
    "stages": _("Stages"),
    "clauses": _("Agreement"),
    "zones": _("Zones"),
    "flows": _("Flows & programmes"),
    "law": _("Law & priorities"),
}

st.title(_("Cooperation guide"))
section = state.segments(
    _("Section of the guide"),
    "section",
    list(SECTIONS),
    "model",
    titles.__getitem__,
    label_visibility="collapsed",
)
SECTIONS[section]()
