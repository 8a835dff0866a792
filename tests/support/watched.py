"""A page in a browser, and everything that it should not have seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    FrameLocator,
    Page,
    Request,
    WebSocket,
    expect,
)
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.ui.failure import NUMBER
from tests.support.patience import PATIENCE_MS

STREAM = "/_stcore/stream"
#: Of each browser, by their size, windows that nobody sits at any more. Whoever comes next finds
#: the application's scripts there, as everybody does from their second visit on, and nothing else:
#: in a tab of its own the browser would translate all of them anew, half of what a visit costs.
_left: WeakKeyDictionary[Browser, dict[tuple[int, int], list[Page]]] = WeakKeyDictionary()
#: Steps that a tab may have behind it; from the fiftieth on browsers count no further.
MOST_STEPS = 25


class Watched:
    """A page in the browser, and what went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        #: Whether a run was asked for of which the page has heard nothing yet.
        self._has_asked = False
        #: Whether something was done to the tab that cannot be taken back.
        self.is_spent = False
        page.on("request", self._on_request)
        page.on("websocket", self._on_socket)
        page.on("console", self._on_console)
        page.on("pageerror", self._on_error)

    def look_away(self) -> None:
        """Hear no more of the page."""
        self.page.remove_listener("request", self._on_request)
        self.page.remove_listener("websocket", self._on_socket)
        self.page.remove_listener("console", self._on_console)
        self.page.remove_listener("pageerror", self._on_error)

    def _on_error(self, error: Error) -> None:
        self.wrong.append(f"page error: {error}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "ws://127.0.0.1")):
            self.wrong.append(f"request to the outside: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self.wrong.append(f"console: {message.text} ({place})")

    def _on_socket(self, socket: WebSocket) -> None:
        if not socket.url.partition("?")[0].endswith(STREAM):
            return
        self._has_asked = False
        socket.on("framesent", self._on_sent)
        socket.on("framereceived", self._on_received)
        socket.on("close", lambda _socket: setattr(self, "_has_asked", False))

    def _on_sent(self, payload: bytes | str) -> None:
        said = BackMsg.FromString(payload) if isinstance(payload, bytes) else BackMsg()
        # A part that renews itself is not waited for: the server leaves out one that is gone.
        if said.WhichOneof("type") == "rerun_script" and not said.rerun_script.is_auto_rerun:
            self._has_asked = True

    def _on_received(self, payload: bytes | str) -> None:
        if (
            self._has_asked
            and isinstance(payload, bytes)
            and ForwardMsg.FromString(payload).WhichOneof("type") == "new_session"
        ):
            self._has_asked = False

    def open(self, path: str = "/") -> Page:
        """Go to a path and wait until Streamlit has finished drawing it."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the run that was asked for has come, none goes on and nothing is greyed out.

        Between a click and the server's "it runs" the page says that nothing does: on a busy
        machine that is long enough to take the page of before for the one after.
        """
        self.page.wait_for_timeout(30)  # what was done just now is sent by then
        for _attempt in range(200):  # ten seconds: what belongs to a part that is gone has no run
            if not self._has_asked:
                break
            self.page.wait_for_timeout(50)
        self._has_asked = False
        at_rest = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        self.page.wait_for_selector(at_rest)
        self.page.wait_for_selector(".stMainBlockContainer h1")
        waiting = self.page.locator('[data-testid="stSkeleton"], [data-stale="true"]')
        expect(waiting).to_have_count(0)
        for told in self.page.locator('[data-testid="stAlert"]').all_inner_texts():
            if NUMBER.search(told):
                self.wrong.append(f"the page has failed: {told}")

    def open_folds(self) -> None:
        """Open every expander, also those that opening one has brought.

        One after the other, as a person would: of folds that a script opens within one run of the
        page, Streamlit's browser part sometimes loses its place ("Bad delta path index"), and a
        part of the page with it.
        """
        closed = self.page.locator('[data-testid="stExpander"] details:not([open]) > summary')
        while closed.count():
            closed.first.evaluate("summary => summary.click()")
            self.wait_until(
                """() => [...document.querySelectorAll('[data-testid="stExpander"] details[open]')]
                        .every(fold => fold.querySelector('[data-testid="stElementContainer"]'))"""
            )
            self.settle()

    def wait_until(self, condition: str, argument: object = None) -> None:
        """Wait for a condition in JavaScript.

        Asked from outside again and again: the pages' policy forbids a script to make a script of
        a text, which Playwright's own ``wait_for_function`` does.
        """
        for _attempt in range(PATIENCE_MS // 100):
            if self.page.evaluate(condition, argument):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never true: {condition}")

    def map_frame(self, index: int = 0) -> FrameLocator:
        """The map's frame once its polygons are painted."""
        frame = self.page.frame_locator('iframe[title*="folium"]').nth(index)
        frame.locator("body[data-painted]").wait_for()
        return frame


@contextmanager
def watching(browser: Browser, address: str, width: int, height: int) -> Iterator[Watched]:
    """A window of somebody whom no page knows yet; nothing may go wrong in it."""
    left = _left.setdefault(browser, defaultdict(list))[width, height]
    page = left.pop() if left else _window(browser, width, height)
    watched = Watched(page, address)
    try:
        yield watched
    except BaseException:
        page.context.close()
        raise
    watched.look_away()
    left.append(_as_found(page, width, height, watched.is_spent))
    assert not watched.wrong, "\n".join(watched.wrong)


def with_new_tabs(browser: Browser) -> None:
    """Whoever comes next to one of the windows finds a tab without any step or focus of before."""
    for pages in _left.get(browser, {}).values():
        pages[:] = [_anew(page) for page in pages]


def _anew(page: Page) -> Page:
    fresh = page.context.new_page()
    page.close()
    return fresh


def _window(browser: Browser, width: int, height: int) -> Page:
    size = {"width": width, "height": height}
    return browser.new_context(viewport=size, locale="en-GB").new_page()  # type: ignore[arg-type]


def _as_found(page: Page, width: int, height: int, is_spent: bool) -> Page:
    """A tab of the same window in which nobody has been yet."""
    context = page.context
    for each in context.pages:
        _forget_visit(each)
        if each is not page:
            each.close()
    context.clear_cookies()
    if page.is_closed() or is_spent or page.evaluate("history.length") > MOST_STEPS:
        return _anew(page)
    page.goto("about:blank")
    page.emulate_media(
        media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
    )
    page.set_viewport_size({"width": width, "height": height})
    page.unroute_all()
    page.mouse.move(0, 0)
    return page


def _forget_visit(page: Page) -> None:
    """What a page has kept in the browser beside its cookies."""
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
