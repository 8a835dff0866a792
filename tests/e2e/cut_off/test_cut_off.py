"""Nothing is asked from the outside, by the browser or by the server, whatever people do.

The person's way through the application (``test_journey``) is walked here too: over a cable from a
phone, with the server's machine cut off from everything else and listened to. The fixture
``server`` looks at what was heard when all of it is done.
"""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.support.cut_off import PORT, CutOff
from tests.support.hall import SERVER, hall
from tests.support.open_page import PATHS
from tests.support.watched import Watched

OPENERS = '[data-testid="stPopover"] button:visible'
BODY = '[data-testid="stPopoverBody"]'
DOWNLOADS = '[data-testid="stDownloadButton"] button:visible'
#: What Streamlit calls its controls, as whoever cannot see them hears it.
NAMES = """() => Array.from(document.querySelectorAll("[aria-label], [title], [placeholder]"))
  .flatMap((each) => ["aria-label", "title", "placeholder"].map((name) => each.getAttribute(name)))
  .filter(Boolean)"""
ENGLISH = re.compile(
    r"\b(Open|Close|Choose|Select|Search|Fullscreen|Show|Hide|Help for|Link to|Zoom|Download|"
    r"Collapse|Expand|Sidebar|Clear|Upload|Browse|Remove)\b"
)
WITH_FILES = {"/map", "/profile", "/commodity", "/matcher", "/scenarios", "/tables"}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_in_both_languages_with_all_that_opens_and_a_file_of_each_kind(
    desktop: Watched, path: str
) -> None:
    """Files of one kind are made by the same code: the first of each of a page is taken."""
    names = {}
    for language in ("en", "id"):
        page = desktop.open(f"{path}?lang={language}")
        desktop.wait_until("code => document.documentElement.lang === code", language)
        desktop.wait_until("document.title.includes(' – Masyarakat Ekonomi NTT')")
        assert page.locator('[data-testid="stException"]').count() == 0
        assert page.locator(".stMainBlockContainer h1").count() == 1
        entries = page.locator('[data-testid="stSidebarNavLink"]').all_inner_texts()
        name = page.title().removesuffix(" – Masyarakat Ekonomi NTT")
        assert [entry.strip() for entry in entries].count(name) == 1, "no other page is called so"
        names[language] = name
    assert names["id"] != names["en"]

    taken: set[str] = set()
    _open_and_take(desktop, taken)
    for index in range(page.locator('[role="tab"]').count()):
        page.locator('[role="tab"]').nth(index).click()
        desktop.settle()
        _open_and_take(desktop, taken)
    assert taken or path not in WITH_FILES
    named = [name for frame in page.frames for name in frame.evaluate(NAMES)]
    assert [name for name in named if ENGLISH.search(name)] == []


def _open_and_take(watched: Watched, taken: set[str]) -> None:
    """Open what the part of the page that is shown now has, and take a file of each kind."""
    page = watched.page
    watched.open_folds()
    _take_files(watched, "", taken)
    for index in range(page.locator(OPENERS).count()):
        page.locator(OPENERS).nth(index).click()
        page.locator(BODY).wait_for()
        page.locator(f"{BODY} p").first.wait_for()  # what it holds is made now
        watched.settle()
        _take_files(watched, BODY, taken)
        page.keyboard.press("Escape")
        page.locator(BODY).wait_for(state="hidden")
        watched.settle()


def _take_files(watched: Watched, within: str, taken: set[str]) -> None:
    """A button says of which kind its file is; kinds taken before are passed over."""
    buttons = watched.page.locator(f"{within} {DOWNLOADS}")
    for index, said in enumerate(buttons.all_inner_texts()):
        if said in taken:
            continue
        taken.add(said)
        with watched.page.expect_download() as download:
            buttons.nth(index).click()
        assert download.value.path().stat().st_size > 0
        watched.settle()


def test_a_forged_origin_makes_the_server_ask_nobody(server: str, cut_off: CutOff) -> None:
    """Streamlit would look up its own address in the internet to compare the two."""
    script = f"""if True:
        import http.client
        connection = http.client.HTTPConnection("{SERVER}", {PORT}, timeout=20)
        connection.request("GET", "/_stcore/stream", headers={{
            "Connection": "Upgrade", "Upgrade": "websocket", "Origin": "http://elsewhere.example",
            "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}})
        print(connection.getresponse().status)"""
    assert cut_off.phone.run(sys.executable, "-I", "-c", script).strip() == "403"
    assert not cut_off.heard()
    assert cut_off.machine.trapped() == 0


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 80), 0.5)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('8.8.8.8', 1))",
        "__import__('urllib.request').request.urlopen('http://192.0.2.1/', timeout=0.5)",
    ],
)
def test_the_listener_hears_an_attempt(
    attempt: str, tmp_path_factory: pytest.TempPathFactory, cut_off: CutOff
) -> None:
    other = CutOff(cut_off.phone, cut_off.phone, tmp_path_factory.mktemp("heard") / "heard.txt")
    command = other.machine.command(sys.executable, "-c", f"import socket; {attempt}")
    subprocess.run(command, env=other.environment(), capture_output=True, timeout=60)
    assert other.heard()


def test_the_listener_is_silent_about_the_own_machine(
    tmp_path_factory: pytest.TempPathFactory, cut_off: CutOff
) -> None:
    other = CutOff(cut_off.phone, cut_off.phone, tmp_path_factory.mktemp("heard") / "heard.txt")
    script = "import socket; server = socket.create_server(('127.0.0.1', 8501)); "
    script += "socket.create_connection(('localhost', 8501)).close()"
    done = subprocess.run(
        other.machine.command(sys.executable, "-c", script), env=other.environment(), timeout=60
    )
    assert done.returncode == 0
    assert not other.heard()


def test_the_trap_counts_what_leaves() -> None:
    with hall() as (machine, _phone):
        assert machine.trapped() == 0
        script = "import socket; socket.create_connection(('192.0.2.1', 80), 0.5)"
        command = machine.command(sys.executable, "-I", "-c", script)
        assert subprocess.run(command, capture_output=True, timeout=60).returncode != 0
        assert machine.trapped() > 0
