"""What a slide of the live deck tells a hall: marks, ends of a scale, columns that may go."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from publishing.briefing.model import Picture, Table
from publishing.deck.live.chart import chart_html
from publishing.deck.live.slide import live_slide
from publishing.deck.live.table import table_html
from publishing.deck.model import ChartData
from publishing.language import speaking
from publishing.maps.choropleth import SpecialClass, numeric_choropleth
from publishing.tables import Column, ReadyTable
from publishing.words import modelled_flow
from services.briefing.catalogue import Subject
from tests.support.small_deck import small_deck

NEED = ChartData("bars", ["Rice"], {"share": [46.0]}, {}, "%", whole=100.0)


def test_a_share_is_held_against_the_whole_which_is_named() -> None:
    with speaking("id"):
        html = chart_html(NEED, "")
    assert "100 % = kebutuhan" in html
    assert 'width="460.0"' in html  # of 1,000: the axis reaches the whole
    assert "stroke-dasharray" not in chart_html(replace(NEED, whole=None), "")


def test_bars_say_on_which_side_of_nothing_they_are() -> None:
    values = {"t": [5.0, -3.0, None]}
    html = chart_html(ChartData("bars", ["a", "b", "c"], values, {}, "t"), "")
    assert re.findall(r'data-side="(\w+)"', html) == ["above", "below", "above"]


def test_a_shortened_legend_keeps_both_ends_and_the_classes_beside_the_scale() -> None:
    values = pd.Series({"5301": -20.0, "5302": -9.0, "5315": 4.0, "5320": 22.0, "5371": 90.0})
    doubt = SpecialClass(["5371"], "#BBBBBB", "doubtful", "!")
    chart = numeric_choropleth(values, "t", 2023, 0, "", center=0.0, special=[doubt])
    with speaking("en"):
        deck = small_deck(Subject("province", "ntt"))
        slide = replace(deck.slides[1], shown=Picture("", chart, ""))
        html = live_slide(slide, deck).html
    items = re.findall(r"<li( class=\"\w+\")?>.*?<span>(.*?)</span></li>", html)
    shown = [words for kind, words in items if "middle" not in kind and "between" not in kind]
    scale = [entry.label for entry in chart.legend if entry.of_scale]
    assert [
        label for label in (scale[0], scale[-1], "doubtful") if label not in " ".join(shown)
    ] == []
    assert sum("middle" in kind for kind, _words in items) == len(scale) - 2
    assert f"{len(scale) - 2} classes between" in html


def test_columns_that_a_slide_can_spare_are_marked_in_their_order() -> None:
    columns = {name: Column(name) for name in ("who", "before", "after", "word")}
    table = Table("", ReadyTable(pd.DataFrame([dict.fromkeys(columns, "x")]), columns))
    html = table_html(table, ["word", "before"])
    assert re.findall(r'data-spare="(\d)">(\w+)', html) == [("1", "before"), ("0", "word")]
    assert "data-spares" in table_html(table, [])
    assert "data-spares" not in table_html(table)


def test_that_it_is_modelled_stands_once_in_the_corner() -> None:
    with speaking("id"):
        deck = small_deck(Subject("province", "ntt"))
        (slide,) = (each for each in deck.slides if each.modelled)
        told = replace(slide, subtitle=f"Beras 2023 · {modelled_flow()} · hasil model")
        html = live_slide(told, deck).html
    assert '<p class="subtitle">Beras 2023</p>' in html
    assert html.count("hasil model") == 1
