"""Addresses below the one that the application is served at (``server.baseUrlPath``)."""

from __future__ import annotations

import streamlit as st


def served(path: str) -> str:
    """A path as the browser asks for it, such as ``/app/static``."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path
