"""The road map on one slide: of the province zone by zone, of a zone thing by thing.

It is read anew whenever a deck is asked for, as decisions are: cases, choices and rounds make no
edition of the data. Only what everybody may see stands on it.
"""

from __future__ import annotations

import hashlib

from ntt_data.store import StoreError
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Kind, Table
from publishing.deck.model import DeckSlide
from publishing.listings.road_map import own_table, zones_table
from publishing.sentences import road_map as told
from services.access import Actor
from services.decisions import today
from services.deck.frame import notes
from services.desk import road_map
from services.desk.missing_figures import Gap
from services.desk.road_map_lines import line_of, once
from services.zone_names import zone_names

KEY = "road-map"
#: What a hall reads of one zone; the page has all.
_ROWS = 6


def road_map_slides(kind: Kind, key: str) -> list[DeckSlide]:
    """One slide for the decks of the province and of a zone; none where nothing can be read."""
    if kind not in ("province", "zone"):
        return []
    try:
        found = road_map.items(Actor("reader"))
    except StoreError:
        return []
    if kind == "zone":
        # Decisions of the zone have slides of their own in the same deck.
        found = [each for each in found if each.zone_id == key and each.kind != "decision"]
    if not found:
        return []
    names = zone_names()
    lines = [line_of(each, names, today()) for each in found]
    ready = (
        own_table(lines[:_ROWS])
        if kind == "zone"
        else zones_table([each for each in lines if each.zone in set(names.values())])
    )
    counted = once(found, lines)
    n, dated = len(counted), sum(each.until is not None for each in counted)
    title = told.slide_title(n, dated)
    gaps = [each.what.commodity for each in found if isinstance(each.what, Gap)]
    basis = register_basis(road_map.sources(gaps))
    return [
        DeckSlide(
            key=KEY,
            title=title,
            subtitle=told.slide_subtitle(names[key] if kind == "zone" else ""),
            shown=Table(title, ready, basis, most_rows=len(ready.table)),
            notes=notes(
                [
                    f"{told.headline(n, dated, sum(bool(each.owner) for each in counted))}.",
                    told.public_note(),
                    told.gaps_rule(),
                ],
                told.objection(),
                basis.source_ids,
            ),
        )
    ]


def mark() -> str:
    """Another text whenever the public road map reads otherwise: for what is kept and holds it."""
    try:
        found = road_map.items(Actor("reader"))
    except StoreError:
        return ""
    return hashlib.sha256(repr((today(), found)).encode()).hexdigest()[:12]
