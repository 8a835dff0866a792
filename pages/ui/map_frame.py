"""The frame of every map: what streamlit-folium makes of folium's, but for the picture in it.

It is the same at every run, and folium, branca and their templates took half of a map's share in
it: it is made once per edition, language, height and key, and only the picture goes in anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple, dataclass
from html import escape
from typing import Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template

from geo import boundaries
from pages.ui.static_files import versioned
from publishing.language import _, current_language, once_per_language
from publishing.maps.extent import BOUNDS, INSET, map_names

# Relative to the component's frame (/component/streamlit_folium.st_folium/), so that the paths
# stay right under a base URL path.
_SERVED = "../../app/static"
# In the order in which the browser reads them: the last one uses the others.
_SCRIPTS = ("ntt-tip", "ntt-names", "ntt-lines", "ntt-small", "ntt-map")
#: Where the picture goes into the script.
_STATE = "THE_PICTURE"


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
        made.options = script_json(options)
        return made


class _Picture(_ScriptOnly, folium.FeatureGroup):
    """What is painted over the map that is already there."""


class _Paint(_ScriptOnly, MacroElement):
    """Sends the picture to the map that is already there; the picture comes in later."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        nttMap.paint("""
        + _STATE
        + """);
        {% endmacro %}"""
    )

    @classmethod
    def empty(cls) -> _Paint:
        """The element, before anything is painted."""
        made = cls()
        made._name = "NttPaint"
        return made


def script_json(value: Mapping[str, Any]) -> str:
    """What JavaScript reads as the value, wherever in a script it stands."""
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


@dataclass(frozen=True)
class _Frame:
    """What the component is given at every run, and the script on both sides of the picture."""

    arguments: Mapping[str, Any]
    before: str
    after: str


@once_per_language(maxsize=64)
def _frame(height: int, key: str) -> _Frame:
    """As ``streamlit_folium.st_folium`` makes it; a test holds the two against each other."""
    library = _library()
    base = _base_map(height)
    header, html = library._get_header(base), library._get_html(base)
    script = library._get_map_string(base)
    layer = _Picture(name="picture")
    layer.add_child(_Paint.empty())
    before, after = library._get_feature_group_string(layer, base).split(_STATE)
    arguments = {
        "script": script,
        "header": header,
        "html": html,
        "id": library.get_full_id(base),
        "key": library.generate_js_hash(script, key),
        "height": height,
        "width": None,
        # Streamlit looks through every list for tables of figures, and not through these.
        "returned_objects": (),
        "default": {},
        "zoom": None,
        "center": None,
        "return_on_hover": False,
        "layer_control": None,
        "pixelated": False,
        "css_links": tuple(address for _name, address in base.default_css),
        "js_links": tuple(address for _name, address in base.default_js),
        "wrap_longitude": False,
    }
    return _Frame(arguments, before, after)


def _library() -> Any:
    # A component registers itself at its import, and only with a server that is already there.
    import streamlit_folium

    return streamlit_folium


def show_frame(height: int, key: str, state: str, on_answer: Callable[[Any], None]) -> None:
    """Draw the map with the picture ``state`` (of ``script_json``); it answers with what it sends.

    ``key`` is unique on the page.
    """
    frame = _frame(height, key)

    def answered() -> None:
        on_answer(st.session_state.get(frame.arguments["key"]))

    _library()._component_func(
        **frame.arguments,
        feature_group=frame.before + state + frame.after,
        on_change=answered,
    )
