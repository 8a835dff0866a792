"""Which product a zone has chosen ("satu kawasan satu produk unggulan"), who chose, and why.

The bureau types in what a meeting or an office has chosen, and everybody reads it. A choice changes
no figure: the ranking of the lists stands beside it as it is. The candidates of the day are kept
with the choice, since lists and verdicts may be others later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from analysis.leading.flagship import Flagships
from ntt_data import log
from ntt_data.store import zone_choice_store
from ntt_data.store.zone_choice_records import TAKEN_BACK, ProductKind, ZoneChoice
from ntt_data.tables import load
from services import access, partners
from services.access import Actor, Subject
from services.hand_in import one_line

LONGEST_PRODUCT, LONGEST_CHOOSER, LONGEST_REASON = 80, 120, 500
_SHORTEST_PRODUCT, _SHORTEST_CHOOSER, _SHORTEST_REASON = 2, 2, 3

#: Which products compete, by the name that the address has for it.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "goods": ("goods",),
    "all": ("goods", "services", "trade"),
}
Competing = Literal["goods", "all"]
#: So many places of the ranking are shown one by one, and kept with a choice.
PLACES = 6

_CHOICE = Subject("zone_choice")
_KEPT = (
    *("product", "zone_rank", "weighted_points", "points_share_pct", "points", "rank_unweighted"),
    *("n_regencies", "n_listed", "n_members", "best_rank", "regency_codes"),
)


class ZoneChoiceError(ValueError):
    """Nothing was recorded.

    Attributes
    ----------
    code : str
        ``no_zone``, ``no_product``, ``long_product``, ``no_candidate`` (of the zone);
        ``no_chooser``, ``long_chooser``, ``no_reason``, ``long_reason``, ``same_choice``,
        ``nothing_chosen``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"nothing was recorded: {code}")
        self.code = code


@dataclass(frozen=True)
class Chosen:
    """What is typed in: the product, who chose it and why."""

    product_kind: ProductKind
    product: str
    chosen_by: str
    reason: str


def may_record(actor: Actor) -> bool:
    """Whether this actor may type choices in, and take them back."""
    return access.may(actor, "record", _CHOICE)


# --- candidates --------------------------------------------------------------------------------


def zone_ids() -> list[str]:
    """Every zone, in the order of the report."""
    return sorted(load("zones")["zone_id"].astype(str))


def candidates(found: Flagships, zone_id: str) -> list[str]:
    """The first products of a zone's ranking; none where none of its regencies has a list."""
    ranking = found.ranking
    return [str(each) for each in ranking.loc[ranking["zone_id"] == zone_id, "product"][:PLACES]]


def shown_candidates(zone_id: str, competing: Competing) -> dict[str, Any]:
    """The candidates of a zone as they are today, for the details of a choice."""
    found = partners.flagships(FAMILIES[competing])
    rows = found.ranking[found.ranking["zone_id"] == zone_id].head(PLACES)
    kept = [
        {name: _as_json(value) for name, value in zip(_KEPT, row, strict=True)}
        for row in rows[list(_KEPT)].itertuples(index=False)
    ]
    return {
        "competing": competing,
        "candidates": kept,
        "only_by_weights": zone_id in found.by_weights_alone(),
        "sources": partners.list_sources(),
    }


# --- what is recorded --------------------------------------------------------------------------


def record(
    actor: Actor,
    zone_id: str,
    chosen: Chosen,
    competing: Competing,
    seen: int,
    write_key: str | None = None,
) -> ZoneChoice:
    """Keep what a zone has chosen; the same key twice is one choice.

    Parameters
    ----------
    competing : {"goods", "all"}
        Which ranking the candidates were of.
    seen : int
        ``no`` of the zone's last choice as it was shown; 0 where there was none.

    Raises
    ------
    AccessError, ZoneChoiceError, StoreError
        Nothing was recorded then.
    """
    access.require(actor, "record", _CHOICE)
    if write_key is not None and (done := zone_choice_store().outcome(write_key)) is not None:
        return done
    details = shown_candidates(zone_id, competing)
    said = _checked(zone_id, chosen, [str(each["product"]) for each in details["candidates"]])
    before = current().get(zone_id)
    if (
        before is not None
        and before.no == seen
        and said == Chosen(before.product_kind, before.product, before.chosen_by, before.reason)
    ):
        raise ZoneChoiceError("same_choice")
    choice = _by(actor, zone_id, said, details)
    kept = zone_choice_store().choose(choice, seen, write_key)
    log.event("zone_choice_recorded")
    return kept


def take_back(
    actor: Actor, zone_id: str, reason: str, seen: int, write_key: str | None = None
) -> ZoneChoice:
    """Say that a zone has chosen nothing (any more); what was chosen stays in the history.

    Raises as ``record`` does.
    """
    access.require(actor, "record", _CHOICE)
    if write_key is not None and (done := zone_choice_store().outcome(write_key)) is not None:
        return done
    said = _text(reason, _SHORTEST_REASON, LONGEST_REASON, "reason")
    before = _last().get(zone_id)
    # What nobody has seen is refused by the store, which says that something came in between.
    if before is None or (not before.stands and before.no == seen):
        raise ZoneChoiceError("nothing_chosen")
    choice = _by(actor, zone_id, Chosen(TAKEN_BACK, "", "", said), {})
    kept = zone_choice_store().choose(choice, seen, write_key)
    log.event("zone_choice_taken_back")
    return kept


# --- what everybody reads ----------------------------------------------------------------------


def history() -> list[ZoneChoice]:
    """Every choice of every zone, in the order in which they were made."""
    return zone_choice_store().list()


def last_by_zone(choices: Collection[ZoneChoice]) -> dict[str, ZoneChoice]:
    """The last of every zone, also where it was taken back."""
    return {each.zone_id: each for each in choices}


def current() -> dict[str, ZoneChoice]:
    """What every zone has chosen; a zone without a choice is missing."""
    return {zone: each for zone, each in _last().items() if each.stands}


def _last() -> dict[str, ZoneChoice]:
    return last_by_zone(history())


def _by(actor: Actor, zone_id: str, chosen: Chosen, details: Mapping[str, Any]) -> ZoneChoice:
    return ZoneChoice(
        zone_id,
        chosen.product_kind,
        chosen.product,
        chosen.chosen_by,
        chosen.reason,
        actor.role,
        details,
        actor.credential_id,
    )


def _checked(zone_id: str, chosen: Chosen, known: Collection[str]) -> Chosen:
    if zone_id not in zone_ids():
        raise ZoneChoiceError("no_zone")
    if chosen.product_kind == "listed":
        product = chosen.product
        if product not in known:
            raise ZoneChoiceError("no_candidate")
    else:
        product = _text(chosen.product, _SHORTEST_PRODUCT, LONGEST_PRODUCT, "product")
    return Chosen(
        "listed" if chosen.product_kind == "listed" else "other",
        product,
        _text(chosen.chosen_by, _SHORTEST_CHOOSER, LONGEST_CHOOSER, "chooser"),
        _text(chosen.reason, _SHORTEST_REASON, LONGEST_REASON, "reason"),
    )


def _text(text: str, shortest: int, longest: int, name: str) -> str:
    said = one_line(text)
    if len(said) < shortest:
        raise ZoneChoiceError(f"no_{name}")
    if len(said) > longest:
        raise ZoneChoiceError(f"long_{name}")
    return said


def _as_json(value: Any) -> Any:
    """What JSON can say of a cell: NumPy's numbers as Python's."""
    return value.item() if hasattr(value, "item") else value
