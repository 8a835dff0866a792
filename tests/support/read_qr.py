"""Read a QR code as a phone would, from what stands in a terminal."""

import re

import numpy as np
import zxingcpp

# Upper and lower half of a character cell: lit or not.
_LIT = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def read_qr(printed: str) -> list[str]:
    """The texts of all codes in a terminal's output, white on black."""
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in printed.splitlines()]
    drawn = [line for line in lines if "█" in line and set(line) <= set(_LIT)]
    width = max(map(len, drawn), default=0)
    if not drawn:
        return []
    rows = []
    for line in drawn:
        halves = [_LIT[cell] for cell in line.ljust(width)]
        rows += [[half[0] for half in halves], [half[1] for half in halves]]
    picture = np.kron(np.array(rows, dtype=np.uint8) * 255, np.ones((6, 6), dtype=np.uint8))
    return [code.text for code in zxingcpp.read_barcodes(picture)]
