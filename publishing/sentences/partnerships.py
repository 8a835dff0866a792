"""With whom one regency can deal: pairs and corridors as far as they are identified."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.matching.carried import CarriedTonnes
from analysis.partnerships import Partnership
from geo.places import place_name
from publishing.formats import rupiah, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, in_sentence
from publishing.sentences.matching import supply_words
from publishing.sentences.next_steps import firmness_words, price_words


def partnerships_headline(found: Sequence[Partnership]) -> str:
    """In what the regency can supply others of NTT, and in what others can supply it."""
    gives, takes = (_commodities(found, side) for side in ("supplies", "receives"))
    if gives and takes:
        return _(
            "It can supply others with {gives}, and be supplied with {takes}",
            gives=gives,
            takes=takes,
        )
    if gives:
        return _("It can supply other regencies with {gives}", gives=gives)
    if takes:
        return _("Other regencies can supply it with {takes}", takes=takes)
    if _commodities(found, "from_outside"):
        return _("No regency of NTT can supply it or be supplied by it, as far as is identified")
    return _("No partner is identified")


def _commodities(found: Sequence[Partnership], side: str) -> str:
    codes = dict.fromkeys(each.commodity for each in found if each.side == side)
    return ", ".join(in_sentence(commodity_name(code)) for code in codes)


def partnership_line(found: Partnership) -> str:
    """Who can supply whom, whether that is certain, at what freight, and what prices say of it."""
    supply = found.supply
    named = f"{commodity_name(found.commodity)} {year_text(found.year)}"
    if found.named is None:
        amount = tonnes(supply.max_t)
        if not supply.is_certain:
            amount = _("{low} to {high}", low=tonnes(supply.min_t), high=amount)
        return _(
            "{name}: {amount} from outside NTT via {gateway}, assumed to send as much as is "
            "wanted; freight {freight}.",
            name=named,
            amount=amount,
            gateway=place_name(supply.origins[0]),
            freight=freight_words(found),
        )
    said = _(
        "{name}: {supply}, freight {freight}.",
        name=named,
        supply=supply_words(supply),
        freight=freight_words(found),
    )
    if not supply.is_pair:
        said += " " + _("A corridor: who supplies whom can be swapped.")
    said += " " + price_words(found.named.carried)
    if found.named.gateway_is_cheaper:
        said += " " + _("From outside NTT it would arrive cheaper in most months.")
    return f"{said} {firmness_words(found.named)}"


def freight_words(found: Partnership) -> str:
    """Freight per kg of the regency's own paths."""
    low, high = (
        rupiah(each) for each in (found.freight_low_idr_per_kg, found.freight_high_idr_per_kg)
    )
    return f"{low}/kg" if low == high else _("{low} to {high}/kg", low=low, high=high)


def side_word(side: str) -> str:
    """What the regency does in a partnership."""
    return {
        "supplies": _("can supply"),
        "receives": _("can be supplied"),
        "from_outside": _("from outside NTT"),
    }[side]


def carried_word(carried: CarriedTonnes | None) -> str:
    """Whether the price gap pays the freight, in few words; ``price_words`` says it in full."""
    if carried is None or carried.total_t - carried.unjudged_t < 0.5:
        return _("no price yet")
    if carried.is_none:
        return _("too seldom above the freight")
    if carried.min_t >= carried.total_t - 1.0:
        return _("pays the freight")
    return _("pays the freight of part of it")
