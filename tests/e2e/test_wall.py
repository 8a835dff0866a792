"""The wall on a projector and on a phone: read from the last row, renewed by nobody's click."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ntt_data.collection import POTENTIALS
from ntt_data.store.collection_records import Round
from tests.support.a_round import MAIZE, TRADE, accept, hand_in_maize, open_round
from tests.support.own_store import own_store
from tests.support.serving import Server, serving
from tests.support.watched import Watched, watching

#: What a round asks that asks every office: more than this no wall has to hold.
ALL_OFFICES = [
    MAIZE,
    {"sheet": "livestock", "item": "cattle", "unit": "head"},
    {"sheet": "fisheries", "item": "fish", "form": "marine_capture"},
    TRADE,
    *({"sheet": "investment", "item": item, "unit": "none"} for item in POTENTIALS),
]
_SIZES = """() => {
  const wall = document.querySelector('.ntt-wall'), box = wall.getBoundingClientRect();
  const seen = [...wall.querySelectorAll('*')].filter(each => each.checkVisibility()
    && !each.classList.contains('unseen')
    && [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  const main = document.querySelector('[data-testid="stMain"]');
  const hour = wall.querySelector('.fresh').getBoundingClientRect();
  const over = [...document.querySelectorAll('.ntt-search, .st-key-screen-only-take-along')]
    .filter(each => getComputedStyle(each).opacity > 0).map(each => each.getBoundingClientRect())
    .filter(each => each.left < hour.right && each.right > hour.left
      && each.top < hour.bottom && each.bottom > hour.top);
  return {
    top: box.top, bottom: box.bottom,
    smallest: Math.min(...seen.map(each => parseFloat(getComputedStyle(each).fontSize))),
    cut: [...wall.querySelectorAll('li, .line > p, .below')]
      .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent),
    over: over.length,
    sideways: main.scrollWidth - main.clientWidth,
    abreast: getComputedStyle(wall.querySelector('.tiles')).gridTemplateColumns.split(' ').length,
  };
}"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Round, Server]]:
    """A rehearsal that asks every office, some of it done, and a server that shows it."""
    folder = tmp_path_factory.mktemp("wall")
    with pytest.MonkeyPatch.context() as patch, own_store(folder, patch) as url:
        made = open_round(*ALL_OFFICES, rehearsal=True, name="Latihan Rakor ketahanan pangan NTT")
        accept(hand_in_maize(made, "5304", "100000"))
        accept(hand_in_maize(made, "5371", "10"))
        hand_in_maize(made, "5301", "90000")
        environment = {"NTT_DATABASE_URL": url}
        with serving(folder / "log.txt", environment=environment) as server:
            yield made, server


def test_read_from_the_last_row_and_renewed_by_itself(
    browser: Browser, asked: tuple[Round, Server]
) -> None:
    made, server = asked
    for width, height in ((1920, 1080), (1280, 720), (390, 844)):
        with watching(browser, server.address, width, height) as watched:
            page = _opened(watched, made)
            found = page.evaluate(_SIZES)
            assert found["sideways"] <= 0
            assert not found["cut"]
            assert not found["over"], "the hour of the reading is in sight"
            if width == 390:
                assert found["abreast"] in (2, 3)
                continue
            assert found["smallest"] >= height / 20
            assert found["top"] >= 0
            assert found["bottom"] <= height, "one screen, without scrolling"
            expect(page.locator(".ntt-wall .across")).to_have_text("LATIHAN")

    with watching(browser, server.address, 1280, 720) as watched:
        page = _opened(watched, made)
        total = page.locator(".ntt-wall .total")
        expect(total).to_have_text("3 dari 110 lembar diserahkan")
        hand_in_maize(made, "5303", "7000")
        expect(total).to_have_text("4 dari 110 lembar diserahkan")  # and nobody has clicked
        assert not page.locator(".ntt-wall.silent").count()


def test_grey_when_nothing_comes_any_more_and_back_by_itself_after_a_restart(
    browser: Browser, asked: tuple[Round, Server], tmp_path: Path
) -> None:
    """The laptop was started anew: nobody goes to the projector and presses F5."""
    made, server = asked
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = _opened(Watched(context.new_page(), server.address), made)
    before, address = page.locator(".ntt-wall .tiles").inner_html(), page.url
    total = page.locator(".ntt-wall .total")
    (handed,) = re.findall(r"^\d+", total.inner_text())
    server.kill()
    expect(page.locator(".ntt-wall.silent")).to_have_count(1, timeout=60_000)
    expect(page.locator(".ntt-wall .old")).to_have_text(
        re.compile(r"Terakhir diperbarui pukul \d\d\.\d\d\.\d\d WITA")
    )
    expect(page.locator(".ntt-wall .fresh")).to_be_hidden()
    environment = {"NTT_DATABASE_URL": os.environ["NTT_DATABASE_URL"]}
    with serving(tmp_path / "log2.txt", environment=environment, port=server.port):
        expect(page.locator(".ntt-wall.silent")).to_have_count(0, timeout=120_000)
        expect(page.locator(".ntt-wall .fresh")).to_be_visible()
        assert page.locator(".ntt-wall .tiles").inner_html() == before
        expect(total).to_have_text(f"{handed} dari 110 lembar diserahkan")
        assert page.url == address, "the same round"
        hand_in_maize(made, "5302", "7000")  # it is alive: what comes in now is shown too
        expect(total).to_have_text(f"{int(handed) + 1} dari 110 lembar diserahkan")
        context.close()


def _opened(watched: Watched, made: Round) -> Page:
    watched.page.goto(f"{watched.address}/wall?round={made.round_id}")
    watched.page.wait_for_selector(".ntt-wall")
    watched.page.wait_for_selector('[data-testid="stSelectbox"]')  # what stands below it
    watched.page.wait_for_timeout(500)  # the menu folds
    return watched.page
