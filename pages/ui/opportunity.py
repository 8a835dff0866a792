"""The way from a finding to the form of the cooperation desk, for whoever may open a case."""

from __future__ import annotations

import streamlit as st

from ntt_data.store import StoreError
from pages.ui.actor import signed_in_actor
from pages.ui.desk_entrance import entrance
from pages.ui.site_map import script
from publishing.language import _
from services.desk import cases


def offer_opportunity(key: str) -> None:
    """A link to the form with this opportunity; a regency that is signed in does not see it.

    Who is not signed in is led through the entrance, and from there to the same form. Without a
    database nobody can be known: then there is no link either.
    """
    try:
        actor = signed_in_actor()
    except StoreError:
        return
    if cases.may_change(actor):
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
    elif actor.role == "reader":
        st.link_button(
            _("Make it an opportunity (the bureau signs in)"),
            entrance(opportunity=key),
            icon=":material/handshake:",
            type="tertiary",
        )
