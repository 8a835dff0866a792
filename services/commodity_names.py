"""Which commodity of the register a text means, for commands and links."""

from __future__ import annotations

import re
from difflib import get_close_matches

from ntt_data.editions import once_per_tables
from ntt_data.tables import load


def find_commodity(asked: str) -> str | None:
    """Slug of a commodity named by slug or by its name in either language; None: there is none.

    Hyphens stand for blanks, as in an address.
    """
    names = _slugs()
    return names.get(asked.casefold()) or _spaced().get(_letters(asked))


def near_commodities(asked: str, most: int = 3) -> list[str]:
    """Slugs and names that may have been meant: those that hold every word, then those alike.

    >>> near_commodities("cabai")
    ['cabai rawit', 'cabai keriting', 'cabai besar (merah/hijau)']
    """
    words = set(_letters(asked).split())
    holding = [name for name in _slugs() if words and words <= set(_letters(name).split())]
    alike = get_close_matches(asked.casefold(), _slugs(), n=most)
    return list(dict.fromkeys(sorted(holding, key=len) + alike))[:most]


@once_per_tables(maxsize=1)
def _slugs() -> dict[str, str]:
    """Slug by slug and name. The slug goes before a name, an Indonesian name before an English."""
    table = load("commodities")
    return {
        str(name).casefold(): str(slug)
        for column in ("name_en", "name_id", "commodity")
        for slug, name in zip(table["commodity"], table[column], strict=True)
    }


@once_per_tables(maxsize=1)
def _spaced() -> dict[str, str]:
    return {_letters(name): slug for name, slug in _slugs().items()}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
