"""Sections that a page shows by its address alone, in both themes, and what is asked of maps.

What is asked of every page is asked in one visit of each, ``cut_off/test_each_page.py``.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from publishing.palette import luminance
from tests.support.axe import (
    as_hex,
    grow,
    open_everything,
    pale_letters,
    skipped_levels,
    turn,
    without_alternative,
    wrong_for_axe,
)
from tests.support.watched import Watched

SECTIONS = {
    "map": ["indicator=first_sector&regency=5302"],
    "matcher": ["regency=5302", "commodity=coffee"],
    "methods": [f"section={code}" for code in ("costs", "published", "flows", "formulas")],
    "partners": [f"view={code}" for code in ("similar", "clusters", "flagship")],
    "guide": [
        f"section={code}"
        for code in (
            *(
                "law",
                "existing",
                "model",
                "forms",
                "principles",
                "stages",
                "clauses",
                "zones",
                "flows",
            ),
            "advice",
        )
    ],
    "tables": [f"section={code}" for code in ("sources", "anomalies", "coverage")],
}
VIEWS = [f"/{name}?{query}" for name, queries in SECTIONS.items() for query in queries]


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious_in_either_theme(desktop: Watched, view: str) -> None:
    """What a page's own address does not show; the rest is ``cut_off/test_each_page.py``."""
    desktop.page.emulate_media(color_scheme="light")
    page = desktop.open(view)
    open_everything(desktop)
    grow(desktop)
    wrong = [*wrong_for_axe(page, view), *pale_letters(page)]
    wrong += [*skipped_levels(page), *without_alternative(page)]
    turn(desktop, "dark")
    # Structure and names are the same in both: only what is a matter of colour is asked twice.
    dark = [*wrong_for_axe(page, view, colors_alone=True), *pale_letters(page)]
    wrong += [f"dark: {text}" for text in dark]
    assert not wrong, "\n".join(wrong)


def test_the_map_says_its_sentence_and_names_its_licence(desktop: Watched) -> None:
    page = desktop.open("/map?lang=en&indicator=hdi&year=2021")
    frame = desktop.map_frame()
    headline = page.locator("h2").first.inner_text()
    assert page.locator("iframe").get_attribute("aria-label") == f"Map: {headline}"
    assert headline in (frame.locator(".leaflet-container").get_attribute("aria-label") or "")
    assert frame.locator("html").get_attribute("lang") == "en"
    link = frame.locator(".leaflet-control-attribution a")
    assert link.get_attribute("href") == "https://creativecommons.org/licenses/by/3.0/igo/"
    assert link.get_attribute("rel") == "noopener"
    assert "simplified" in link.inner_text()
    assert "valid 1 April 2020" in (link.get_attribute("title") or "")


@pytest.mark.parametrize(
    ("view", "signs"),
    [
        ("/map?indicator=self_sufficiency&year=2022", {"−", "=", "+"}),
        ("/map?indicator=balance", {"−", "+"}),
        ("/matcher?commodity=chili&year=2022", {"−", "+", "−?", "=?", "+?"}),
        ("/map?indicator=first_sector", {"A", "B"}),
        ("/guide?section=zones", {"A", "H"}),
        ("/partners?view=clusters", {"1", "2"}),
    ],
)
def test_the_map_is_understood_without_its_colours(
    desktop: Watched, view: str, signs: set[str]
) -> None:
    """A sign behind the name tells what otherwise only the colour would."""
    desktop.open(view)
    names = desktop.map_frame().locator(".ntt-label span").all_text_contents()
    assert signs <= {name.rpartition("\u00a0")[2] for name in names}


def frame_of(page: Page) -> Frame:
    """The first map's own document."""
    return next(frame for frame in page.frames if "st_folium" in frame.url)


def test_the_map_is_dark_in_the_dark_theme(desktop: Watched) -> None:
    """Its buttons and its attribution too: white squares blind in a dark hall."""
    desktop.page.emulate_media(color_scheme="dark")
    desktop.open("/map")
    desktop.map_frame()
    found: dict[str, Any] = frame_of(desktop.page).evaluate(
        """() => Object.fromEntries(
             ['.leaflet-control-zoom-in', '.leaflet-control-attribution'].map(name =>
               [name, getComputedStyle(document.querySelector(name)).backgroundColor]))"""
    )
    assert all(luminance(as_hex(color)) < 0.1 for color in found.values()), found
