"""Partners & clusters: who could work with whom where no tonnage exists."""

from __future__ import annotations

import streamlit as st

from geo.places import regency_names
from pages.cooperation.partners import clusters, complementary, flagship, similar
from pages.ui import state
from publishing.language import _
from publishing.names import joined_regencies
from services import partners

VIEWS = {
    "complementary": complementary.show,
    "similar": similar.show,
    "clusters": clusters.show,
    "flagship": flagship.show,
}
titles = {
    "complementary": _("Complementary"),
    "similar": _("Similar"),
    "clusters": _("Clusters"),
    "flagship": _("Zone flagship"),
}

st.title(_("Partners & clusters"))
st.caption(
    _(
        "An indication from the report's KPJu lists, its verdicts and signs of demand; it names no "
        "tonnes. {n} of {total} regencies have a list; without one: {missing}.",
        n=partners.held()["regency_code"].nunique(),
        total=len(regency_names()),
        missing=joined_regencies(partners.without_list()),
    )
)
view = state.segments(
    _("Kind of cooperation"),
    "view",
    list(VIEWS),
    "complementary",
    titles.__getitem__,
    label_visibility="collapsed",
)
VIEWS[view]()
