"""Which zone of cooperation a text means: its id, its name in either language, its only member."""

from __future__ import annotations

import re
from difflib import get_close_matches

from geo.places import names_known, regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from publishing.language import localised


def find_zone(asked: str) -> str | None:
    """``zone_id`` of a zone by its id or name; None: there is none.

    Hyphens stand for blanks, as in an address. Two zones bear one printed number, so that a number
    finds none.
    """
    return _ids().get(_letters(asked))


def near_zones(asked: str, most: int = 3) -> list[str]:
    """Ids of zones that may be meant, the likeliest first: by name, or by a member."""
    names = get_close_matches(_letters(asked), _ids(), n=2 * most)
    found = [_ids()[name] for name in names]
    member = names_known().find(asked)
    if member is not None:
        table = regencies()
        found += table.loc[table["regency_code"] == member, "zone_id"].astype(str).tolist()
    return list(dict.fromkeys(found))[:most]


def zone_names() -> dict[str, str]:
    """Names of all zones by id, in the language of now."""
    table = load("zones").sort_values("zone_id")
    return {
        str(zone): str(name)
        for zone, name in zip(table["zone_id"], table[localised("name")], strict=True)
    }


@once_per_tables(maxsize=1)
def _ids() -> dict[str, str]:
    table = load("zones")
    return {
        _letters(str(name)): str(zone)
        for column in ("name_en", "name_id", "zone_id")
        for zone, name in zip(table["zone_id"], table[column], strict=True)
    }


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
