"""Parts of a page that redraw by themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")


def fragment(part: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """``st.fragment``, drawn also where no session runs.

    Streamlit silently leaves a fragment out there, and with it most of what a start warms up.
    """
    redrawn = st.fragment(part)

    @wraps(part)
    def draw(*args: Asked.args, **kwargs: Asked.kwargs) -> Drawn:
        nobody = get_script_run_ctx(suppress_warning=True) is None
        return (part if nobody else redrawn)(*args, **kwargs)

    return draw
