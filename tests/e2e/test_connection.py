"""What a page says while it has no connection: no grey bars alone, no old figures in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from tests.support.watched import Watched

STREAM = "**/_stcore/stream"


class Line:
    """The way to the server, which a test cuts and mends."""

    def __init__(self, page: Page) -> None:
        self.is_cut = False
        self._open: list[WebSocketRoute] = []
        page.route_web_socket(STREAM, self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self.is_cut:
            socket.close()
            return
        socket.connect_to_server()
        self._open.append(socket)

    def cut(self) -> None:
        """End every connection and let none begin."""
        self.is_cut = True
        for socket in self._open:
            socket.close()

    def mend(self) -> None:
        self.is_cut = False


#: For what has to find its place in a window.
AT_BOTH_SIZES = pytest.mark.parametrize(
    "window", [(1440, 900), (390, 844)], ids=["desktop", "phone"], indirect=True
)


@pytest.fixture
def window(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A window whose console is not watched: browsers complain of what these tests do."""
    width, height = getattr(request, "param", (1440, 900))
    context = browser.new_context(viewport={"width": width, "height": height})
    yield Watched(context.new_page(), server)
    context.close()


def _notice(page: Page, when: str) -> Locator:
    return page.locator(f'#ntt-connection [data-when="{when}"]')


def _is_inside(page: Page, notice: Locator) -> bool:
    box, size = notice.bounding_box(), page.viewport_size
    assert box
    assert size
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"]
        and box["y"] + box["height"] <= size["height"]
    )


@AT_BOTH_SIZES
def test_a_blocked_connection_is_said_in_both_languages_with_what_to_do(window: Watched) -> None:
    page = window.page
    line = Line(page)
    line.cut()
    page.goto(f"{window.address}/map")
    waiting = _notice(page, "waiting")
    expect(waiting).to_be_visible()
    expect(waiting).to_contain_text("belum datang dari server")
    expect(waiting).to_contain_text("Nothing of this page has come")
    expect(waiting).to_contain_text("Matikan VPN")
    expect(waiting.get_by_role("button", name="Muat ulang halaman")).to_be_visible()
    assert _is_inside(page, waiting)
    expect(_notice(page, "lost")).to_be_hidden()
    line.mend()
    window.settle()
    expect(waiting).to_be_hidden()


def test_a_connection_that_opens_and_stays_silent_is_no_better(window: Watched) -> None:
    page = window.page
    page.route_web_socket(STREAM, lambda socket: None)
    page.goto(f"{window.address}/map?lang=en")
    waiting = _notice(page, "waiting")
    expect(waiting).to_be_visible()
    text = waiting.inner_text()
    assert text.index("Nothing of this page") < text.index("belum datang dari server")


@AT_BOTH_SIZES
def test_connecting_again_is_visible_and_ends(window: Watched) -> None:
    page = window.page
    line = Line(page)
    window.open("/map")
    lost = _notice(page, "lost")
    expect(lost).to_be_hidden()
    line.cut()
    expect(lost).to_be_visible()
    expect(lost).to_contain_text("Sambungan terputus; menyambung lagi")
    expect(lost).to_contain_text("The connection is lost; connecting again")
    # The figures stay readable, and Streamlit's English words for the same are not there.
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('[data-testid="stConnectionStatus"]')).to_be_hidden()
    lost.locator("summary").click()
    expect(lost).to_contain_text("Isian yang belum disimpan")
    assert _is_inside(page, lost)
    line.mend()
    expect(lost).to_be_hidden()
    window.settle()


def test_a_server_that_is_gone_without_a_word_is_noticed_by_the_next_act(window: Watched) -> None:
    """A machine switched off closes nothing: the browser believes in its connection for minutes."""
    page = window.page
    window.open("/map")
    page.route("**/_stcore/host-config", lambda route: route.abort())
    lost = _notice(page, "lost")
    expect(lost).to_be_hidden()
    page.locator("h1").click()
    expect(lost).to_be_visible()
    page.unroute("**/_stcore/host-config")
    expect(lost).to_be_hidden()
    window.settle()


def test_a_page_that_works_says_nothing_of_it(desktop: Watched) -> None:
    page = desktop.open("/matcher")
    page.locator("h1").click()
    page.wait_for_timeout(9_500)  # past the patience with a page that has not come
    for when in ("waiting", "lost"):
        expect(_notice(page, when)).to_be_hidden()
