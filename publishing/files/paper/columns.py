"""How wide the columns of a table on paper are, so that no cell is cut and no word is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: A4 between its margins, in signs of a table's own size; the edges of a column take two.
LINE_SIGNS, _EDGE_SIGNS = 114.0, 2.0
#: A cell longer than this is broken into lines before another column is made narrow.
_MOST_SIGNS = 60
#: Below this share of its usual size a table would not be read; what is too wide then stays so.
_LEAST_SIZE = 0.74


@dataclass(frozen=True)
class PrintedColumns:
    """``shares`` of the line by column, and the ``size`` of the letters as a share of the usual."""

    shares: Sequence[float]
    size: float


def printed_columns(
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    line_signs: float = LINE_SIGNS,
) -> PrintedColumns:
    """Room for each column: what cannot be broken first, the rest to those with the most text.

    Parameters
    ----------
    headers, numeric
        By column; a number is never broken.
    columns
        The cells of each column.
    line_signs
        How long the line is, as ``LINE_SIGNS``.
    """
    least, most = [], []
    for header, cells, is_number in zip(headers, columns, numeric, strict=True):
        words = header.split() + [
            w for cell in cells for w in ([cell] if is_number else _words(cell))
        ]
        unbreakable = max(map(len, words), default=1) + _EDGE_SIGNS
        # A header may take three lines.
        longest = max(min(max(map(len, cells), default=1), _MOST_SIGNS), len(header) / 3)
        longest += _EDGE_SIGNS
        least.append(unbreakable)
        most.append(max(unbreakable, longest))
    size = min(1.0, max(_LEAST_SIZE, line_signs / sum(least)))
    room = line_signs / size - sum(least)
    wished = sum(most) - sum(least)
    if room <= 0:
        return PrintedColumns(least, size)
    share = min(1.0, room / wished) if wished else 1.0
    shares = [low + (high - low) * share for low, high in zip(least, most, strict=True)]
    # What nobody needs goes to the widest column of words, so that numbers stay together.
    if share == 1.0:
        of_words = [i for i, is_number in enumerate(numeric) if not is_number]
        widest = max(of_words or range(len(shares)), key=lambda i: shares[i])
        shares[widest] += room - wished
    return PrintedColumns(shares, size)


def _words(cell: str) -> list[str]:
    # A line may also end behind a hyphen or a stroke.
    return cell.replace("-", "- ").replace("/", "/ ").split()
