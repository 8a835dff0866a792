"""What lies in a pack: every file with its place, and by what it is known again.

A list of plain entries: it is put together at once, before anything is made of it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.places import regency_names
from ntt_data import editions
from ntt_data.editions import Edition
from publishing.files.file_names import slug
from publishing.language import LANGUAGES, Language, _, speaking
from services import decisions
from services.briefing.catalogue import PROVINCE
from services.deck import road_map
from services.desk import register
from services.pack.pieces import PIECES

_ROOT = Path(__file__).resolve().parents[2]
#: Whatever the bytes of a file can depend on: the floors below, with their words and fonts.
_PROGRAM = ("ntt_data", "geo", "analysis", "publishing", "services", "requirements.lock")
_DIGITS = 32


@dataclass(frozen=True)
class Entry:
    """One file; a process makes it from what stands here and nothing else.

    Attributes
    ----------
    path : str
        In the ZIP, with ``/`` between folders; of what is unpacked, the folder.
    piece : str
        A key of ``PIECES``.
    key : str
        What it is made of: a code, a slug, a sheet.
    mark : str
        Differs where the content could.
    """

    path: str
    piece: str
    key: str
    language: Language
    host: str
    mark: str

    @property
    def unpacked(self) -> bool:
        """Whether it is a ZIP whose files lie in the pack."""
        return not PIECES[self.piece].ending


@dataclass(frozen=True)
class Contents:
    """All of one pack; ``regency`` is empty for the whole province."""

    edition: Edition
    regency: str
    languages: tuple[Language, ...]
    entries: tuple[Entry, ...]

    @property
    def mark(self) -> str:
        """Differs where anything in the pack could."""
        said = [str(self.edition), self.regency, self.languages]
        return _digest([*said, [(each.path, each.mark) for each in self.entries]])

    @property
    def has_sheets(self) -> bool:
        """Whether a round is open, so that there are sheets to hand in."""
        return any(each.piece == "hand_in" for each in self.entries)


@dataclass(frozen=True)
class _Kept:
    """Marks of what is no part of an edition: decisions, in every deck, and published cases.

    The road map stands in the decks of the province alone.
    """

    decided: str
    published: str
    road_map: str


def contents(
    regency: str = "", languages: Sequence[Language] = ("id",), host: str = ""
) -> Contents:
    """What lies in the pack of now.

    Parameters
    ----------
    regency
        Its code; all of them and the province, if left out.
    languages
        The files of the first lie in the folders themselves, those of another one below.
    host
        Address of a server for the QR codes; without it there are none.
    """
    edition = editions.current()
    kept = _Kept(decisions.mark(), register.mark(), road_map.mark())
    codes = [regency] if regency else [*regency_names(), PROVINCE]
    entries = []
    for language in languages:
        with speaking(language):
            for code in codes:
                below = "" if language == languages[0] else f"{slug(LANGUAGES[language])}/"
                folder = f"{folder_of(code, languages[0])}/{below}"
                entries += _of(code, folder, language, host, edition, kept)
    return Contents(edition, regency, tuple(languages), tuple(entries))


def folder_of(code: str, language: Language) -> str:
    """``5315-manggarai-barat``; that of the province is sorted before all others."""
    if code == PROVINCE:
        with speaking(language):
            return f"53-{slug(_('province'))}-ntt"
    return f"{code}-{slug(regency_names()[code])}"


def _of(
    code: str, folder: str, language: Language, host: str, edition: Edition, kept: _Kept
) -> list[Entry]:
    kind = "province" if code == PROVINCE else "regency"
    found = []
    for name, piece in PIECES.items():
        if piece.of != kind:
            continue
        for key in piece.keys(code):
            said = [program_mark(), str(edition), name, key, language, host]
            said += [kept.decided] * piece.decided + [kept.published] * piece.published
            said += [kept.road_map] * (piece.decided and kind == "province")
            mark = _digest(said)
            path = f"{folder}{piece.named(key)}" + (f".{piece.ending}" if piece.ending else "/")
            found.append(Entry(path, name, key, language, host, mark))
    return found


@cache  # files of the program do not change while a process runs
def program_mark() -> str:
    """Digest of the program: another version may say the same figures in other words."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _PROGRAM:
        top = _ROOT / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(_ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:_DIGITS]
