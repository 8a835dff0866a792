"""The names under which a regency is known, and which regency a text means by one of them.

One resolver for lists, searches, links, uploads and commands. It knows official and short names,
abbreviations, old spellings, names in English, each with and without "Kabupaten" or "Kota", the BPS
code (5304) and the code of the Ministry of Home Affairs (53.02, told from a BPS code by its point).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

_KINDS = {
    "kabupaten": ("kabupaten {}", "kab {}", "pemkab {}", "{} regency", "regency of {}"),
    "kota": ("kota {}", "kotamadya {}", "kota madya {}", "kodya {}", "pemkot {}", "{} city"),
}
_BPS = r"53\d\d"
_KEMENDAGRI = r"53[.,]\d\d"
# Between the words of a name: "Rote-Ndao", "Rotendao", "Kab. TTS".
_BETWEEN = r"[\s.\-_]*"
# A code inside a figure (15304, 5304.5) is none.
_ALONE = r"(?<![\w.,]){}(?![\w]|[.,]\d)"
# What may stand beside several names of one regency: "TTS (Timor Tengah Selatan)", "5304 · TTS".
_AROUND = re.compile(r"[\s()\[\]/,;:|=·–—-]*")
# A name looked for has so many letters: fewer say nothing, more are a text.
_SHORTEST, _LONGEST = 3, 100
_NO_ROOM = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True)
class Mention:
    """A place in a text that names a regency: ``text[start:end]``."""

    code: str
    start: int
    end: int


class RegencyNames:
    """Every way to write each regency.

    Parameters
    ----------
    regencies
        ``regency_code``, ``name``, and where known ``kind``, ``kemendagri_code``, ``name_on_map``,
        ``abbreviation``.
    others
        ``regency_code``, ``name``: further spellings.

    Notes
    -----
    What two regencies could be called names neither.

    >>> table = pd.DataFrame(
    ...     [["5304", "53.02", "Timor Tengah Selatan", "kabupaten", "TTS"],
    ...      ["5302", "53.11", "Sumba Timur", "kabupaten", "S. Timur"]],
    ...     columns=["regency_code", "kemendagri_code", "name", "kind", "abbreviation"])
    >>> names = RegencyNames(table)
    >>> [names.find(text) for text in ("Kab. TTS", "5302", "53.02", "Timor")]
    ['5304', '5302', '5304', None]
    """

    def __init__(self, regencies: pd.DataFrame, others: pd.DataFrame | None = None) -> None:
        self._codes = frozenset(regencies["regency_code"])
        self._of_ministry: dict[str, str] = {}
        owners: dict[str, set[str]] = {}
        self._spelled: dict[str, str] = {}  # how each name is written, by its letters
        for row in regencies.to_dict("records"):
            code, kind = str(row["regency_code"]), str(row.get("kind", ""))
            if isinstance(ministry := row.get("kemendagri_code"), str):
                self._of_ministry[ministry] = code
            for column in ("name", "name_on_map", "abbreviation"):
                if isinstance(name := row.get(column), str):
                    self._add(code, kind, name, owners)
        if others is not None:
            kinds = dict(zip(regencies["regency_code"], regencies["kind"], strict=True))
            for code, name in zip(others["regency_code"], others["name"], strict=True):
                self._add(code, kinds.get(code, ""), name, owners)
        self._by_letters = {
            letters: next(iter(codes)) for letters, codes in owners.items() if len(codes) == 1
        }

    def _add(self, code: str, kind: str, name: str, owners: dict[str, set[str]]) -> None:
        # Of a city, whose name begins with what it is, "Kupang" alone is no name.
        bare = name[len(kind) + 1 :] if name.casefold().startswith(f"{kind} ") else name
        said = [pattern.format(bare) for pattern in _KINDS.get(kind, ())]
        for spelling in dict.fromkeys([name, *said]):
            letters = _letters(spelling)
            owners.setdefault(letters, set()).add(code)
            self._spelled.setdefault(letters, spelling)

    def find(self, text: str) -> str | None:
        """Code of the regency that a text names and nothing else; None where it names none."""
        text = _plain(text)
        if len(text) > _LONGEST:
            return None
        if text in self._codes:
            return text
        if re.fullmatch(_KEMENDAGRI, text):
            return self._of_ministry.get(text.replace(",", "."))
        found = self._by_letters.get(_letters(text))
        if found is not None or not text:
            return found
        mentions = self.mentions(text)
        codes = {each.code for each in mentions}
        rest, end = [], 0
        for each in mentions:
            rest.append(text[end : each.start])
            end = each.end
        rest.append(text[end:])
        alone = len(codes) == 1 and all(_AROUND.fullmatch(part) for part in rest)
        return codes.pop() if alone else None

    def spellings(self, code: str) -> list[str]:
        """Every way to write the name of a regency that means it and no other.

        >>> table = pd.DataFrame([["5313", "Manggarai", "kabupaten"]],
        ...                      columns=["regency_code", "name", "kind"])
        >>> RegencyNames(table).spellings("5313")[:3]
        ['Manggarai', 'kabupaten Manggarai', 'kab Manggarai']
        """
        return [
            self._spelled[letters] for letters, owner in self._by_letters.items() if owner == code
        ]

    def near(self, text: str, most: int = 4) -> list[str]:
        """Codes of regencies that a text may mean, the likeliest first; none where none is near.

        Those in whose name it occurs ("Sumba"), else those that it resembles.
        """
        if (found := self.find(text)) is not None:
            return [found]
        asked = _letters(text)
        if not _SHORTEST <= len(asked) <= _LONGEST:
            return []
        names = self._by_letters
        within = sorted({code for letters, code in names.items() if asked in letters})
        alike = difflib.get_close_matches(asked, list(names), n=most, cutoff=0.75)
        return list(dict.fromkeys(within or [names[letters] for letters in alike]))[:most]

    def mentions(self, text: str) -> list[Mention]:
        """Names and codes of regencies inside a text, from left to right; the longest name counts.

        >>> table = pd.DataFrame([["5313", "Manggarai", "kabupaten"],
        ...                       ["5315", "Manggarai Barat", "kabupaten"]],
        ...                      columns=["regency_code", "name", "kind"])
        >>> [each.code for each in RegencyNames(table).mentions("beras manggarai barat 5313")]
        ['5315', '5313']
        """
        return [
            Mention(code, found.start(), found.end())
            for found in self._anything.finditer(text)
            if (code := self._meant(found.group())) is not None
        ]

    def named_in(self, texts: pd.Series, code: str) -> pd.Series:
        """For each text whether a name of the regency occurs in it, and not as part of another's.

        "Manggarai" is in "Manggarai dan Ende", not in "Manggarai Barat". Codes are not looked for:
        among figures nobody can tell one.
        """
        own = {letters for letters, owner in self._by_letters.items() if owner == code}
        # Only what holds one of them can hide it: the fewer words, the faster.
        near = [name for name in self._by_letters if any(each in name for each in own)]
        wanted = self._pattern([name for name in near if name not in _KINDS])
        return pd.Series(
            [
                any(self._by_letters[_letters(each)] == code for each in wanted.findall(text))
                for text in texts
            ],
            index=texts.index,
            dtype="bool",
        )

    @cached_property
    def _anything(self) -> re.Pattern[str]:
        # "Kota" alone is on the map of a phone; in a sentence it is any town.
        names = [letters for letters in self._by_letters if letters not in _KINDS]
        codes = [_ALONE.format(each) for each in (_KEMENDAGRI, _BPS)]
        return re.compile("|".join([*codes, self._pattern(names).pattern]), re.IGNORECASE)

    def _pattern(self, names: list[str]) -> re.Pattern[str]:
        words = [
            _BETWEEN.join(re.escape(word) for word in _words(self._spelled[letters]))
            for letters in sorted(names, key=len, reverse=True)
        ]
        return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)

    def _meant(self, text: str) -> str | None:
        if re.fullmatch(_KEMENDAGRI, text):
            return self._of_ministry.get(text.replace(",", "."))
        return text if text in self._codes else self._by_letters.get(_letters(text))


def _plain(text: str) -> str:
    """A text without what its way may have added: blanks at its ends, characters without room."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_NO_ROOM).split())


def _words(text: str) -> Iterator[str]:
    return (word for word in re.split(r"[^\w]+|_", text) if word)


def _letters(text: str) -> str:
    """What of a name counts: letters without case, accents and anything between them."""
    decomposed = unicodedata.normalize("NFKD", _plain(text))
    return "".join(each for each in decomposed.casefold() if each.isalnum())
