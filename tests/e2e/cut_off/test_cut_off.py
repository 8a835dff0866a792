"""Nothing is asked from the outside, by the browser or by the server, whatever people do.

A visit of each page (``test_each_page``) and the person's way through the application
(``test_journey``) are made here too: over a cable from a phone, with the server's machine cut off
from everything else and listened to. The fixture ``server`` looks at what was heard when all of it
is done.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.cut_off import PORT, CutOff
from tests.support.hall import SERVER, hall


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
