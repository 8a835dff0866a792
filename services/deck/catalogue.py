"""Which decks there are: of what there are briefings of, and of zones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ntt_data.tables import load
from publishing.briefing.model import Kind
from publishing.deck.model import Deck
from publishing.language import _
from services.briefing.catalogue import IN_ADDRESS, NoBriefingError, Subject, find
from services.briefing.catalogue import every_key as every_key_of_briefings
from services.deck.commodity import commodity_deck
from services.deck.decisions import decision_slides
from services.deck.province import province_deck
from services.deck.regency import regency_deck
from services.deck.road_map import road_map_slides
from services.deck.scenario import scenario_deck
from services.deck.zone import zone_deck
from services.zone_names import find_zone, near_zones, zone_names


def _of_scenario(subject: Subject) -> Deck:
    assert subject.scenario is not None
    return scenario_deck(subject.scenario, subject.key, subject.changes)


#: Who writes the deck of each kind.
_WRITTEN: dict[Kind, Callable[[Subject], Deck]] = {
    "province": lambda _subject: province_deck(),
    "regency": lambda subject: regency_deck(subject.key, subject.year),
    "commodity": lambda subject: commodity_deck(subject.key, subject.year),
    "scenario": _of_scenario,
    "zone": lambda subject: zone_deck(subject.key),
}
KINDS: tuple[Kind, ...] = tuple(_WRITTEN)


def find_deck(kind: str, key: str = "", year: int | None = None) -> Subject:
    """The subject that a text names, as ``services.briefing.catalogue.find`` does.

    Raises ``NoBriefingError`` where there is no such deck, and ``StoreError``.
    """
    if IN_ADDRESS.get(kind, kind) not in KINDS:
        words = ", ".join(word for word, known in IN_ADDRESS.items() if known in KINDS)
        raise NoBriefingError(
            _("There is no deck of '{kind}'; there are decks of: {kinds}.", kind=kind, kinds=words)
        )
    if IN_ADDRESS.get(kind, kind) == "zone":
        return Subject("zone", _zone(key))
    return find(kind, key, year)


def every_key(kind: Kind) -> list[str]:
    """Keys of all decks of a kind, as ``services.briefing.catalogue.every_key``."""
    if kind == "zone":
        return [str(zone) for zone in load("zones")["zone_id"]]
    return every_key_of_briefings(kind)


def _zone(asked: str) -> str:
    """Of a zone there is no briefing, so that it is found here."""
    found = find_zone(asked)
    if found is not None:
        return found
    names = zone_names()
    near = [f"{names[zone]} ({zone})" for zone in near_zones(asked)]
    if near:
        raise NoBriefingError(
            _("No zone is called '{asked}'; perhaps: {near}.", asked=asked, near=", ".join(near))
        )
    raise NoBriefingError(
        _(
            "No zone is called '{asked}'. The zones are: {zones}.",
            asked=asked,
            zones=", ".join(f"{name} ({zone})" for zone, name in names.items()),
        )
    )


def deck(subject: Subject) -> Deck:
    """Its slides, in the language and of the edition of now, and what was decided until now.

    Road map and decisions are no part of an edition: they stand outside of what is kept for one.
    """
    written = deck_of_figures(subject)
    of_now = [
        *road_map_slides(subject.kind, subject.key),
        *decision_slides(subject.kind, subject.key),
    ]
    return replace(written, slides=[*written.slides, *of_now]) if of_now else written


def deck_of_figures(subject: Subject) -> Deck:
    """The same without what was decided: for what is kept, and shows decisions as they are."""
    return _WRITTEN[subject.kind](subject)
