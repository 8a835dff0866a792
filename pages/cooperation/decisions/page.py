"""Decisions: what a meeting has decided, who sees to it, until when, and what became of it."""

import streamlit as st

from ntt_data.store import StoreError
from pages.cooperation.decisions.cards import show_days, show_withdrawn
from pages.cooperation.decisions.form import offer_recording
from pages.cooperation.decisions.writing import show_told
from pages.ui import state
from pages.ui.actor import signed_in_actor
from pages.ui.place import served
from pages.ui.provenance import show_provenance
from publishing.language import _, current_language
from publishing.listings.decisions import decisions_table
from publishing.sentences import decisions as sentences
from services import decisions

st.title(_("Decisions"))
st.write(
    _(
        "What a Rakor or another meeting has decided: who sees to it, until when, and what "
        "became of it. Nothing is removed: a correction stands beside what it corrects. A decision "
        "changes no figure of this application."
    )
)
try:
    actor = signed_in_actor()
    known = decisions.standing()
    withdrawn = decisions.withdrawn()
except StoreError:
    st.error(_("The database cannot be reached; decisions cannot be shown. Try again later."))
    st.stop()

today = decisions.today()
overdue = {each.decision_id for each in known if decisions.is_overdue(each, today)}
may_record = decisions.may_record(actor)
show_told()
if may_record:
    offer_recording(actor, known)
else:
    language = "" if current_language() == "id" else f"?lang={current_language()}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button(_("Sign in to record"), served(f"/rakor/masuk/keputusan{language}"))
        st.caption(_("The bureau and administrators record decisions; everybody reads them."))
if not known:
    st.info(
        _(
            "No decision has been recorded yet. Here the bureau types in what a meeting decides, "
            "with who sees to it and until when; it then stands here and on the last slide of the "
            "province's deck."
        )
    )
else:
    st.header(sentences.headline(len(known), sum(e.status == "open" for e in known), len(overdue)))
    wanted = state.segments(
        _("Shown"),
        "decided",
        ["all", "open", "overdue"],
        "all",
        format_func={"all": _("All"), "open": _("To be done"), "overdue": _("Overdue")}.__getitem__,
    )
    shown = {
        "all": known,
        "open": [each for each in known if each.status == "open"],
        "overdue": [each for each in known if each.decision_id in overdue],
    }[wanted]
    if shown:
        show_days(decisions.by_day(shown), overdue, actor if may_record else None)
    else:
        st.info(_("No decision is in this list."))
    show_provenance("decisions", (), decisions_table(known, overdue).readable)
show_withdrawn(withdrawn)
