"""A chart drawn without a browser, in the house typeface, as wide and as tall as it is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from publishing import lettering
from publishing.charts.frame import themed

#: How tall a chart is whose specification does not say it.
_USUAL_HEIGHT = 320.0
#: What a chart asks for the width of the reader's window: there is none, only the picture.
_WINDOW = "windowSize()[0]"


def height_of(spec: Mapping[str, Any]) -> float:
    """How tall a chart wants to be, with its axes, in its own pixels."""
    height = spec.get("height")
    return float(height) if isinstance(height, int | float) else _USUAL_HEIGHT


def chart_svg(spec: Mapping[str, Any], width: int, height: int) -> str:
    """The chart as SVG, axes and legend within ``width`` × ``height`` of its own pixels."""
    return _drawn(json.dumps(sized_spec(spec, width, height)))


def sized_spec(spec: Mapping[str, Any], width: int, height: int) -> dict[str, Any]:
    """The specification of a chart with axes and legend within ``width`` × ``height``.

    Charts are laid out as on a window of this width: a narrow one breaks long names into more
    lines. Always in light colours, because a picture ends on paper.
    """
    whole = {
        **themed(spec, "light"),
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
    }
    sized: dict[str, Any] = json.loads(json.dumps(whole).replace(_WINDOW, str(width)))
    return sized


@lru_cache(maxsize=32)  # by everything that is drawn, data included
def _drawn(spec_json: str) -> str:
    import vl_convert  # slow to import and needed only for pictures

    lettering.register()
    return vl_convert.vegalite_to_svg(spec_json)
