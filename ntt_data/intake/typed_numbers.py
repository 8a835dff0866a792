"""Numbers as people type them: 12.500 and 1.234,5 in Indonesia, 12,500 and 1,234.5 elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Reason = Literal["not_a_number", "unit_inside", "too_long"]

_MOST_DIGITS = 15  # what a float keeps to the last digit
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\t"), " ")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
#: Spaces group digits by three, as 12 500; anywhere else two numbers may stand in one field.
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_GROUPED = {mark: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
_SHAPE = re.compile(r"\d+(?:[.,]\d+)*")
_WITH_UNIT = re.compile(
    r"[\d.,]+(?:rp|ton|t|kg|ha|ekor|head|idr)|rp[\d.,]+-?|[\d.,]+,-", re.IGNORECASE
)


@dataclass(frozen=True)
class TypedNumber:
    """What a text was read as; ``other`` is what the other convention would make of it.

    ``other`` is None where both conventions agree, or only one reads it; ``foreign`` says that this
    one is not the usual one.
    """

    value: float
    other: float | None = None
    foreign: bool = False


class TypedNumberError(ValueError):
    """The text is no number; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def read_typed_number(text: str, decimal: Literal[",", "."] = ",") -> TypedNumber:
    """Read a number, with the decimal mark that is usual where it was typed.

    A single mark before exactly three digits can group or can be a decimal mark: the usual
    convention decides, and the other reading is told. All else is read the one way it can be.

    Raises
    ------
    TypedNumberError
        With the reason, when it is no number at all.

    Examples
    --------
    >>> read_typed_number("12.500")
    TypedNumber(value=12500.0, other=12.5, foreign=False)
    >>> read_typed_number("1.234,5")
    TypedNumber(value=1234.5, other=None, foreign=False)
    >>> read_typed_number("12,500")
    TypedNumber(value=12.5, other=12500.0, foreign=False)
    >>> read_typed_number("12.5")
    TypedNumber(value=12.5, other=None, foreign=True)
    """
    plain = text.translate(_UNSEEN).translate(_SPACES).strip().replace("\N{MINUS SIGN}", "-")
    sign = -1.0 if plain.startswith("-") else 1.0
    body = plain[1:] if plain[:1] in "+-" else plain
    if _WITH_UNIT.fullmatch(body.replace(" ", "")):
        raise TypedNumberError("unit_inside")
    body = _SPACED.sub("", body.strip())
    if not body.isascii() or not _SHAPE.fullmatch(body):
        raise TypedNumberError("not_a_number")
    if sum(each.isdigit() for each in body) > _MOST_DIGITS:
        raise TypedNumberError("too_long")
    grouping = "." if decimal == "," else ","
    usual, unusual = _read(body, decimal, grouping), _read(body, grouping, decimal)
    if usual is None and unusual is None:
        raise TypedNumberError("not_a_number")
    if usual is None:
        assert unusual is not None
        return TypedNumber(_signed(sign, unusual), foreign=True)
    other = None if unusual in (None, usual) else _signed(sign, unusual or 0.0)
    return TypedNumber(_signed(sign, usual), other)


def _signed(sign: float, value: float) -> float:
    return sign * value or 0.0  # nobody means a zero below zero


def written_number(value: float, decimal: Literal[",", "."] = ",") -> str:
    """A number so that it is read back in one way only: no grouping, at most six decimals.

    >>> written_number(12_500.0), written_number(1.234), written_number(0.1 + 0.2)
    ('12500', '1,2340', '0,3')
    """
    whole, _point, fraction = f"{value:.6f}".rstrip("0").partition(".")
    if len(fraction) == 3:
        fraction += "0"  # three digits behind a mark could be a group of thousands
    if whole == "-0" and not fraction:
        whole = "0"
    return f"{whole}{decimal}{fraction}" if fraction else whole


def _read(body: str, decimal: str, grouping: str) -> float | None:
    """The number by one convention, or None where that convention does not write so."""
    whole, mark, fraction = body.partition(decimal)
    if mark and not fraction.isdigit():
        return None
    if not whole.isdigit():
        if not _GROUPED[grouping].fullmatch(whole):
            return None
        whole = whole.replace(grouping, "")
    return float(f"{whole}.{fraction or 0}")
