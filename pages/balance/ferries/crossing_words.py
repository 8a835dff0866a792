"""Crossings and the room assumed on them, in words; the controls; the finding."""

from __future__ import annotations

import streamlit as st

from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui import state
from publishing.formats import compact, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from services.answer import evaluation, freight
from services.answer.ferries import CapacityLimit, FerryAnswer, ferry_answer

_ROOMS_PCT = [100, 75, 50, 25, 0]


@once_per_edition(maxsize=1)
def port_names() -> dict[str, str]:
    """Name of every node of the network as in the register."""
    nodes = load("transport_nodes")
    return dict(zip(nodes["node_id"], nodes["name"], strict=True))


@once_per_edition(maxsize=1)
def crossing_names() -> dict[str, str]:
    """``Bolok – Aimere`` by edge: ports without what stands in brackets behind them."""
    edges = freight.used_edges()
    ends = zip(edges["edge_id"], edges["from_name"], edges["to_name"], strict=True)
    return {edge: f"{a.split(' (')[0]} – {b.split(' (')[0]}" for edge, a, b in ends}


def choose_answer(year: int) -> FerryAnswer:
    """Controls of supply from outside and of the room; answers what follows from them."""
    first, second, third = st.columns([1, 2, 2], gap="medium")
    with first:
        outside = state.segments(
            _("Supply from outside NTT"),
            "outside",
            ["allowed", "closed"],
            "allowed",
            format_func={"allowed": _("allowed"), "closed": _("not allowed")}.__getitem__,
        )
    is_allowed = outside == "allowed"
    carrying = ferry_answer(year, is_allowed, CapacityLimit()).crossings()
    names = crossing_names()
    with second:
        pct = state.segments(
            _("Room on the ferries (assumed)"),
            "room",
            _ROOMS_PCT,
            100,
            format_func=_room_word,
            help=_(
                "No capacity of a ferry is published in the sources used here. The room is assumed "
                "as a share of the tonnes that a crossing carries in the model without a limit."
            ),
        )
    with third:
        edge_id = state.select(
            _("On which crossing"),
            "crossing",
            ["", *carrying],
            "",
            format_func=lambda edge: names[edge] if edge else _("every crossing in use"),
        )
    room = CapacityLimit(pct, edge_id) if pct < 100 else CapacityLimit()
    return ferry_answer(year, is_allowed, room)


def _room_word(pct: int) -> str:
    return {100: _("no limit"), 0: _("closed")}.get(pct, percent(pct, 0))


def headline(answer: FerryAnswer) -> str:
    """The fullest crossing; with a limit, what it does to the ferries, the freight and the need."""
    if not answer.room.is_limited:
        loads = answer.before.by_crossing()
        if loads.empty:
            return _("No pair of {year} crosses by ferry", year=year_text(answer.year))
        return _(
            "{crossing} carries most: {amount} of the {total} that cross by ferry",
            crossing=crossing_names()[loads.index[0]],
            amount=tonnes(loads.iloc[0]),
            total=tonnes(answer.before.crossing_t),
        )
    more_unmet = answer.after.total("unmet_t") - answer.before.total("unmet_t")
    dearer = answer.after.total("cost_idr") - answer.before.total("cost_idr")
    figures = {
        "room": _room_sentence(answer.room),
        "now": tonnes(answer.after.crossing_t),
        "before": tonnes(answer.before.crossing_t),
    }
    if more_unmet >= 0.5:
        return _(
            "{room}: {now} cross by ferry instead of {before}, and {more} more stays unmet",
            more=tonnes(more_unmet),
            **figures,
        )
    if dearer < 1e6:
        return _("{room}: {now} cross by ferry instead of {before}, at the same freight", **figures)
    return _(
        "{room}: {now} cross by ferry instead of {before}, and freight rises by {more} rupiah",
        more=compact(dearer),
        **figures,
    )


def _room_sentence(room: CapacityLimit) -> str:
    if not room.edge_id:
        if room.pct == 0:
            return _("Every ferry closed")
        return _("Room for {share} on every crossing in use", share=percent(room.pct, 0))
    name = crossing_names()[room.edge_id]
    if room.pct == 0:
        return _("{crossing} closed", crossing=name)
    return _("Room for {share} on {crossing}", share=percent(room.pct, 0), crossing=name)


def commodities_sentence(answer: FerryAnswer) -> str:
    """Which commodities are in it, and which lack a balance in the year."""
    year = year_text(answer.year)
    lacking = sorted(set(evaluation.balanced_commodities()) - set(answer.balances))
    text = _(
        "Modelled, not reported: the pairs of {names} in {year}, matched together at the least "
        "freight. Everything else that ferries carry is not in it.",
        names=_listed(list(answer.balances)),
        year=year,
    )
    if lacking:
        text += " " + _("No balance for {year}: {names}.", year=year, names=_listed(lacking))
    return text


def _listed(commodities: list[str]) -> str:
    return ", ".join(commodity_name(code).lower() for code in commodities)


def show_limits() -> None:
    """What this picture cannot say."""
    points = [
        _(
            "No capacity of a ferry is published in the sources used here. The room is an "
            "assumption, a share of the modelled tonnes; a crossing that carries nothing in the "
            "model gives no measure and stays without a limit. Cargo ships have no limit either."
        ),
        _(
            "Only commodities with a balance are counted, over a whole year. Seasons, sailing "
            "days, passengers and other goods are not in it."
        ),
        _(
            "Each pair keeps its cheapest path: where a ferry on it is full or closed, the goods "
            "look for another partner, not for a way round. Closures with a way round are on the "
            "pages “Scenarios” and “Network & methods”."
        ),
        _(
            "A tonne is a tonne: that fish wants cold and rice does not makes no difference to "
            "the room here."
        ),
        _(
            "Prices of room add up along a path. Where the same goods fill two crossings one "
            "after the other, only the sum is certain, and room is worth it only on both."
        ),
    ]
    st.markdown("\n".join(f"- {point}" for point in points))
