"""Collect data: rounds, who has handed in, and what the bureau does with them."""

import streamlit as st

from ntt_data.store import StoreError
from pages.data.rounds.bureau import offer_ending, offer_opening
from pages.data.rounds.export_panel import offer_export
from pages.data.rounds.overview import show_round
from pages.ui import state
from pages.ui.actor import signed_in_actor
from pages.ui.place import served
from publishing.language import _, current_language
from services import access, rounds
from services.access import Subject

st.title(_("Collect data"))
st.write(
    _(
        "Regencies hand in their own figures here: one round, a sheet for every office. What is "
        "handed in is kept in every version and enters no balance yet."
    )
)
try:
    actor = signed_in_actor()
    known = {each.round_id: each for each in rounds.all_rounds()}
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
if not known:
    st.info(_("No round has been opened yet. The bureau opens one after signing in."))
    st.stop()
round_id = state.select(
    _("Round"), "round", list(known), next(iter(known)), format_func=lambda code: known[code].name
)
show_round(known[round_id])
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
    offer_export(actor, known[round_id])
    offer_ending(actor, known[round_id])
