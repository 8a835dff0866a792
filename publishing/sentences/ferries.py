"""What the ferries carry, and what less room does, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.matching.changes import pair_changes
from analysis.matching.ferry_answer import CapacityLimit, FerryAnswer
from geo.edges import crossing_names
from geo.places import place_name
from publishing.formats import compact, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from publishing.words import modelled_flow, sentence_of

# Below half a tonne a change is rounding on the screen.
CHANGED_T = 0.5


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
    less_inside = answer.before.total("moved_t") - answer.after.total("moved_t")
    dearer = answer.after.total("internal_cost_idr") - answer.before.total("internal_cost_idr")
    figures = {"room": _room_sentence(answer.room), "crossing": _crossing_sentence(answer)}
    if more_unmet >= CHANGED_T:
        more = tonnes(more_unmet)
        return _("{room}: {crossing}, and {more} more stays unmet", more=more, **figures)
    if less_inside >= CHANGED_T:
        return _(
            "{room}: {crossing}, and {less} comes from outside instead of from regencies of NTT",
            less=tonnes(less_inside),
            **figures,
        )
    if dearer < 1e6:
        return _("{room}: {crossing}, at the same freight between regencies", **figures)
    return _(
        "{room}: {crossing}, and freight between regencies rises by {more} rupiah",
        more=compact(dearer),
        **figures,
    )


def _crossing_sentence(answer: FerryAnswer) -> str:
    """How much crosses with the limit; beside what crossed without it where that reads otherwise.

    A crossing that is closed may only send the same tonnes over another one.
    """
    now, before = tonnes(answer.after.crossing_t), tonnes(answer.before.crossing_t)
    if now == before:
        return _("{now} cross by ferry, as before", now=now)
    return _("{now} cross by ferry instead of {before}", now=now, before=before)


def _room_sentence(room: CapacityLimit) -> str:
    if not room.edge_id:
        if room.pct == 0:
            return _("Every ferry closed")
        return _("Room for {share} on every crossing in use", share=percent(room.pct, 0))
    name = crossing_names()[room.edge_id]
    if room.pct == 0:
        return _("{crossing} closed", crossing=name)
    return _("Room for {share} on {crossing}", share=percent(room.pct, 0), crossing=name)


def room_word(pct: int) -> str:
    """The room assumed, in per cent of what is carried without a limit."""
    return {100: _("no limit"), 0: _("closed")}.get(pct, percent(pct, 0))


def commodities_sentence(
    answer: FerryAnswer, balanced: Iterable[str], set_aside: Sequence[str] = ()
) -> str:
    """Which commodities are in it, and which of those balanced in any year lack one here."""
    year = year_text(answer.year)
    lacking = sorted(set(balanced) - set(answer.balances))
    text = _(
        "{label} The pairs of {names} in {year}, matched together: NTT supplies itself first, then "
        "the least freight between regencies. Everything else that ferries carry is not in it.",
        label=sentence_of(modelled_flow()),
        names=_listed(list(answer.balances)),
        year=year,
    )
    if set_aside:
        text += " " + _(
            "Not in it, because no pairs are formed: {names}.", names=_listed(set_aside)
        )
    if lacking:
        text += " " + _("No balance for {year}: {names}.", year=year, names=_listed(lacking))
    return text


def _listed(commodities: Sequence[str]) -> str:
    return ", ".join(commodity_name(code).lower() for code in commodities)


def loads_sentence(answer: FerryAnswer) -> str:
    """The three fullest crossings with their tonnes: what the chart shows, in words."""
    names = crossing_names()
    first = answer.after.by_crossing().head(3)
    return _(
        "{n} crossings carry something in {year}; the fullest: {list}",
        n=len(answer.after.by_crossing()),
        year=year_text(answer.year),
        list=", ".join(f"{names[str(edge)]} {tonnes(amount)}" for edge, amount in first.items()),
    )


def room_note() -> str:
    """Why a room has to be assumed."""
    return _(
        "No capacity of a ferry is published in the sources used here. The room is assumed "
        "as a share of the tonnes that a crossing carries in the model without a limit."
    )


def lines_note(is_limited: bool) -> str:
    """What the lines on the map mean."""
    text = _(
        "Lines ({label}): ferries, the thicker the more tonnes. Point at one to read its tonnes.",
        label=modelled_flow(),
    )
    if is_limited:
        text += " " + _("Red and dashed: full or closed under the assumption.")
    return text


def room_headline(answer: FerryAnswer) -> str:
    """Where one more tonne of room would save most."""
    rooms = answer.capacity_table()
    needed = rooms.loc[rooms["meets_need"], "edge_id"].map(crossing_names())
    if len(needed):
        return _("More room would meet need that stays unmet: {names}", names=", ".join(needed))
    placing = rooms.loc[rooms["places_surplus"], "edge_id"].map(crossing_names())
    if len(placing):
        return _(
            "More room would place more of NTT's own surplus: {names}", names=", ".join(placing)
        )
    if rooms.empty or rooms["saves_idr_per_t"].max() < 1:
        return _("More room would save no freight")
    return _(
        "One more tonne of room is worth most on {crossing}: {amount} rupiah",
        crossing=crossing_names()[rooms["edge_id"].iloc[0]],
        amount=compact(rooms["saves_idr_per_t"].iloc[0]),
    )


def changed_pairs(answer: FerryAnswer) -> pd.DataFrame:
    """Pairs of every commodity whose tonnes the limit changes, the largest change first."""
    after = answer.after.many.results
    parts = [
        pair_changes(before, after[commodity]).assign(commodity=commodity)
        for commodity, before in answer.before.many.results.items()
    ]
    table = pd.concat(parts, ignore_index=True)
    table = table[table["change_t"].abs() >= CHANGED_T]
    return table.sort_values("change_t", key=lambda t: -t.abs(), kind="stable", ignore_index=True)


def pairs_headline(answer: FerryAnswer) -> str:
    """How many pairs change, and the one that loses most."""
    changed = changed_pairs(answer)
    less = changed[changed["change_t"] < 0]
    if changed.empty:
        return _("No pair changes")
    if less.empty:
        return _("{n} pairs change, none of them loses", n=len(changed))
    worst = less.iloc[0]
    return _(
        "{n} pairs change; {origin} → {destination} loses most: {amount} of {commodity}",
        n=len(changed),
        origin=place_name(worst["origin"]),
        destination=place_name(worst["destination"]),
        amount=tonnes(-worst["change_t"]),
        commodity=commodity_name(worst["commodity"]).lower(),
    )


def limits() -> list[str]:
    """What this picture cannot say."""
    return [
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
