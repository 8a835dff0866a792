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
from streamlit import net_util
from streamlit.web import cli

from pages.ui import start

APP = Path(__file__).resolve().parents[1] / "app.py"


def _claim_navigation() -> None:
    """Tell Streamlit, before any visit, that the menu comes from ``st.navigation``."""
    with start.outside_a_session():
        st.navigation([st.Page(lambda: None, title="start")])


def _ask_nobody_outside() -> None:
    """Keep Streamlit from looking up this machine's addresses.

    Whenever a browser names an origin that is not the server's own, it asks a host in the
    internet for the machine's external address, to compare the two: once per connection, for a
    second each where there is no internet, and whoever forges the header can make it do so.
    """
    net_util.get_internal_ip = net_util.get_external_ip = lambda: None


def prepare() -> None:
    """Load everything that the first visitor would wait for."""
    _ask_nobody_outside()
    start.warm_up()
    _claim_navigation()
    # What was loaded now lives as long as the process: the collector need not look at it again
    # after every interaction.
    gc.collect()
    gc.freeze()


def serve(arguments: list[str]) -> None:
    """Serve until stopped; arguments are those of ``streamlit run``."""
    sys.argv = ["streamlit", "run", str(APP), *arguments]
    cli.main()


if __name__ == "__main__":
    prepare()
    serve(sys.argv[1:])
