"""Charts to take away as PNG, with title and source drawn in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from textwrap import wrap
from typing import Any

from ntt_data import log
from publishing.charts.frame import scope_of

_PICTURE_WIDTH = 800


@lru_cache(maxsize=64)  # by everything that is drawn, data included
def _png(spec_json: str) -> bytes:
    import vl_convert  # slow to import and needed only here

    return vl_convert.vegalite_to_png(spec_json, scale=2)


def png_bytes(spec: Mapping[str, Any], title: str = "", source: str = "") -> bytes:
    """A chart's specification as a picture at twice the size of the screen.

    A picture travels alone, so its title and source are drawn into it.
    """
    log.event("export_made", format="png")
    # Drawn without a browser, which does not know the font we serve and would misplace the text.
    config = {**spec.get("config", {}), "font": "sans-serif"}
    whole: dict[str, Any] = {**spec, "config": config}
    if "layer" in spec or "mark" in spec:
        whole.setdefault("width", _PICTURE_WIDTH)  # on the screen it is the column's
    if title:
        whole["title"] = {
            "text": wrap(title, 90),
            "subtitle": [*wrap(scope_of(spec), 120), *wrap(source, 120)],
            "anchor": "start",
            "frame": "group",
            "fontSize": 16,
            "subtitleFontSize": 11,
            "offset": 16,
        }
    return _png(json.dumps(whole))
