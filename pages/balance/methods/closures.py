"""The pickers of what is closed: events and single edges."""

from __future__ import annotations

import streamlit as st

from geo.closures import event_edges
from geo.edges import used_edges
from ntt_data.tables import load
from pages.ui.several import choose_several
from publishing import scenario_words
from publishing.language import _, localised
from publishing.markdown_text import plain
from publishing.sources import source_line


def choose_closed() -> frozenset[str]:
    """Pickers of events and single edges; answers the ids of all closed edges in use."""
    table = load("closure_events").set_index("event")
    left, right = st.columns([2, 3])
    with left:
        picked = choose_several(
            _("Close by event"),
            "events",
            list(table.index),
            scenario_words.event,
            _("none"),
        )
    edges = used_edges()
    with right:
        single = choose_several(
            _("Close single edges"),
            "closed",
            list(edges["edge_id"]),
            scenario_words.edge,
            _("none"),
        )
    for row in table.loc[list(picked)].to_dict("records"):
        st.caption(plain(f"{row[localised('note')]} {source_line([row['source_ids']])}"))
    by_event = event_edges(table.reset_index(), picked)
    return (by_event | set(single)) & set(edges["edge_id"])
