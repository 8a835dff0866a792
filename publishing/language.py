"""Texts of screens, files and commands in Indonesian (default) and English, by gettext.

The text in the code is the English one and the key of the catalogue; the Indonesian words stand
in ``locale/id/*.po``, one file per page. The catalogues are compiled in memory,
so that nobody has to remember a build step after changing a word.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from ntt_data import log
from ntt_data.editions import current, of_edition, once_per_edition, once_per_tables

Language = Literal["id", "en"]
LANGUAGES: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT: Language = "id"
QUERY_KEY = "lang"
LOCALE = Path(__file__).parent / "locale"

Made = TypeVar("Made")
Asked = ParamSpec("Asked")
_spoken: ContextVar[Language | None] = ContextVar("spoken_language", default=None)


def _nobody_asks() -> object:
    return None


_ask_session: Callable[[], object] = _nobody_asks


@cache  # words of the program, whatever the data say
def catalogue(language: Language) -> NullTranslations:
    """Compiled texts of one language; English is the source and needs none."""
    if language == "en":
        return NullTranslations()
    # One table of all files: gettext would ask a chain of them one after the other for each word.
    # The later file counts where two have the same text.
    merged = Catalog(locale=language)
    for path in sorted((LOCALE / language).glob("*.po"), reverse=True):
        try:
            with path.open("rb") as file:
                po = read_po(file, locale=language, abort_invalid=True)
        except (OSError, ValueError, PoFileError) as error:
            # English words are better than none, and the failure needs words of its own.
            log.event("texts_unreadable", logging.ERROR, file=path.name, reason=error)
            continue
        merged.mime_headers = po.mime_headers  # they say how a plural is formed
        for message in po:
            is_new = merged.get(message.id, message.context) is None
            if message.id and message.string and not message.fuzzy and is_new:
                merged[message.id] = message
    buffer = BytesIO()
    write_mo(buffer, merged)
    buffer.seek(0)
    return GNUTranslations(buffer)


def current_language() -> Language:
    """The language spoken here: of the block, else of the session, else Indonesian."""
    spoken = _spoken.get()
    if spoken is not None:
        return spoken
    chosen = _ask_session()
    return chosen if chosen in LANGUAGES else DEFAULT


def ask_for_language(reader: Callable[[], object]) -> None:
    """Where nothing was said by ``speaking``, ask this function what the reader has chosen.

    For the floor that knows sessions: a callback runs before any line of a page could say it.
    """
    global _ask_session
    _ask_session = reader


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Words of this language inside the block, whatever the session's is."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def keep_language(make: Callable[[], Made]) -> Callable[[], Made]:
    """``make`` in the language and of the edition of now, whenever it is called.

    A file for download is made on the click, outside the session's run, where nobody's language
    is known; and it must say what the page has shown.
    """
    language, edition = current_language(), current()

    def made_later() -> Made:
        with speaking(language), of_edition(edition):
            return make()

    return made_later


def once_per_language(
    maxsize: int, tables_alone: bool = False
) -> Callable[[Callable[Asked, Made]], Callable[Asked, Made]]:
    """Keep what a function makes of hashable arguments, for each edition and language by itself.

    For what all sessions share: a picture, a sentence, a table ready to be shown. Nobody may
    change what it answers. ``tables_alone``: as ``once_per_tables`` keeps it.
    """
    once = once_per_tables if tables_alone else once_per_edition

    def keep(function: Callable[Asked, Made]) -> Callable[Asked, Made]:
        @once(maxsize=maxsize)
        def kept(_language: Language, *args: Any, **kwargs: Any) -> Made:
            return function(*args, **kwargs)

        @wraps(function)
        def call(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
            return kept(current_language(), *args, **kwargs)

        return call

    return keep


def _(message: str, **values: object) -> str:
    """Text in the session's language, with ``{named}`` places filled in.

    Values are formatted by the caller (``publishing.formats``), so that a number has one format
    everywhere.
    """
    text = catalogue(current_language()).gettext(message)
    return text.format(**values) if values else text


def ngettext(singular: str, plural: str, n: int, **values: object) -> str:
    """Like ``_`` for a counted thing; ``{n}`` is the number."""
    text = catalogue(current_language()).ngettext(singular, plural, n)
    return text.format(n=n, **values)


def localised(column: str) -> str:
    """Column that holds ``column`` in the session's language (``name`` -> ``name_id``)."""
    return f"{column}_{current_language()}"
