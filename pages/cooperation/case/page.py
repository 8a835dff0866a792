"""One case of cooperation: where it stands, what comes next, and what may be done about it."""

import streamlit as st

from ntt_data.store import StoreError
from pages.cooperation.case import actions, documents, following, head, record
from pages.cooperation.case.writing import note_seen, show_told
from pages.ui import state
from pages.ui.actor import signed_in_actor
from pages.ui.desk_entrance import entrance
from pages.ui.site_map import script
from publishing import case_words
from publishing.language import _
from publishing.markdown_text import plain
from services.decisions import today
from services.desk import cases

st.title(_("Cooperation case"))
try:
    actor = signed_in_actor()
    known = {each.case_id: each for each in cases.cases_for(actor)}
except StoreError:
    st.error(_("The database cannot be reached; the case cannot be shown. Try again later."))
    st.stop()


def _title(case_id: str) -> str:
    return known[case_id].content.title if case_id else _("none")


asked_for = st.query_params.get("case", "")  # before the state takes away what is not there
options = ["", *known]
label = _("Cooperation")
chosen = state.chosen("case", options, "", label=label, format_func=_title)
if known:
    st.selectbox(label, options, key="case", format_func=_title)
show_told()
if chosen:
    case = known[chosen]
    head.show(case, today())
    following.show(case, actor)
    actions.show(case, actor)
    # Before the documents, which take their time: a click cuts the run short, and what was seen
    # would stay unsaid.
    note_seen(case)
    documents.show(case, actor)
    record.show(case, actor)
else:
    if asked_for:
        st.info(plain(case_words.not_here()))
    else:
        st.write(
            _(
                "Here stands one cooperation: its parties, its next step with the legal basis, its "
                "papers and what happened. Choose one above or on the desk."
            )
            if known
            else _(
                "Here stands one cooperation: its parties, its next step with the legal basis, its "
                "papers and what happened. You can see none yet: the desk says how one begins and "
                "who sees it."
            )
        )
    st.page_link(script("desk"), label=_("To the cooperation desk"))
    if actor.role == "reader":
        st.link_button(_("Sign in"), entrance(**({"case": asked_for} if asked_for else {})))
        st.caption(
            _("The bureau and the parties sign in by their code; the case of this link then opens.")
            if asked_for
            else _("The bureau and the parties of a case sign in by their code.")
        )
