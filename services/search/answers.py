"""What a search answers: entries that fit, by kind, and figures of two of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from geo.places import names_known
from services.answer import evaluation
from services.indicators import OF_COMMODITY
from services.rows import LONGEST_SEARCH
from services.search.entry import Entry
from services.search.matching import Hit, Index, Rank, words_of

#: Kind -> the group in which it is shown; groups follow each other so when equally good.
GROUPS = {
    "figure": "figure",
    "regency": "regency",
    "zone": "regency",
    "commodity": "commodity",
    "sector": "sector",
    "item": "sector",
    "indicator": "indicator",
    "page": "page",
    "guide_section": "page",
    "table": "page",
}
#: Answers of one group, and of all groups together.
PER_GROUP, MOST = 6, 18
# Of two things together, so many of each: "cabai" is three commodities.
_OF_EACH = 3
# A word that is only begun means a part of two things from here on: "sumba t" is no tomato.
_SHORTEST_PART = 3
_CODE_OF_MINISTRY = re.compile(r"\d\d[.,]\d\d")


@dataclass(frozen=True)
class Found:
    """What was found: hits by group, the best group first.

    Where nothing fits, ``nearest`` holds what resembles it, and ``groups`` is empty.
    """

    groups: dict[str, list[Hit]] = field(default_factory=dict)
    nearest: list[Hit] = field(default_factory=list)


def search(index: Index, text: str) -> Found:
    """What a text means; nothing for one without a letter or digit.

    Of a text longer than ``LONGEST_SEARCH`` the beginning counts.
    """
    text = text[:LONGEST_SEARCH]
    if _CODE_OF_MINISTRY.fullmatch(text.strip()):
        # Its point tells it from a BPS code, and signs do not count in words.
        text = names_known().find(text) or text
    words = words_of(text)
    hits = index.find(words)
    if not hits or hits[0].rank > Rank.SLIP:
        hits = [*_together(index, words), *hits]
    if not hits:
        return Found(nearest=index.nearest(words))
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        group = groups.setdefault(GROUPS[hit.entry.kind], [])
        if len(group) < PER_GROUP:
            group.append(hit)
    order = list(dict.fromkeys(GROUPS.values()))
    best = sorted(groups, key=lambda group: (groups[group][0].rank, order.index(group)))
    left = MOST
    cut: dict[str, list[Hit]] = {}
    for name in best:
        if kept := groups[name][:left]:
            cut[name] = kept
        left -= len(kept)
    return Found(cut)


def _together(index: Index, words: Sequence[str]) -> list[Hit]:
    """Figures of two things named after each other: "kemiskinan TTS", "beras Sikka"."""
    found: dict[str, Hit] = {}
    for at in range(1, len(words)):
        for one, other in ((words[:at], words[at:]), (words[at:], words[:at])):
            for first in _meant(index, one, ("indicator", "commodity")):
                for second in _meant(index, other, ("regency", "commodity")):
                    for entry in _figures(first.entry, second.entry):
                        rank = max(first.rank, second.rank)
                        if entry.key not in found or rank < found[entry.key].rank:
                            found[entry.key] = Hit(entry, rank, entry.name)
    return sorted(found.values(), key=lambda hit: hit.rank)


def _meant(index: Index, words: Sequence[str], kinds: tuple[str, ...]) -> Iterator[Hit]:
    hits = index.find(words, kinds)
    is_begun = min(map(len, words)) < _SHORTEST_PART
    for hit in hits[:_OF_EACH]:
        if hit.rank == hits[0].rank and (hit.rank == Rank.EXACT or not is_begun):
            yield hit


def _figures(first: Entry, second: Entry) -> Iterator[Entry]:
    both = (first.kind, second.kind)
    name = f"{first.name} \u2013 {second.name}"
    key = f"{first.key}.{second.key}"
    chosen = (*first.query, *second.query)
    if both == ("commodity", "regency"):
        # Who has and lacks it, by regency; without a figure of production only what is known.
        is_there = first.key in evaluation.produced_commodities()
        page, query = ("matcher", chosen) if is_there else (first.page, first.query)
        yield Entry("figure", key, name, first.detail, page, query)
    elif both == ("indicator", "regency"):
        yield Entry("figure", key, name, first.detail, first.page, chosen)
        yield Entry("figure", f"{key}.profile", name, "", second.page, second.query)
    elif both == ("indicator", "commodity") and first.key in OF_COMMODITY:
        of_commodity = (*first.query, ("commodity", second.key))
        yield Entry("figure", key, name, second.detail, first.page, of_commodity)
