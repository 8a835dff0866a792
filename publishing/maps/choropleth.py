"""From values to a coloured map with its legend: classes, colours, words, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.leading.indicators import classify
from geo.places import regencies, regency_names
from publishing import palette
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.maps.legend import LegendEntry, class_labels, legend_heading
from publishing.maps.picture import Line, MapPicture, Point

# Both ends of a diverging scale are dark, so that without colours only a sign tells them apart.
LOW, MIDDLE, HIGH = "−", "=", "+"
#: Sign of a regency whose figure is doubtful.
DOUBT = "!"


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
    ramp: Sequence[str] = palette.AMOUNT,
    selected: str | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
    measure: str = "",
    special: Sequence[SpecialClass] = (),
    classes_of: pd.Series | None = None,
) -> Choropleth:
    """Classes of a figure by regency; ``values`` is indexed by regency_code, NaN is unknown.

    Classes end at round numbers. With ``center`` the colours diverge around it, which is for
    balances alone; all else takes the ``ramp`` of its kind. ``measure`` stands above the legend
    with the unit. Regencies in ``special`` have a colour of their own and are in no class.
    ``classes_of`` are the values of another map whose breaks and colours this one takes over, with
    the classes that nobody is in here; where none of them is known there is nothing to take over,
    and this map has classes of its own.
    """
    values = values.reindex(regencies()["regency_code"]).astype("float64")
    classed = values.drop([code for each in special for code in each.codes])
    other = None if classes_of is None or classes_of.isna().all() else classes_of.astype("float64")
    k = 5 if center is None else 6
    own = classed if other is None else other
    first = classify(own, k=k, center=center, at_round_breaks=True)
    classes = first if other is None else first.holding(classed)
    if center is None:
        colors = palette.sequential(len(classes.bounds), ramp) if classes.bounds else []
    else:
        colors = palette.diverging(len(classes.bounds) // 2, len(classes.bounds) // 2)
    fills = {str(code): colors[int(i)] for code, i in classes.index.items() if pd.notna(i)}
    half = len(classes.bounds) // 2
    signs = [""] * len(colors) if center is None else [LOW] * half + [HIGH] * half
    marks = {str(code): signs[int(i)] for code, i in classes.index.items() if pd.notna(i)}
    labels, legend_unit = class_labels(classes.bounds, unit)
    # Diverging classes reach equally far to both sides, so that one of them may be without anybody.
    legend = [
        LegendEntry(color, label, count, sign, of_scale=True)
        for color, label, count, sign in zip(colors, labels, classes.counts, signs, strict=True)
        # Maps that share their classes have one legend, whoever is in them.
        if count or other is not None
    ]
    for each in special:
        fills |= dict.fromkeys(each.codes, each.color)
        marks |= dict.fromkeys(each.codes, each.mark)
        if each.codes:
            legend.append(LegendEntry(each.color, each.label, len(each.codes), each.mark))
    done = _finish(values, fills, legend, unit, year, decimals, title, selected, notes)
    picture = replace(done.picture, marks=marks)
    return replace(done, picture=picture, unit=legend_heading(measure, legend_unit))


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


def map_table(chart: Choropleth) -> pd.DataFrame:
    """What the map says of each regency, in words with the unit; for a file."""
    texts = chart.picture.tooltips
    return pd.DataFrame(
        {
            _("{column} (code)", column=_("Regency")): list(texts),
            _("Regency"): [lines[0] if lines else "" for lines in texts.values()],
            _("Figure"): ["; ".join(lines[1:]) for lines in texts.values()],
        }
    )
