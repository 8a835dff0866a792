"""The HTML that every page begins as: Streamlit's, with what it does not say of us.

It is all that a messenger's preview, a reader without JavaScript and a page whose connection is
blocked ever see. Whatever belongs on ``<html>`` or into ``<head>`` stands here. Streamlit's file
names the scripts of its version; it is read, and a few places in it are ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

#: What stands in Streamlit's file, once, where ours is put.
_PLACES = {
    "html": re.compile(r'<html lang="en">'),
    "first": re.compile(r'<meta charset="UTF-8" />'),
    "icon": re.compile(r'<link rel="shortcut icon" href="\./favicon\.png" />'),
    "head": re.compile(r"<title>Streamlit</title>"),
    # Streamlit's agent interface is not for visitors.
    "agents": re.compile(r'<!--\s*Machine-readable.*?-->\s*<link rel="service-desc"[^>]*>', re.S),
    "body": re.compile(r"<noscript>.*?</noscript>", re.S),
}
#: As previews of links name a language.
_LOCALES = {"id": "id_ID", "en": "en_US"}


class UnknownHtmlError(Exception):
    """Streamlit's file is not the one that this was written for."""


@dataclass(frozen=True)
class Introduction:
    """How a page is introduced before it is opened; ``address`` and ``picture`` are absolute."""

    title: str
    description: str
    product: str
    address: str
    picture: str
    picture_size: tuple[int, int]
    picture_text: str


def cut_html(streamlit_html: str) -> list[str]:
    """Streamlit's ``index.html``, cut where ours comes in; there stands the name of the place.

    Raises ``UnknownHtmlError`` when a place is not there exactly once: another version of Streamlit
    would otherwise lose a declaration without a word.
    """
    found = []
    for place, pattern in _PLACES.items():
        matches = list(pattern.finditer(streamlit_html))
        if len(matches) != 1:
            raise UnknownHtmlError(f"{place} stands {len(matches)} times in index.html, not once")
        found.append((matches[0].start(), matches[0].end(), place))
    parts, end = [], 0
    for start, stop, place in sorted(found):
        parts += [streamlit_html[end:start], place]
        end = stop
    return [*parts, streamlit_html[end:]]


def page_html(
    cut: list[str],
    language: str,
    introduction: Introduction,
    files: Mapping[str, str],
    first_words: str,
) -> str:
    """The HTML of one page.

    ``cut`` is what ``cut_html`` gives; ``files`` are the addresses of ``icon``, ``style``,
    ``script`` and ``appearance``; ``first_words`` the part of the body that stands before the
    application's own.
    """
    ours = {
        # The pages have their own two languages. A browser that translates wraps every text in an
        # element of its own; Streamlit then goes on writing into texts that are not shown any more,
        # and yesterday's sentence stands above today's figures.
        "html": f'<html lang="{language}" translate="no">',
        "first": '<meta charset="UTF-8" />\n    <meta name="google" content="notranslate" />',
        "icon": f'<link rel="shortcut icon" type="image/png" href="{escape(files["icon"])}" />',
        "head": "\n    ".join(
            [
                f"<title>{escape(introduction.title)}</title>",
                *_introduced(introduction, language),
                f'<link rel="stylesheet" href="{escape(files["style"])}" />',
                f'<script defer src="{escape(files["script"])}"></script>',
            ]
        ),
        "agents": "",
        # In the body: Streamlit writes its rules into the head as it goes, and ours, as specific as
        # they are, have to be the later ones.
        "body": f'<link rel="stylesheet" href="{escape(files["appearance"])}" />{first_words}',
    }
    return "".join(ours.get(part, part) for part in cut)


def _introduced(page: Introduction, language: str) -> list[str]:
    """For search engines, for messengers (Open Graph), and for those that follow neither."""
    width, height = page.picture_size
    others = [locale for code, locale in _LOCALES.items() if code != language]
    names = [
        ("description", page.description),
        ("application-name", page.product),
        ("twitter:card", "summary_large_image"),
        ("twitter:title", page.title),
        ("twitter:description", page.description),
        ("twitter:image", page.picture),
    ]
    properties = [
        ("og:type", "website"),
        ("og:site_name", page.product),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:locale", _LOCALES[language]),
        *(("og:locale:alternate", locale) for locale in others),
        ("og:url", page.address),
        ("og:image", page.picture),
        ("og:image:type", "image/png"),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", page.picture_text),
    ]
    return [
        *(f'<meta name="{key}" content="{escape(value)}" />' for key, value in names),
        *(f'<meta property="{key}" content="{escape(value)}" />' for key, value in properties),
    ]
