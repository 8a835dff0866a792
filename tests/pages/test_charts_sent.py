"""A chart as it is sent has all of its rows, whether in Arrow's form or in the specification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from pages.ui import charts
from publishing.language import speaking
from tests.support.every_chart import every_chart


def _asked_by_name(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for key, each in part.items():
            if key == "data" and "name" in each:
                yield each["name"]
            if key != "datasets":
                yield from _asked_by_name(each)
    if isinstance(part, list):
        for each in part:
            yield from _asked_by_name(each)


def test_no_chart_asks_for_rows_that_are_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the register and of published costs none came: their layers share the chart's rows."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(
        charts.st, "vega_lite_chart", lambda spec, **_settings: sent.append(dict(spec))
    )
    named, around = set(), 0
    with speaking("id"):
        # One of each kind: those of a kind differ in their figures.
        for one in {each.name.split("-")[0]: each for each in every_chart()}.values():
            spec = one.make()
            charts.draw_spec(spec, one.name, "x")
            missing = set(_asked_by_name(sent[-1])) - set(sent[-1].get("datasets", {}))
            assert not missing, (one.name, missing)
            named |= {one.name} if any(_asked_by_name(sent[-1])) else set()
            around += "name" in spec.get("data", {}) and "layer" in spec
    assert named
    assert around, "none has layers that share the chart's rows: nothing was tried"
