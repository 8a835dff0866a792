"""Texts of data inside Markdown."""

from __future__ import annotations

_MARKS = "\\`*_[]<>$#|~:"


def plain(text: str) -> str:
    r"""The text with every mark of Markdown escaped, so that it is shown as it stands.

    >>> plain("[2] 5*3")
    '\\[2\\] 5\\*3'
    """
    return "".join(f"\\{letter}" if letter in _MARKS else letter for letter in text)


def quotation(text: str) -> str:
    """A literal wording as a Markdown quotation."""
    return "\n".join("> " + plain(line) for line in text.splitlines() if line.strip())
