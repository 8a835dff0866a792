"""What two pages or more show of a match: a path leg by leg, what stays unmet, the costs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.matching.match import MatchResult
from geo.places import place_name
from ntt_data.tables import load
from pages.ui.tables import draw_short_table, draw_table
from publishing.language import _
from publishing.listings.matching import unmet_table
from publishing.listings.network import cost_parameters_table, path_table
from publishing.sentences.network import ships_note
from services.answer import freight


def show_path(origin: str, destination: str) -> None:
    """The cheapest path of a pair leg by leg, with what each leg costs and rests on."""
    legs = freight.legs(origin, destination)
    names = {"origin": place_name(origin), "destination": place_name(destination)}
    st.subheader(_("Path from {origin} to {destination}", **names))
    draw_table(path_table(legs), f"path-{origin}-{destination}", list(legs["source_ids"]))
    st.caption(ships_note())


def show_unmet(
    match: MatchResult,
    source_ids: Sequence[str],
    key: str,
    note: str = "",
    remark: str = "",
    about: str = "",
) -> None:
    """Per deficit: how much comes from where, what stays unmet, and why.

    ``note`` is written into the files, ``remark`` stands below the table too, ``about`` in their
    names.
    """
    draw_short_table(
        *(unmet_table(match).remarked(remark), f"unmet-{key}", source_ids),
        empty=_("No regency has a deficit."),
        note=note,
        about=about,
    )


def show_cost_parameters() -> None:
    """The assumptions behind every cost, each with its derivation and source."""
    sources = list(load("cost_parameters")["source_ids"])
    draw_table(cost_parameters_table(), "cost-parameters", sources)
