"""Which signs the font of paper has, so that what somebody typed cannot make paper impossible."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "fonts"
#: Drawn in the place of a sign that the font lacks: seen, where a blank would be overlooked.
LACKING = "□"
# A sign that changes how its neighbours are drawn, or nothing that is seen.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SUBTABLE_OF_ALL = 12  # segmented coverage of the whole of Unicode


@cache
def glyphs(font: Path = FONTS / "SourceSans3-Regular.ttf") -> frozenset[int]:
    """Code points for which a font has a sign: its ``cmap`` as the OpenType specification has it.

    Raises
    ------
    ValueError
        Where the font has no table for the whole of Unicode.
    """
    content = font.read_bytes()
    (n_tables,) = struct.unpack_from(">H", content, 4)
    tables = (struct.unpack_from(">4sIII", content, 12 + 16 * i) for i in range(n_tables))
    at = next(offset for tag, _sum, offset, _length in tables if tag == b"cmap")
    (n_subtables,) = struct.unpack_from(">H", content, at + 2)
    for i in range(n_subtables):
        (offset,) = struct.unpack_from(">I", content, at + 8 + 8 * i)
        here = at + offset
        if struct.unpack_from(">H", content, here)[0] != _SUBTABLE_OF_ALL:
            continue
        (n_groups,) = struct.unpack_from(">I", content, here + 12)
        groups = (struct.unpack_from(">III", content, here + 16 + 12 * g) for g in range(n_groups))
        return frozenset(code for first, last, _ in groups for code in range(first, last + 1))
    raise ValueError(f"{font.name} has no table for the whole of Unicode")


@cache
def _plain() -> frozenset[str]:
    """The signs that are drawn as they are."""
    signs = map(chr, glyphs())
    return frozenset(sign for sign in signs if unicodedata.category(sign) not in _UNSEEN)


def drawable(text: str) -> str:
    """The text with signs that the font has; ends of line and tabulators become spaces.

    A sign that the font lacks is drawn as the plain one it stands for, or else as ``LACKING``.

    >>> drawable("Panen Ｒａｙａ 🌾")
    'Panen Raya □'
    """
    if _plain().issuperset(text):
        return text
    known = glyphs()
    return "".join(_drawn(sign, known) for sign in unicodedata.normalize("NFC", text))


def _drawn(sign: str, known: frozenset[int]) -> str:
    if sign in "\n\r\t\v\f\u2028\u2029":
        return " "
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    if ord(sign) in known:
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    return plain if all(ord(each) in known for each in plain) else LACKING
