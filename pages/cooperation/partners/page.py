"""Partners & clusters: who could work with whom where no tonnage exists."""

import streamlit as st

from pages.cooperation.partners import clusters, complementary, flagship, indications, similar
from pages.cooperation.partners import indication_words as words
from pages.ui import state
from publishing.language import _

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
        n=indications.held()["regency_code"].nunique(),
        total=len(words.regency_names()),
        missing=words.names(indications.without_list()) or "–",
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
