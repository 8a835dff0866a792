r"""Texts of people and of data inside Markdown: shown as they stand, whatever stands in them.

Streamlit's Markdown knows more than a backslash can undo. It first reads marks (``**``, ``#``,
``$``, ``:red[…]``), before which a backslash helps, and then looks once more through the finished
text for addresses, mail addresses, icons, emoji and arrows, where the backslash is gone already.
Such a text is taken apart instead: the sign that makes it active stands in an element of its own
that changes nothing (a colour without a colour), so that what is read, found and copied is the
text itself, without any sign in it that nobody wrote.
"""

from __future__ import annotations

import re

# What separates lines or looks like a space that Markdown gives a meaning (indented is code, two
# at an end break the line). Unbreakable spaces are none of these: they stand in our own numbers.
_BLANKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029 ]+")
# Signs that turn around the letters behind them, also those that follow the text.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SIGNS = re.compile(
    r"(?P<active>"
    r":(?=//|material/|[+\w-]+:)"  # https://…, :material/…:, :streamlit:, :smile:
    r"|(?<=www)\.|@"  # www.…, somebody@…
    r"|-(?=[->])|(?<=[-<])-|(?<=[<>~])="  # -> <- -- <-> >= <= ~=
    r")|(?P<mark>[\\`*_\[\]<>$#|~:&])",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"^( ?)(?:(\d+)([.)])(?= |$)|(?=[-+](?:[-+ ]|$)|=))")
_APART = ":color[{}]{{}}"
_TAKEN_APART = re.compile(r":color\[(\\?.)\]\{\}")
_WHOLE_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def plain(text: object) -> str:
    r"""The text as Markdown that shows it as it stands, in one line.

    Every text from outside goes through here on its way into Markdown: sentences, captions,
    messages, headings, labels, tooltips, the cells of ``st.table``. What takes no Markdown
    (``st.text``, the options of a select box, ``st.dataframe``, charts, files) gets it untouched.

    >>> plain("[2] 5*3")
    '\\[2\\] 5\\*3'
    >>> plain("1. Beras")
    '1\\. Beras'
    >>> plain("tulis ke www.ntt.go.id")
    'tulis ke www:color[\\.]{}ntt.go.id'
    """
    one_line = _TURNING.sub("", _BLANKS.sub(" ", str(text)))
    return _LINE_START.sub(_without_meaning_at_start, _SIGNS.sub(_without_meaning, one_line))


def _without_meaning(sign: re.Match[str]) -> str:
    escaped = "\\" + sign[0]
    return _APART.format(escaped) if sign["active"] else escaped


def _without_meaning_at_start(start: re.Match[str]) -> str:
    blank, number, point = start.groups()
    return f"{blank}{number}\\{point}" if number else f"{blank}\\"


def code(text: object) -> str:
    """A name of a file or of a field as Markdown's own code, as it stands, in one line.

    >>> code("matching.forced_pairs[0]")
    '`matching.forced_pairs[0]`'
    >>> code("a`b")
    '``a`b``'
    """
    one_line = _TURNING.sub("", _BLANKS.sub(" ", str(text))).strip() or " "
    if ":material/" in one_line:  # Streamlit would rewrite it, inside code too
        return plain(one_line)
    fence = "`" * (max(map(len, re.findall("`+", one_line)), default=0) + 1)
    edge = " " if one_line[0] == "`" or one_line[-1] == "`" else ""
    return f"{fence}{edge}{one_line}{edge}{fence}"


def link(text: str, address: str | None = None) -> str:
    """A text of our own register to be followed to an address, itself where none is given."""
    address = address or text
    if not _WHOLE_ADDRESS.fullmatch(address):
        return plain(text)
    return f"[{plain(text)}](<{address}>)"


def unmarked(text: str) -> str:
    r"""A sentence written for Markdown as plain text: no escapes, no emphasis.

    >>> unmarked("the number **K\\-1** is \\[new\\]")
    'the number K-1 is [new]'
    >>> unmarked(plain("https://ntt.go.id"))
    'https://ntt.go.id'
    """
    whole = _TAKEN_APART.sub(r"\1", text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)(\*\*|`)", "", whole))


def quotation(text: str) -> str:
    """A literal wording as a Markdown quotation."""
    return "\n".join("> " + plain(line) for line in text.splitlines() if line.strip())
