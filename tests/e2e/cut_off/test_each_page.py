"""Each page visited once in each language, and looked at in every way in which a page can be wrong.

In English on a phone; in Indonesian at a desk in the evening, printed, looked at in a phone's
width, by whoever cannot see it, and when the light is on again, with all that opens and a file of
each kind. A visit costs more than what is asked of it: what one check finds does not end the
others. Nothing may be asked from the outside all the while (``test_cut_off``).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.axe import (
    grow,
    open_everything,
    pale_letters,
    skipped_levels,
    turn,
    without_alternative,
    wrong_for_axe,
)
from tests.support.checks import Checks
from tests.support.on_paper import (
    cut_shrunk_or_dark,
    drawn,
    give_back,
    lay_out,
    left_on_the_screen,
    not_said,
)
from tests.support.open_page import PAGES, PATHS
from tests.support.printed import sheets
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
#: Of what is called alike, so many are opened.
ALIKE = 2
TWO_ABREAST = {"/matcher", "/scenarios", "/ferries"}
OWNER = " – Masyarakat Ekonomi NTT"
DESK, PHONE = (1440, 900), (390, 844)


@pytest.mark.parametrize(("name", "path"), list(zip(PAGES, PATHS, strict=True)))
def test_a_page_is_right_in_every_way_it_is_looked_at(
    desktop: Watched, phone: Watched, tmp_path: Path, name: str, path: str
) -> None:
    checks = Checks()
    page = phone.open(f"{path}?lang=en")
    english = _named(phone, "en", checks)
    with checks.step("English on a phone"):
        _nothing_scrolls_sideways(page)
        if path in TWO_ABREAST:
            phone.map_frame()  # only then does nothing move any more
            _figures_stand_two_abreast(page)

    desktop.page.emulate_media(color_scheme="dark")
    page = drawn(desktop, f"{path}?lang=id")
    own = _named(desktop, "id", checks)
    checks.finds("title", [f"{own} in both languages"] if own == english else [])
    with checks.step("sheets"):
        checks.finds("sheets", not_said(sheets(page, tmp_path / "page.pdf"), name, desktop.address))
        checks.finds("left after printing", left_on_the_screen(page))
    with checks.step("paper"):
        lay_out(desktop)
        checks.finds("paper", cut_shrunk_or_dark(page, path))
    give_back(desktop, *PHONE)
    with checks.step("in a phone's width"):
        _nothing_scrolls_sideways(page)
    _at_the_desk(page)

    open_everything(desktop)
    grow(desktop)
    # Structure and names are the same in both: only what is a matter of colour is asked twice.
    checks.finds("dark: axe", wrong_for_axe(page, path))
    checks.finds("dark: charts", pale_letters(page))
    checks.finds("headings", skipped_levels(page))
    checks.finds("without alternative", without_alternative(page))
    with checks.step("light"):
        turn(desktop, "light")
        checks.finds("light: axe", wrong_for_axe(page, path, colors_alone=True))
        checks.finds("light: charts", pale_letters(page))
    _at_the_desk(page)
    with checks.step("what opens and files"):
        _open_each_and_take_files(desktop, path)
    named = [name for frame in page.frames for name in frame.evaluate(NAMES)]
    checks.finds("English words", [name for name in named if ENGLISH.search(name)])
    checks.finds("what the browsers say", [*phone.wrong, *desktop.wrong])
    checks.tell()


def _at_the_desk(page: Page) -> None:
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def _named(watched: Watched, language: str, checks: Checks) -> str:
    """What the page is called, which is told alike by title, heading and menu."""
    page, name = watched.page, ""
    with checks.step(f"title ({language})"):
        watched.wait_until("code => document.documentElement.lang === code", language)
        watched.wait_until(f"document.title.includes('{OWNER}')")
        assert page.locator('[data-testid="stException"]').count() == 0, "an exception is shown"
        assert page.locator(".stMainBlockContainer h1").count() == 1, "one heading of the page"
        entries = page.locator('[data-testid="stSidebarNavLink"]').all_inner_texts()
        name = page.title().removesuffix(OWNER)
        assert [each.strip() for each in entries].count(name) == 1, f"not one page is {name}"
    return name


def _nothing_scrolls_sideways(page: Page) -> None:
    main = page.locator('[data-testid="stMain"]')
    scrolls, wide = main.evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert scrolls <= wide, f"{scrolls} px in {wide} px"


def _figures_stand_two_abreast(page: Page) -> None:
    page.locator('[data-testid="stMetric"]').nth(1).wait_for()
    first, second = page.evaluate(
        """() => Array.from(document.querySelectorAll('[data-testid="stMetric"]')).slice(0, 2)
             .map(metric => metric.getBoundingClientRect().toJSON())"""
    )
    assert first["y"] == pytest.approx(second["y"], abs=2), "not in one line"
    assert second["x"] > first["x"] + first["width"] / 2, "one above the other"


def _open_each_and_take_files(watched: Watched, path: str) -> None:
    """Of what is called alike two are opened, and the first file of each kind is taken.

    They are made by the same code; what is in each of them, tests of the page by itself say.
    """
    taken: set[str] = set()
    _open_and_take(watched, taken)
    tabs = watched.page.locator('[role="tab"]')
    for index in range(tabs.count()):
        tabs.nth(index).click()
        watched.settle()
        _open_and_take(watched, taken)
    assert taken or path not in WITH_FILES, "no file is offered"


def _open_and_take(watched: Watched, taken: set[str]) -> None:
    """Open what the part of the page that is shown now has, and take a file of each kind."""
    page = watched.page
    watched.open_folds()
    _take_files(watched, "", taken)
    opened = Counter[str]()
    for index, called in enumerate(page.locator(OPENERS).all_inner_texts()):
        opened[called] += 1
        if opened[called] > ALIKE:
            continue
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
