"""What each zone has chosen as its flagship, beside its members: with who chose and why."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ntt_data.store import StoreError
from pages.ui.site_map import script
from pages.ui.tables import draw_table
from publishing import zone_choice_words as words
from publishing.language import _
from publishing.listings.zone_choices import choices_table
from publishing.markdown_text import plain
from services import partners, zone_choices


def show(zone_names: Mapping[str, str]) -> None:
    """Draw the choices of all zones; a zone without one says so."""
    st.subheader(_("What the zones have chosen"))
    try:
        current = zone_choices.current()
    except StoreError:
        st.error(_("The database cannot be reached; what zones have chosen cannot be shown."))
        return
    found = partners.flagships(zone_choices.FAMILIES["goods"])
    draw_table(
        choices_table(found, zone_names, current), "zone-choices-goods", partners.list_sources()
    )


def show_of(zone_id: str) -> None:
    """What one zone has chosen, and the way to its candidates."""
    try:
        choice = zone_choices.current().get(zone_id)
    except StoreError:
        return  # said below the table
    chosen = words.none_chosen() if choice is None else words.product(choice)
    st.markdown(_("Chosen flagship: {product}", product=f"**{plain(chosen)}**"))
    if choice is not None:
        reason = _("Reason: {reason}", reason=choice.reason)
        st.caption(f"{plain(words.chosen(choice))}  \n{plain(reason)}")
    st.page_link(
        script("partners"),
        label=_("Candidates and choice of this zone"),
        icon=":material/arrow_forward:",
        query_params={"view": "flagship", "zone": zone_id},
    )
