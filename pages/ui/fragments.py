"""Parts of a page that redraw by themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from pages.ui.log import in_session

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")


def fragment(part: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """``st.fragment``, drawn also where no session runs.

    Streamlit silently leaves a fragment out there, and with it most of what a start warms up.
    """
    redrawn = st.fragment(part)

    @wraps(part)
    def draw(*args: Asked.args, **kwargs: Asked.kwargs) -> Drawn:
        return (redrawn if in_session() else part)(*args, **kwargs)

    return draw
