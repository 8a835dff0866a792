"""A pair looked up by name: what it trades in the best answers, or what forcing it would cost."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from analysis.matching.problem import PairState
from publishing.formats import rupiah, tonnes
from publishing.language import _
from publishing.sentences.certainty import range_words

# Below this it is rounding (rupiah per tonne, and tonnes per tonne).
_NONE_IDR = 0.5
_NONE_T = 1e-3


def pair_verdict(
    pair: str, found: Mapping[Hashable, Any] | None, shown_t: float, states: Iterable[PairState]
) -> str:
    """What the best answers say of a pair.

    Parameters
    ----------
    pair : str
        Its name.
    found : Mapping or None
        Its row of ``MatchRanges.pairs``; None where it is not open.
    shown_t : float
        What it trades in the answer shown.
    states : iterable of PairState
        Whether it may trade, and all that keeps it from it.
    """
    if found is None:
        reason = _(" and ").join(map(closed_word, states))
        return _("{pair}: cannot trade, because {reason}.", pair=pair, reason=reason)
    if found["pair_class"] == "identified":
        return _(
            "{pair}: certain, {amount} in every best answer.", pair=pair, amount=tonnes(shown_t)
        )
    if found["pair_class"] == "interchangeable":
        return _(
            "{pair}: a choice, {range} at the same freight; shown are {now}.",
            pair=pair,
            range=range_words(found["min_t"], found["max_t"]),
            now=tonnes(shown_t),
        )
    if found["pair_class"] == "never":
        return _("{pair}: in no best answer.", pair=pair)
    return _("{pair}: the range is not known.", pair=pair)


def closed_word(state: PairState) -> str:
    """Why a pair may not trade; one that may is dearer than a tonne may be."""
    return {
        "open": _("bringing it would cost more than the limit"),
        "too_far": _("it lies beyond the distance limit"),
        "forbidden": _("it is closed by choice"),
        "too_small": _("one of the two has less than the smallest shipment"),
        "unreachable": _("no open road or sea path leads there"),
    }[state]


def forcing_line(found: Mapping[Hashable, Any], own_first: bool) -> str:
    """What the first tonne through a pair in no best answer adds to the freight of all.

    Parameters
    ----------
    found : Mapping
        A row of ``forcing_costs``.
    own_first : bool
        Whether freight between regencies counts before freight from outside.
    """
    inside = float(found["extra_inside_idr_per_t"])
    outside = float(found["extra_outside_idr_per_t"])
    total = inside + outside
    told = []
    if found["goes_before_freight"]:
        told.append(_("Forcing a tonne through this pair harms what goes before freight."))
    if found["extra_unmet_t_per_t"] > _NONE_T:
        told.append(
            _(
                "For every tonne forced {amount} more stay unmet.",
                amount=tonnes(found["extra_unmet_t_per_t"]),
            )
        )
    if own_first and not found["goes_before_freight"]:
        told.append(
            _(
                "Forcing a tonne through this pair adds {amount}/t to the freight between "
                "regencies, which counts first.",
                amount=_rupiah(inside),
            )
        )
        if abs(outside) > _NONE_IDR:
            told.append(_("Freight from outside changes by {amount}/t.", amount=_signed(outside)))
    elif total > _NONE_IDR:
        told.append(
            _(
                "Forcing a tonne through this pair adds {amount}/t to all freight together.",
                amount=_rupiah(total),
            )
        )
    elif total < -_NONE_IDR:
        told.append(
            _(
                "All freight together would fall by {amount}/t.",
                amount=_rupiah(-total),
            )
        )
    if found["up_to_t"] < float("inf"):
        told.append(
            _("This holds for the first {amount}.", amount=tonnes(found["up_to_t"]))
            if found["up_to_t"] >= 1
            else _("This holds for less than one tonne.")
        )
    return " ".join(told)


def forcing_note() -> str:
    """What the table of pairs in no best answer means."""
    return _(
        "Extra freight for the first tonne, with all others arranged as well as can be; each pair "
        "taken alone. Modelled, not reported."
    )


def _rupiah(amount: float) -> str:
    """An amount that no line breaks."""
    return rupiah(amount).replace(" ", "\u00a0")


def _signed(amount: float) -> str:
    return ("+" if amount > 0 else "−") + _rupiah(abs(amount))
