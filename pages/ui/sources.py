"""The source of every figure, one click away."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui.language import _


def grade_word(grade: str) -> str:
    """What a grade means, in words."""
    return {
        "A": _("A: official"),
        "B": _("B: copy, cross-checked"),
        "C": _("C: copy, not cross-checked"),
        "assumption": _("assumption"),
    }.get(grade, grade)


def split_ids(values: Iterable[object]) -> list[str]:
    """Distinct source ids of cells that may each hold several, ``;`` between them."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, str):
            found.update(part.strip() for part in value.split(";") if part.strip())
    return sorted(found)


def cited_sources(source_ids: Iterable[object]) -> pd.DataFrame:
    """Rows of the source register for the ids given."""
    sources = load("sources")
    return sources[sources["source_id"].isin(split_ids(source_ids))]


def source_line(source_ids: Iterable[object]) -> str:
    """Short line under a chart: the publisher of each source.

    Who copied it stands behind the slash of the register, and in the popover, not on the projector.
    """
    cited = cited_sources(source_ids)
    publisher = cited["publisher"].fillna(cited["title"]).str.split(" / ").str[0]
    names = (publisher + " (" + cited["source_id"] + ")").tolist()
    shown = "; ".join(names[:4])
    more = len(names) - 4
    if more > 0:
        shown += _("; and {n} more", n=more)
    return _("Source: {sources}", sources=shown) if names else _("Source: not recorded")


def show_sources(source_ids: Iterable[object]) -> None:
    """Button that opens the register's rows: title, publisher, year, grade, where it is found."""
    cited = cited_sources(source_ids)
    with st.popover(_("Sources ({n})", n=len(cited)), icon=":material/menu_book:"):
        for row in cited.itertuples():
            st.markdown(f"**{row.source_id}**")
            st.text(row.title)
            parts = [row.publisher, row.year, grade_word(row.grade)]
            st.caption(" · ".join(str(part) for part in parts if pd.notna(part)))
            if pd.notna(row.locator):
                st.code(row.locator, language=None, wrap_lines=True)
            if pd.notna(row.note):
                st.caption(str(row.note))
