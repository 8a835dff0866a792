"""Words of what happened in a round: events, decisions, who made them, what was asked about."""

from __future__ import annotations

from datetime import datetime

from ntt_data.store.collection_records import Round
from publishing.formats import moment, number
from publishing.hand_in_words import period
from publishing.language import _


def event(kind: str) -> str:
    """What happened to a round."""
    return {
        "closed": _("closed"),
        "reopened": _("reopened"),
        "discarded": _("thrown away"),
    }.get(kind, kind)


def decision(kind: str) -> str:
    """What the bureau has decided about a version."""
    return {
        "accepted": _("accepted"),
        "returned": _("returned"),
        "undone": _("decision taken back"),
    }[kind]


def state(code: str, figures: int, of_all: int, later: int | None) -> str:
    """What has become of a version: a state of ``services.review.Counted``.

    ``later`` is the number of the sheet's newest version, where that is another one.
    """
    told = {
        "accepted": _("accepted"),
        "partly": _(
            "{figures} of {all} answers accepted", figures=number(figures), all=number(of_all)
        ),
        "returned": _("returned"),
        "replaced": _("accepted, then replaced"),
        "no_longer": _("accepted once, counts no more"),
        "waiting": _("not decided yet"),
    }[code]
    if code != "waiting" or later is None:
        return told
    return _("{state}; version {no} followed", state=told, no=number(later))


def role(code: str) -> str:
    """Who did something, as far as the product knows people."""
    return {
        "reader": _("reader"),
        "regency": _("office of the regency"),
        "bureau": _("bureau"),
        "administrator": _("administrator"),
    }[code]


def odd(code: str) -> str:
    """Why a figure was asked about; the question itself, with its numbers, stood in the form."""
    return {
        "far_from_earlier_years": _("far from earlier years"),
        "more_than_whole_years": _("more than in a whole year"),
        "far_from_known_price": _("far from known prices"),
        "far_from_computed_need": _("far from the computed need"),
        "other_reading_nearer": _("another reading would be nearer to earlier years"),
        "two_conventions": _("numbers written in two ways"),
        "harvest_without_area": _("production without area harvested"),
        "area_without_harvest": _("area harvested without production"),
        "below_zero": _("below zero"),
        "sells_and_lacks": _("surplus and lack at the same time"),
        "sells_more_than_it_has": _("more to sell than there is"),
    }.get(code, code)


def of_round(asked: Round, made_at: datetime) -> str:
    """``Rakor jagung, tahun 2024 (kode k7m2x9). Dibuat 29 November 2026, 14.05 WITA.``"""
    return _(
        "{name}, {period} (code {code}). Made on {moment}.",
        name=asked.name,
        period=period(asked),
        code=asked.round_id,
        moment=moment(made_at),
    )
