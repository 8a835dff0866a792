"""Ranks in the report's lists (KPJu) on the map; a regency without a list is hatched."""

from __future__ import annotations

import pandas as pd

from publishing import palette
from publishing.language import _
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.sentences.kpju import rank_class_word, rank_notes

_COLORS = {
    "top": palette.RANK[4],
    "middle": palette.RANK[3],
    "low": palette.RANK[2],
    "absent": palette.RANK[0],
}


def rank_colors() -> dict[str, str]:
    """Words of the rank classes with their colours, the highest first."""
    return {rank_class_word(code): color for code, color in _COLORS.items()}


def item_choropleth(ranks: pd.DataFrame, title: str, selected: str | None) -> Choropleth:
    """Rank classes of one item; ``ranks`` as ``item_ranks`` gives it."""
    table = ranks.set_index("regency_code")
    known = table["rank_class"].where(table["rank_class"] != "unknown")
    return category_choropleth(
        known.map(rank_class_word, na_action="ignore"),
        rank_colors(),
        _("rank in the KPJu list"),
        title,
        selected,
        rank_notes(table["rank"]),
    )
