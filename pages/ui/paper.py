"""What a page needs to be printed: its stylesheet, and the words that stand on every sheet."""

from __future__ import annotations

import streamlit as st

from ntt_data import editions
from pages.ui.document import PRODUCT
from pages.ui.map_widget import ON_PAPER
from pages.ui.static_files import script_with_words
from publishing import palette
from publishing.language import _

#: The lines behind charts, which Streamlit colours itself: dark theme, light theme.
_GRID = {"#31333F": "#E6EAF1"}


def prepare_paper(page_title: str) -> None:
    """Let the browser print this page whole (``static/page/print.js`` says how)."""
    # On the way with every interaction, so only where it is needed.
    areas = palette.areas_on_white() if st.context.theme.type == "dark" else {}
    words = {
        "page": page_title,
        "product": PRODUCT,
        "edition": _("data edition {edition}", edition=editions.current()),
        "printed": _("Printed {moment}"),
        "sheet": _("Sheet {page} of {pages}"),
        "sources": _("Source: {sources}"),
        "where": _("Sources: in the application, page Data & sources"),
        "stops": _(
            "The first {shown} of {rows} rows are printed. The whole table is in the download, "
            "or narrow it with the filters."
        ),
        "unread": _("Only the part of the table that the screen shows; the download has all."),
        "light": {**palette.on_white(), **_GRID, **areas},
        "map": ON_PAPER,
    }
    st.html(script_with_words("print", words), unsafe_allow_javascript=True)
