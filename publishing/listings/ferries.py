"""Tables of ferry loads: what crosses, what room is worth, what the limit changes."""

from __future__ import annotations

import pandas as pd

from analysis.matching.ferry_answer import FerryAnswer
from geo.edges import crossing_names, node_names
from geo.places import names_of
from publishing import words
from publishing.language import _, once_per_language
from publishing.listings.matching import pair_changes_table
from publishing.names import commodity_name
from publishing.sentences.ferries import CHANGED_T, changed_pairs
from publishing.tables import Column, ReadyTable


@once_per_language(maxsize=64)
def load_table(answer: FerryAnswer) -> ReadyTable:
    """One row per crossing, direction and commodity; ``before_t`` and ``now_t``."""
    key = ["edge_id", "from_node", "to_node", "commodity"]
    both = pd.concat(
        [
            answer.before.loads.set_index(key)["tonnes"].rename("before_t"),
            answer.after.loads.set_index(key)["tonnes"].rename("now_t"),
        ],
        axis=1,
    )
    # A direction without a row carries nothing of that commodity: it is modelled, not unknown.
    both = both.fillna(0.0).reset_index()
    order = {edge: place for place, edge in enumerate(answer.crossings())}
    both = both.assign(place=both["edge_id"].map(order)).sort_values(
        ["place", "before_t", "now_t", *key], ascending=[True, False, False, *[True] * len(key)]
    )
    ports = node_names()
    table = both.assign(
        origin=both["from_node"].map(ports),
        destination=both["to_node"].map(ports),
        name=both["commodity"].map(commodity_name),
        change_t=both["now_t"] - both["before_t"],
    ).reset_index(drop=True)
    return ReadyTable(table, _load_columns(answer.room.is_limited), words.modelled_flow())


def _load_columns(is_limited: bool) -> dict[str, Column]:
    columns = {
        "origin": Column(_("From"), codes="from_node"),
        "destination": Column(_("To"), codes="to_node"),
        "name": Column(_("Commodity")),
    }
    if not is_limited:
        return columns | {"now_t": Column(_("Tonnes a year"), 0)}
    return columns | {
        "before_t": Column(_("Without a limit (t)"), 0),
        "now_t": Column(_("With the limit (t)"), 0),
        "change_t": Column(_("Change (t)"), 0),
    }


def rooms_table(answer: FerryAnswer) -> ReadyTable:
    """Room, load and shadow price of every crossing with a limit."""
    rooms = answer.capacity_table()
    table = rooms.assign(
        crossing=rooms["edge_id"].map(crossing_names()),
        # Without a row it carries nothing: modelled, not unknown.
        before_t=answer.before.by_crossing().reindex(rooms["edge_id"], fill_value=0.0).to_numpy(),
        full_word=rooms["is_full"].map({True: _("yes"), False: _("no")}),
        effect=[
            _effect_word(*row)
            for row in rooms[
                ["meets_need", "places_surplus", "saves_idr_per_t", "is_full"]
            ].itertuples(index=False)
        ],
    )
    columns = {
        "crossing": Column(_("Crossing"), codes="edge_id"),
        "effect": Column(_("More room")),
        "saves_idr_per_t": Column(
            _("One more tonne saves (Rp/t)"),
            0,
            help=_(
                "Freight between regencies; no price where more room would meet need or place "
                "more of NTT's surplus, which go before freight"
            ),
        ),
        "before_t": Column(_("Without a limit (t)"), 0),
        "capacity_t": Column(_("Room, assumed (t)"), 0),
        "used_t": Column(_("Carries (t)"), 0),
        "full_word": Column(_("Full")),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def _effect_word(
    meets_need: bool, places_surplus: bool, saves_idr_per_t: float, is_full: bool
) -> str:
    if meets_need:
        return _("meets need")
    if places_surplus:
        return _("places more of NTT's surplus")
    if saves_idr_per_t >= 1:
        return _("saves freight")
    # Full and yet worth nothing: the same goods fill another crossing before or behind it.
    return _("nothing by itself") if is_full else _("nothing: there is room")


def changed_pairs_table(answer: FerryAnswer) -> ReadyTable:
    """Pairs of every commodity whose tonnes the limit changes."""
    return pair_changes_table(
        changed_pairs(answer), _("Without a limit (t)"), _("With the limit (t)")
    )


def unmet_table(answer: FerryAnswer) -> ReadyTable:
    """Need that stays unmet before or after, by commodity and regency."""
    parts = [
        result.unmet[["regency_code", "unmet_t"]]
        .rename(columns={"unmet_t": "before_t"})
        .assign(
            commodity=commodity,
            now_t=answer.after.many.results[commodity].unmet["unmet_t"].to_numpy(),
        )
        for commodity, result in answer.before.many.results.items()
    ]
    table = pd.concat(parts, ignore_index=True)
    table["more_t"] = table["now_t"] - table["before_t"]
    table = table[table[["before_t", "now_t"]].max(axis=1) >= CHANGED_T]
    table = table.sort_values(["more_t", "now_t"], ascending=False, ignore_index=True)
    columns = {
        "name": Column(_("Commodity")),
        "regency": Column(_("Regency")),
        "before_t": Column(_("Without a limit (t)"), 0),
        "now_t": Column(_("With the limit (t)"), 0),
        "more_t": Column(_("Change (t)"), 0),
    }
    return ReadyTable(
        table.assign(
            name=table["commodity"].map(commodity_name), regency=names_of(table["regency_code"])
        ),
        columns,
        words.modelled_flow(),
    )
