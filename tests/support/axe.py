"""What axe-core finds on a page, and what it cannot see: headings, alternatives, charts' letters.

axe-core comes with ``axe-playwright-python``; nothing is asked from the outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import axe_playwright_python
from playwright.sync_api import Page, expect

from publishing.palette import luminance
from tests.support.watched import Watched

Theme = Literal["light", "dark"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GROUND = {
    "dark": re.compile(r"\b21, 24, 30\b"),
    "light": re.compile(r"\b255, 255, 255\b"),
}


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


def wrong_for_axe(page: Page, path: str, colors_alone: bool = False) -> list[str]:
    """What is to be mended, and which exceptions are no longer needed."""
    wrong, seen = [], set()
    for rule, text, covered in _findings(page, colors_alone):
        seen.update(own for own, is_it in zip(STREAMLITS_OWN, covered, strict=True) if is_it)
        if not any(covered):
            wrong.append(f"{rule}: {text}")
    if not colors_alone:
        wrong += [
            f"no longer found, delete from STREAMLITS_OWN: {own.rule}"
            for own in STREAMLITS_OWN
            if own.seen_at == path and own not in seen
        ]
    return wrong


def open_everything(watched: Watched) -> None:
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


def grow(watched: Watched) -> None:
    """A window as tall as the page: of what lies below its edge axe-core measures no contrast."""
    page = watched.page
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    watched.settle()


def turn(watched: Watched, theme: Theme) -> None:
    """Until page and maps have taken the theme on, as when the system turns dark in the evening.

    Streamlit's part of the page follows the browser at once; what the server colours follows with
    the next run, which is asked for here.
    """
    page = watched.page
    page.emulate_media(color_scheme=theme)
    expect(page.locator(".stApp")).to_have_css("background-color", GROUND[theme])
    page.keyboard.press("r")
    for index in range(page.locator("iframe").count()):
        corner = watched.map_frame(index).locator(".leaflet-control-attribution")
        expect(corner).to_have_css("background-color", GROUND[theme])
    open_everything(watched)
    grow(watched)


def pale_letters(page: Page) -> list[str]:
    """Axis and legend texts of charts below 4.5 : 1: axe-core does not look at SVG text."""
    grounds, letters = page.evaluate(
        """() => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,
             [...document.querySelectorAll(
                '.role-axis-label text, .role-axis-title text, .role-legend-label text')]
              .map(text => [getComputedStyle(text).fill, text.textContent])]"""
    )
    ground = luminance(as_hex(grounds))
    pale = []
    for fill, text in letters:
        bright, dark = sorted([luminance(as_hex(fill)), ground], reverse=True)
        if (bright + 0.05) / (dark + 0.05) < 4.5:
            pale.append(f"chart text {text!r} in {fill}")
    return pale


def as_hex(color: str) -> str:
    """A colour as the browser writes it, ``rgb(21, 24, 30)``."""
    red, green, blue = (int(float(part)) for part in re.findall(r"[\d.]+", color)[:3])
    return f"#{red:02X}{green:02X}{blue:02X}"


def skipped_levels(page: Page) -> list[str]:
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


def without_alternative(page: Page) -> list[str]:
    """Charts and maps that say nothing to those who do not see them."""
    missing = []
    for selector in ('[data-testid="stVegaLiteChart"]', "iframe"):
        for element in page.locator(selector).all():
            label = element.get_attribute("aria-label") or ""
            if len(label.split()) < 4:
                missing.append(f"{selector}: {label!r}")
    return missing
