"""Ferry loads in tables: what crosses, what room is worth, what the limit changes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.matching.changes import pair_changes
from geo.places import names_of
from pages.balance.ferries.crossing_words import crossing_names, port_names
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.matching_view import place_name
from pages.ui.tables import show_table
from publishing.formats import compact, tonnes
from publishing.language import _
from publishing.names import commodity_name
from publishing.tables import Column
from services.answer.ferries import Crossed, FerryAnswer

# Below half a tonne a change is rounding on the screen.
_CHANGED_T = 0.5


def show_figures(answer: FerryAnswer) -> None:
    """Four figures of the answer; with a limit also what they were without it."""

    def cells(crossed: Crossed) -> list[str]:
        return [
            tonnes(crossed.crossing_t),
            tonnes(crossed.total("external_t")),
            tonnes(crossed.total("unmet_t")),
            _("{amount} rupiah", amount=compact(crossed.total("cost_idr"))),
        ]

    labels = [
        _("Cross by ferry"),
        _("From outside NTT"),
        _("Stays unmet"),
        _("Freight in all"),
    ]
    now, before = cells(answer.after), cells(answer.before)
    show_figure_row(
        "ferries", [FigureCell(label, value) for label, value in zip(labels, now, strict=True)]
    )
    if answer.room.is_limited:
        pairs = zip(labels, before, strict=True)
        st.caption(
            _(
                "Without a limit – {figures}.",
                figures="; ".join(f"{label}: {value}" for label, value in pairs),
            )
        )


def load_table(answer: FerryAnswer) -> pd.DataFrame:
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
    ports = port_names()
    return both.assign(
        origin=both["from_node"].map(ports),
        destination=both["to_node"].map(ports),
        name=both["commodity"].map(commodity_name),
        change_t=both["now_t"] - both["before_t"],
    ).reset_index(drop=True)


def load_columns(answer: FerryAnswer) -> dict[str, Column]:
    """Columns of ``load_table``, in reading order."""
    columns = {
        "origin": Column(_("From")),
        "destination": Column(_("To")),
        "name": Column(_("Commodity")),
    }
    if not answer.room.is_limited:
        return columns | {"now_t": Column(_("Tonnes a year"), 0)}
    return columns | {
        "before_t": Column(_("Without a limit (t)"), 0),
        "now_t": Column(_("With the limit (t)"), 0),
        "change_t": Column(_("Change (t)"), 0),
    }


def show_load_table(answer: FerryAnswer, key: str) -> None:
    """Tonnes of every crossing by direction and commodity."""
    show_table(
        load_table(answer),
        load_columns(answer),
        key=f"ferry-table-{key}",
        source_ids=answer.source_ids(),
    )


def room_headline(answer: FerryAnswer) -> str:
    """Where one more tonne of room would save most."""
    rooms = answer.room_table()
    needed = rooms.loc[rooms["meets_need"], "edge_id"].map(crossing_names())
    if len(needed):
        return _("More room would meet need that stays unmet: {names}", names=", ".join(needed))
    if rooms.empty or rooms["saves_idr_per_t"].max() < 1:
        return _("More room would save no freight")
    return _(
        "One more tonne of room is worth most on {crossing}: {amount} rupiah",
        crossing=crossing_names()[rooms["edge_id"].iloc[0]],
        amount=compact(rooms["saves_idr_per_t"].iloc[0]),
    )


def show_rooms(answer: FerryAnswer, key: str) -> None:
    """Room, load and shadow price of every crossing with a limit."""
    rooms = answer.room_table()
    table = rooms.assign(
        crossing=rooms["edge_id"].map(crossing_names()),
        # Without a row it carries nothing: modelled, not unknown.
        before_t=answer.before.by_crossing().reindex(rooms["edge_id"], fill_value=0.0).to_numpy(),
        full_word=rooms["is_full"].map({True: _("yes"), False: _("no")}),
        effect=[
            _effect_word(*row)
            for row in rooms[["meets_need", "saves_idr_per_t", "is_full"]].itertuples(index=False)
        ],
    )
    show_table(
        table,
        {
            "crossing": Column(_("Crossing")),
            "effect": Column(_("More room")),
            "saves_idr_per_t": Column(
                _("One more tonne saves (Rp/t)"),
                0,
                help=_("Freight of all together; no price where need would otherwise stay unmet"),
            ),
            "before_t": Column(_("Without a limit (t)"), 0),
            "capacity_t": Column(_("Room, assumed (t)"), 0),
            "used_t": Column(_("Carries (t)"), 0),
            "full_word": Column(_("Full")),
        },
        key=f"ferry-rooms-{key}",
        source_ids=answer.source_ids(),
    )


def _effect_word(meets_need: bool, saves_idr_per_t: float, is_full: bool) -> str:
    if meets_need:
        return _("meets need")
    if saves_idr_per_t >= 1:
        return _("saves freight")
    # Full and yet worth nothing: the same goods fill another crossing before or behind it.
    return _("nothing by itself") if is_full else _("nothing: there is room")


def changed_pairs(answer: FerryAnswer) -> pd.DataFrame:
    """Pairs of every commodity whose tonnes the limit changes, the largest change first."""
    after = answer.after.many.results
    parts = [
        pair_changes(before, after[commodity]).assign(commodity=commodity)
        for commodity, before in answer.before.many.results.items()
    ]
    table = pd.concat(parts, ignore_index=True)
    table = table[table["change_t"].abs() >= _CHANGED_T]
    return table.sort_values("change_t", key=lambda t: -t.abs(), kind="stable", ignore_index=True)


def pairs_headline(answer: FerryAnswer) -> str:
    """How many pairs change, and the one that loses most."""
    changed = changed_pairs(answer)
    less = changed[changed["change_t"] < 0]
    if less.empty:
        return _("No pair changes")
    worst = less.iloc[0]
    return _(
        "{n} pairs change; {origin} → {destination} loses most: {amount} of {commodity}",
        n=len(changed),
        origin=place_name(worst["origin"]),
        destination=place_name(worst["destination"]),
        amount=tonnes(-worst["change_t"]),
        commodity=commodity_name(worst["commodity"]).lower(),
    )


def show_pairs(answer: FerryAnswer, key: str) -> None:
    """Pairs that change."""
    table = changed_pairs(answer)
    show_table(
        table.assign(
            name=table["commodity"].map(commodity_name),
            supplier=table["origin"].map(place_name),
            receiver=names_of(table["destination"]),
        ),
        {
            "name": Column(_("Commodity")),
            "supplier": Column(_("Supplier")),
            "receiver": Column(_("Receiver")),
            "first_t": Column(_("Without a limit (t)"), 0),
            "tonnes": Column(_("With the limit (t)"), 0),
            "change_t": Column(_("Change (t)"), 0),
        },
        key=f"ferry-pairs-{key}",
        source_ids=answer.source_ids(),
        empty=_("No pair changes: the ferries that are limited have room enough."),
    )


def show_unmet(answer: FerryAnswer, key: str) -> None:
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
    table = table[table[["before_t", "now_t"]].max(axis=1) >= _CHANGED_T]
    table = table.sort_values(["more_t", "now_t"], ascending=False, ignore_index=True)
    show_table(
        table.assign(
            name=table["commodity"].map(commodity_name), regency=names_of(table["regency_code"])
        ),
        {
            "name": Column(_("Commodity")),
            "regency": Column(_("Regency")),
            "before_t": Column(_("Without a limit (t)"), 0),
            "now_t": Column(_("With the limit (t)"), 0),
            "more_t": Column(_("Change (t)"), 0),
        },
        key=f"ferry-unmet-{key}",
        source_ids=answer.source_ids(),
        empty=_("Nothing stays unmet, with or without the limit."),
    )
