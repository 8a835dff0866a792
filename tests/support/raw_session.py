"""A session over Streamlit's own websocket, without a browser and without its manners."""

from __future__ import annotations

import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.support.serving import Server


class RawSession:
    """Sends what it is told to and collects what comes back."""

    def __init__(self, server: Server) -> None:
        self._connection = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            origin=server.address,
            subprotocols=["streamlit"],
            max_size=None,
        )
        self.pages: dict[str, str] = {}

    @classmethod
    def over(cls, socket: ClientConnection) -> RawSession:
        """A session over a connection that somebody else opens and closes."""
        session = cls.__new__(cls)
        session.socket, session.pages = socket, {}
        return session

    def __enter__(self) -> RawSession:
        self.socket = self._connection.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.__exit__(*error)

    def run(
        self, page: str = "", query: str = "", widgets: Any = (), timeout: float = 60
    ) -> list[ForwardMsg]:
        """Ask for a run as the browser does and wait for its end; the messages of it."""
        self.ask(page, query, widgets)
        return self.answers(timeout)

    def ask(self, page: str = "", query: str = "", widgets: Any = ()) -> None:
        """Ask for a run and do not wait."""
        message = BackMsg()
        message.rerun_script.query_string = query
        if page in self.pages:
            message.rerun_script.page_script_hash = self.pages[page]
        else:
            message.rerun_script.page_name = page
        message.rerun_script.widget_states.widgets.extend(widgets)
        self.socket.send(message.SerializeToString())

    def answers(self, timeout: float = 60) -> list[ForwardMsg]:
        """Messages until the script has finished."""
        end, messages = time.monotonic() + timeout, []
        while time.monotonic() < end:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=end - time.monotonic()))
            messages.append(message)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = {
                    entry.url_pathname: entry.page_script_hash
                    for entry in message.navigation.app_pages
                }
            if kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return messages
                messages.clear()  # the run goes on as a newer one
        raise TimeoutError("the script has not finished")


def elements(messages: list[ForwardMsg], kind: str) -> list[Any]:
    """Elements of one kind, such as ``alert`` or ``heading``, in the order they were sent."""
    return [
        getattr(message.delta.new_element, kind)
        for message in messages
        if message.WhichOneof("type") == "delta"
        and message.delta.WhichOneof("type") == "new_element"
        and message.delta.new_element.WhichOneof("type") == kind
    ]


def titles(messages: list[ForwardMsg]) -> list[str]:
    """Titles of the page that was sent."""
    return [heading.body for heading in elements(messages, "heading") if heading.tag == "h1"]


def alerts(messages: list[ForwardMsg]) -> list[str]:
    """Texts of warnings and errors."""
    return [alert.body for alert in elements(messages, "alert")]
