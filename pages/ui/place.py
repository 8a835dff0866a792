"""Where the application is served: below which path, and under which address from outside."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope

#: Where decks lie that are shown over the whole screen (``pages/routes/presentation.py``).
PRESENTATION = "/paparan"


def served(path: str) -> str:
    """A path as the browser asks for it, such as ``/app/static`` (``server.baseUrlPath``)."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path


def came_over_https(scope: Scope) -> bool:
    """Whether the browser spoke HTTPS, with this server or with the one before it."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "").split(",")[0].strip()
    return forwarded == "https" or scope.get("scheme") in ("https", "wss")


def origin(scope: Scope) -> str:
    """Scheme, host and port that the visitor has asked for, such as ``http://10.0.0.5:8501``.

    Names that are not this server's have been refused before (``pages/routes/host.py``).
    """
    scheme = "https" if came_over_https(scope) else "http"
    return f"{scheme}://{Headers(scope=scope).get('host', '')}"


def origin_of_page(url: str) -> str:
    """Scheme, host and port of a page's address; ``""`` where it has none."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
