"""The choropleth of the 22 regencies (folium), drawn without any request to the outside.

Geometry lies in static files that the browser caches; a change of the picture sends only colours
and texts through ``feature_group_to_add``, and a click answers with the code of the regency. The
map's own script therefore must not depend on the data: if it changed, the frame would be mounted
anew and blank for half a second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple, fields
from hashlib import sha256
from html import escape
from typing import Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template

from geo import boundaries
from pages.ui import size
from pages.ui.static_files import versioned
from publishing import palette
from publishing.language import _, current_language
from publishing.maps.extent import BOUNDS, INSET, map_names
from publishing.maps.picture import Line, MapPicture, Point

# Relative to the component's frame (/component/streamlit_folium.st_folium/), so that the paths
# stay right under a base URL path.
_SERVED = "../../app/static"
DESKTOP_HEIGHT = 560
# In the order in which the browser reads them: the last one uses the others.
_SCRIPTS = ("ntt-tip", "ntt-names", "ntt-lines", "ntt-small", "ntt-map")

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


def _served(path: str) -> str:
    return f"{_SERVED}/{versioned(path)}"


class _ScriptOnly:
    """Of a map element streamlit-folium sends the script, and that alone.

    folium would besides compile every text anew as a template of a whole web page: ten
    milliseconds for each picture. The two lines of style in it stand in ``ntt-map.css``.
    """

    def render(self, **kwargs: Any) -> str:
        """Nothing: there is no page."""
        return ""


class _OfflineMap(_ScriptOnly, folium.Map):
    """folium's map with Leaflet served by this application instead of a CDN."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.default_js = [
            ("leaflet", _served("leaflet/leaflet.js")),
            *((name, _served(f"map/{name}.js")) for name in _SCRIPTS),
        ]
        self.default_css = [
            ("leaflet", _served("leaflet/leaflet.css")),
            ("ntt-map", _served("map/ntt-map.css")),
        ]


class _Attach(_ScriptOnly, MacroElement):
    """Hands the new Leaflet map to ``static/map/ntt-map.js``."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        nttMap.attach({{ this._parent.get_name() }}, {{ this.options }});
        {% endmacro %}"""
    )

    options: str

    @classmethod
    def with_options(cls, options: Mapping[str, Any]) -> _Attach:
        """The element; ``options`` as ``nttMap.attach`` takes them."""
        made = cls()
        made._name = "NttAttach"
        made.options = _script_json(options)
        return made


class _Picture(_ScriptOnly, folium.FeatureGroup):
    """What is painted over the map that is already there."""


class _Paint(_ScriptOnly, MacroElement):
    """Sends the picture to the map that is already there."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        nttMap.paint({{ this.state }});
        {% endmacro %}"""
    )

    state: str

    @classmethod
    def with_state(cls, state: Mapping[str, Any]) -> _Paint:
        """The element; ``state`` as ``nttMap.paint`` takes it."""
        made = cls()
        made._name = "NttPaint"
        made.state = _script_json(state)
        return made


def _script_json(value: Mapping[str, Any]) -> str:
    # "</script>" or "<!--" inside a text would end or hide the script element that
    # streamlit-folium writes.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _attribution() -> str:
    """Short form on the map, long form on hovering, licence on the click; a link loads nothing."""
    short, full = (
        (boundaries.ATTRIBUTION_SHORT_EN, boundaries.ATTRIBUTION_EN)
        if current_language() == "en"
        else (boundaries.ATTRIBUTION_SHORT_ID, boundaries.ATTRIBUTION_ID)
    )
    return (
        f'<a href="{escape(boundaries.LICENCE_URL)}" target="_blank" rel="noopener" '
        f'title="{escape(full)}">{escape(short)}</a>'
    )


def _base_map(height: int) -> _OfflineMap:
    # A new object for every run: streamlit-folium changes the map it is given, and sessions must
    # not share it. It is cheap, because the geometry is not in it.
    base = _OfflineMap(
        location=None,
        tiles=None,
        zoom_snap=0.25,
        zoom_delta=0.5,
        scroll_wheel_zoom=False,
        attribution_control=True,
    )
    options = {
        "bounds": BOUNDS,
        "height": height,
        "regenciesUrl": _served("geo/regencies.geojson"),
        "backdropUrl": _served("geo/backdrop.geojson"),
        "labels": [astuple(each) for each in map_names()],
        "inset": asdict(INSET),
        "attribution": _attribution(),
        "name": _("Map"),
        "hint": _(
            "The tab key enters it, the left and right arrow keys go from one place to the next."
        ),
        "failure": _(
            "The map could not be loaded. Reload the page; the table holds the same figures."
        ),
    }
    base.add_child(_Attach.with_options(options))
    return base


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
    # A component registers itself at its import, and only with a server that is already there.
    from streamlit_folium import st_folium

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
    state["stamp"] = sha256(_script_json(state).encode()).hexdigest()[:12]
    layer = _Picture(name="picture")
    layer.add_child(_Paint.with_state(state))

    def selected() -> None:
        answer = st.session_state.get(key) or {}
        if on_select is not None and answer.get("regency_code"):
            on_select(answer["regency_code"])

    st_folium(
        _base_map(height),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=layer,
        on_change=selected,
    )
