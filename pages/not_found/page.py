"""What a browser sees that was sent to an address which is no page: so it says, and the way on."""

import streamlit as st

from pages.ui.addresses import SECTIONS
from pages.ui.site_map import page_title, script
from publishing.language import _

_LONGEST = 200  # of an address that is shown

st.title(_("This page does not exist"))
asked = st.query_params.get("address", "")[:_LONGEST]
st.write(
    _(
        "The link does not lead to any page. It may have been cut off or changed on its way; ask "
        "its sender, or open one of these pages:"
    )
)
if asked:
    st.text(_("Asked for: {address}", address=f"/{asked}"))
with st.container(gap="small"):
    for names in SECTIONS.values():
        for name in names:
            st.page_link(script(name), label=page_title(name))
