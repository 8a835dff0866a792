"""Which entries a few words mean, the likeliest first: pure, and of any language.

Case, accents, spaces and signs between words do not count. A name that is exactly what was typed
goes before one that begins so, that before one whose words begin so, and last come names that are
one slip of the pen away: a letter too many, too few, another one, or two that have changed places.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from services.search.entry import Entry

#: What is shorter has no slips: too many words are one letter away.
SHORTEST_WITH_SLIP = 4
#: How alike letters must be to be offered where nothing fits (``difflib``'s ratio, 0 to 1).
ALIKE = 0.6
#: Words of a query beyond these are not looked for.
MOST_WORDS = 12
# Fewer letters resemble everything.
_SHORTEST_ALIKE = 3
# Of several words, so many entries for each that has some.
_OF_EACH_WORD = 2


class Rank(IntEnum):
    """How well a name fits, the best first."""

    EXACT = 0
    BEGINS = 1
    WORDS = 2
    SLIP = 3
    WORDS_WITH_SLIPS = 4


@dataclass(frozen=True)
class Hit:
    """An entry that fits, and by which of its names."""

    entry: Entry
    rank: Rank
    by: str


@dataclass(frozen=True)
class _Name:
    said: str
    letters: str
    words: tuple[str, ...]
    entry: Entry
    order: int
    is_own: bool


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared.

    >>> words_of("Kab. Manggarai-Barat"), words_of("Bird's eye CHILI")
    (('kab', 'manggarai', 'barat'), ('birds', 'eye', 'chili'))
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    found = re.findall(r"[^\W_]+", re.sub(r"['\u2019\u02bc]", "", bare))
    return tuple(found[:MOST_WORDS])


def is_slip(one: str, other: str) -> bool:
    """Whether two words are one slip of the pen apart, or the same.

    >>> [is_slip("jagung", typed) for typed in ("jagng", "jaguung", "jagunk", "jaugng", "agungj")]
    [True, True, True, True, False]
    """
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        return shorter in _left_out(longer)
    at = [i for i, (mine, yours) in enumerate(zip(one, other, strict=True)) if mine != yours]
    if len(at) < 2:
        return True
    first, last = at[0], at[-1]
    return last == first + 1 and one[first : last + 1] == other[last] + other[first]


def _left_out(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


class Index:
    """Entries, ready to be searched; the order in which they come decides between equals."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names = [
            _Name(said, "".join(words), words, entry, order, said == entry.name)
            for order, entry in enumerate(entries)
            for said in dict.fromkeys((entry.name, *entry.names))
            if (words := words_of(said))
        ]
        self._alike_names = _by_slip({name.letters for name in self._names})
        self._alike_words = _by_slip({word for name in self._names for word in name.words})

    def find(self, words: Sequence[str], kinds: Iterable[str] = ()) -> list[Hit]:
        """Everything that fits words as ``words_of`` gives them, each entry once.

        ``kinds`` narrows it; none means all.
        """
        if not words:
            return []
        letters, among = "".join(words), frozenset(kinds)
        names = [name for name in self._names if not among or name.entry.kind in among]
        found: dict[tuple[str, str], tuple[tuple[int, ...], _Name]] = {}
        for rank, name in self._ranked(names, letters, words):
            place = (rank, not name.is_own, len(name.letters), name.order)
            key = (name.entry.kind, name.entry.key)
            if key not in found or place < found[key][0]:
                found[key] = place, name
        best = sorted(found.values(), key=lambda each: each[0])
        return [Hit(name.entry, Rank(place[0]), name.said) for place, name in best]

    def _ranked(
        self, names: list[_Name], letters: str, words: Sequence[str]
    ) -> Iterator[tuple[Rank, _Name]]:
        plain = [(_plainly(name, letters, words), name) for name in names]
        yield from ((rank, name) for rank, name in plain if rank is not None)
        if any(rank == Rank.EXACT for rank, _name in plain):
            return  # what is a name is no slip of another one
        near_names = _within_a_slip(letters, self._alike_names)
        near_words = [_within_a_slip(word, self._alike_words) for word in words]
        if not near_names and not any(near_words):
            return
        for rank, name in plain:
            if rank is not None:
                continue
            if name.letters in near_names:
                yield Rank.SLIP, name
            elif all(
                any(own.startswith(word) or own in near for own in name.words)
                for word, near in zip(words, near_words, strict=True)
            ):
                yield Rank.WORDS_WITH_SLIPS, name

    def nearest(self, words: Sequence[str], most: int = 6) -> list[Hit]:
        """Entries that resemble words which fit none, the likeliest first; none where none does.

        Of several words each is looked for by itself too: one that nobody knows may stand among
        others.
        """
        known = {name.letters: name for name in reversed(self._names)}
        hits: list[Hit] = []
        for word in words if len(words) > 1 else ():
            if len(word) >= _SHORTEST_ALIKE:
                hits += self.find([word])[:_OF_EACH_WORD]
        hits.sort(key=lambda hit: hit.rank)
        for part in dict.fromkeys(["".join(words), *words]):
            if len(part) >= _SHORTEST_ALIKE:
                alike = difflib.get_close_matches(part, list(known), most, ALIKE)
                names = (known[letters] for letters in alike)
                hits += [Hit(name.entry, Rank.WORDS_WITH_SLIPS, name.said) for name in names]
        found: dict[tuple[str, str], Hit] = {}
        for hit in hits:
            found.setdefault((hit.entry.kind, hit.entry.key), hit)
        return list(found.values())[:most]


def _plainly(name: _Name, letters: str, words: Sequence[str]) -> Rank | None:
    if name.letters.startswith(letters):
        return Rank.EXACT if name.letters == letters else Rank.BEGINS
    if all(any(own.startswith(word) for own in name.words) for word in words):
        return Rank.WORDS
    return None


def _by_slip(texts: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for text in texts:
        if len(text) >= SHORTEST_WITH_SLIP:
            for slip in (text, *_left_out(text)):
                found.setdefault(slip, set()).add(text)
    return found


def _within_a_slip(text: str, among: dict[str, set[str]]) -> set[str]:
    if len(text) < SHORTEST_WITH_SLIP:
        return set()
    # All that are one slip away share what is left when a letter is left out, with some others.
    shared = (among.get(slip, ()) for slip in (text, *_left_out(text)))
    return {each for found in shared for each in found if is_slip(text, each)}
