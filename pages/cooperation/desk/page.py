"""The cooperation desk: every case that one may see, and how a new one begins."""

import streamlit as st

from ntt_data.store import StoreError
from pages.cooperation.desk import attention, choosing, shown
from pages.cooperation.desk.lessons import show_lessons
from pages.cooperation.desk.opening import chosen_opportunity, offer_opening
from pages.ui import state
from pages.ui.actor import ask_again, signed_in_actor
from pages.ui.desk_entrance import entrance
from pages.ui.yearly_report import offer_yearly_report
from publishing import desk_words
from publishing.language import _
from services.desk import board, cases

st.title(_("Cooperation desk"))
st.write(
    _(
        "From a finding to a signed and followed agreement. A pair of the model is only a number "
        "until the heads of two regencies have signed: here stands which cooperation is proposed, "
        "at which stage it is and who has to act."
    )
)
try:
    actor = signed_in_actor()
    known = cases.cases_for(actor)
except StoreError:
    st.error(_("The database cannot be reached; cases cannot be shown. Try again later."))
    st.stop()

if known:
    st.header(desk_words.headline(board.counted(known)))
if cases.may_change(actor):
    st.caption(_("You see every case, published or not."))
    offer_opening(actor, known)
else:
    if actor.role == "regency":
        st.caption(_("You see the cases that your regency is a party to, and the published ones."))
    else:
        st.caption(
            _("You see published cases: a case can be published by the bureau once it is signed.")
        )
        if asked_for := chosen_opportunity():
            st.info(_("The form of this opportunity opens after the bureau has signed in."))
        st.link_button(
            _("Sign in to the desk"),
            entrance(**({"opportunity": asked_for} if asked_for else {})),
        )
if not known:
    st.info(
        _(
            "No case is to be seen yet. A case begins where the bureau makes an opportunity of a "
            "pair, a corridor or a list, or describes one by hand; it then goes through the stages "
            "on this page, with its papers and what comes of it."
        )
    )
    st.stop()

chosen = choosing.narrowed(known)
attention.show(chosen)
view = state.segments(
    _("Cases as"),
    "cases_as",
    ["board", "list", "map"],
    "board",
    {"board": _("board"), "list": _("list"), "map": _("map")}.__getitem__,
)
if not chosen:
    st.info(_("No case fits this choice: choose another regency, commodity or state."))
elif view == "board":
    shown.show_board(chosen)
elif view == "list":
    shown.show_list(chosen)
else:
    shown.show_map_of(chosen)
show_lessons(known)
offer_yearly_report(known, ask_again())
