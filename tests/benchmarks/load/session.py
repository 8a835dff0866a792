"""One visitor without a browser: what the page sends and is sent over Streamlit's websocket.

The visitor keeps what a browser keeps (the widgets on the page, the address, the large messages
that the server need not send again), so that the server does the same work and sends the same
bytes as for a person.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from pages.ui.failure import NUMBER

#: Runs for which a browser keeps a large message that it was not sent again
#: (``global.maxCachedMessageAge`` in ``.streamlit/config.toml``).
KEPT_RUNS = 200
#: Longest wait for one answer, in seconds; a server that takes longer has failed.
PATIENCE_S = 60.0
#: Kinds of elements that a visitor may use; a fold is a block and comes as ``expandable``.
_WIDGETS = ("selectbox", "button_group", "component_instance", "text_input", "checkbox", "button")
_FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


class CountingConnection(ClientConnection):
    """A websocket that counts what comes over the wire, compressed as a browser gets it."""

    wire_bytes = 0

    def data_received(self, data: bytes) -> None:
        self.wire_bytes += len(data)
        super().data_received(data)


class SessionError(Exception):
    """The server closed the connection, failed, or showed an exception."""


@dataclass
class Answer:
    """What one interaction brought back.

    ``wire_bytes``: compressed, as they came; ``received_bytes``: unpacked messages.
    """

    wire_bytes: int = 0
    received_bytes: int = 0
    messages: int = 0
    elements: int = 0


@dataclass
class Widget:
    """A widget on the page: its id, kind, label, options, the fragment it belongs to.

    ``standing`` is the option of a select box that it was drawn with.
    """

    id: str
    kind: str
    label: str
    options: tuple[str, ...] = ()
    fragment: str = ""
    standing: str = ""


@dataclass
class _Kept:
    """A large message in the browser's memory, and the run in which it was last shown."""

    message: ForwardMsg
    run: int


@dataclass
class Session:
    """A visitor's connection; use ``async with Session.open(address, page)``."""

    socket: CountingConnection
    page: str
    query: str
    widgets: dict[str, Widget] = field(default_factory=dict)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _seen: dict[str, None] = field(default_factory=dict)
    _runs: int = 0
    _page_hash: str = ""
    _renewed: str = ""

    @classmethod
    async def open(
        cls, address: str, page: str, cookie: str = "", **query: str
    ) -> tuple[Session, Answer]:
        """Connect to ``http://127.0.0.1:PORT``, ask for a page and wait until it is whole.

        ``cookie`` is what nginx gave with its answer about the health: which process is asked.
        """
        place = urlsplit(address)
        if place.hostname not in ("127.0.0.1", "localhost"):
            raise ValueError(f"load goes to this machine only, not to {address}")
        socket = await connect(
            f"ws://{place.netloc}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            create_connection=CountingConnection,
            additional_headers={"Cookie": cookie} if cookie else None,
        )
        assert isinstance(socket, CountingConnection)
        session = cls(socket, page, urlencode(query))
        try:
            answer = await session._rerun("")
        except BaseException:
            await socket.close()
            raise
        return session, answer

    async def close(self) -> None:
        """Leave, as a closed tab does."""
        await self.socket.close()

    def find(self, kind: str, label: str = "") -> Widget:
        """The first widget of a kind (``selectbox``, ``expandable``) and label."""
        found = self.look_for(kind, label)
        if found is not None:
            return found
        known = ", ".join(f"{each.kind} '{each.label}'" for each in self.widgets.values())
        raise SessionError(f"no {kind} '{label}' on the page; there are: {known}")

    def look_for(self, kind: str, label: str = "") -> Widget | None:
        """The same, or ``None`` where the page has none."""
        for widget in self.widgets.values():
            if widget.kind == kind and label in widget.label:
                return widget
        return None

    async def choose(self, widget: Widget, option: str) -> Answer:
        """Choose an option of a select box or segmented control, by the words on the screen."""
        if option not in widget.options:
            raise SessionError(f"'{option}' is no option of '{widget.label}': {widget.options}")
        state = WidgetState(id=widget.id)
        if widget.kind == "button_group":
            state.string_array_value.data.append(option)
        else:
            state.string_value = option
        return await self._set(widget, state)

    def others(self, widget: Widget) -> list[str]:
        """Options of a select box that do not stand in it: of the one that does, none is sent."""
        state = self._states.get(widget.id)
        standing = widget.standing if state is None else state.string_value
        return [option for option in widget.options if option != standing]

    async def answer_component(self, widget: Widget, value_json: str) -> Answer:
        """What a component (the map) sends when it is clicked."""
        return await self._set(widget, WidgetState(id=widget.id, json_value=value_json))

    async def write(self, widget: Widget, text: str) -> Answer:
        """Type into a field and leave it."""
        return await self._set(widget, WidgetState(id=widget.id, string_value=text))

    async def turn(self, widget: Widget, on: bool) -> Answer:
        """Tick a box, throw a toggle, open or close a fold."""
        return await self._set(widget, WidgetState(id=widget.id, bool_value=on))

    async def press(self, widget: Widget) -> Answer:
        """Click a button: that is sent once, while what was chosen is sent with every request."""
        click = WidgetState(id=widget.id, trigger_value=True)
        return await self._rerun(widget.fragment, click)

    async def renew(self) -> Answer:
        """Ask again for the part of the page that renews itself, as the browser does in time."""
        if not self._renewed:
            raise SessionError("no part of the page renews itself")
        return await self._rerun(self._renewed)

    async def _set(self, widget: Widget, state: WidgetState) -> Answer:
        self._states[widget.id] = state
        return await self._rerun(widget.fragment)

    async def _rerun(self, fragment: str, *clicks: WidgetState) -> Answer:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.page_script_hash = self._page_hash
        rerun.page_name = "" if self._page_hash else self.page
        rerun.fragment_id = fragment
        rerun.widget_states.widgets.extend([*self._states.values(), *clicks])
        rerun.cached_message_hashes.extend(self._kept)
        rerun.context_info.timezone = "Asia/Makassar"
        rerun.context_info.locale = "id-ID"
        before = self.socket.wire_bytes
        await self.socket.send(message.SerializeToString())
        answer = await asyncio.wait_for(self._read_answer(not fragment), PATIENCE_S)
        self._forget_old_messages(fragment)
        answer.wire_bytes = self.socket.wire_bytes - before
        return answer

    def _forget_old_messages(self, fragment: str) -> None:
        """As the browser's memory of messages does at the end of each run."""
        self._runs += 1
        for name, kept in list(self._kept.items()):
            of_this_run = not fragment or kept.message.delta.fragment_id == fragment
            if of_this_run and self._runs - kept.run > KEPT_RUNS:
                del self._kept[name]

    async def _read_answer(self, is_whole: bool) -> Answer:
        answer = Answer()
        self._seen.clear()
        while True:
            data = await self.socket.recv()
            if isinstance(data, str):
                raise SessionError("the server sent text where messages are binary")
            message = ForwardMsg.FromString(data)
            answer.received_bytes += len(data)
            answer.messages += 1
            if message.ref_hash:
                kept = self._kept.get(message.ref_hash)
                if kept is None:
                    raise SessionError("the server refers to a message that it never sent")
                kept.run = self._runs
                resolved = ForwardMsg()
                resolved.CopyFrom(kept.message)
                resolved.metadata.CopyFrom(message.metadata)
                message = resolved
            elif message.metadata.cacheable:
                self._kept[message.hash] = _Kept(message, self._runs)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                # A choice outside of any part may redraw parts only, and one in a part the page.
                is_whole = not message.metadata.run.fragment_ids
                self._seen.clear()
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "auto_rerun":
                self._renewed = message.auto_rerun.fragment_id
            elif kind == "delta":
                answer.elements += 1
                self._note(message)
            elif kind == "script_finished":
                # A run that was cut short by a newer one is followed by that one's messages.
                if message.script_finished in _FINISHED:
                    if is_whole:
                        self._forget_what_is_gone()
                    return answer
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise SessionError("the page does not compile")

    def _forget_what_is_gone(self) -> None:
        """A browser does so with what the whole page has no more."""
        self.widgets = {key: self.widgets[key] for key in self._seen}
        self._states = {key: each for key, each in self._states.items() if key in self._seen}

    def _note(self, message: ForwardMsg) -> None:
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            fold = delta.add_block.expandable
            if fold.id:
                self._seen[fold.id] = None
                self.widgets[fold.id] = Widget(
                    fold.id, "expandable", fold.label, fragment=delta.fragment_id
                )
            return
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        if kind == "exception":
            raise SessionError(f"the page shows an exception: {delta.new_element.exception}")
        element: Any = getattr(delta.new_element, kind)
        if kind == "alert" and NUMBER.search(element.body):
            raise SessionError(f"the page has failed: {element.body}")
        if kind in _WIDGETS and not getattr(element, "disabled", False):
            options = getattr(element, "options", ())
            if kind == "button_group":
                options = [option.content for option in options]
            self._seen[element.id] = None
            label = element.label if kind != "component_instance" else element.component_name
            standing = ""
            if kind == "selectbox" and options:
                if element.set_value:  # by the page; from now on the browser says so too
                    standing = element.raw_value
                    self._states[element.id] = WidgetState(id=element.id, string_value=standing)
                elif element.HasField("default"):  # else nothing is chosen yet
                    standing = options[element.default]
            self.widgets[element.id] = Widget(
                element.id, kind, label, tuple(options), delta.fragment_id, standing
            )
