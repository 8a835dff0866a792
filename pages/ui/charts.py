"""A chart on the screen: source below, figures and picture to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Any

import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from pages.ui import size
from pages.ui.provenance import Table, show_provenance
from publishing.charts.enlarged import enlarged
from publishing.charts.frame import scope_of, themed
from publishing.files.framed import Framed
from publishing.maps.legend import LegendEntry
from publishing.markdown_text import plain
from publishing.sources import own_and_network, source_line
from publishing.words import sentence_of

_FEW_ROWS = 40


class _Sent:
    """A specification as Streamlit sends it: its figures already in Arrow's form.

    Turning them costs more than all else about a chart, and it is the same for everybody.
    Specifications are compared by identity; each is built once per content.
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.spec = spec

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sent) and self.spec is other.spec

    def __hash__(self) -> int:
        return id(self.spec)


# By the specification itself, which is kept per edition: another edition has other ones.
@lru_cache(maxsize=256)
def _in_arrow(sent: _Sent, theme: str, factor: float) -> dict[str, Any]:
    drawn = themed(sent.spec, theme)
    if factor > 1:
        drawn = enlarged(drawn, factor)
    rows_of = sent.spec.get("datasets", {})
    short = {name: rows for name, rows in rows_of.items() if _is_shorter_as_text(rows)}
    if "layer" in drawn:
        drawn = {**drawn, "layer": [_with_rows(part, short) for part in drawn["layer"]]}
    # A layer may also have its rows from the chart around it, or look some up.
    by_name = set(_names_of_rows({key: part for key, part in drawn.items() if key != "datasets"}))
    in_arrow = {
        name: convert_anything_to_arrow_bytes(rows)
        for name, rows in rows_of.items()
        if name in by_name
    }
    return {**drawn, "datasets": in_arrow}


def _names_of_rows(part: object) -> Iterator[str]:
    """The names of all rows that a part of a specification asks for by name."""
    if isinstance(part, Mapping):
        data = part.get("data")
        if isinstance(data, Mapping) and isinstance(data.get("name"), str):
            yield data["name"]
        for key, each in part.items():
            if key != "values":
                yield from _names_of_rows(each)
    elif isinstance(part, list):
        for each in part:
            yield from _names_of_rows(each)


def _is_shorter_as_text(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Arrow says some kilobyte of columns first: a few rows are sent in the specification."""
    return len(rows) <= _FEW_ROWS and all(
        value is None
        or isinstance(value, str | int)
        or (isinstance(value, float) and isfinite(value))
        for row in rows
        for value in row.values()
    )


def _with_rows(part: Mapping[str, Any], short: Mapping[str, Any]) -> dict[str, Any]:
    """A layer of the specification with the rows that it only named."""
    written = dict(part)
    name = part.get("data", {}).get("name")
    if name in short:
        written["data"] = {"values": short[name]}
    if "layer" in part:
        written["layer"] = [_with_rows(each, short) for each in part["layer"]]
    return written


@dataclass(frozen=True)
class Marked:
    """A picture that redraws by itself, for what is marked in it changes more often than all else.

    ``draw`` is a fragment that draws it, ``spec`` answers what it shows at the moment.
    """

    draw: Callable[[], None]
    spec: Callable[[], Mapping[str, Any]]


def draw_spec(spec: Mapping[str, Any], key: str, alt_text: str) -> None:
    """The picture alone; ``alt_text`` is for those who cannot see it."""
    drawn = _in_arrow(_Sent(spec), st.context.theme.type or "light", size.factor())
    st.vega_lite_chart(drawn, width="stretch", key=f"{key}-chart", alt=alt_text)


def show_chart(
    spec: Mapping[str, Any],
    key: str,
    table: Table | None,
    source_ids: Iterable[object],
    alt_text: str,
    note: str = "",
    remark: str = "",
    about: str = "",
    legend: Sequence[LegendEntry] = (),
    source: str = "",
    marked: Marked | None = None,
) -> None:
    """Draw a specification below what it is of, with its source line, sources and downloads.

    ``table`` makes the figures behind the chart with readable headers, without it there is nothing
    to download but the picture; ``alt_text`` is one sentence made from the data for those who
    cannot see it; ``remark`` is what has to be known of everything drawn, below the chart and in
    its picture; ``legend`` is for the picture alone, of a chart that has its own on the page.
    ``source`` says where figures come from that have no entry in the register of sources.
    ``marked``: the picture is a part of its own, and ``spec`` is how it begins.
    """
    st.caption(plain(scope_of(spec)))
    if marked is None:
        draw_spec(spec, key, alt_text)
    else:
        marked.draw()
    ids = list(source_ids)
    line = source or source_line(own_and_network(ids)[0])
    st.caption(plain(f"{sentence_of(remark)} {line}" if remark else line))

    def framed() -> Framed:
        more = note.removeprefix(alt_text).lstrip(". ")
        notes = [more, sentence_of(remark) if remark else "", line]
        drawn = spec if marked is None else marked.spec()
        return Framed(drawn, title=alt_text.rstrip("."), notes=notes, legend=legend)

    show_provenance(key, ids, table, chart=framed, note=note or alt_text, named=True, about=about)
