"""Flows of goods that others have reported, never mixed with modelled ones."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide import programmes
from pages.ui import state
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.site_map import script
from pages.ui.tables import draw_table
from publishing.files.framed_answers import framed_map
from publishing.language import _
from publishing.listings.guide import flow_pairs, flow_reports, reported_flows_table
from publishing.maps.choropleth import Choropleth
from publishing.maps.reported_flows import flow_picture
from publishing.sentences.reported_flows import reported_headline, reported_scope, scope_words
from publishing.words import modelled_flow


def show() -> None:
    """Draw the section."""
    flows = load("reported_flows")
    pairs = flow_pairs(flows)
    st.header(reported_headline(pairs))
    text, link = st.columns([3, 1], vertical_alignment="center")
    text.caption(
        _(
            "Reported in the press and in studies, not computed: most without tonnes, so nothing "
            "is added up. What the model proposes ({label}) stands on the page “Surplus & "
            "deficit”.",
            label=modelled_flow(),
        )
    )
    with link:
        st.page_link(
            script("matcher"),
            label=_("Modelled flows"),
            icon=":material/arrow_forward:",
        )
    picture = flow_picture(pairs)
    show_map(picture, "reported_flows_map", height=430)
    offer_picture(
        "map-reported-flows",
        lambda: framed_map(
            *(Choropleth(picture, [], ""), reported_headline(pairs), reported_scope()),
            flows["source_ids"],
        ),
    )
    _flow_table(flow_reports(flows))
    programmes.show()


def _flow_table(reports: pd.DataFrame) -> None:
    counts = reports["scope"].value_counts()
    words = scope_words()
    scopes = [scope for scope in words if scope in counts]
    scope = state.segments(
        _("Reported flows"), "scope", scopes, scopes[0], lambda s: f"{words[s]} ({counts[s]})"
    )
    rows = reports[reports["scope"] == scope]
    draw_table(reported_flows_table(rows), f"reported_flows_{scope}", rows["source_ids"].tolist())
