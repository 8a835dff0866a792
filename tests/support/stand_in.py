"""Something that answers in the place of a process of the application: soon there, soon gone.

What stands before the processes is the same with it, and asks it nothing but whether it is there;
a process itself takes ten seconds of a processor until it is healthy.
"""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.support.ports import free_port


class _Ok(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


class StandIn:
    """Answers "ok" to whatever is asked, on a port that stays its own."""

    def __init__(self) -> None:
        self.port = free_port()
        self._server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Listen."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _Ok)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def kill(self) -> None:
        """Nobody listens at the port any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
