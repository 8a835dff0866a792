"""Data pack: what the province hands out, as one ZIP that is made while one watches, or waits."""

from __future__ import annotations

import streamlit as st

from geo.places import full_names, regency_names
from pages.data.pack.making import show_pack
from pages.ui import state
from pages.ui.regency import KEY, by_name, select_regency
from publishing.language import LANGUAGES, _, current_language
from services.pack import contents as pack

#: The files of a pack are in one language or in both, whatever the page is in.
_BOTH = "both"


def _language_words(code: str) -> str:
    return _("Both") if code == _BOTH else str(dict(LANGUAGES)[code])  # type: ignore[index]


st.title(_("Data pack"))
st.write(
    _(
        "One ZIP file to hand out: a folder for each regency and one for the province, with "
        "profiles, slides and tables, a readme in both languages and a list of all files. It is "
        "made of the data that everybody may see."
    )
)
of_whom, in_which = st.columns([1.6, 1], vertical_alignment="bottom")
with of_whom:
    regency = select_regency(
        _("Regency"), KEY, ["", *by_name(regency_names())], "", empty=_("All regencies, and NTT")
    )
with in_which:
    tongue = state.segments(
        _("Language of the files"),
        "files_in",
        [*LANGUAGES, _BOTH],
        current_language(),
        format_func=_language_words,
    )
languages = tuple(LANGUAGES) if tongue == _BOTH else (tongue,)
asked = pack.contents(regency, languages)  # type: ignore[arg-type]
show_pack(asked, full_names().get(regency, ""))
