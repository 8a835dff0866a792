"""Each kind of block of a briefing as a page draws it: nothing lost, text as text."""

from typing import Any
from unittest import mock

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.user_text import NASTY, mistaken, shown


def _script(text: str, language: str) -> None:

    import altair as alt
    import pandas as pd

    from pages.ui.briefing import show_section
    from publishing.briefing.model import (
        Basis,
        Block,
        Figure,
        Finding,
        Note,
        Picture,
        Section,
        Table,
    )
    from publishing.charts.frame import chart_spec
    from publishing.language import speaking
    from publishing.maps.choropleth import numeric_choropleth
    from publishing.tables import Column, ReadyTable

    with speaking(language):  # type: ignore[arg-type]
        basis = Basis("2023", "t", "C", f"2 of 22: {text}", ["S01"])
        values = pd.Series({"5301": 1.0, "5302": 2.0})
        bars = alt.Chart(pd.DataFrame({"a": [1]})).mark_bar().encode(x="a:Q")
        ready = ReadyTable(pd.DataFrame({"a": [text] * 70}), {"a": Column(text)})
        blocks: list[Block] = [
            Finding(text, basis),
            Finding(f"{text}, twice", basis),
            Figure(text, f"{text} 1", text, dict(values), "5301", 0, basis),
            Picture(text, numeric_choropleth(values, "t", 2023, 0, "x"), "x", basis),
            Picture(text, chart_spec(bars, text), text, basis, ready),
            Table(text, ready, basis),
            Note("missing", text),
            Note("assumption", text),
            Note("method", text),
            Note("caution", text),
        ]
        show_section(Section("all", text, blocks), "5301")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_of_block_is_drawn_and_what_is_typed_is_text(language: str) -> None:
    maps: list[Any] = []
    with mock.patch("pages.ui.briefing.show_map", lambda picture, **_given: maps.append(picture)):
        app = AppTest.from_function(
            _script, default_timeout=60, kwargs={"text": NASTY, "language": language}
        ).run()
    assert not app.exception, app.exception
    assert not mistaken(app)
    assert len(maps) == 1
    assert len(app.get("vega_lite_chart")) == 2, "strips and the picture"
    assert len(app.dataframe) == 1
    # Heading, two findings, what they and the table rest on once each, titles of two pictures and
    # the table, scope, four notes: at the least.
    assert shown(app) >= 12
    assert len(app.info) == 1
    assert len(app.warning) == 1, "what is missing and what is known against a figure differ"
    words = {"id": ("Asumsi", "Metode"), "en": ("Assumption", "Method")}[language]
    told = [caption.value for caption in app.caption]
    assert all(any(f"**{word}:**" in each for each in told) for word in words)


def test_a_basis_that_two_findings_share_stands_once() -> None:
    def page() -> None:
        from pages.ui.briefing import show_blocks
        from publishing.briefing.model import Basis, Finding

        same = Basis("2023", "t", "A", "", ["S01"])
        show_blocks([Finding("a", same), Finding("b", same), Finding("c", Basis("2022"))], "x")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert [each.value for each in app.caption] == ["2023 · t · A\\: resmi", "2022"]


def test_a_section_without_blocks_has_no_heading() -> None:
    def page() -> None:
        from pages.ui.briefing import show_section
        from publishing.briefing.model import Section

        show_section(Section("none", "Nothing", []), "5301")

    app = AppTest.from_function(page).run()
    assert not app.header
