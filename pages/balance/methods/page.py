"""Network & methods: the network, its costs, and the model beside what others have published."""

import streamlit as st

from pages.balance.methods import (
    calibration_view,
    cost_table,
    flow_view,
    formulas,
    network_view,
    staples_view,
    validation_view,
)
from pages.ui import state
from publishing.language import _

SECTIONS = {
    "network": (_("Network"), network_view.show),
    "costs": (_("Cost table"), cost_table.show),
    "published": (_("Against what is published"), validation_view.show),
    "flows": (_("Model and reports"), flow_view.show),
    "staples": (_("Rice alone"), staples_view.show),
    "words": (_("Words of certainty"), calibration_view.show),
    "formulas": (_("Formulas"), formulas.show),
}

st.title(_("Network & methods"))
section = state.segments(
    _("Section"),
    "section",
    list(SECTIONS),
    "network",
    format_func=lambda code: SECTIONS[code][0],
    label_visibility="collapsed",
)
SECTIONS[section][1]()
