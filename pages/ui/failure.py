"""What a person sees when the program fails: a calm sentence with the number of the log's entry."""

from __future__ import annotations

import logging
import re
import secrets
from typing import TYPE_CHECKING

import streamlit as st

from ntt_data import log

# The words and what they rest on are imported when something has failed.
if TYPE_CHECKING:
    from publishing.language import Language

#: How a number looks.
NUMBER = re.compile(r"\bK-[0-9A-F]{6}\b")


def tell(error: Exception) -> bool:
    """Log an uncaught error of a page, a callback or a fragment, and show its number.

    Streamlit calls this in the session that failed (``st.App(on_script_error=…)``), after its
    script has ended; menu and other pages go on. The answer keeps Streamlit's own message away.
    """
    from publishing.language import _, speaking

    number = f"K-{secrets.token_hex(3).upper()}"
    log.event("error", logging.ERROR, error, number=number, exception=type(error).__name__)
    with speaking(_language()):
        st.error(
            _(
                "This page cannot be shown. Tell the administrators the number **{number}**. The "
                "other pages in the menu can still be opened.",
                number=number,
            )
        )
    return True


def _language() -> Language:
    from publishing.language import DEFAULT, current_language

    try:
        return current_language()
    except Exception:  # whatever a forged value of the language's own control makes Streamlit raise
        return DEFAULT
