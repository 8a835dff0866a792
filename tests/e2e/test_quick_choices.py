"""Two choices on the desktop, the second before the first is answered: the last one stands.

All parts of the page must show it (docs/decisions/parts-of-the-matcher.md), whatever the network
did to the answers in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, TimeoutError, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.patience import PATIENCE_MS
from tests.support.watched import Watched

STREAM = "**/_stcore/stream"
_DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


class SlowAnswers:
    """The way from the server to the page, on which a test keeps answers waiting."""

    def __init__(self, window: Watched) -> None:
        self._page = page = window.page
        window.is_spent = True  # a tab never forgets such a way
        self._socket: WebSocketRoute | None = None
        self._is_holding = False
        self._held: list[bytes | str] = []
        page.route_web_socket(STREAM, self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        socket.connect_to_server().on_message(self._pass_on)

    def _pass_on(self, message: bytes | str) -> None:
        assert self._socket is not None
        if self._is_holding:
            self._held.append(message)
        else:
            self._socket.send(message)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """What the server answers in the block reaches the page after it."""
        self._is_holding = True
        yield
        self._is_holding = False
        assert self._socket is not None
        for message in self._held:
            self._socket.send(message)
        self._held.clear()

    def wait_for_a_whole_answer(self) -> None:
        """Until the server has said that it is done."""
        for _attempt in range(PATIENCE_MS // 20):
            if any(self._is_done(each) for each in self._held):
                return
            self._page.wait_for_timeout(20)
        raise AssertionError("no answer")

    @staticmethod
    def _is_done(message: bytes | str) -> bool:
        assert isinstance(message, bytes)
        read = ForwardMsg.FromString(message)
        return read.WhichOneof("type") == "script_finished" and read.script_finished in _DONE


def opened(window: Watched, query: str) -> Page:
    return window.open(f"/matcher?commodity=rice&{query}")


def choose(window: Watched, label: str, option: str) -> None:
    """Open the list and take the option, whatever is on its way; an answer may close the list."""
    box = window.page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()
    for _attempt in range(PATIENCE_MS // 5_000):
        box.press("ArrowDown")
        try:
            window.page.get_by_role("option", name=option, exact=True).click(timeout=5_000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"{option} could not be taken")


def pick(window: Watched, regency: str) -> None:
    """On the map of the balance, with the keyboard: a page that scrolls moves no mark away."""
    window.map_frame().locator(f'path[aria-label^="{regency},"]').first.press("Enter")


def shows(window: Watched, year: int, regency: str) -> None:
    """All parts are of this year and this regency, and nothing is awaited any more."""
    window.settle()
    page = window.page
    expect(page.get_by_role("heading", level=2, name=re.compile(f"^Beras {year}"))).to_be_visible()
    expect(page.get_by_role("heading", name=f"Masukan {regency}")).to_be_visible()
    expect(page.get_by_role("combobox", name="Tahun")).to_have_value(str(year))
    for index in (0, 1):
        area = window.map_frame(index).locator(f'path[aria-label^="{regency},"]').first
        expect(area).to_have_attribute("aria-label", re.compile(rf"\({year}\)"))
    bars = page.locator(
        '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'
    )
    expect(bars.first).to_be_visible()
    expect(page).to_have_url(re.compile(f"regency={CODES[regency]}"))


#: Of the regencies that are chosen here.
CODES = {"Sikka": "5310", "Ende": "5311", "Ngada": "5312"}
AS_THE_ADDRESS_SAYS = """() => {
    const usual = "2022"; // of rice: it stands in no address
    const year = new URLSearchParams(location.search).get("year") || usual;
    return document.querySelector('input[aria-label="Tahun"]').value === year
        && document.querySelector("h2").innerText.startsWith(`Beras ${year}`);
}"""


def test_back_to_the_year_before_while_the_other_one_is_on_its_way(desktop: Watched) -> None:
    """Streamlit lets the server name a large message that the browser has instead of sending it.

    The browser may have forgotten it by the time the answer comes, and then waits for good; so it
    forgets late (``.streamlit/config.toml``).
    """
    slow = SlowAnswers(desktop)
    opened(desktop, "year=2021&regency=5310")
    for objective in ("paling murah", "paling adil", "NTT saling memasok dahulu"):
        choose(desktop, "Tujuan", objective)
        desktop.settle()
    with slow.holding():
        choose(desktop, "Tahun", "2022")
        slow.wait_for_a_whole_answer()
        choose(desktop, "Tahun", "2021")
    shows(desktop, 2021, "Sikka")


def test_of_two_choices_at_once_the_last_one_stands(desktop: Watched) -> None:
    """The second is made with the address of before the first."""
    slow = SlowAnswers(desktop)
    page = opened(desktop, "year=2022&regency=5310")
    shows(desktop, 2022, "Sikka")
    with slow.holding():
        pick(desktop, "Ende")
        slow.wait_for_a_whole_answer()
        pick(desktop, "Ngada")
    shows(desktop, 2022, "Ngada")
    with slow.holding():
        choose(desktop, "Tahun", "2021")
        slow.wait_for_a_whole_answer()
        pick(desktop, "Ende")
    shows(desktop, 2021, "Ende")
    choose(desktop, "Tahun", "2023")
    page.go_back()
    # Where that leads depends on which answer came first; the address tells, and the page shows it.
    for _once_more in range(2):
        desktop.settle()
        desktop.wait_until(AS_THE_ADDRESS_SAYS)


def test_a_click_on_the_map_stands_beside_the_choice_in_a_list_that_follows(
    desktop: Watched,
) -> None:
    """The list of regencies still says what was before the click when the year is asked for."""
    slow = SlowAnswers(desktop)
    opened(desktop, "year=2022&regency=5310")
    shows(desktop, 2022, "Sikka")
    with slow.holding():
        pick(desktop, "Ende")
        slow.wait_for_a_whole_answer()
        choose(desktop, "Tahun", "2021")
    shows(desktop, 2021, "Ende")


def test_a_file_below_a_table_that_followed_is_of_the_year_that_is_shown(desktop: Watched) -> None:
    """The button stays when the table turns to a year of the same sources."""
    page = opened(desktop, "year=2022")
    choose(desktop, "Tahun", "2021")
    desktop.settle()
    expect(page.get_by_role("heading", level=2, name=re.compile("^Beras 2021"))).to_be_visible()
    below = page.locator('[class*="st-key-open-files-pairs-rice"]')
    expect(below).to_have_count(1)
    below.get_by_role("button", name="Unduh").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Tabel (CSV)").click()
    assert "2021" in waited.value.suggested_filename
    assert "2022" not in waited.value.suggested_filename
    with_files = page.get_by_role("button", name="Peta sebagai gambar").nth(1)
    with_files.click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Gambar (PNG)").click()
    assert "2021" in waited.value.suggested_filename
