"""Reported flows on the map, never mixed with modelled ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.places import regencies, regency_names
from publishing import palette
from publishing.language import _
from publishing.maps.curves import apart
from publishing.maps.picture import Line, MapPicture
from publishing.rows import rows_as


@dataclass(frozen=True)
class FlowPair:
    """A row of ``flow_pairs``."""

    origin_code: str
    destination_code: str
    goods: str

    @property
    def words(self) -> str:
        """Who sends whom what."""
        return f"{self.names}: {self.goods}"

    @property
    def names(self) -> str:
        """Both ends."""
        names = regency_names()
        return f"{names[self.origin_code]} → {names[self.destination_code]}"


def flow_picture(pairs: pd.DataFrame) -> MapPicture:
    """Dashed arrows between capitals: a report says that goods move, not how many."""
    rows, names = rows_as(pairs, FlowPair), regency_names()
    capitals = {
        row["regency_code"]: (row["capital_lat"], row["capital_lon"])
        for row in regencies().to_dict("records")
    }
    lines = [
        Line(
            [capitals[row.origin_code], capitals[row.destination_code]],
            palette.REPORTED,
            2.5,
            [row.names, row.goods],
            curved=True,
            arrow=True,
            dash="6 5",
            kind=_("reported flow, no tonnes"),
        )
        for row in rows
    ]
    return MapPicture(
        dict.fromkeys(names, palette.SAND),
        {code: [name, *_in_and_out(rows, code)] for code, name in names.items()},
        _("Map of reported flows. {flows}", flows="; ".join(row.words for row in rows)),
        lines=apart(lines),
    )


def _in_and_out(rows: Sequence[FlowPair], code: str) -> list[str]:
    touching = [row.words for row in rows if code in (row.origin_code, row.destination_code)]
    return touching or [_("No reported flow known")]
