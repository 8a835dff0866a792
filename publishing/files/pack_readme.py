"""The readme of the data pack: what is in it, and how its figures are to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from ntt_data.editions import current
from ntt_data.schema import data_date
from publishing.formats import date
from publishing.language import LANGUAGES, Language, _, current_language
from publishing.pack_words import sheets

_TEMPLATES = Path(__file__).with_name("templates")
_WIDTH, _INDENT = 100, 8


def readme(
    scope: str,
    languages: Sequence[Language],
    folders: Mapping[str, Sequence[tuple[str, str]]],
    *,
    has_sheets: bool,
    has_sources: bool,
) -> str:
    """The whole text in the language of now, with Notepad's ends of line.

    Parameters
    ----------
    scope
        What the pack is about.
    folders
        Folder -> kind and description of what lies in it.
    has_sheets
        Whether a round is open, so that its sheets are there.
    has_sources
        Whether the register of sources is there: in the pack of the whole province.
    """
    text = (_TEMPLATES / f"pack.{current_language()}.txt").read_text(encoding="utf-8")
    return text.format(
        edition=current(),
        date=date(data_date()),
        scope=scope,
        start=_start(of_all=has_sources),
        languages=", ".join(LANGUAGES[each] for each in languages),
        contents="\n".join(_folder(name, rows) for name, rows in folders.items()),
        sheets="\n".join(wrap(sheets(has_sheets), _WIDTH)),
        licences="\n".join(wrap(_licences(has_sources), _WIDTH)),
    ).replace("\n", "\r\n")


def _folder(name: str, rows: Sequence[tuple[str, str]]) -> str:
    lines = [name]
    for kind, described in rows:
        first, *rest = wrap(described, _WIDTH - _INDENT)
        lines += [f"  {kind:<6}{first}", *(" " * _INDENT + each for each in rest)]
    return "\n".join(lines) + "\n"


def _start(*, of_all: bool) -> str:
    """What to read first: one regency's pack has no folder of the province."""
    if of_all:
        return _(
            "Begin with the profile (PDF) of your regency; the whole province is in its own folder."
        )
    return _("Begin with the profile (PDF); the whole province has a pack of its own.")


def _licences(there: bool) -> str:
    where = (
        _("Each source with its licence stands in the register of sources.")
        if there
        else _("Each source with its licence stands in the pack of the whole province.")
    )
    return " ".join(
        (
            where,
            _(
                "Licences hold per source; “tidak dinyatakan” (not stated) means that the source "
                "names none: cite it, and ask its publisher before you pass it on."
            ),
        )
    )
