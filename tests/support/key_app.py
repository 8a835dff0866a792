"""A page that shows whose it takes its reader for, served as the application is."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.patience import PATIENCE_S, START_S
from tests.support.ports import free_port
from tests.support.serving import ROOT

PAGE = """
import streamlit as st
from pages.ui.actor import current_actor
st.title("Kunci")
st.code(current_actor().key_hash, language=None)
"""
SERVER = """
import sys
from pathlib import Path
import streamlit as st
from starlette.middleware import Middleware
from pages.routes.edit_key import EditKey
page, port = sys.argv[1:]
sys.argv = [page]
settings = {"server.port": int(port), "server.address": "127.0.0.1", "server.headless": True}
st.App(Path(page), middleware=[Middleware(EditKey)]).run(config=settings)
"""


@contextmanager
def serving_keys(folder: Path) -> Iterator[int]:
    """The port on which the page is served until the block ends."""
    page, port = folder / "page.py", free_port()
    page.write_text(PAGE)
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(page), str(port)], cwd=ROOT)
    try:
        for _attempt in range(4 * START_S):
            try:
                urllib.request.urlopen(
                    f"http://127.0.0.1:{port}/_stcore/health", timeout=PATIENCE_S
                )
                break
            except OSError:
                assert process.poll() is None, "the page's server has ended"
                time.sleep(0.25)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)
