"""Problems found in curated data, said so that a person can repair them.

A problem names the file, the row, the column, the value and the rule that it breaks. Its sentence
in each language stands in ``ntt_data/problem_words.py``; ``str(problem)`` is the English one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ntt_data.problem_words import sentence

Rule = Literal[
    "missing_file",
    "not_a_file",
    "unreadable",
    "encoding",
    "mojibake",
    "no_header",
    "short_row",
    "long_row",
    "mixed_decimals",
    "unclear_decimals",
    "bad_descriptor",
    "missing_column",
    "unknown_column",
    "required",
    "type",
    "one_of",
    "minimum",
    "maximum",
    "pattern",
    "duplicate",
    "reference",
    "not_bps_code",
    "markdown_link",
    "literal_differs",
    "far_from_years",
    "impossible_size",
    "kemendagri_codes",
    "only_header",
    "cut",
    "changed",
    "spaces",
    "literal_unread",
    "odd_among_years",
    "odd_size",
    "odd_harvest",
    "form_not_convertible",
]
#: What is read all the same and only told.
REMARKS: frozenset[Rule] = frozenset(
    {
        *("changed", "spaces", "literal_unread", "odd_among_years", "odd_size", "odd_harvest"),
        "form_not_convertible",
    }
)
#: Different values of one column that are told one by one; more of them are one cause.
_TOLD_SINGLY = 3


@dataclass(frozen=True)
class Problem:
    """One fault in one place.

    ``row`` is the line of the file as a text editor counts it (the header is line 1), ``None``
    where the fault concerns the whole file or column. ``more`` rows have the same fault, and
    ``nearest`` is the known word that the value resembles most.
    """

    file: str
    rule: Rule
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    more: int = 0
    nearest: str | None = None

    def __str__(self) -> str:
        return f"{self.file}: {sentence(self, 'en')}"

    @property
    def is_remark(self) -> bool:
        """Whether it stops nothing."""
        return self.rule in REMARKS


def one_per_cause(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems with those of one cause told once, with the number of rows it concerns.

    One cause is the same value in the same column or, from the fourth value on, the same rule in
    the same column.
    """
    values: dict[tuple[object, ...], list[Problem]] = {}
    for each in problems:
        key = (each.file, each.rule, each.column, each.value, each.expected, each.nearest)
        values.setdefault(key, []).append(each)
    columns: dict[object, list[Problem]] = {}
    for same in values.values():
        first = min(same, key=lambda p: p.row or 0)
        more = sum(1 + p.more for p in same) - 1
        cause = (first.file, first.rule, first.column) if first.row is not None else first
        columns.setdefault(cause, []).append(replace(first, more=more))
    told = []
    for found in columns.values():
        if len(found) <= _TOLD_SINGLY:
            told += found
        else:
            told.append(replace(found[0], more=sum(1 + p.more for p in found) - 1))
    return told


class DataError(Exception):
    """Curated data that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(one_per_cause(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
