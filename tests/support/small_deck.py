"""A deck that takes no time to be filled: a slide of every kind, and words that somebody typed."""

from __future__ import annotations

import pandas as pd

from ntt_data import editions
from ntt_data.schema import data_date
from publishing.briefing.model import Basis, Picture, Table
from publishing.deck.model import ChartData, Deck, DeckSlide, Notes
from publishing.files.framed import KeyFigure
from publishing.language import current_language
from publishing.maps.choropleth import numeric_choropleth
from publishing.maps.picture import Line
from publishing.tables import Column, ReadyTable
from services.briefing.catalogue import Subject

#: By language, what each of its titles begins with.
SIGNS = {"id": "Semua angka dari tabel", "en": "All figures are from the tables"}
#: A title of a scenario as somebody may type it.
TYPED = "A & B <b> =1 \"x\" 'y'"
KEYS = ["need", "who", "together", "years", "prices"]


def small_deck(subject: Subject) -> Deck:
    """Bars, a map, bars to both sides, lines with gaps, a table that is wide and long."""
    language = current_language()
    values = pd.Series({"5301": 12_000.0, "5302": -20_000.0, "5371": -38_000.0, "5315": 26_000.0})
    chart = numeric_choropleth(values, "t", 2023, 0, TYPED, center=0.0, measure="Balance")
    line = Line([(-8.6, 120.0), (-8.7, 122.0)], "#3A8C7E", 3, curved=True, arrow=True, label="19 t")
    rows = pd.DataFrame({"name": ["<i>Sikka</i>"] * 14, "t": range(14)})
    for at in range(8):
        rows[f"word{at}"] = "covers freight only"
    columns = {
        "name": Column("Name"),
        "t": Column("Tonnes of it", decimals=0),
        **{f"word{at}": Column(f"Price gap {at}") for at in range(8)},
    }
    both = {
        f"Regency {at}": 1_000.0 * (11 - at) for at in range(22)
    }  # the eleventh is nothing: neither side
    series = {
        "surplus": [each if each > 0 else None for each in both.values()],
        "deficit": [each if each < 0 else None for each in both.values()],
    }
    colors = {"surplus": "#2F4B7C", "deficit": "#B5651D"}
    lines: dict[str, list[float | None]] = {"One": [1.0, None, 2.5], "Two": [None, None, None]}
    slides = [
        _slide("need", None, ChartData("bars", ["Rice", "Maize"], {"%": [76, 200]}, {}, "%")),
        _slide("who", chart.with_overlay([line]), None),
        _slide("together", None, ChartData("bars", list(both), series, colors, "t")),
        _slide("years", None, ChartData("lines", ["2021", "2022", "2023"], lines, {}, "×", 1)),
        _slide("prices", Table("Prices", ReadyTable(rows, columns), most_rows=12), None),
    ]
    return Deck(
        kind=subject.kind,
        key=subject.key,
        title=f"{SIGNS[language]} {subject.key}",
        slides=slides,
        language=language,
        edition=str(editions.current()),
        data_date=data_date(),
        address="profile?regency=5315",
        scenario=TYPED,
    )


def _slide(key: str, shown: object, chart: ChartData | None) -> DeckSlide:
    picture = shown if isinstance(shown, Table) else None
    if chart is not None or not isinstance(shown, Table | None):
        spec = {} if shown is None else shown
        picture = Picture(TYPED, spec, TYPED, Basis())  # type: ignore[assignment, arg-type]
    return DeckSlide(
        key=key,
        title=f"{SIGNS[current_language()]}: {key} <u>",
        subtitle=f"Rice 2023 · tonnes a year · {TYPED}",
        shown=picture,
        notes=Notes([TYPED], "Against it", "For it", ["S01"]),
        figures=[KeyFigure("72.646 t", "Moved & kept"), KeyFigure("143.826 t", "From outside NTT")],
        modelled=key == "prices",
        chart=chart,
    )
