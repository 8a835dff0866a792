"""Collect data: rounds, who has handed in, and what the bureau does with them."""

import streamlit as st

from ntt_data.store import StoreError
from pages.data.rounds.bureau import offer_discarding, offer_ending, offer_opening, tell_opened
from pages.data.rounds.effect_panel import show_effect
from pages.data.rounds.export_panel import offer_export
from pages.data.rounds.history import show_events
from pages.data.rounds.needs_panel import show_needs
from pages.data.rounds.overview import show_heading, show_progress
from pages.data.rounds.review import show_review
from pages.ui import state
from pages.ui.actor import signed_in_actor
from pages.ui.place import served
from pages.ui.site_map import page_title, script
from publishing.language import _, current_language
from services import access, rounds
from services.access import Subject

st.title(_("Collect data"))
st.write(
    _(
        "Regencies hand in their own figures here: one round, a sheet for every office. What is "
        "handed in is kept in every version; it enters the balances once the bureau has accepted "
        "it, and never before."
    )
)
try:
    actor = signed_in_actor()
    known = {each.round_id: each for each in rounds.all_rounds()}
    discarded = rounds.discarded_rounds()
except StoreError:
    st.error(_("The database cannot be reached; rounds cannot be shown. Try again later."))
    st.stop()

LANGUAGE = "" if current_language() == "id" else f"?lang={current_language()}"
may_open = access.may(actor, "open", Subject("round"))
with st.container(horizontal=True):
    st.link_button(_("Hand in figures"), served(f"/rakor/masuk{LANGUAGE}"))
    if not may_open:
        st.caption(_("With the code on your access sheet; the bureau signs in the same way."))
if may_open:
    offer_opening(actor)
if st.query_params.get("round") in {each.round_id for each in discarded}:
    st.info(_("This rehearsal is over: it was thrown away, and its figures count nowhere."))
    del st.query_params["round"]
if not known:
    st.info(
        _("No round has been opened yet.")
        if may_open
        else _("No round has been opened yet. The bureau opens one after signing in.")
    )
    st.stop()
round_id = state.select(
    _("Round"), "round", list(known), next(iter(known)), format_func=lambda code: known[code].name
)
asked = known[round_id]
tell_opened(asked)
show_heading(asked)
if access.may(actor, "read", Subject("review")):
    try:
        show_review(actor, asked)
    except StoreError:
        st.error(_("The database cannot be reached; the review cannot be shown. Load it again."))
show_progress(asked)
show_effect(asked)
show_needs(asked)
st.page_link(script("wall"), label=page_title("wall"), query_params={"round": round_id})
if may_open:
    with st.container(horizontal=True):
        st.link_button(
            _("Make access sheets"),
            served(f"/rakor/lembar-akses/{round_id}{LANGUAGE}"),
            help=_("A page to print for every office, with QR and code."),
        )
        st.link_button(
            _("Workbooks to fill in"),
            served(f"/rakor/templat/{round_id}{LANGUAGE}"),
            help=_(
                "An XLSX template for every sheet, for offices that fill it in without connection."
            ),
        )
        st.link_button(
            _("Enter from paper"),
            served(f"/rakor/kertas/{round_id}{LANGUAGE}"),
            help=_(
                "For an office without a device: a form to print, and to type what stands on it."
            ),
        )
    offer_export(actor, asked)
    offer_ending(actor, asked)
    offer_discarding(actor, asked)
    show_events(asked, discarded)
