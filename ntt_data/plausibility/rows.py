"""What the rules of this room share: known doubts, and a problem in the cell of a value."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from ntt_data.intake.cells import FIRST_LINE
from ntt_data.problems import Problem, Rule

#: Flags that say of a figure what these rules would say.
KNOWN_DOUBTS = ("outlier", "suspect", "repeated_year", "older_method")


def undoubted(table: pd.DataFrame) -> pd.Series:
    """Whether each row has a value and no flag that already calls it doubtful."""
    given = table["value"].notna()
    if "flag" not in table:
        return given
    # A handful of flags on thousands of rows: each is looked into once.
    doubtful = [
        flags
        for flags in table["flag"].dropna().unique()
        if not set(KNOWN_DOUBTS).isdisjoint(flags.split(";"))
    ]
    return given & ~table["flag"].isin(doubtful)


def about_value(
    name: str, index: Hashable, rule: Rule, value: float, expected: str, column: str = "value"
) -> Problem:
    """A problem of one cell of the table ``name``."""
    row = int(index) + FIRST_LINE if isinstance(index, int) else None
    return Problem(f"{name}.csv", rule, row, column, written(value), expected)


def written(value: float) -> str:
    """A figure as a table has it: a decimal point, no thousands marks, six digits that count."""
    return f"{value:.0f}" if abs(value) >= 100_000 else f"{value:.6g}"
