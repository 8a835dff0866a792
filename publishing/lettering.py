"""The house typeface where no browser is: registered for pictures, and measured.

The files in ``publishing/fonts`` are those of ``publishing.charts.frame.FONT``; with them a picture
has the same letters, and the same line ends, on each machine.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Source Sans 3"
#: Letters are measured at this size, in pixels, so that rounding is no matter.
_MEASURED = 200
#: Programs differ by a hair in how they put letters beside each other.
_SPARE = 1.015


@lru_cache(maxsize=1)  # for good: fonts are files of the program
def register() -> None:
    """Make the typeface known to what draws charts and pictures."""
    import vl_convert  # slow to import and needed only for pictures

    vl_convert.register_font_directory(str(FOLDER))


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in the unit of ``size``.

    >>> width("mm", 10) > width("ii", 10) > 0
    True
    """
    return sum(_advance(letter, bold) for letter in text) * size * _SPARE


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Lines that fit ``room``; a word that is longer than a line is broken.

    >>> wrapped("surplus and deficit", width("surplus and ", 12), 12)
    ['surplus and', 'deficit']
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold) <= room:
            lines[-1] = joined
            continue
        *full, rest = _broken(word, room, size, bold)
        lines += [*full, rest]
    return lines


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width(parts[-1] + letter, size, bold) > room:
            parts.append("")
        parts[-1] += letter
    return parts


@lru_cache(maxsize=2)
def _font(bold: bool) -> FreeTypeFont:
    from PIL import ImageFont  # slow to import and needed only for pictures

    name = "SourceSans3-Bold.ttf" if bold else "SourceSans3-Regular.ttf"
    return ImageFont.truetype(str(FOLDER / name), _MEASURED)


@lru_cache(maxsize=1024)  # by letter: a few hundred are written at all
def _advance(letter: str, bold: bool) -> float:
    return _font(bold).getlength(letter) / _MEASURED
