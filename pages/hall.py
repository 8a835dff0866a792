"""Serve a hall: ``python -m pages.hall [--server.port 8501 …]``.

That is ``streamlit run app.py`` on every address of the local network, and says in the terminal
where: an address to type and a QR code for phones. Nothing outside is asked for that; the addresses
come from the machine's own network interfaces. Other options are those of ``streamlit run``.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import socket
import ssl
import sys
import threading
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

import segno
import streamlit as st
from streamlit.web import cli

from ntt_data.store import StoreError, database_file, sqlite_build
from ntt_data.store.permission import require_writable
from pages.ui.local_network import local_addresses
from publishing.language import LANGUAGES, catalogue, speaking

APP = Path(__file__).resolve().parents[1] / "app.py"
PORT = 8501
PORTS_TRIED = 20


def _(message: str, **values: object) -> str:
    """A text in every language, one below the other: nobody has chosen one in a terminal."""
    return "\n".join(catalogue(code).gettext(message).format(**values) for code in LANGUAGES)


def everywhere() -> str:
    """What to bind to be reached at every address of this machine, of IPv4 and of IPv6.

    ``localhost`` is an IPv6 address to many a browser; some systems have no IPv6 at all.
    """
    if socket.has_dualstack_ipv6():
        with socket.socket(socket.AF_INET6) as probe, contextlib.suppress(OSError):
            probe.bind(("::", 0))
            return "::"
    return "0.0.0.0"


def is_free(port: int) -> bool:
    """Whether nobody listens on the port, on any address of this machine."""
    families = {"0.0.0.0": socket.AF_INET, everywhere(): socket.AF_INET}
    if "::" in families:
        families["::"] = socket.AF_INET6
    return all(_can_listen(family, address, port) for address, family in families.items())


def _can_listen(family: int, address: str, port: int) -> bool:
    with socket.socket(family) as probe:
        # Windows lets two programs share a port unless one of them objects; elsewhere a port
        # that was in use a moment ago must not count as taken.
        if sys.platform == "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        try:
            probe.bind((address, port))
            probe.listen()
        except OSError as error:
            # Windows says the same of a port that is taken.
            if isinstance(error, PermissionError) and sys.platform != "win32":
                raise SystemExit(
                    _(
                        "This account may not use port {port}. Start with one from 1024 on, such "
                        "as --server.port {usual}",
                        port=port,
                        usual=PORT,
                    )
                ) from error
            return False
    return True


def port_number(text: str) -> int:
    """A port as it was typed; argparse tells what is wrong with another text."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(
            _("{text} is no port; give a number from 1024 to 65535", text=repr(text))
        )
    return int(text)


def free_port(wanted: int) -> int:
    """The wanted port or the next free one; leaves when there is none."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if is_free(port):
            if port != wanted:
                print(
                    _(
                        "Port {wanted} is in use; perhaps the application is already running. "
                        "This one uses port {port}.",
                        wanted=wanted,
                        port=port,
                    ),
                    flush=True,
                )
            return port
    raise SystemExit(
        _(
            "No free port from {wanted} on. Close the other copy of the application, or start "
            "with another port: --server.port 9000",
            wanted=wanted,
        )
    )


def qr_code(url: str) -> str:
    """QR code of an address, in block characters for a terminal."""
    drawn = io.StringIO()
    segno.make(url, micro=False).terminal(out=drawn, compact=True)
    lines = drawn.getvalue().splitlines()
    if sys.stdout.isatty() and sys.platform != "win32":
        # White on black whatever the terminal's colours: an inverted code puzzles some phones.
        lines = [f"\033[97;40m{line}\033[0m" for line in lines]
    return "\n".join(lines)


def notice(port: int, addresses: list[str], scheme: str = "http", path: str = "") -> str:
    """What the person at the machine reads when everybody can come."""

    def url(host: str) -> str:
        return f"{scheme}://{host}:{port}{path}"

    parts = [_("The application is ready.")]
    if addresses:
        first, *others = map(url, addresses)
        parts += [
            _("Laptops and phones in the same network open: {address}", address=first),
            qr_code(first),
        ]
        if others:
            parts.append(_("If that does not answer: {addresses}", addresses=", ".join(others)))
    else:
        parts.append(
            _(
                "This machine is in no network. Connect it to the hall's router or switch on its "
                "hotspot, then start again, so that others can come."
            )
        )
    parts += [
        _("On this machine: {address}", address=url("localhost")),
        _("To stop, press Ctrl+C."),
    ]
    return "\n\n".join(parts)


def cannot_save() -> list[str]:
    """What the person at the machine must do so that scenarios can be saved; mostly nothing."""
    database = database_file()
    if database is None:
        return []
    try:
        require_writable(database)
    except StoreError as error:
        return [
            _(
                "NOTHING CAN BE SAVED: the account {user} may not write to {path}. Stop (Ctrl+C) "
                "and give it that right, or start with another place for the database: "
                "NTT_DATABASE_URL={instead}",
                **error.fields,
            )
        ]
    return []


def clock() -> list[str]:
    """What this machine's clock says, and that it is wrong where that can be known."""
    from publishing.clock_words import clock_is_behind, clock_shows
    from services.clock_check import check_clock

    found = check_clock()
    shown, behind = [], []
    for language in LANGUAGES:
        with speaking(language):
            shown.append(clock_shows(found.now))
            if found.newest is not None:
                behind.append(clock_is_behind(found.code, found.newest))
    return ["\n".join(each) for each in (shown, behind) if each]


def database() -> list[str]:
    """Which SQLite keeps what is saved, and what that means; nothing of another database."""
    if database_file() is None:
        return []
    version = sqlite_build.version()
    if not sqlite_build.is_for_one_process():
        return [_("Database: SQLite {version}.", version=version)]
    return [
        _(
            "Database: SQLite {version}. Start the application only once on it: before 3.51.3, two "
            "processes that save at the same moment can lose something. For more than one there is "
            "PostgreSQL.",
            version=version,
        )
    ]


def bureau_code(origin: str) -> list[str]:
    """A new code by which the bureau signs in to collect data, and its link at this server.

    The link is not drawn as a QR code: of two in one window people in the hall would scan either.
    Whoever starts the hall stands at the machine and could read the database as well. The code of
    an earlier start ends with this one.
    """
    from pages.routes.hand_in.addresses import address
    from services import credentials
    from services.access import Actor

    try:
        made = credentials.make_for_role(Actor("administrator"), "bureau")
    except StoreError:
        return []  # said by ``cannot_save``, or on every page that needs the database
    link = f"{origin}{address('masuk')}#{made.link_token}"
    return [
        _("Code of the bureau for “Collect data”: {code}", code=made.spaced),
        _("The bureau's own link, not for the projector: {link}", link=link),
    ]


def _tell_when_ready(port: int) -> None:
    # The port takes connections as soon as it is bound, and answers when the application has warmed
    # up. Before it is bound Streamlit's settings are not read, and nobody may ask for them.
    while True:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            break
        time.sleep(0.1)
    from pages.ui.place import served

    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    # This machine is asked directly, whatever proxy the environment names, and whatever name its
    # certificate has.
    trusting = urllib.request.HTTPSHandler(context=ssl._create_unverified_context())
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}), trusting)
    while True:
        try:
            health = f"{scheme}://127.0.0.1:{port}{served('/_stcore/health')}"
            direct.open(health, timeout=300).close()
            break
        except (OSError, HTTPException):
            time.sleep(0.1)
    addresses, path = local_addresses(), served("/").rstrip("/")
    origin = f"{scheme}://{next(iter(addresses), 'localhost')}:{port}"
    said = notice(port, addresses, scheme, path)
    told = [said, *bureau_code(origin), *clock(), *database(), *cannot_save()]
    print("\n" + "\n\n".join(told) + "\n", flush=True)


def main() -> None:
    """Find a port, serve the local network and say where."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot draw a character must not stop the application.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    options = argparse.ArgumentParser(prog="python -m pages.hall", allow_abbrev=False)
    options.add_argument("--server.port", dest="port", type=port_number, default=PORT)
    wanted, rest = options.parse_known_args()
    port = free_port(wanted.port)
    threading.Thread(target=_tell_when_ready, args=(port,), daemon=True).start()
    # Streamlit's own welcome names other addresses than the ones that help here.
    bound = ["--server.address", everywhere(), "--server.port", str(port)]
    quiet = ["--logger.hideWelcomeMessage", "true"]
    try:
        cli.main(["run", str(APP), *rest, *bound, *quiet], prog_name="streamlit")
    except SystemExit as end:
        # Two starts at once look for a port at the same time.
        if end.code and not is_free(port):
            raise SystemExit(
                _(
                    "Another program has just taken port {port}; perhaps the application was "
                    "started twice. Use the other window, or start again.",
                    port=port,
                )
            ) from end
        raise


if __name__ == "__main__":
    main()
