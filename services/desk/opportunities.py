"""What a case can be made from: the words of its form and the figures of the day, frozen whole.

A key names the opportunity in an address: ``pair-rice-2023-5315-5371``, ``corridor-rice-2023-1``,
``kpju_pair-cattle-5303-5371``, ``flagship-Z1``, or a kind alone where no figure
stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geo.places import place_name, regencies
from ntt_data.store.case_records import Content
from publishing.language import _, speaking
from publishing.names import in_sentence, product_name
from services import partners
from services.answer import freight
from services.desk.frozen_figures import party_of, row_of, snapshot_of, weakest_grade
from services.desk.matched_opportunities import corridor_content, pair_content
from services.zone_names import zone_names

#: Kinds that a person describes: nothing of them is filled in.
TYPED = ("by_hand", "tourism", "joint_processing", "joint_market", "shared_service", "boundary")
#: What a link of tourism can be about.
TOURISM_LINKS = ("attraction", "access", "lodging", "amenity", "awareness")


def known_key(text: str) -> str:
    """The key as it is written, or nothing where it names no opportunity of today."""
    asked = text.strip()
    kind, _dash, rest = asked.lower().partition("-")
    key = f"{kind}-{rest.upper()}" if kind == "flagship" else asked.lower()
    return key if kind in TYPED or content_of(key) is not None else ""


def content_of(key: str) -> Content | None:
    """What the form begins with; None where today's figures have no such opportunity.

    In Indonesian whatever the screen speaks: the papers that are made of it are.
    """
    with speaking("id"):
        return _content_of(key)


def _content_of(key: str) -> Content | None:
    kind, _dash, rest = key.partition("-")
    if kind in TYPED:
        return Content("", "", "", (), kind)
    make: Callable[[str], Content | None] | None = {
        "pair": pair_content,
        "corridor": corridor_content,
        "kpju_pair": _kpju_pair,
        "flagship": _flagship,
    }.get(kind)
    return make(rest) if make else None


def _kpju_pair(rest: str) -> Content | None:
    parts = rest.split("-")
    if len(parts) != 3:
        return None
    product, supplier, receiver = parts
    found = partners.pairs_of(product)
    found = found[(found["supplier"] == supplier) & (found["receiver"] == receiver)]
    if found.empty:
        return None
    pair, lists = found.iloc[0], ";".join(partners.list_sources())
    names = {"supplier": place_name(supplier), "receiver": place_name(receiver)}
    rows = [
        row_of(
            lambda: _("Rank in the KPJu list of {regency}", regency=names["supplier"]),
            *(int(pair["rank"]), "", None, lists, weakest_grade(lists)),
        ),
        row_of(
            lambda: _("Modelled freight from {supplier} to {receiver}", **names),
            *(
                float(pair["freight_idr_per_kg"]),
                "Rp/kg",
                None,
                ";".join(freight.network_sources()),
                "assumption",
            ),
        ),
    ]
    good = product_name(product)
    return Content(
        _("{good} from {supplier} for {receiver}", good=good, **names),
        _("Supply of {good}", good=in_sentence(good)),
        _(
            "{good} ranks {rank} in the KPJu list of {supplier}; it is not in that of {receiver}, "
            "which shows signs of demand. An indication without tonnes.",
            good=good,
            rank=int(pair["rank"]),
            **names,
        ),
        (party_of(supplier), party_of(receiver)),
        *("kpju_pair", rest),
        snapshot=snapshot_of(rows, [lambda: _("An indication from lists; it says no tonnes.")]),
    )


def _flagship(zone: str) -> Content | None:
    table = regencies()
    members = [str(code) for code in table.loc[table["zone_id"] == zone, "regency_code"]]
    ranked = partners.flagships(("goods",)).ranking
    own = ranked[ranked["zone_id"] == zone]
    if not members or own.empty:
        return None
    first = own.iloc[0]
    code = str(first["product"])
    others = [
        str(each)
        for each in own.loc[own["weighted_points"] == first["weighted_points"], "product"]
        if each != code
    ]
    good, lists = product_name(code), ";".join(partners.list_sources())
    rows = [
        row_of(
            lambda: _("Weighted points of {good} in the zone", good=product_name(code)),
            *(float(first["weighted_points"]), "", None, lists, "assumption"),
        )
    ]
    return Content(
        _("{good} as the flagship of zone {zone}", good=good, zone=zone_names()[zone]),
        _("Joint processing and marketing of {good}", good=in_sentence(good)),
        _most_points(good, others),
        tuple(party_of(code) for code in members),
        *("flagship", zone),
        snapshot=snapshot_of(rows, [lambda: _("An indication from lists; it says no tonnes.")]),
    )


def _most_points(good: str, others: Sequence[str]) -> str:
    """Why a product is the candidate; with ``others`` it shares its points."""
    if others:
        return _(
            "{good} has the most points in the KPJu lists of the zone, as many as {others}: the "
            "lists do not choose between them, and the weights of the outlooks are assumptions.",
            good=good,
            others=", ".join(in_sentence(product_name(each)) for each in others),
        )
    return _(
        "{good} has the most points in the KPJu lists of the zone; the weights of the outlooks "
        "are assumptions.",
        good=good,
    )
