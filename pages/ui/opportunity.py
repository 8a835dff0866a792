"""The way from a finding to the form of the cooperation desk, for whoever may open a case."""

from __future__ import annotations

import streamlit as st

from ntt_data.store import StoreError
from pages.ui.actor import signed_in_actor
from pages.ui.site_map import script
from publishing.language import _
from services.desk import cases


def offer_opportunity(key: str) -> None:
    """A link to the form with this opportunity; readers and parties do not see it.

    Without a database nobody can be known: then there is no link either.
    """
    try:
        may = cases.may_change(signed_in_actor())
    except StoreError:
        return
    if may:
        st.page_link(
            script("desk"),
            label=_("Make it an opportunity"),
            icon=":material/handshake:",
            query_params={"opportunity": key},
            help=_(
                "Opens the form of the cooperation desk with the figures of today; nothing is "
                "recorded yet."
            ),
        )
