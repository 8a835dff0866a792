"""What is on the road map: on a line of time, by day, and zone by zone with the way to each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from pages.ui.charts import show_chart
from pages.ui.site_map import page_title, script
from publishing.charts.road_map import days_together, timeline
from publishing.language import _
from publishing.listings.road_map import Line, dated_line, road_map_table, zone_line
from publishing.markdown_text import plain
from publishing.sentences import road_map as told


def show_dates(lines: Sequence[Line], today: date, sources: Sequence[str]) -> None:
    """What has a day, on a line of time and in words; that nothing has one, where it is so."""
    dated = [each for each in lines if each.until is not None]
    st.subheader(_("By date"))
    if not dated:
        st.info(
            _(
                "Nothing here has a date yet. Dates come from decisions of meetings, from the end "
                "of agreements and from open rounds of collecting figures, as the bureau types "
                "them in."
            )
        )
        return
    title = told.timeline_told(len(dated), len(lines))
    show_chart(
        timeline(lines, today),
        "road-map-timeline",
        lambda: road_map_table(dated).readable(),
        sources,
        title,
        remark=told.timeline_remark(days_together(lines, today)),
    )
    in_order = sorted(dated, key=lambda each: each.until or date.max)
    st.markdown("\n".join(f"- {_marked(each, dated_line(each))}" for each in in_order))


def show_by_zone(lines: Sequence[Line]) -> None:
    """Everything below its zone, in lines that are read whole, each with the way to its page."""
    for zone_name, of_zone in groupby(lines, key=lambda each: each.zone):
        with st.container(border=True):
            st.markdown(f"**{plain(zone_name)}**")
            for line in of_zone:
                text, way = st.columns([4, 1], vertical_alignment="center")
                more = f"  \n:gray[{plain(line.more)}]" if line.more else ""
                text.markdown(f"{_marked(line, zone_line(line))}{more}")
                way.page_link(
                    script(line.page),
                    label=plain(page_title(line.page)),
                    icon=":material/arrow_forward:",
                    query_params=dict(line.parameters),
                )


def _marked(line: Line, text: str) -> str:
    """A line; what is past its day, as its text says, has a mark that is seen before it."""
    return f":red[:material/error:] {plain(text)}" if line.is_overdue else plain(text)
