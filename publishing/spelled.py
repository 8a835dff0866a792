"""Numbers in words, so that whoever typed one hears what was read: seribu dua ratus koma lima."""

from __future__ import annotations

from decimal import Decimal

from publishing.language import current_language

_ID = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS = {
    "id": ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu")),
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")),
}
_MOST_DECIMALS = 6


def spelled(value: float) -> str:
    """A number below 10¹⁵ in words of the session's language, decimals digit by digit.

    Examples
    --------
    >>> from publishing.language import speaking
    >>> with speaking("id"):
    ...     spelled(12_500), spelled(1_111.05)
    ('dua belas ribu lima ratus', 'seribu seratus sebelas koma nol lima')
    >>> with speaking("en"):
    ...     spelled(-12_500.5)
    'minus twelve thousand five hundred point five'
    """
    if not abs(value) < 10**15:
        raise ValueError(f"{value} is too large to be said")
    language = current_language()
    digits = f"{Decimal(repr(abs(value))):.{_MOST_DECIMALS}f}".rstrip("0")
    whole, _point, decimals = digits.partition(".")
    say = _whole_id if language == "id" else _whole_en
    names = _ID if language == "id" else _EN
    words = [*(["minus"] if value < 0 else []), say(int(whole))]
    if decimals:
        words += ["koma" if language == "id" else "point", *(names[int(d)] for d in decimals)]
    return " ".join(words)


def _whole_id(value: int) -> str:
    if value < 10:
        return _ID[value]
    for size, name in _GROUPS["id"]:
        if value >= size:
            many, rest = divmod(value, size)
            head = "seribu" if (many, name) == (1, "ribu") else f"{_whole_id(many)} {name}"
            return _joined(head, rest, _whole_id)
    if value >= 100:
        many, rest = divmod(value, 100)
        return _joined("seratus" if many == 1 else f"{_ID[many]} ratus", rest, _whole_id)
    if value >= 20:
        many, rest = divmod(value, 10)
        return _joined(f"{_ID[many]} puluh", rest, _whole_id)
    return {10: "sepuluh", 11: "sebelas"}.get(value) or f"{_ID[value - 10]} belas"


def _whole_en(value: int) -> str:
    if value < 20:
        return _EN[value]
    for size, name in (*_GROUPS["en"], (100, "hundred")):
        if value >= size:
            many, rest = divmod(value, size)
            return _joined(f"{_whole_en(many)} {name}", rest, _whole_en)
    tens, rest = divmod(value, 10)
    return _EN_TENS[tens - 2] + (f"-{_EN[rest]}" if rest else "")


def _joined(head: str, rest: int, say: object) -> str:
    return f"{head} {say(rest)}" if rest and callable(say) else head
