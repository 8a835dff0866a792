"""Every run of every page: page configuration, edition, language, navigation. Nothing else."""

import streamlit as st

from ntt_data import editions
from pages import data_problems
from pages.ui import link_notes, session, site_map, size, state, take_along
from pages.ui.bounded_address import shorten_address, tell_shortened
from pages.ui.document import PRODUCT, describe_document
from pages.ui.paper import prepare_paper
from pages.ui.search import offer_search
from pages.ui.style import apply_style
from publishing.language import LANGUAGES, QUERY_KEY, current_language, speaking

# The tab's icon stands in the page's HTML: one named here would be sent anew with each run, and
# dropped with one that a callback ends, after which browsers ask for it in vain.
st.set_page_config(page_title=PRODUCT, layout="wide")
apply_style()
editions.begin_run()
session.begin_session()
is_shortened = shorten_address()
# The menu's words need the language before the menu is built, and the language's place in the
# address needs to know the page; the address is read first and the control drawn after.
state.read_address()
state.read_early(QUERY_KEY, list(LANGUAGES), "id")
data_problems.stop_if_data_is_broken()
# Streamlit would fold away what goes beyond a dozen pages: a page that is not seen is not there.
page = st.navigation(site_map.menu(), expanded=True)
state.begin_page(page.url_path)
take_along.begin(page.url_path)
with st.sidebar:
    state.segments(
        "Bahasa / Language",
        QUERY_KEY,
        list(LANGUAGES),
        "id",
        format_func=LANGUAGES.__getitem__,
    )
    size.choose_size()
    describe_document(page.title)
    prepare_paper(page.title)
    offer_search()
above = st.container()
# Said once for the run: a page asks for its language hundreds of times.
with speaking(current_language()):
    if is_shortened:
        tell_shortened()
    try:
        page.run()
    finally:  # also where a page stops half-way
        with above:
            link_notes.show()
            take_along.show_button()  # the page has said by now what it is about
