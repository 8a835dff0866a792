"""Titles of the slides of a zone of cooperation, and what is answered to an objection."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.leading.flagship import Flagships
from publishing.formats import coverage, number, tonnes
from publishing.language import _, ngettext
from publishing.names import commodity_name, in_sentence, joined_products
from publishing.sentences.deck import Objection


def zone_name(name: str) -> str:
    """A zone as its slides name it."""
    return _("{name} zone", name=name)


def title_of_zone(name: str, n_members: int) -> str:
    """The deck's own title."""
    return ngettext("{name} zone: {n} regency", "{name} zone: {n} regencies", n_members, name=name)


def partly_known_title(commodity: str, n_known: int, n_members: int) -> str:
    """Where no commodity is known for all members, and so none has a total."""
    return _(
        "{name} known for {n} of {total} members",
        name=commodity_name(commodity),
        n=number(n_known),
        total=number(n_members),
    )


def total_line(name: str, available_t: float, need_t: float, n_members: int) -> str:
    """What the members have and need together; all of them are known."""
    if n_members == 1:
        return _(
            "{name}: {have} available, {need} needed.",
            name=name,
            have=tonnes(available_t),
            need=tonnes(need_t),
        )
    return _(
        "{name}, all members together: {have} available, {need} needed.",
        name=name,
        have=tonnes(available_t),
        need=tonnes(need_t),
    )


def no_total_line(name: str, n_known: int, n_members: int) -> str:
    """That there is no total where a member is unknown or doubtful."""
    return _(
        "{name}: no total, for it is known and without doubt in {coverage} of the zone only.",
        name=name,
        coverage=coverage(n_known, n_members),
    )


def together_objection(n_members: int) -> Objection:
    """Against adding members; of a zone of one, against calling it a zone."""
    if n_members == 1:
        return Objection(
            _("A zone of one regency has nobody within it to cooperate with."),
            _(
                "Right: these are the regency's own figures, nothing is added up. Its partners, "
                "if any, are beyond the zone."
            ),
        )
    return Objection(
        _("A surplus of one member is no food on the table of another."),
        _(
            "Right: the sum says what the zone could cover if its members dealt with each other. "
            "Who has and who lacks stands on the next slides."
        ),
    )


def members_title(commodity: str, n_surplus: int, n_deficit: int) -> str:
    """How many members have and how many lack; the others are balanced, doubtful or unknown."""
    return _(
        "{name}: {surplus} in surplus, {deficit} in deficit",
        name=commodity_name(commodity),
        surplus=number(n_surplus),
        deficit=number(n_deficit),
    )


def partners_title(n_inside: int, n_across: int, is_outside: bool) -> str:
    """How many identified pairs and corridors lie within the zone, how many reach beyond it."""
    if n_inside and n_across:
        return _(
            "Pairs and corridors: {n} within the zone, {others} beyond",
            n=number(n_inside),
            others=number(n_across),
        )
    if n_inside:
        return _("Pairs and corridors: {n}, all within the zone", n=number(n_inside))
    if n_across:
        return _("Pairs and corridors: {n}, all beyond the zone", n=number(n_across))
    if is_outside:
        return _("No partner identified within NTT, only outside")
    return _("No partner is identified")


def reach_word(reach: str) -> str:
    """Where a supply runs, seen from a zone."""
    return {
        "inside": _("within the zone"),
        "gives": _("to other regencies"),
        "takes": _("from other regencies"),
        "both": _("corridor beyond the zone"),
        "outside": _("from outside NTT"),
    }[reach]


def flagship_title(found: Flagships, zone_id: str) -> str:
    """What has most points in the zone, and in how many of its lists it stands.

    Turned over by the weights of the verdicts, which are assumed: then that is said instead.
    """
    rows = found.flagships()
    rows = rows[rows["zone_id"] == zone_id]
    products = joined_products(rows["product"])
    if zone_id in found.by_weights_alone():
        return _("{products}: first only by assumed weights", products=products)
    lists = rows["n_regencies"].unique()
    if len(lists) > 1:
        return _("{products}: most points, equally many", products=products)
    return _(
        "{products}: most points, in {n} of {total} lists",
        products=products,
        n=number(lists[0]),
        total=number(rows["n_listed"].iloc[0]),
    )


def first_sector_title(sector: str, n_first: int, n_ranked: int) -> str:
    """Which sector is first most often among the members ranked by one scheme."""
    return _(
        "{sector} ranks first in {n} of {total} members",
        sector=sector,
        n=number(n_first),
        total=number(n_ranked),
    )


def different_sectors_title() -> str:
    """Where no sector is first more often than another, within one scheme."""
    return _("No sector leads more often than another")


def two_schemes_title() -> str:
    """Where as many members are ranked by one scheme as by the other."""
    return _("Members are ranked by two schemes, not comparable")


def sectors_counted(scheme: str) -> str:
    """That the title counts one scheme alone."""
    return _("the title counts {scheme} alone", scheme=scheme)


def among_title(n_among: int) -> str:
    """How many agreements and talks bind two members or more."""
    if not n_among:
        return _("No agreement or talks among its members were found")
    return ngettext(
        "{n} agreement or talk among its members was found",
        "{n} agreements and talks among its members were found",
        n_among,
    )


def missing_title(n_missing: int) -> str:
    """How many commodities of the members' lists have no balance in one of them or more."""
    return _("{n} leading commodities lack a balance in a member", n=number(n_missing))


def missing_line(commodities: Sequence[str]) -> str:
    """Which commodities have no balance in any member whose list names them."""
    names = ", ".join(in_sentence(commodity_name(each)) for each in commodities)
    return _("Missing in most members: {names}.", names=names)
