"""What axe-core finds, in both themes, and what it cannot see: titles, headings, alternatives.

axe-core comes with ``axe-playwright-python``; nothing is asked from the outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Frame, Page, expect

from publishing.palette import luminance
from tests.support.open_page import PAGES
from tests.support.watched import Watched

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
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
PATHS = {name: "/" if name == "overview" else f"/{name}" for name in PAGES}
VIEWS = [
    *PATHS.values(),
    *(f"{PATHS[name]}?{query}" for name, queries in SECTIONS.items() for query in queries),
]


@dataclass(frozen=True)
class Excepted:
    """A finding in something that Streamlit draws and offers no way to change."""

    rule: str
    selector: str
    reason: str
    seen_at: str  # a view that shows it: there it must still occur, or the line is to be deleted


STREAMLITS_OWN = [
    Excepted(
        "list",
        '[data-testid="stSidebarNavItems"]',
        "the menu of st.navigation puts sections (div) between list and entries",
        "/",
    ),
    Excepted(
        "listitem",
        '[data-testid="stSidebarNavItems"] li',
        "the same: entries of the menu stand in a div of their section",
        "/",
    ),
]
BAD = ("serious", "critical")
DARK = re.compile(r"\b21, 24, 30\b")


def _findings(page: Page, colors_alone: bool) -> Iterator[tuple[str, str, list[bool]]]:
    """Rule, description and, for each exception, whether it covers it; frames are looked into."""
    for frame in page.frames:
        if not frame.evaluate("'axe' in window"):
            frame.evaluate(AXE)
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if colors_alone:
        options["runOnly"] = {"type": "tag", "values": ["cat.color"]}
        # Of a higher level than is asked of everything else here (WCAG AAA).
        options["rules"] = {"color-contrast-enhanced": {"enabled": False}}
    answer = page.evaluate("options => axe.run(document, options)", options)
    for violation in answer["violations"]:
        if violation["impact"] not in BAD:
            continue
        for node in violation["nodes"]:
            covered = [
                own.rule == violation["id"]
                and len(node["target"]) == 1
                and page.evaluate(
                    "([target, own]) => document.querySelector(target)?.matches(own) ?? false",
                    [node["target"][0], own.selector],
                )
                for own in STREAMLITS_OWN
            ]
            summary = node["failureSummary"].replace("\n", " ")
            yield violation["id"], f"{node['target']} {node['html'][:200]} {summary}", covered


def _open_everything(watched: Watched) -> None:
    """Maps painted, charts drawn, every expander open."""
    page = watched.page
    for index in range(page.locator("iframe").count()):
        watched.map_frame(index)
    watched.open_folds()
    watched.wait_until(
        """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                .every(chart => chart.querySelector('svg, canvas'))"""
    )
    watched.settle()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious_in_either_theme(desktop: Watched, view: str) -> None:
    """One visit: the theme changes under it as when the system turns dark in the evening."""
    page = desktop.page
    page.emulate_media(color_scheme="light")
    desktop.open(view)
    _open_everything(desktop)
    wrong: list[str] = []
    seen: set[Excepted] = set()
    for theme in ("light", "dark"):
        if theme == "dark":
            _turn_dark(desktop)
        # Structure and names are the same in both: only what is a matter of colour is asked twice.
        for rule, text, covered in _findings(page, colors_alone=theme == "dark"):
            seen.update(own for own, is_it in zip(STREAMLITS_OWN, covered, strict=True) if is_it)
            if not any(covered):
                wrong.append(f"{theme}: {rule}: {text}")
        wrong += [f"{theme}: {text}" for text in _pale_letters(page)]
    assert not wrong, "\n".join(wrong)
    assert _skipped_levels(page) == []
    assert _without_alternative(page) == []
    gone = [own.rule for own in STREAMLITS_OWN if own.seen_at == view and own not in seen]
    assert not gone, f"no longer found, delete from STREAMLITS_OWN: {gone}"


def _turn_dark(watched: Watched) -> None:
    """Until page and maps have taken the theme on.

    Streamlit's part of the page follows the browser at once; what the server colours follows with
    the next run, which is asked for here.
    """
    page = watched.page
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", DARK)
    page.keyboard.press("r")
    for index in range(page.locator("iframe").count()):
        corner = watched.map_frame(index).locator(".leaflet-control-attribution")
        expect(corner).to_have_css("background-color", DARK)
    _open_everything(watched)


def _pale_letters(page: Page) -> list[str]:
    """Axis and legend texts of charts below 4.5 : 1: axe-core does not look at SVG text."""
    grounds, letters = page.evaluate(
        """() => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,
             [...document.querySelectorAll(
                '.role-axis-label text, .role-axis-title text, .role-legend-label text')]
              .map(text => [getComputedStyle(text).fill, text.textContent])]"""
    )
    ground = luminance(_hex(grounds))
    pale = []
    for fill, text in letters:
        bright, dark = sorted([luminance(_hex(fill)), ground], reverse=True)
        if (bright + 0.05) / (dark + 0.05) < 4.5:
            pale.append(f"chart text {text!r} in {fill}")
    return pale


def _hex(color: str) -> str:
    red, green, blue = (int(part) for part in re.findall(r"\d+", color)[:3])
    return f"#{red:02X}{green:02X}{blue:02X}"


def _skipped_levels(page: Page) -> list[str]:
    """Headings that stand more than one level below the heading before; h1 comes first, once."""
    found: list[tuple[int, str]] = page.evaluate(
        """() => [...document.querySelectorAll('.stMainBlockContainer :is(h1,h2,h3,h4,h5,h6)')]
              .filter(heading => heading.checkVisibility())
              .map(heading => [Number(heading.tagName[1]), heading.textContent])"""
    )
    levels = [level for level, _text in found]
    wrong = [] if levels[:1] == [1] and levels.count(1) == 1 else [f"h1: {levels}"]
    return wrong + [
        f"h{before} is followed by h{level}: {text}"
        for before, (level, text) in zip(levels, found[1:], strict=False)
        if level > before + 1
    ]


def _without_alternative(page: Page) -> list[str]:
    """Charts and maps that say nothing to those who do not see them."""
    missing = []
    for selector in ('[data-testid="stVegaLiteChart"]', "iframe"):
        for element in page.locator(selector).all():
            label = element.get_attribute("aria-label") or ""
            if len(label.split()) < 4:
                missing.append(f"{selector}: {label!r}")
    return missing


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
    assert all(luminance(_hex(color)) < 0.1 for color in found.values()), found
