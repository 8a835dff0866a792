"""What a page's HTML asks a browser to load early: files that it otherwise finds one by one.

Streamlit's script knows which part of itself it needs once the server has named a widget, that
part then what it is made of, and the map's frame loads its scripts in turn. Each is a way to the
server and back before the first regency is seen; named in the HTML they come while the
application's own script is still read.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.static_files import versioned

_STREAMLIT = Path(st.__file__).parent / "static"
#: Streamlit's parts that every page shows: language and size, our scripts, a list to choose from.
_EVERYWHERE = (
    "elements/Html/Html",
    "widgets/ButtonGroup/ButtonGroup",
    "widgets/Selectbox/Selectbox",
)
_FRAME = ("widgets/CustomComponent/ComponentInstance",)
#: The pages that begin with a map.
WITH_MAP = frozenset({"", "map", "matcher", "profile"})
#: What the map's frame loads, in its order (``pages/ui/map_frame.py``).
MAP_FILES = (
    "leaflet/leaflet.js",
    *(f"map/ntt-{name}.js" for name in ("tip", "names", "lines", "small", "map")),
    *("leaflet/leaflet.css", "map/ntt-map.css"),
    *("geo/backdrop.geojson", "geo/regencies.geojson"),
)


def early_links(address: str) -> str:
    """Links for the body of a page's HTML; relative to the page, as Streamlit's own are."""
    has_map = address in WITH_MAP
    parts = _EVERYWHERE + _FRAME if has_map else _EVERYWHERE
    links = [f'<link rel="modulepreload" crossorigin href="./{file}">' for file in _files(parts)]
    if has_map:
        # For the frame, which is a document of its own: from the browser's cache when it asks.
        files = map(versioned, MAP_FILES)
        links += [f'<link rel="prefetch" href="./app/static/{file}">' for file in files]
    return "".join(links)


@cache  # files of libraries
def _files(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The files that parts of Streamlit's script consist of, besides what its HTML names itself."""
    chunks = json.loads((_STREAMLIT / "manifest.json").read_text(encoding="utf-8"))
    known = set(_closure(chunks, "index.html"))
    entries = [f"../lib/src/components/{part}.tsx" for part in parts]
    needed = [name for entry in entries for name in _closure(chunks, entry)]
    return tuple(chunks[name]["file"] for name in dict.fromkeys(needed) if name not in known)


def _closure(chunks: dict[str, Any], name: str) -> list[str]:
    found: dict[str, None] = {}
    ahead = [name]
    while ahead:
        one = ahead.pop(0)
        if one not in found:
            found[one] = None
            ahead += chunks[one].get("imports", [])
    return list(found)
