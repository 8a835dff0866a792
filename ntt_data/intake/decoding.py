"""The text of a file, whatever program has saved it: UTF-8, UTF-16 or Windows' ANSI.

What is unambiguous is read. What is not is one problem that says how to save the file.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ntt_data.problems import DataError, Problem

# What Windows-1252 texts in Indonesian and English hold beside ASCII. Anything else means that
# the bytes are of another code page (an accent of MS-DOS would be read as a control or a dagger).
_ANSI = re.compile("[\x00-\x7f\u00a0-\u00ff–—‘’“”…•€]*")
# UTF-8 read as Windows-1252 and saved as UTF-8 again: "â€“" for "–", "Ã©" for "é".
_TWICE = re.compile("â€|â†|â‰|âˆ|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]")


def read_bytes(path: Path) -> bytes:
    """Content of a file; raises ``DataError`` where there is none to be read."""
    if path.is_dir():
        raise DataError([Problem(path.name, "not_a_file")])
    if not path.exists():
        raise DataError([Problem(path.name, "missing_file")])
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            [Problem(path.name, "unreadable", expected=error.strerror or str(error))]
        ) from error


def decode(content: bytes, file: str) -> str:
    """Text of a file's bytes, without a byte order mark.

    Raises ``DataError`` (``encoding``) when it is not plain which characters they are.
    """
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252" and not _ANSI.fullmatch(text):
            continue
        return _undo_double_encoding(text, file)
    raise DataError([Problem(file, "encoding")])


def _candidates(content: bytes) -> list[str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    if b"\0" in content:  # no text in UTF-8 or ANSI holds one
        zeros = [content[half::2].count(0) for half in (0, 1)]
        return ["utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"]
    return ["utf-8-sig", "cp1252"]


def _undo_double_encoding(text: str, file: str) -> str:
    found = _TWICE.search(text)
    if found is None:
        return text
    try:
        # Python knows no character for five bytes that Windows passes through as they are.
        content = b"".join(
            each.encode("cp1252") if not 0x80 <= ord(each) <= 0x9F else each.encode("latin-1")
            for each in text
        )
        return content.decode("utf-8")
    except UnicodeError:
        row = text.count("\n", 0, found.start()) + 1
        raise DataError([Problem(file, "mojibake", row, value=found.group())]) from None
