"""Entry of the application: page configuration, navigation, language. Nothing else."""

from pathlib import Path

import streamlit as st

from pages.ui import log, start, state
from pages.ui.document import PRODUCT, describe_document
from pages.ui.language import LANGUAGES, QUERY_KEY, _
from pages.ui.style import apply_style

st.set_page_config(
    page_title=PRODUCT,
    page_icon=str(Path(__file__).parent / "static" / "icon.png"),
    layout="wide",
)
apply_style()
log.begin_session()
# The menu's words need the language before the menu is built, and the language's place in the
# address needs to know the page; the address is read first and the control drawn after.
state.read_early(QUERY_KEY, list(LANGUAGES))
start.stop_if_data_is_broken()
page = st.navigation(
    {
        _("Potential"): [
            st.Page("pages/potential/overview.py", title=_("Overview"), default=True),
            st.Page("pages/potential/map.py", title=_("Potential map")),
            st.Page("pages/potential/sectors.py", title=_("Sector rankings")),
            st.Page("pages/potential/profile.py", title=_("Regency profile")),
        ],
        _("Balance"): [
            st.Page("pages/balance/matcher.py", title=_("Surplus & deficit")),
            st.Page("pages/balance/scenarios.py", title=_("Scenarios")),
            st.Page("pages/balance/ferries.py", title=_("Ferry loads")),
            st.Page("pages/balance/methods.py", title=_("Network & methods")),
        ],
        _("Cooperation"): [
            st.Page("pages/cooperation/partners.py", title=_("Partners & clusters")),
            st.Page("pages/cooperation/guide.py", title=_("Cooperation guide")),
        ],
        _("Data"): [st.Page("pages/data/tables.py", title=_("Data & sources"))],
    }
)
state.begin_page(page.url_path)
with st.sidebar:
    state.segments(
        "Bahasa / Language",
        QUERY_KEY,
        list(LANGUAGES),
        "id",
        format_func=LANGUAGES.__getitem__,
    )
    describe_document(page.title)
page.run()
