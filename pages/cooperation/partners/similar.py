"""Similar pairs: lists much alike and near each other, for joint processing and marketing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.cooperation.partners.nearness import choose_reach
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.matching_view import show_path
from pages.ui.on_demand import Fold, folds
from pages.ui.picture_download import offer_picture
from pages.ui.regency import answer_of, choose_regency, pick_regency
from pages.ui.tables import Openable, draw_table
from publishing.files.framed_answers import framed_map
from publishing.language import _
from publishing.listings.partners import shared_table, similar_table
from publishing.maps.partners import MOST_LINES, likeness_lines, likeness_map
from publishing.rows import rows_as
from publishing.sentences.indications import indications_scope, kilometres
from publishing.sentences.similar import SimilarPair, shared_headline, similar_headline
from services import partners
from services.partners import list_sources


@fragment
def show() -> None:
    """Draw the section."""
    first, second, _rest = st.columns([1.2, 1.2, 1])
    with first:
        regency = choose_regency(allow_none=True)
    with second:
        limit = choose_reach()
    pairs = partners.similar(limit)
    if regency:
        mine = (pairs["regency_a"] == regency) | (pairs["regency_b"] == regency)
        shown = pairs[mine].reset_index(drop=True)
    else:
        shown = pairs[pairs["near"]].reset_index(drop=True)
    st.header(similar_headline(shown, regency, regency not in partners.without_list()))
    left, right = st.columns([3, 2], gap="medium")
    st.subheader(_("The pairs of this choice"))
    row = _show_pairs(shown, f"similar-{regency or 'all'}-{limit}")
    with left:
        chart = likeness_map(pairs, partners.held(), regency)
        chart = chart.with_overlay(likeness_lines(shown))
        show_map(chart.picture, "similar-map", pick_regency, 500)
        show_legend(chart)
        lines_note = _("Lines: near pairs, the most alike first, at most {n}.", n=MOST_LINES)
        st.caption(lines_note)
        headline = similar_headline(shown, regency, regency not in partners.without_list())
        offer_picture(
            f"map-similar-{limit}",
            lambda: framed_map(
                *(chart, headline, indications_scope(), list_sources(), [lines_note]),
            ),
            regency or "",
        )
    with right:
        if len(shown):
            pair = rows_as(shown.iloc[[row or 0]], SimilarPair)[0]
            with answer_of(f"{pair.regency_a}-{pair.regency_b}"):
                _show_shared(pair)


def _show_pairs(shown: pd.DataFrame, key: str) -> int | None:
    st.caption(
        _(
            "Likeness compares the two lists from 0 to 100, the first ranks weighing most "
            "(rank-biased overlap, p = 0.9). A click on a row shows what the two share."
        )
    )
    codes = [f"{a}-{b}" for a, b in shown[["regency_a", "regency_b"]].to_numpy()]
    return draw_table(
        similar_table(shown),
        key,
        list_sources(),
        height=420 if len(shown) > 10 else None,
        openable=Openable("pair", _("Pair"), codes),
        empty=_("No pair: no list for this regency, or nobody within reach."),
    )


def _show_shared(pair: SimilarPair) -> None:
    """What both have, at which rank, and how they reach each other."""
    st.subheader(shared_headline(pair))
    st.caption(kilometres(pair))
    draw_table(
        shared_table(pair, partners.held()),
        f"shared-{pair.regency_a}-{pair.regency_b}",
        list_sources(),
        empty=_("The two lists have nothing in common."),
    )
    folds(
        Fold(
            _("Path leg by leg"),
            "similar-path",
            lambda: show_path(pair.regency_a, pair.regency_b),
        )
    )
