"""A workbook reckoned anew: the few functions that our workbooks use, and no more.

Independent of the program that wrote the file and of the values that stand beside the formulas.
An operator on a text is an error, as in a spreadsheet; a text in a sum is passed over.
"""

from __future__ import annotations

import operator
import re
import statistics
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)|(?P<text>"(?:[^"]|"")*")
    |(?P<cells>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w(]))
    |(?P<name>[A-Za-z_]\w*)|(?P<sign><=|>=|<>|[-+*/&=<>(),]))""",
    re.VERBOSE,
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    **{"=": operator.eq, "<>": operator.ne, "<": operator.lt},
    **{">": operator.gt, "<=": operator.le, ">=": operator.ge},
}
Matrix = list[list[Any]]


class Reckoning:
    """Every formula of a workbook, reckoned when it is asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, cell: str) -> Any:
        """What a cell comes to."""
        key = (sheet, cell)
        if key not in self._known:
            found = self._book[sheet][cell].value
            is_formula = self._book[sheet][cell].data_type == "f"
            self._known[key] = (
                _Formula(self, sheet, str(found)[1:]).result() if is_formula else found
            )
        return self._known[key]

    def cells(self, sheet: str, reference: str) -> Matrix:
        """What the cells of a reference come to, row by row."""
        if "!" in reference:
            quoted, reference = reference.rsplit("!", 1)
            sheet = quoted.strip("'").replace("''", "'")
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
        places = self._book[sheet]
        return [
            [
                self.value(sheet, places.cell(row, column).coordinate)
                for column in range(left, right + 1)
            ]
            for row in range(top, bottom + 1)
        ]

    def named(self, name: str, sheet: str) -> Any:
        """The value of a named cell."""
        return self.cells(sheet, self._book.defined_names[name].attr_text)[0][0]


class _Formula:
    def __init__(self, book: Reckoning, sheet: str, text: str) -> None:
        self._book, self._sheet = book, sheet
        self._tokens = [
            (str(found.lastgroup), found[str(found.lastgroup)])
            for found in _TOKEN.finditer(text.rstrip())
        ]
        read = "".join(re.sub(r"\s", "", token) for _kind, token in self._tokens)
        assert read == re.sub(r"\s", "", text), f"not understood: {text}"
        self._at = 0

    def result(self) -> Any:
        found = self._comparison()
        assert self._at == len(self._tokens), self._tokens[self._at :]
        return _one(found)

    def _next(self, *signs: str) -> str | None:
        if self._at < len(self._tokens):
            kind, token = self._tokens[self._at]
            if kind == "sign" and token in signs:
                self._at += 1
                return token
        return None

    def _comparison(self) -> Any:
        left = self._joined()
        while sign := self._next(*_COMPARE):
            right = _one(self._joined())
            left = "" if _one(left) is None and isinstance(right, str) else _one(left)
            left = _COMPARE[sign](left, right)
        return left

    def _joined(self) -> Any:
        left = self._sum()
        while self._next("&"):
            left = f"{_one(left)}{_one(self._sum())}"
        return left

    def _sum(self) -> Any:
        left = self._product()
        while sign := self._next("+", "-"):
            right = _number(self._product())
            left = _number(left) + right if sign == "+" else _number(left) - right
        return left

    def _product(self) -> Any:
        left = self._signed()
        while sign := self._next("*", "/"):
            right = _number(self._signed())
            left = _number(left) * right if sign == "*" else _number(left) / right
        return left

    def _signed(self) -> Any:
        return -_number(self._signed()) if self._next("-") else self._atom()

    def _atom(self) -> Any:
        kind, token = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return float(token)
        if kind == "text":
            return token[1:-1].replace('""', '"')
        if kind == "cells":
            return self._book.cells(self._sheet, token)
        if kind == "name" and self._next("("):
            return self._call(token)
        if kind == "name":
            return self._book.named(token, self._sheet)
        assert token == "(", token
        inner = self._comparison()
        assert self._next(")")
        return inner

    def _call(self, name: str) -> Any:
        if name == "IF":
            return self._if()
        given = []
        while not self._next(")"):
            given.append(self._comparison())
            self._next(",")
        return _FUNCTIONS[name](*given)

    def _if(self) -> Any:
        """Only the branch that is taken is reckoned: the other may divide by nothing."""
        is_true = bool(_one(self._comparison()))
        assert self._next(",")
        if not is_true:
            self._skip()
        found = self._comparison() if is_true else None
        assert self._next(",")
        if is_true:
            self._skip()
        else:
            found = self._comparison()
        assert self._next(")")
        return found

    def _skip(self) -> None:
        depth = 0
        while True:
            token = self._tokens[self._at][1]
            if depth == 0 and token in (",", ")"):
                return
            depth += (token == "(") - (token == ")")
            self._at += 1


def _one(found: Any) -> Any:
    if isinstance(found, list):
        assert len(found) == len(found[0]) == 1, "one cell expected"
        return found[0][0]
    return found


def _is_number(found: Any) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool)


def _number(found: Any) -> float:
    found = _one(found)
    assert _is_number(found) or found is None, f"#VALUE!: {found!r}"
    return float(found or 0.0)


def _flat(*given: Any) -> list[Any]:
    return [
        each for one in given for row in (one if isinstance(one, list) else [[one]]) for each in row
    ]


def _numbers(*given: Any) -> list[float]:
    return [float(each) for each in _flat(*given) if _is_number(each)]


def _meets(cell: Any, wanted: Any) -> bool:
    wanted = _one(wanted)
    if isinstance(wanted, str) and (found := re.fullmatch(r"(>=|<=|<>|>|<)(.+)", wanted)):
        return _is_number(cell) and _COMPARE[found[1]](cell, float(found[2]))
    return bool(cell == wanted)


def _where(*tests: Any) -> list[bool]:
    pairs = [(_flat(cells), wanted) for cells, wanted in zip(tests[::2], tests[1::2], strict=True)]
    return [
        all(_meets(cells[place], wanted) for cells, wanted in pairs)
        for place in range(len(pairs[0][0]))
    ]


def _sum_where(amounts: Any, *tests: Any) -> float:
    kept = zip(_flat(amounts), _where(*tests), strict=True)
    return sum(_numbers(*(each for each, is_kept in kept if is_kept)))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "AND": lambda *given: all(_one(each) for each in given),
    "COUNT": lambda *given: len(_numbers(*given)),
    "COUNTIF": lambda cells, wanted: sum(_where(cells, wanted)),
    "COUNTIFS": lambda *tests: sum(_where(*tests)),
    "INDEX": lambda cells, place: _flat(cells)[int(place) - 1],
    "MATCH": lambda wanted, cells, _exactly: _flat(cells).index(_one(wanted)) + 1,
    "MEDIAN": lambda *given: statistics.median(_numbers(*given)),
    "N": lambda cell: _one(cell) if _is_number(_one(cell)) else 0.0,
    "SUM": lambda *given: sum(_numbers(*given)),
    "SUMIF": lambda cells, wanted, amounts: _sum_where(amounts, cells, wanted),
    "SUMIFS": _sum_where,
    "SUMPRODUCT": lambda a, b: sum(
        x * y for x, y in zip(_flat(a), _flat(b), strict=True) if _is_number(x) and _is_number(y)
    ),
}
