"""One case of cooperation: where it stands, what comes next, and what may be done about it."""

import streamlit as st

from ntt_data.store import StoreError
from pages.cooperation.case import actions, documents, head, record
from pages.cooperation.case.writing import note_seen, show_told
from pages.ui import state
from pages.ui.actor import signed_in_actor
from pages.ui.place import served
from publishing import case_words
from publishing.language import _, current_language
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


asked_for_one = state.arrives_with("case")
options = ["", *known]
label = _("Cooperation")
chosen = state.chosen("case", options, "", label=label, format_func=_title)
if known:
    st.selectbox(label, options, key="case", format_func=_title)
show_told()
if chosen:
    case = known[chosen]
    head.show(case, today())
    actions.show(case, actor)
    documents.show(case, actor)
    record.show(case, actor)
    note_seen(case)
else:
    if asked_for_one or not known:
        st.info(plain(case_words.not_here()))
    if actor.role == "reader":
        language = "" if current_language() == "id" else f"?lang={current_language()}"
        st.link_button(_("Sign in"), served(f"/rakor/masuk/meja{language}"))
        st.caption(
            _(
                "The bureau and the parties sign in by their code, then open the link of the case "
                "again."
            )
        )
