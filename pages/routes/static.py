"""The files of ``static/``, under the address where Streamlit would look for its own.

Streamlit serves the folder beside its script, which is ``pages/``, and lets browsers guess how long
a file is good. On a server nginx answers these addresses, by the same rules
(``deploy/server/nginx``).
"""

from __future__ import annotations

import mimetypes
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from pages.ui.place import served
from pages.ui.static_files import STATIC, versioned

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


class VersionedFiles(StaticFiles):
    """Files that are kept for good when they were asked for with the mark of their content."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """The file, or "not modified", with how long a browser may keep it."""
        response = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v")
        kept = asked is not None and versioned(path) == f"{path}?v={asked[0]}"
        response.headers["Cache-Control"] = _FOREVER if kept else _ASK_AGAIN
        return response


def static_files() -> Mount:
    """``/app/static/…``."""
    # Not in every system's list, and a browser told "nosniff" takes a type at its word.
    mimetypes.add_type("application/geo+json", ".geojson")
    mimetypes.add_type("font/woff2", ".woff2")
    return Mount(served("/app/static"), VersionedFiles(directory=STATIC))
