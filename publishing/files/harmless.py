"""Text in a CSV file that no spreadsheet computes with, whichever separator it splits at.

Quoting does not help: where a spreadsheet expects another separator than the file has, as an
Excel in Indonesian settings does of one with commas, a quotation mark in the middle of what it
takes for a cell is a letter like others, and the text behind a semicolon begins a cell of its own.

What was guarded can be told from what was typed: apostrophes that stand before such a sign already
get one more, so that taking one away at each such place gives the text as it was.
"""

from __future__ import annotations

import re

_ENDS = re.compile(r"([;\t\r\n])")
# What begins a formula where a cell may begin; the full-width signs are taken for the same.
_FORMULA = re.compile(r"""((?:^|(?<=[,|]))[\s"]*)('*[=+\-@＝＋－＠])""")
# A figure with its unit or none, which calls nothing, and which an apostrophe would spoil.
_FIGURE = re.compile(r"[+-][ \u00a0]?\d[\d., \u00a0\u202f]*(?:\s?%)?(?:\s[^\W\d_][\w/%]*)*\s*")
_DROPPED_AT_START = re.compile(r"'*[\t\r\n]")  # some programs read what stands behind them


def without_formula(text: str) -> str:
    r"""The text with an apostrophe before everything that would begin a formula, as OWASP advises.

    >>> without_formula("=1+1"), without_formula("x;=1+1")
    ("'=1+1", "x;'=1+1")
    >>> without_formula("'=1+1")
    "''=1+1"
    >>> without_formula("-3,5"), without_formula("-30,0 %; +2,5 %")
    ('-3,5', '-30,0 %; +2,5 %')
    """
    parts = _ENDS.split(text)
    is_last = True  # a sign in front of more than figures may belong to a formula
    for place in range(len(parts) - 1, -1, -2):
        part = parts[place]
        parts[place] = _guarded(part, is_last)
        is_last = is_last and (not part.strip() or bool(_FIGURE.fullmatch(part.strip())))
    guarded = "".join(parts)
    return "'" + guarded if _DROPPED_AT_START.match(guarded) else guarded


def _guarded(part: str, is_last: bool) -> str:
    def one(found: re.Match[str]) -> str:
        if is_last and _FIGURE.fullmatch(part, found.start(2)):
            return found[0]
        return f"{found[1]}'{found[2]}"

    return _FORMULA.sub(one, part)
