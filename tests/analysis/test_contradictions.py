"""When counts of one thing contradict each other, on small tables made by hand."""

import pandas as pd
import pytest

from analysis.contradictions import contradicted


def counts(*rows: tuple[str, int, int | None, bool, float, str, str | None]) -> pd.DataFrame:
    """(animal, year, last_month, cumulative, value, source, flag)"""
    names = ["animal", "year", "last_month", "cumulative", "value", "source_id", "flag"]
    table = pd.DataFrame(rows, columns=names, index=range(10, 10 + len(rows)))
    return table.astype({"last_month": "Int64", "cumulative": "boolean"})


@pytest.mark.parametrize(
    ("rows", "clash"),
    [
        (
            [
                ("cow", 2020, None, False, 5.0, "A", None),
                ("cow", 2020, None, False, 6.0, "B", None),
            ],
            1,
        ),
        (
            [
                ("cow", 2020, None, False, 5.0, "A", None),
                ("cow", 2020, None, False, 5.0, "B", None),
            ],
            0,
        ),
        # Two years differ as years do.
        (
            [
                ("cow", 2020, None, False, 5.0, "A", None),
                ("cow", 2021, None, False, 6.0, "B", None),
            ],
            0,
        ),
        # One source that counts two parts does not contradict itself.
        (
            [
                ("cow", 2020, None, False, 5.0, "A", None),
                ("cow", 2020, None, False, 6.0, "A", None),
            ],
            0,
        ),
        # Both sources count the same two parts.
        (
            [
                *[("cow", 2020, None, False, n, "A", None) for n in (5.0, 6.0)],
                *[("cow", 2020, None, False, n, "B", None) for n in (6.0, 5.0)],
            ],
            0,
        ),
        # What adds up through the year is more in October than in June, from whomever.
        ([("cow", 2020, 6, True, 5.0, "A", None), ("cow", 2020, 10, True, 9.0, "B", None)], 0),
        ([("cow", 2020, 6, True, 5.0, "A", None), ("cow", 2020, 6, True, 9.0, "B", None)], 1),
        # Up to a month that nobody names, beside a whole year: not the same period.
        (
            [("cow", 2020, None, True, 5.0, "A", None), ("cow", 2020, None, False, 9.0, "B", None)],
            0,
        ),
        # A count of April is a count of the year's herd like any other.
        ([("cow", 2020, 4, False, 5.0, "A", None), ("cow", 2020, None, False, 9.0, "B", None)], 1),
        # A doubted count contradicts another source's of another year, but not its own.
        (
            [
                ("cow", 2020, None, False, 5.0, "A", "suspect"),
                ("cow", 2021, None, False, 9.0, "B", None),
            ],
            1,
        ),
        (
            [
                ("cow", 2020, None, False, 5.0, "A", "suspect"),
                ("cow", 2021, None, False, 9.0, "A", None),
            ],
            0,
        ),
        (
            [
                ("cow", 2020, None, False, 5.0, "A", "rounded"),
                ("cow", 2021, None, False, 9.0, "B", None),
            ],
            0,
        ),
        ([], 0),
    ],
)
def test_a_contradiction(rows: list, clash: int) -> None:
    table = counts(*rows)
    assert contradicted(table, ["animal"]).tolist() == [bool(clash)] * len(table)


def test_things_are_judged_each_by_itself() -> None:
    table = counts(
        ("cow", 2020, None, False, 5.0, "A", None),
        ("pig", 2020, None, False, 6.0, "B", None),
        ("cow", 2020, None, False, 7.0, "C", None),
    )
    answer = contradicted(table, ["animal"])
    assert answer.to_dict() == {10: True, 11: False, 12: True}
