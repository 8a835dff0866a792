"""The rankings of one scheme as they are drawn: matrix, provincial points, change since 2013."""

from __future__ import annotations

import streamlit as st

from analysis.leading.rankings import borda, sector_shift
from ntt_data.tables import load
from pages.ui.charts import show_chart
from pages.ui.tables import draw_table
from publishing.charts.sectors import borda_spec, matrix_spec
from publishing.listings.sectors import borda_table, matrix_table, shift_table
from publishing.sentences.sectors import (
    borda_coverage,
    borda_headline,
    borda_rule,
    matrix_headline,
    named_twice,
    schemes_explained,
    shift_note,
    unranked_note,
)


def explain_schemes() -> None:
    """Why ranks of the two schemes are never compared, and who has none."""
    st.markdown(schemes_explained())
    st.caption(unranked_note())


def show_matrix(scheme: str) -> None:
    """Heatmap of sectors and regencies; the rank stands in the cell."""
    show_chart(
        matrix_spec(scheme),
        key=f"sector-matrix-{scheme}",
        table=lambda: matrix_table(scheme),
        source_ids=_sources(),
        alt_text=matrix_headline(scheme),
    )


def explain_borda(scheme: str) -> None:
    """The rule in words, with what it makes of lists that name a sector twice."""
    st.markdown(borda_rule(scheme))
    for sentence in named_twice(scheme):
        st.markdown(sentence)
    st.caption(borda_coverage(scheme))


def show_borda(scheme: str) -> None:
    """Bars of the provincial ranking, most points on top."""
    show_chart(
        borda_spec(scheme),
        key=f"sector-borda-{scheme}",
        table=lambda: borda_table(scheme).readable(),
        source_ids=_sources(),
        alt_text=borda_headline(borda(load("sector_rankings"), scheme)),
    )


def show_shift() -> None:
    """Table: regency, first sector now and in 2013, the literal wording."""
    shift = sector_shift(load("sector_rankings"))
    draw_table(shift_table(shift), key="sector-shift", source_ids=_sources())
    st.caption(shift_note(shift))


def _sources() -> list[str]:
    return load("sector_rankings")["source_id"].unique().tolist()
