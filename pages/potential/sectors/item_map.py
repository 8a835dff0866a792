"""Which regencies share a KPJu item: small map of its ranks and the most shared items."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.leading.kpju import item_ranks
from analysis.leading.rankings import shared_items
from geo.places import regencies, regency_names
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui.kpju import item_name
from pages.ui.tables import show_table
from publishing import palette
from publishing.formats import coverage, number
from publishing.language import _
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.tables import Column


@once_per_edition(maxsize=1)
def shared() -> pd.DataFrame:
    """All items, the most shared first."""
    return shared_items(load("kpju"))


def item_headline(item: str) -> str:
    """In how many lists an item stands, and where highest."""
    row = shared()[shared()["item"] == item].to_dict("records")[0]
    codes = row["regency_codes"].split(";")
    n_lists = load("kpju")["regency_code"].nunique()
    name, first = item_name(item), regency_names()[codes[0]]
    if row["n"] == 1:
        return _(
            "{item} is in the list of {first} alone, at rank {rank}",
            item=name,
            first=first,
            rank=number(row["best_rank"]),
        )
    return _(
        "{item} is in {n} of {total} lists, highest in {first} (rank {rank})",
        item=name,
        n=number(row["n"]),
        total=number(n_lists),
        first=first,
        rank=number(row["best_rank"]),
    )


def item_choropleth(item: str, selected: str | None) -> Choropleth:
    """Rank classes of one item; a regency without a list is hatched."""
    ranks = item_ranks(load("kpju"), item, regencies()["regency_code"].tolist())
    ranks = ranks.set_index("regency_code")
    labels = {
        "top": _("rank 1–3"),
        "middle": _("rank 4–6"),
        "low": _("rank 7–10"),
        "absent": _("not in the top ten"),
    }
    shades = [palette.SEQUENTIAL[place] for place in (4, 3, 2, 0)]
    colors = dict(zip(labels.values(), shades, strict=True))
    notes = {
        str(code): [_("rank {rank} of 10", rank=number(rank))]
        for code, rank in ranks["rank"].dropna().items()
    }
    return category_choropleth(
        ranks["rank_class"].map(labels),
        colors,
        _("rank in the KPJu list"),
        item_headline(item),
        selected,
        notes,
    )


def show_shared_items() -> None:
    """Table of the items that several regencies have."""
    table = shared()
    table = table[table["n"] > 1]
    names = regency_names()
    n_lists = load("kpju")["regency_code"].nunique()
    show_table(
        table.assign(
            name=table["item"].map(item_name),
            where=[", ".join(names[c] for c in text.split(";")) for text in table["regency_codes"]],
        ),
        {
            "name": Column(_("KPJu")),
            "n": Column(_("Regencies"), 0),
            "best_rank": Column(_("Best rank"), 0),
            "where": Column(_("Which, best rank first"), width="large"),
        },
        key="shared-items",
        source_ids=load("kpju")["source_id"].unique().tolist(),
        height=420,
    )
    st.caption(
        _(
            "Lists of {coverage}; items of one regency alone are left out ({n}).",
            coverage=coverage(n_lists, len(regencies())),
            n=number((shared()["n"] == 1).sum()),
        )
    )
