"""The periods of a round: what each one is, which cannot stand together, how much they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ntt_data.store.collection_records import Period

#: Of one round; more of them nobody fills in on a phone in one afternoon.
MOST_PERIODS = 6
#: Items times periods of one office: so many rows a workbook, and so many fields a form takes in.
MOST_BLOCKS = 40


class PeriodDefinition(BaseModel):
    """A further period, as a round's document defines it."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int, Field(ge=2000, le=2100)]
    first_month: Annotated[int, Field(ge=1, le=12)] = 1
    last_month: Annotated[int, Field(ge=1, le=12)] = 12

    @model_validator(mode="after")
    def _is_in_order(self) -> PeriodDefinition:
        if self.first_month > self.last_month:
            raise ValueError("first_month comes after last_month; write them in their order")
        return self

    @property
    def period(self) -> Period:
        """As the store keeps it."""
        return Period(self.year, self.first_month, self.last_month)


def overlapping(periods: Sequence[Period]) -> tuple[Period, Period] | None:
    """The first two periods that ask for the same month; a figure of it would be there twice.

    >>> overlapping([Period(2024, 1, 12), Period(2025, 1, 6), Period(2025, 6, 12)])
    ... # doctest: +NORMALIZE_WHITESPACE
    (Period(year=2025, first_month=1, last_month=6),
     Period(year=2025, first_month=6, last_month=12))
    >>> overlapping([Period(2024, 1, 12), Period(2025, 1, 6), Period(2025, 7, 12)])
    """
    for one, other in combinations(periods, 2):
        apart = one.last_month < other.first_month or other.last_month < one.first_month
        if one.year == other.year and not apart:
            return one, other
    return None


def not_begun(periods: Sequence[Period], today: date) -> list[Period]:
    """Periods of which nobody can have a figure yet, only an expectation."""
    return [each for each in periods if date(each.year, each.first_month, 1) > today]
