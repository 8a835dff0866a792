"""One act is one step: a press of the back button shows what was seen before the last click."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.watched import Watched

pytestmark = pytest.mark.usefixtures("new_tab")


def _opened(watched: Watched, address: str) -> Page:
    """The page with the script that counts the steps, which on a busy machine comes last."""
    page = watched.open(address)
    watched.wait_until("() => window.nttHistory === true")
    return page


def _steps(page: Page) -> int:
    return int(page.evaluate("history.length"))


def _go(watched: Watched, press: str) -> None:
    """Back or forward, and until Streamlit has drawn what the address now says."""
    running = '[data-testid="stApp"]:not([data-test-script-state="notRunning"])'
    with watched.page.expect_event(
        "framenavigated", predicate=lambda frame: not frame.parent_frame
    ):
        getattr(watched.page, press)()
    watched.page.locator(running).wait_for(state="hidden")
    watched.settle()


@pytest.mark.parametrize(
    ("address", "link", "title", "entered"),
    [
        # The page keeps less than there was, the same, more than one choice, and another page's.
        ("/map?indicator=density&regency=5302", "Profil daerah", "Peta potensi", "/profile?"),
        ("/map?regency=5302", "Profil daerah", "Peta potensi", "/profile?regency=5302"),
        ("/matcher?commodity=chili&year=2021", "Skenario", "Surplus & defisit", "/scenarios?"),
        ("/", "Angka, pasangan, dan harga", "Masyarakat Ekonomi NTT", "/matcher?"),
    ],
)
def test_a_page_and_what_it_is_entered_with_are_one_step(
    desktop: Watched, address: str, link: str, title: str, entered: str
) -> None:
    page = _opened(desktop, address)
    before = page.url
    expect(page.locator("h1")).to_have_text(title)
    steps = _steps(page)
    page.get_by_role("link", name=link).first.click()
    expect(page.locator("h1")).not_to_have_text(title)
    desktop.settle()
    after = page.url
    assert entered in after
    assert _steps(page) == steps + 1

    _go(desktop, "go_back")
    expect(page.locator("h1")).to_have_text(title)
    expect(page).to_have_url(before)
    _go(desktop, "go_forward")
    expect(page.locator("h1")).not_to_have_text(title)
    expect(page).to_have_url(after)


def test_each_choice_is_a_step_and_all_of_them_are_walked_back(desktop: Watched) -> None:
    page = _opened(desktop, "/map")
    steps = _steps(page)
    desktop.map_frame().locator('path[data-regency="5302"]').click(
        position={"x": 40, "y": 30}, force=True
    )
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()
    desktop.settle()
    page.get_by_role("link", name="Profil daerah").click()
    expect(page.locator("h1")).to_have_text("Kabupaten Sumba Timur")
    desktop.settle()
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("link", name="Regency profile")).to_be_visible()
    desktop.settle()
    assert _steps(page) == steps + 3

    _go(desktop, "go_back")
    expect(page.get_by_role("link", name="Profil daerah")).to_be_visible()
    expect(page).to_have_url(f"{desktop.address}/profile?regency=5302")
    _go(desktop, "go_back")
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()
    expect(page).to_have_url(f"{desktop.address}/map?regency=5302")
    _go(desktop, "go_back")
    expect(page.get_by_text("Ibu kota Waingapu")).to_be_hidden()
    expect(page).to_have_url(f"{desktop.address}/map")
