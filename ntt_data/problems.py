"""Problems found in curated data, said so that a person can repair them.

A problem names the file, the row, the column, the value and the rule that it breaks. The words
on the screen are made by the pages (in two languages); ``str(problem)`` is the log's wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "missing_file",
    "unreadable",
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
    "markdown_link",
]

_WORDING: dict[Rule, str] = {
    "missing_file": "the file is missing; put it back",
    "unreadable": "the file cannot be read as UTF-8 CSV: {expected}",
    "bad_descriptor": "the file is not valid JSON: {expected}",
    "missing_column": "the column is missing; add it",
    "unknown_column": "the column is not described in datapackage.json; remove it or describe it",
    "required": "is empty; a value is required",
    "type": "{value!r} is not of type {expected}",
    "one_of": "{value!r} is not one of: {expected}",
    "minimum": "{value!r} is below {expected}",
    "maximum": "{value!r} is above {expected}",
    "pattern": "{value!r} does not have the form {expected}",
    "duplicate": "{value!r} stands there more than once; {expected} must be unique",
    "reference": "{value!r} is not in {expected}",
    "markdown_link": "{value!r} holds a Markdown link or picture; write plain text",
}


@dataclass(frozen=True)
class Problem:
    """One fault in one place.

    ``row`` is the line of the file as a text editor counts it (the header is line 1), ``None``
    where the fault concerns the whole file or column.
    """

    file: str
    rule: Rule
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: " + _WORDING[self.rule].format(value=self.value, expected=self.expected)


class DataError(Exception):
    """Curated data that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
