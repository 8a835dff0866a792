"""Start the application warmed up: ``python -m pages [--server.port 8501 …]``.

``streamlit run app.py`` works as well, but then the first visitor waits for libraries and tables
to load, and a first visit by a deep link shows a "page not found" box: until some session has
called ``st.navigation`` once, Streamlit takes the folder ``pages/`` for its old automatic menu.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

import click
import streamlit as st
from streamlit import net_util
from streamlit.logger import set_log_level
from streamlit.web.cli import configurator_options
from uvicorn.protocols.websockets import websockets_sansio_impl

from ntt_data import log
from pages.ui import failure, start

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


def _compress_against_what_was_sent() -> None:
    """Let the compression of each connection look back over 32 KB of what it sent, not over 4 KB.

    A change sends a map or a table much like the one before it, which stands further back than
    uvicorn lets it look and offers no setting for. A change of the map brings a sixth of the bytes
    (``tests/robustness/test_bytes.py``), for 0.15 MB of memory per visitor.
    """
    usual = websockets_sansio_impl.ServerPerMessageDeflateFactory
    websockets_sansio_impl.ServerPerMessageDeflateFactory = lambda **settings: usual(
        **{**settings, "server_max_window_bits": 15}
    )


def prepare() -> None:
    """Load everything that the first visitor would wait for.

    Raises ``log.SettingError`` when the environment asks for what cannot be.
    """
    log.set_up()
    _ask_nobody_outside()
    _compress_against_what_was_sent()
    # What is loaded now lives as long as the process: the collector need not look at it again and
    # again while it grows, nor after every interaction.
    gc.disable()
    try:
        start.warm_up()
        _claim_navigation()
        gc.collect()
        gc.freeze()
    finally:
        gc.enable()


def serve(arguments: list[str]) -> None:
    """Serve until stopped; arguments are those of ``streamlit run``."""
    _serve.main(arguments, prog_name="python -m pages")


@click.command()
@configurator_options
def _serve(**options: Any) -> None:
    """Masyarakat Ekonomi NTT."""
    sys.argv = [str(APP)]  # Streamlit looks for its configuration beside what was started
    own = {
        "logger.messageFormat": log.STREAMLIT_FORMAT,
        "logger.level": log.level(),
        "logger.enableRich": False,
    }
    given = {
        name.replace("_", "."): value
        for name, value in options.items()
        if value is not None and value != ()
    }
    log.event("started")
    # The settings were read without these arguments while warming up; Streamlit would warn of a
    # change. Reading them once more sets the level that they name.
    set_log_level("error")
    st.App(APP, on_script_error=failure.tell).run(config={**own, **given})


if __name__ == "__main__":
    try:
        prepare()
    except log.SettingError as error:
        sys.exit(f"python -m pages: {error}")
    serve(sys.argv[1:])
