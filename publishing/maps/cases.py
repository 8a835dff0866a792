"""Who works with whom: cases by regency, and lines between the parties of the same case."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo.boundaries import load_label_points
from geo.places import regency_names
from publishing import palette
from publishing.formats import number
from publishing.language import _, ngettext
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.maps.curves import apart
from publishing.maps.picture import Line


def cases_map(
    of_regency: Mapping[str, int], between: Mapping[tuple[str, str], int], title: str
) -> Choropleth:
    """Number of cases of each regency; none is none, since every case is in the database."""
    colors = {
        ngettext("{n} case", "{n} cases", 0): palette.RANK[0],
        ngettext("{n} case", "{n} cases", 1): palette.RANK[2],
        _("{low}–{high} cases", low=number(2), high=number(3)): palette.RANK[3],
        _("{n} cases and more", n=number(4)): palette.RANK[5],
    }
    labels = list(colors)
    values, notes = {}, {}
    for code in regency_names():
        n = of_regency.get(code, 0)
        values[code] = labels[(n == 0, n == 1, n < 4, True).index(True)]
        notes[code] = [ngettext("{n} case", "{n} cases", n)]
    chart = category_choropleth(
        pd.Series(values, dtype="object"), colors, _("cases of each regency"), title, None, notes
    )
    return chart.with_overlay(_lines(between))


def _lines(between: Mapping[tuple[str, str], int]) -> list[Line]:
    table = load_label_points().set_index("regency_code")[["lat", "lon"]]
    spots = {str(code): (float(lat), float(lon)) for code, lat, lon in table.itertuples()}
    names = regency_names()
    return apart(
        [
            Line(
                points=[spots[first], spots[second]],
                color=palette.INDICATION[4],
                weight=min(2.0 + n, 8.0),
                text=[f"{names[first]} – {names[second]}", ngettext("{n} case", "{n} cases", n)],
                curved=True,
                kind=_("parties of the same case, the thicker the more cases"),
            )
            for (first, second), n in sorted(between.items())
        ]
    )
