"""The one style of all charts: font, number format, colours of a theme.

A chart's specification is built once per content and kept: building and validating it costs more
than any table operation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
from babel import Locale

from publishing import palette
from publishing.language import current_language

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


def chart_spec(chart: alt.TopLevelMixin, scope: str) -> dict[str, Any]:
    """Vega-Lite specification in the house style, numbers in the session's language.

    ``scope``: what is drawn, of which year, where and in which unit; it stands above the chart on
    the page (``scope_of``) and below the title in the picture to take away.
    """
    styled = (
        chart.configure(locale={"number": number_locale()}, font=FONT)
        .configure_view(strokeWidth=0)
        # A name is broken into lines where it is long (``axes.name_axis``) and never cut.
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight=500, labelLimit=0)
        .configure_legend(labelFontSize=12, titleFontSize=12, labelLimit=0)
    )
    # Held against Vega-Lite's schema by a test of every chart: that takes longer than to write it.
    spec: dict[str, Any] = styled.to_dict(validate=False)
    return {**spec, "usermeta": {"scope": scope}}


def scope_of(spec: Mapping[str, Any]) -> str:
    """What a chart draws: of which year, where and in which unit."""
    return str(spec["usermeta"]["scope"])


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
        return [_recoloured(value) for value in part]
    return part
