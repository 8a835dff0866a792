"""Every page in a phone's window."""

from __future__ import annotations

import pytest

from tests.support.open_page import PATHS
from tests.support.watched import Watched

TWO_ABREAST = {"/matcher", "/scenarios", "/ferries"}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_and_figures_stand_two_abreast(phone: Watched, path: str) -> None:
    page = phone.open(path)
    widths = page.locator('[data-testid="stMain"]').evaluate(
        "main => [main.scrollWidth, main.clientWidth]"
    )
    assert widths[0] <= widths[1]
    if path not in TWO_ABREAST:
        return
    phone.map_frame()  # only then does nothing move any more
    page.locator('[data-testid="stMetric"]').nth(1).wait_for()
    first, second = page.evaluate(
        """() => Array.from(document.querySelectorAll('[data-testid="stMetric"]')).slice(0, 2)
             .map(metric => metric.getBoundingClientRect().toJSON())"""
    )
    assert first["y"] == pytest.approx(second["y"], abs=2)
    assert second["x"] > first["x"] + first["width"] / 2
