"""The choropleth of the 22 regencies (folium), drawn without any request to the outside.

Geometry lies in static files that the browser caches; a change of the picture sends only colours
and texts into the map's frame (``map_frame.py``), and a click answers with the code of the
regency. The map's own script therefore must not depend on the data: if it changed, the frame would
be mounted anew and blank for half a second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from hashlib import sha256
from typing import Any

import streamlit as st

from pages.ui import size
from pages.ui.map_frame import script_json, show_frame
from publishing import palette
from publishing.language import current_language
from publishing.maps.picture import Line, MapPicture, Point

DESKTOP_HEIGHT = 560

_BORDER = {"light": "#FFFFFF", "dark": "#15181E"}
_SELECTED = {"light": "#1B1D22", "dark": "#FFFFFF"}
_HALO = {"light": "#FFFFFF", "dark": "#15181E"}
#: What of a picture follows the theme, as it is on white paper.
ON_PAPER = {
    "theme": "light",
    "textScale": 1,
    "borderColor": _BORDER["light"],
    "selectedColor": _SELECTED["light"],
    "haloColor": _HALO["light"],
}


def _sent(drawn: Line | Point, theme: str) -> dict[str, Any]:
    """What differs from the usual: a network has a hundred lines, and each change travels.

    Kinds stay here: the page has a legend of its own.
    """
    usual = {each.name: each.default for each in fields(drawn)}
    sent = {
        name: value
        for name, value in asdict(drawn).items()
        if value != usual[name] and name != "kind"
    }
    if theme == "dark":
        sent["color"] = palette.ON_DARK_SEA.get(drawn.color, drawn.color)
    return sent


def show_map(
    picture: MapPicture,
    key: str,
    on_select: Callable[[str], None] | None = None,
    height: int = DESKTOP_HEIGHT,
) -> None:
    """Draw the picture; a click calls ``on_select`` with the regency's code.

    Where a click selects, the page also has a list that does: no map is the only way to a choice.
    ``height`` is that of a desktop; on a phone the frame shrinks to the province's proportions.
    """
    theme = st.context.theme.type or "light"
    is_dark = theme == "dark"
    state = {
        "fills": {
            code: palette.area_on_dark(color) if is_dark else color
            for code, color in picture.fills.items()
        },
        "opacities": dict(picture.opacities),
        "tooltips": {code: list(lines) for code, lines in picture.tooltips.items()},
        "selected": picture.selected,
        "marks": dict(picture.marks),
        "selectable": on_select is not None,
        "alt": picture.alt,
        "lang": current_language(),
        "theme": theme,
        "textScale": size.factor(),
        "borderColor": _BORDER[theme],
        "selectedColor": _SELECTED[theme],
        "haloColor": _HALO[theme],
        "lines": [_sent(line, theme) for line in picture.lines],
        "points": [_sent(point, theme) for point in picture.points],
    }
    text = script_json(state)
    stamp = sha256(text.encode()).hexdigest()[:12]
    clicks = f"_clicks-{key}"
    # The map marks what is clicked by itself, and a page need not send it for that. What it is sent
    # next may be the picture from before the click, which the frame would take for the one it has.
    turn = st.session_state.get(clicks, 0)

    def selected(answer: Any) -> None:
        if on_select is not None and answer and answer.get("regency_code"):
            st.session_state[clicks] = turn + 1
            on_select(answer["regency_code"])

    show_frame(height, key, f'{text[:-1]},"stamp":"{stamp}","turn":{turn}}}', selected)
