"""Conclusions in the titles of a zone's deck."""

from __future__ import annotations

from dataclasses import replace

from publishing.sentences import deck_zone as deck
from services import partners
from tests.publishing.conclusions.case import Conclusion, Said


def _flagship(zone_id: str, lists: tuple[int, ...] = ()) -> Said:
    """Of a zone, its first products being in so many lists."""
    found = partners.flagships(("goods",))
    if lists:
        ranking = found.ranking.copy()
        first = (ranking["zone_id"] == zone_id) & (ranking["zone_rank"] == 1)
        ranking.loc[first, "n_regencies"] = list(lists)
        found = replace(found, ranking=ranking)
    return deck.flagship_title(found, zone_id)


def _objected(n_members: int) -> Said:
    found = deck.together_objection(n_members)
    return [found.raised, found.answered]


CASES = [
    # A zone of one adds nothing up.
    *(
        Conclusion(
            *("deck_zone.together_objection", template),
            said=lambda: _objected(1),
            not_said=lambda: _objected(2),
        )
        for template in ("A zone of one regency", "Right: these are the regency's")
    ),
    *(
        Conclusion(
            *("deck_zone.together_objection", template),
            said=lambda: _objected(2),
            not_said=lambda: _objected(1),
        )
        for template in ("A surplus of one member", "Right: the sum says")
    ),
    Conclusion(
        *("deck_zone.total_line", "{name}: {have} available"),
        said=lambda: deck.total_line("Rice 2023", 10.0, 20.0, 1),
        not_said=lambda: deck.total_line("Rice 2023", 10.0, 20.0, 2),
        words="Rice 2023: 10 t",
    ),
    Conclusion(
        *("deck_zone.partly_known_title", "{name} known for"),
        said=lambda: deck.partly_known_title("rice", 2, 3),
        not_said=lambda: deck.partly_known_title("rice", 1, 3),
        words="2 of 3",
    ),
    Conclusion(
        *("deck_zone.total_line", "{name}, all members together"),
        said=lambda: deck.total_line("Rice 2023", 10.0, 20.0, 2),
        not_said=lambda: deck.total_line("Rice 2023", 20.0, 10.0, 2),
        words="10 t available, 20 t needed",
    ),
    Conclusion(
        *("deck_zone.no_total_line", "{name}: no total"),
        said=lambda: deck.no_total_line("Rice 2023", 2, 3),
        not_said=lambda: deck.no_total_line("Rice 2023", 1, 3),
        words="2 of 3 regencies",
    ),
    Conclusion(
        *("deck_zone.members_title", "{name}: {surplus} in surplus"),
        said=lambda: deck.members_title("rice", 3, 1),
        not_said=lambda: deck.members_title("rice", 1, 3),
        words="3 in surplus, 1 in deficit",
    ),
    Conclusion(
        *("deck_zone.partners_title", "Pairs and corridors: {n} within the zone, {others} beyond"),
        said=lambda: deck.partners_title(2, 1, True),
        not_said=lambda: deck.partners_title(2, 0, True),
    ),
    Conclusion(
        *("deck_zone.partners_title", "Pairs and corridors: {n}, all within"),
        said=lambda: deck.partners_title(2, 0, True),
        not_said=lambda: deck.partners_title(0, 2, True),
    ),
    Conclusion(
        *("deck_zone.partners_title", "Pairs and corridors: {n}, all beyond"),
        said=lambda: deck.partners_title(0, 2, True),
        not_said=lambda: deck.partners_title(1, 2, True),
    ),
    Conclusion(
        *("deck_zone.partners_title", "No partner identified within NTT"),
        said=lambda: deck.partners_title(0, 0, True),
        not_said=lambda: deck.partners_title(0, 0, False),
    ),
    Conclusion(
        *("deck_zone.partners_title", "No partner is identified"),
        said=lambda: deck.partners_title(0, 0, False),
        not_said=lambda: deck.partners_title(0, 0, True),
    ),
    Conclusion(
        # Sumba's broiler is first by the weights of the verdicts alone.
        *("deck_zone.flagship_title", "{products}: first only by assumed weights"),
        said=lambda: _flagship("Z4"),
        not_said=lambda: _flagship("Z5"),
    ),
    Conclusion(
        *("deck_zone.flagship_title", "{products}: most points, equally many"),
        said=lambda: _flagship("Z1", (2, 1)),
        not_said=lambda: _flagship("Z1", (2, 2)),
    ),
    Conclusion(
        *("deck_zone.flagship_title", "{products}: most points, in {n}"),
        said=lambda: _flagship("Z1", (2, 2)),
        not_said=lambda: _flagship("Z1", (2, 1)),
    ),
    Conclusion(
        *("deck_zone.first_sector_title", "{sector} ranks first in"),
        said=lambda: deck.first_sector_title("Food crops", 2, 2),
        not_said=lambda: deck.first_sector_title("Food crops", 2, 3),
        words="2 of 2",
    ),
    Conclusion(
        *("deck_zone.among_title", "No agreement or talks among"),
        said=lambda: deck.among_title(0),
        not_said=lambda: deck.among_title(1),
    ),
    Conclusion(
        *("deck_zone.among_title", "{n} agreement or talk among"),
        said=lambda: deck.among_title(1),
        not_said=lambda: deck.among_title(2),
    ),
    Conclusion(
        *("deck_zone.among_title", "{n} agreements and talks among"),
        said=lambda: deck.among_title(2),
        not_said=lambda: deck.among_title(1),
    ),
    Conclusion(
        *("deck_zone.missing_title", "{n} leading commodities lack"),
        said=lambda: deck.missing_title(13),
        not_said=lambda: deck.missing_title(12),
        words="13 leading",
    ),
    Conclusion(
        *("deck_zone.missing_line", "Missing in most members"),
        said=lambda: deck.missing_line(["maize"]),
        not_said=lambda: deck.missing_line(["coffee"]),
        words="maize",
    ),
]
