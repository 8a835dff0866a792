"""Charts in one style: unit on the axis, source below, figures and picture to take away.

A chart's specification is built once per content and kept (building and validating it costs more
than any table operation), and shown by ``st.vega_lite_chart``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import altair as alt
import streamlit as st
from babel import Locale
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from pages.ui import palette
from pages.ui.language import current_language
from pages.ui.provenance import Table, show_provenance
from pages.ui.sources import source_line, split_ids

# Quoted: a family name with a digit is no font at all without quotes, and all text is lost.
FONT = "'Source Sans 3', 'Source Sans', sans-serif"


def number_locale() -> dict[str, Any]:
    """d3 number locale of the session's language."""
    symbols = Locale(current_language()).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["Rp ", ""],
    }


def chart_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Vega-Lite specification in the house style, numbers in the session's language."""
    styled = (
        chart.configure(locale={"number": number_locale()}, font=FONT)
        .configure_view(strokeWidth=0)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight=500, labelLimit=220)
        .configure_legend(labelFontSize=12, titleFontSize=12, labelLimit=260)
    )
    return styled.to_dict()


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


@lru_cache(maxsize=512)
def _in_arrow(sent: _Sent, theme: str) -> dict[str, Any]:
    datasets = {
        name: convert_anything_to_arrow_bytes(rows)
        for name, rows in sent.spec.get("datasets", {}).items()
    }
    return {**themed(sent.spec, theme), "datasets": datasets}


def themed(spec: Mapping[str, Any], theme: str) -> dict[str, Any]:
    """The specification with texts and colours that can be read in the reader's theme.

    Streamlit pales axis labels below the contrast that WCAG AA asks, and draws other texts black on
    any ground. The kept specification stays as it is: the picture to take away is on white.
    """
    ink = palette.PAPER if theme == "dark" else palette.INK
    lettering = {"labelColor": ink, "titleColor": ink}
    coloured = _recoloured(spec) if theme == "dark" else dict(spec)
    config = dict(coloured.get("config", {}))
    for part in ("axis", "legend"):
        config[part] = {**config.get(part, {}), **lettering}
    config["text"] = {**config.get("text", {}), "color": ink}
    return {**coloured, "config": config}


def _recoloured(part: Any) -> Any:
    if isinstance(part, str):
        return palette.ON_DARK.get(part, part)
    if isinstance(part, Mapping):
        # The rows of the table hold no colours; looking through them would take the time.
        return {
            key: value if key == "datasets" else _recoloured(value) for key, value in part.items()
        }
    if isinstance(part, list):
        # A scale from pale to strong keeps its order.
        is_scale = len(set(part) & set(palette.SEQUENTIAL)) > 2 if _are_texts(part) else False
        return part if is_scale else [_recoloured(value) for value in part]
    return part


def _are_texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def show_chart(
    spec: Mapping[str, Any],
    key: str,
    table: Table,
    source_ids: Iterable[object],
    alt_text: str,
    note: str = "",
) -> None:
    """Draw a specification with its source line, sources and downloads.

    ``table`` makes the figures behind the chart with readable headers; ``alt_text`` is one
    sentence made from the data for those who cannot see it.
    """
    drawn = _in_arrow(_Sent(spec), st.context.theme.type or "light")
    st.vega_lite_chart(drawn, width="stretch", key=f"{key}-chart", alt=alt_text)
    ids = split_ids(source_ids)
    st.caption(source_line(ids))
    show_provenance(key, ids, table, spec=spec, note=note or alt_text)
