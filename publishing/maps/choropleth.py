"""From values to a coloured map with its legend: classes, colours, words, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import pandas as pd

from analysis.leading.indicators import classify
from geo.places import regencies, regency_names
from publishing import palette
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.maps.picture import Line, MapPicture, Point

# Both ends of a diverging scale are dark, so that without colours only a sign tells them apart.
LOW, MIDDLE, HIGH = "−", "=", "+"
#: Sign of a regency whose figure is doubtful.
DOUBT = "!"


@dataclass(frozen=True)
class LegendEntry:
    """One class: colour (``None`` = hatched), words, how many regencies, its sign on the map."""

    color: str | None
    label: str
    count: int
    mark: str = ""


@dataclass(frozen=True)
class SpecialClass:
    """Regencies outside the classes of a figure, with a colour and sign of their own."""

    codes: Sequence[str]
    color: str
    label: str
    mark: str


@dataclass(frozen=True)
class Choropleth:
    """A picture for the map widget and the legend that explains it."""

    picture: MapPicture
    legend: Sequence[LegendEntry]
    unit: str

    def with_overlay(self, lines: Sequence[Line], points: Sequence[Point] = ()) -> Choropleth:
        """The same map with lines and points over it."""
        return replace(self, picture=replace(self.picture, lines=lines, points=points))


def numeric_choropleth(
    values: pd.Series,
    unit: str,
    year: int | None,
    decimals: int,
    title: str,
    center: float | None = None,
    burden: bool = False,
    selected: str | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
    legend_title: str = "",
    special: Sequence[SpecialClass] = (),
    classes_of: pd.Series | None = None,
) -> Choropleth:
    """Classes of a figure by regency; ``values`` is indexed by regency_code, NaN is unknown.

    With ``center`` the colours diverge around it; ``burden`` takes the scale for what weighs on
    people (poverty). Regencies in ``special`` have a colour of their own and are in no class.
    ``classes_of`` are the values of another map whose breaks and colours this one takes over.
    """
    values = values.reindex(regencies()["regency_code"]).astype("float64")
    classed = values.drop([code for each in special for code in each.codes])
    of_which = classed if classes_of is None else classes_of.astype("float64")
    first = classify(of_which, k=5 if center is None else 6, center=center)
    classes = first if classes_of is None else first.holding(classed)
    if center is None:
        colors = palette.sequential(len(classes.bounds), burden) if classes.bounds else []
    else:
        colors = palette.diverging(len(classes.bounds) // 2, len(classes.bounds) // 2)
    fills = {str(code): colors[int(i)] for code, i in classes.index.items() if pd.notna(i)}
    # Diverging classes reach equally far to both sides; no legend may name a value nobody has.
    both = pd.concat([classed, of_which])
    least, most = both.min(), both.max()
    half = len(classes.bounds) // 2
    signs = [""] * len(colors) if center is None else [LOW] * half + [HIGH] * half
    marks = {str(code): signs[int(i)] for code, i in classes.index.items() if pd.notna(i)}
    legend = [
        LegendEntry(color, _range(max(low, least), min(high, most), decimals), count, sign)
        for color, (low, high), count, was, sign in zip(
            colors, classes.bounds, classes.counts, first.counts, signs, strict=True
        )
        # A class that the other map fills stays in the legend, so that both legends are one.
        if count or was
    ]
    for each in special:
        fills |= dict.fromkeys(each.codes, each.color)
        marks |= dict.fromkeys(each.codes, each.mark)
        if each.codes:
            legend.append(LegendEntry(each.color, each.label, len(each.codes), each.mark))
    done = _finish(values, fills, legend, unit, year, decimals, title, selected, notes)
    picture = replace(done.picture, marks=marks)
    return replace(done, picture=picture, unit=legend_title or unit)


def category_choropleth(
    values: pd.Series,
    colors: Mapping[str, str],
    unit: str,
    title: str,
    selected: str | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
    signs: Mapping[str, str] | None = None,
) -> Choropleth:
    """Words by regency, each with its colour in the order given; a missing word is unknown.

    ``signs``: word -> its sign on the map, where the colours are not an order from pale to strong.
    """
    values = values.reindex(regencies()["regency_code"])
    fills = {str(code): colors[word] for code, word in values.items() if pd.notna(word)}
    signs = signs or {}
    legend = [
        LegendEntry(color, word, int((values == word).sum()), signs.get(word, ""))
        for word, color in colors.items()
        if (values == word).any()
    ]
    marks = {str(code): signs[word] for code, word in values.items() if word in signs}
    names = regency_names()
    unknown = int(values.isna().sum())
    if unknown:
        legend.append(LegendEntry(None, _("no data yet"), unknown))
    tooltips = {
        str(code): [
            names[str(code)],
            str(word) if pd.notna(word) else _("no data yet"),
            *(notes or {}).get(str(code), ()),
        ]
        for code, word in values.items()
    }
    return Choropleth(MapPicture(fills, tooltips, title, selected, marks=marks), legend, unit)


def _finish(
    values: pd.Series,
    fills: Mapping[str, str],
    legend: list[LegendEntry],
    unit: str,
    year: int | None,
    decimals: int,
    title: str,
    selected: str | None,
    notes: Mapping[str, Sequence[str]] | None,
) -> Choropleth:
    unknown = int(values.isna().sum())
    if unknown:
        legend.append(LegendEntry(None, _("no data yet"), unknown))
    names = regency_names()
    tooltips = {}
    for code, value in values.items():
        when = f" ({year_text(year)})" if year is not None else ""
        figure = f"{number(value, decimals)} {unit}{when}" if pd.notna(value) else _("no data yet")
        tooltips[str(code)] = [names[str(code)], figure, *(notes or {}).get(str(code), ())]
    return Choropleth(MapPicture(fills, tooltips, title, selected), legend, unit)


def _range(low: float, high: float, decimals: int) -> str:
    return _("{low} to {high}", low=number(low, decimals), high=number(high, decimals))


def legend_html(chart: Choropleth) -> str:
    """Swatches with words and the number of regencies; unknown is hatched here as on the map."""
    hatch = "repeating-linear-gradient(45deg,#f4f1ea 0 3px,#8d8a82 3px 4px)"
    items = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4rem;white-space:nowrap">'
        f"{swatch(entry.color or hatch, entry.mark)}{escape(entry.label)} "
        f'<span style="opacity:.8">({number(entry.count)})</span></span>'
        for entry in chart.legend
    )
    unit = f'<span style="font-weight:600">{escape(chart.unit)}</span>' if chart.unit else ""
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;font-size:.9rem">'
        f"{unit}{items}</div>"
    )


def swatch(background: str, mark: str = "") -> str:
    """HTML of a small field in a class's colour, with the sign that the class has on the map."""
    ink = palette.ink_on(background) if background.startswith("#") else palette.INDIGO
    return (
        '<span style="flex:none;display:inline-flex;align-items:center;justify-content:center;'
        "width:1.2rem;height:1rem;border-radius:2px;border:1px solid #8886;font-weight:700;"
        f'font-size:.8rem;color:{ink};background:{background}">{escape(mark)}</span>'
    )
