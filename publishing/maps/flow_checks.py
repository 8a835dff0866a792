"""Reported flows on the map, coloured by what the model says of them."""

from __future__ import annotations

import pandas as pd

from analysis.matching.flow_checks import FLOW_VERDICTS
from geo.places import regencies, regency_names
from publishing import palette
from publishing.language import _
from publishing.maps.curves import apart
from publishing.maps.picture import Line, MapPicture
from publishing.sentences.flow_checks import headline, verdict_word

_COLORS = {
    "hit": palette.FLOW,
    "partial": "#C9A227",
    "miss": palette.MAROON,
    "not_compared": palette.GREY,
}
_DASHES = {"hit": None, "partial": "9 6", "miss": "4 6", "not_compared": "1 7"}


def checked_flows_picture(between: pd.DataFrame, goods: pd.Series) -> MapPicture:
    """Reported flows between two regencies, coloured by the best verdict on any commodity.

    ``goods``: what moves, in words, with the index of ``between``.
    """
    names = regency_names()
    capitals = {
        row["regency_code"]: (float(row["capital_lat"]), float(row["capital_lon"]))
        for row in regencies().to_dict("records")
    }
    known = between.dropna(subset=["origin_code", "destination_code"])
    known = known.assign(
        goods=goods.reindex(known.index), rank=known["verdict"].map(FLOW_VERDICTS.index)
    )
    lines = []
    for _pair, rows in known.groupby(["origin_code", "destination_code"]):
        origin, destination = rows[["origin_code", "destination_code"]].iloc[0]
        rows = rows.sort_values("rank")
        compared = rows[rows["verdict"] != "not_compared"]
        verdict = str((compared if len(compared) else rows)["verdict"].iloc[-1])
        texts = [
            f"{name}: {verdict_word(word)}"
            for name, word in rows[["goods", "verdict"]].drop_duplicates().to_numpy()
        ]
        lines.append(
            Line(
                [capitals[origin], capitals[destination]],
                _COLORS[verdict],
                3 if verdict != "not_compared" else 2.2,
                [f"{names[origin]} → {names[destination]}", *texts],
                curved=True,
                arrow=True,
                dash=_DASHES[verdict],
                kind=_("reported flow: {verdict}", verdict=verdict_word(verdict)),
            )
        )
    return MapPicture(
        dict.fromkeys(names, palette.SAND),
        {code: [name] for code, name in names.items()},
        headline(between),
        lines=apart(lines),
    )
