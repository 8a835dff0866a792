"""What is said when partners are swapped: which pairs, by how much, and that nothing else rises."""

from __future__ import annotations

import pandas as pd

from analysis.matching.ranges import MatchRanges
from analysis.matching.swap import Swap, is_as_good
from analysis.matching.tables import MatchResult
from geo.places import place_name
from publishing.formats import compact, tonnes
from publishing.language import _
from publishing.sentences.certainty import range_words


def swaps_line(swaps: tuple[Swap, ...], before: MatchResult) -> str:
    """Every pair that was given other tonnes, with both amounts."""
    was = before.flows.set_index(["origin", "destination"])["tonnes"]
    told = [
        _(
            "{origin} → {destination}: {now} instead of {before}",
            origin=place_name(swap.origin),
            destination=place_name(swap.destination),
            now=tonnes(swap.tonnes),
            before=tonnes(float(was.get((swap.origin, swap.destination), 0.0))),
        )
        for swap in swaps
    ]
    return _("Swapped by hand: {pairs}.", pairs="; ".join(told))


def cost_line(before: MatchResult, after: MatchResult) -> str:
    """That freight and tonnes stay, where they do; else what they become."""
    first, second = before.totals, after.totals
    if is_as_good(first, second):
        return _(
            "All freight together stays {amount} rupiah; what is placed within NTT ({moved}) and "
            "what stays unmet ({unmet}) stay too.",
            amount=compact(second.cost_idr),
            moved=tonnes(second.moved_t),
            unmet=tonnes(second.unmet_t),
        )
    return _(
        "All freight together becomes {after} rupiah instead of {before}; unmet are {unmet}.",
        after=compact(second.cost_idr),
        before=compact(first.cost_idr),
        unmet=tonnes(second.unmet_t),
    )


def asked_line(asked: tuple[Swap, ...], reached: tuple[Swap, ...]) -> str:
    """Amounts that were asked for by number and could not be reached; empty if there is none."""
    wanted = {(swap.origin, swap.destination): swap.tonnes for swap in asked}
    short = [
        _(
            "{origin} → {destination}: {asked} are not possible, {reached} is the nearest",
            origin=place_name(swap.origin),
            destination=place_name(swap.destination),
            asked=tonnes(wanted[swap.origin, swap.destination]),
            reached=tonnes(swap.tonnes),
        )
        for swap in reached
        if 0 < wanted[swap.origin, swap.destination] < float("inf")
        and abs(wanted[swap.origin, swap.destination] - swap.tonnes) > 0.5
    ]
    return "; ".join(short) + "." if short else ""


def pair_choice(row: pd.Series) -> str:
    """What a pair that can be swapped trades now, and may trade."""
    return _(
        "Now {now}; it may be {range} at the same freight.",
        now=tonnes(row["tonnes"]),
        range=range_words(row["min_t"], row["max_t"]),
    )


def why_no_swap(ranges: MatchRanges | None, is_swapped: bool) -> str:
    """Why there is no pair, or no other pair, to swap."""
    if ranges is None:
        return _(
            "With a smallest shipment or a limit on partners each pair is decided yes or no. "
            "Moving tonnes from pair to pair would break these limits, so that nothing can be "
            "swapped here."
        )
    if is_swapped:
        return _("No other pair can be swapped while these keep their tonnes.")
    return _("Nothing can be swapped: every pair is the same in all equally good answers.")


def swapped_note() -> str:
    """For files: that pairs in it were swapped by hand."""
    return _(
        "Pairs in this table were swapped by hand: another of the equally good answers of the "
        "model, with the same freight and the same tonnes placed and unmet."
    )
