"""Texts of data inside Markdown."""

from __future__ import annotations

import re

_MARKS = "\\`*_[]<>$#|~:@"
_BARE_LINK = re.compile(r"(www)\.", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(\s*)(\d*)([-+.)])(?=\s|$)", re.MULTILINE)


def plain(text: object) -> str:
    r"""The text with every mark of Markdown escaped, so that it is shown as it stands.

    >>> plain("[2] 5*3")
    '\\[2\\] 5\\*3'
    >>> plain("www.ntt.go.id")
    'www\\.ntt.go.id'
    >>> plain("1. Beras")
    '1\\. Beras'
    """
    escaped = "".join(f"\\{letter}" if letter in _MARKS else letter for letter in str(text))
    return _LIST_MARK.sub(r"\1\2\\\3", _BARE_LINK.sub(r"\1\\.", escaped))


def unmarked(text: str) -> str:
    r"""A sentence written for Markdown as plain text: no escapes, no emphasis.

    >>> unmarked("the number **K\\-1** is \\[new\\]")
    'the number K-1 is [new]'
    """
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)(\*\*|`)", "", text))


def quotation(text: str) -> str:
    """A literal wording as a Markdown quotation."""
    return "\n".join("> " + plain(line) for line in text.splitlines() if line.strip())
