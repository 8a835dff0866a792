"""Prices by month as tables: goods of a regency, places of a good."""

from __future__ import annotations

import pandas as pd

from geo.places import place_name
from publishing.code_words import code_word
from publishing.language import _
from publishing.names import commodity_name
from publishing.sources import grade_word
from publishing.tables import Column, ReadyTable


def goods_table(compared: pd.DataFrame) -> ReadyTable:
    """Goods of a regency beside the median; ``compared`` of ``price_blocks.compared_goods``."""
    months = [
        _("{n} of {total} months", n=above, total=total) if total else "–"
        for above, total in zip(compared["n_above"], compared["n_months"], strict=True)
    ]
    table = compared.assign(
        good=compared["commodity"].map(commodity_name),
        quality=compared["form"].map(code_word),
        months=months,
        grade_word=compared["grade"].map(grade_word),
    )
    columns = {
        "good": Column(_("Commodity"), codes="commodity"),
        "mean_idr_per_kg": Column(_("Price (Rp/kg)"), 0, help=_("Mean of the months compared")),
        "median_idr_per_kg": Column(
            _("Median of the regencies (Rp/kg)"), 0, help=_("Mean of the months compared")
        ),
        "difference_pct": Column(_("Difference (%)"), 0),
        "months": Column(
            _("Dearer in"),
            figures={_("Dearer in (months)"): "n_above", _("Months compared"): "n_months"},
        ),
        "quality": Column(_("Price of")),
        "grade_word": Column(_("Grade")),
    }
    return ReadyTable(table, columns)


def places_table(by_place: pd.DataFrame) -> ReadyTable:
    """Mean price of a good at each place; ``by_place`` of ``price_blocks.compared_places``."""
    table = by_place.assign(
        place_name=by_place["place"].map(place_name),
        region=by_place["is_gateway"].map({True: _("outside NTT"), False: _("NTT")}),
    )
    columns = {
        "place_name": Column(_("Place"), codes="place"),
        "region": Column(_("Where")),
        "mean_idr_per_kg": Column(_("Price (Rp/kg)"), 0, help=_("Mean of the months known")),
        "difference_pct": Column(
            _("Beside the median of the regencies (%)"),
            0,
            help=_("Over months known on both sides"),
        ),
        "lowest_idr_per_kg": Column(_("Lowest month (Rp/kg)"), 0),
        "highest_idr_per_kg": Column(_("Highest month (Rp/kg)"), 0),
        "n_known": Column(_("Months known"), 0),
    }
    return ReadyTable(table, columns)


def drawn_table(by_month: pd.DataFrame, names: dict[str, str]) -> ReadyTable:
    """Prices by month as a chart draws them, one column per line; ``names``: column -> header."""
    table = by_month.rename_axis("month").reset_index()
    columns = {"month": Column(_("Month"))} | {
        name: Column(_("{line} (Rp/kg)", line=header), 0) for name, header in names.items()
    }
    return ReadyTable(table, columns)
