"""Start the application warmed up: ``python -m pages [--server.port 8501 …]``.

``streamlit run app.py`` works as well, but then the first visitor waits for libraries and tables
to load, and a first visit by a deep link shows a "page not found" box: until some session has
called ``st.navigation`` once, Streamlit takes the folder ``pages/`` for its old automatic menu.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import streamlit as st
from streamlit.web import cli

from pages.ui import start

APP = Path(__file__).resolve().parents[1] / "app.py"


def _claim_navigation() -> None:
    """Tell Streamlit, before any visit, that the menu comes from ``st.navigation``."""
    with start.outside_a_session():
        st.navigation([st.Page(lambda: None, title="start")])


def main() -> None:
    """Warm up and serve until stopped; arguments are those of ``streamlit run``."""
    start.warm_up()
    _claim_navigation()
    # What was loaded now lives as long as the process: the collector need not look at it again
    # after every interaction.
    gc.collect()
    gc.freeze()
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
