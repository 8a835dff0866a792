"""Words of the flagship that a zone has chosen: what, by whom, why, and why nothing was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ntt_data.store.zone_choice_records import ZoneChoice
from publishing import round_words
from publishing.formats import moment, number, percent
from publishing.language import _
from publishing.names import in_sentence, product_name


def product(choice: ZoneChoice) -> str:
    """What was chosen, in words; a product that was typed in as it was typed."""
    if not choice.stands:
        return none_chosen()
    return product_name(choice.product) if choice.product_kind == "listed" else choice.product


def none_chosen() -> str:
    """Of a zone without a choice."""
    return _("not chosen yet")


def chosen(choice: ZoneChoice) -> str:
    """Who chose, who typed it in, and when."""
    return _(
        "Chosen by {who}; typed in by {role}, {moment}",
        who=choice.chosen_by,
        role=round_words.role(choice.actor_role),
        moment=moment(choice.at),
    )


def candidates_told(products: Sequence[str]) -> str:
    """The first of the lists' ranking, or that there is none."""
    if not products:
        return _("The data do not name one: no regency of this zone has a list")
    told = ", ".join(in_sentence(product_name(each)) for each in products)
    return _("Candidates by the lists: {products}", products=told)


def none_named() -> str:
    """For a cell of a table: no candidate."""
    return _("the data do not name one")


def step(choice: ZoneChoice) -> str:
    """One thing that happened, for the history."""
    by = {"role": round_words.role(choice.actor_role), "moment": moment(choice.at)}
    if not choice.stands:
        return _("Taken back by {role}, {moment}: {reason}", reason=choice.reason, **by)
    return _(
        "{product}, chosen by {who}; typed in by {role}, {moment}: {reason}",
        product=product(choice),
        who=choice.chosen_by,
        reason=choice.reason,
        **by,
    )


def frozen_candidates(details: Mapping[str, Any]) -> str:
    """The candidates of the day of a choice with their points; empty where none were kept."""
    if "candidates" not in details:
        return ""
    rows = details["candidates"]
    if not rows:
        return _("No candidate that day: no regency of this zone had a list")
    told = ", ".join(
        _(
            "{product} {points} ({share} of the possible points, {k} of {n} lists)",
            product=product_name(str(row["product"])),
            points=number(row["weighted_points"], 1),
            share=percent(row["points_share_pct"], 0),
            k=number(row["n_regencies"]),
            n=number(row["n_listed"]),
        )
        for row in rows
    )
    said = _("Candidates that day, in weighted points: {candidates}", candidates=told)
    if not details["only_by_weights"]:
        return said
    return _("{said}; the first place rested on the assumed weights alone", said=said)


def recorded(choice: ZoneChoice, zone: str) -> str:
    """What the database has now."""
    if not choice.stands:
        return _(
            "Taken back: {zone} has no chosen flagship ({moment})",
            zone=zone,
            moment=moment(choice.at),
        )
    return _(
        "Recorded: {zone} has chosen {product} ({moment})",
        zone=zone,
        product=product(choice),
        moment=moment(choice.at),
    )


def refusal(code: str) -> str:
    """Why no choice was recorded, and what to do."""
    return {
        "no_zone": _("No choice was recorded: choose one of the zones."),
        "no_product": _("No choice was recorded: write which product, at least two letters."),
        "long_product": _("No choice was recorded: the product is longer than 80 signs."),
        "two_products": _(
            "Nothing was recorded: a product of the list is chosen and another one written."
        ),
        "no_candidate": _(
            "No choice was recorded: this product is no longer among the candidates of the zone. "
            "Choose again, or write it as another product."
        ),
        "no_chooser": _("No choice was recorded: write who chose, a meeting or an office."),
        "long_chooser": _("No choice was recorded: who chose is longer than 120 signs."),
        "no_reason": _("No choice was recorded: write a reason of at least three letters."),
        "long_reason": _("No choice was recorded: the reason is longer than 500 signs."),
        "same_choice": _("No choice was recorded: the same stands there already."),
        "nothing_chosen": _("Nothing was taken back: nothing is chosen for this zone."),
        "not_allowed": _("No choice was recorded: you are not signed in any more. Come in again."),
        "choice_moved_on": _(
            "No choice was recorded: somebody else has typed in a choice for this zone meanwhile. "
            "It is shown as it is now; look at it and press again."
        ),
    }.get(
        code,
        _(
            "The database cannot be reached; it is not certain that the choice was recorded. Press "
            "again: it counts once."
        ),
    )
