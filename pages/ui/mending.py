"""What links suffer on their way, and what of it can be made good without guessing.

Mail programs and messengers take the full stop after a link for a part of it, write ``&amp;`` for
``&``, code what was coded, and put invisible spaces in. A capital letter, a quotation mark or a
bracket changes nothing of what was meant; another year would. What is mended here therefore leads
to one thing only; for everything else the answer is that it is not known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

#: What may stand at the ends of a link or of its parts without belonging to them.
_AROUND = " \t\r\n.,;:!?…\"'`´*_~|\\/=&%+#^<>()[]{}“”„‘’‚«»‹›。，、！？（）"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-")
#: Names of HTML's characters that are read without their semicolon and begin our parameters:
#: "&region…" and "&section" become "®ion…" and "§ion".
_EATEN = {"®": "&reg", "§": "&sect", "¶": "&para", "¬": "&not"}
#: Added by networks to what they pass on; no page reads it, and nobody needs to be told.
_TRACKERS = re.compile(
    r"utm_\w*|fbclid|gclid|dclid|msclkid|igsh(id)?|mc_[ce]id|ref|_gl|_ga\w*", re.I
)
_BREAKS = re.compile(r"[\t\n\v\f\r\x85]+")
_ROUNDS = 3


def cleaned(text: str) -> str:
    """A part of a link without codes, invisible characters and what stood around it."""
    text = _visible(_decoded(text)).translate(_DASHES)
    return text.strip(_AROUND)


def whole(text: str) -> str:
    """The same, for a text that must not become empty."""
    return cleaned(text) or text


def mended(text: str, options: Iterable[str]) -> str | None:
    """The one option that a damaged text stands for, itself included; None when there is none.

    An empty text stands for nothing but an empty option.
    """
    known = list(options)
    if text in known:
        return text
    folded: dict[str, set[str]] = {}
    for option in known:
        if option:
            folded.setdefault(option.casefold(), set()).add(option)
    for candidate in _candidates(text):
        found = folded.get(candidate.casefold(), set())
        if len(found) == 1:
            return next(iter(found))
    return None


def _candidates(text: str) -> list[str]:
    clean = cleaned(text)
    # "=" of a link in a mail that codes it as "=3D", and a year that a table has made a number.
    readings = [clean, clean.removeprefix("3D"), re.sub(r"^(\d+)[.,]0+$", r"\1", clean)]
    return [each for one in readings for each in (one, re.sub(r"[\s-]+", "_", one)) if each]


@dataclass(frozen=True)
class Query:
    """A link's parameters by their names, and which of them it gives two different values."""

    parameters: dict[str, str]
    twice: tuple[str, ...] = ()


def mended_query(
    given: Iterable[tuple[str, str]], known: Collection[str], typed: Collection[str] = ()
) -> Query:
    """The parameters of a link told apart and called by their names, the last of each counting.

    What cannot be told stays as it is. A parameter that is named whole goes before one that was
    found in the damage of another. What people type into those of ``typed`` is not taken apart:
    a search for "year=2022" is no choice of a year.
    """
    names = {name.casefold(): name for name in known}
    split = _separators(known)
    whole: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    for key, value in given:
        if key in typed:
            # Words stay apart where a line ended between them.
            whole.setdefault(key, []).append(_without_unseen(_BREAKS.sub(" ", value)))
            continue
        if key in known and not split.search(_undone(value)):
            whole.setdefault(key, []).append(_without_unseen(value))
            continue
        for part in split.split(_undone(f"{key}={value}")):
            name, _equals, said = part.partition("=")
            right = names.get(cleaned(name).casefold())
            if right is not None:
                (whole if right == key else found).setdefault(right, []).append(said)
            elif part:
                found.setdefault(key, []).append(value)
    said_of = {name: found.get(name, []) + whole.get(name, []) for name in {**found, **whole}}
    twice = [
        name
        for name, values in said_of.items()
        if name in known and len(set(map(cleaned, values))) > 1
    ]
    return Query({name: values[-1] for name, values in said_of.items()}, tuple(twice))


def unknown_parameters(given: Iterable[str], known: Collection[str]) -> list[str]:
    """Names of parameters that nobody reads and no network has added."""
    return [name for name in given if name not in known and not _TRACKERS.fullmatch(name)]


def mended_page(path: str, pages: Collection[str]) -> tuple[str, str] | None:
    """The page that a damaged path means, and the query that has got into the path.

    ``pages`` are the addresses, ``""`` that of the first one. None where no page or more than one
    is named.
    """
    place, _mark, query = re.sub(r"[?&#;]", "\0", _undone(path), count=1).partition("\0")
    # An address may hold "_" itself; around it, it is a mark of emphasis.
    found = re.findall(r"[a-z0-9_]+", cleaned(place).casefold())
    words = {word for each in found if (word := each.strip("_"))}
    named = words & {page for page in pages if page}
    if len(named) == 1:
        return next(iter(named)), query
    return ("", query) if not words else None


def _separators(known: Collection[str]) -> re.Pattern[str]:
    """Where in a text another parameter begins: a separator, its name and an equals sign."""
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return re.compile(rf"(?:[?&;\s]|amp;)+(?=(?:{names})\s*=)", re.IGNORECASE)


def _undone(text: str) -> str:
    """A text that held more than one part, without codes and invisible characters."""
    return _visible(_decoded(text))


def _decoded(text: str) -> str:
    for _round in range(_ROUNDS):
        before = text
        text = unescape(unquote(text))
        for character, name in _EATEN.items():
            text = text.replace(character, name)
        if text == before:
            break
    return text


def _visible(text: str) -> str:
    """In the usual form of each character, without those that nobody sees."""
    return _without_unseen(unicodedata.normalize("NFKC", text))


def _without_unseen(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each) not in {"Cf", "Cc"})
