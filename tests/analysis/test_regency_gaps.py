"""What a regency lacks for a balance."""

import pandas as pd

from analysis.balance.gaps import regency_gaps

COVERAGE = pd.DataFrame(
    [
        ("5301", "rice", 2022, "complete", ""),
        ("5301", "rice", 2023, "complete", ""),
        ("5301", "rice", 2024, "partial", "production"),
        ("5301", "tomato", 2023, "none", "production;conversion;norm"),
        ("5301", "tomato", 2024, "partial", "production;conversion"),
        ("5302", "coffee", 2024, "none", "production;conversion;norm"),
    ],
    columns=["regency_code", "commodity", "year", "state", "missing"],
)


def test_the_year_with_least_missing_counts_the_newest_of_several() -> None:
    table = regency_gaps(COVERAGE, "5301", also=["teak", "rice"]).set_index("commodity")
    assert table.index.tolist() == ["rice", "teak", "tomato"]
    assert table.loc["rice", ["year", "state"]].tolist() == [2023, "complete"]
    assert table.loc["tomato", ["year", "missing"]].tolist() == [2024, "production;conversion"]
    assert pd.isna(table.loc["teak", "year"])
    assert table.loc["teak", "missing"] == "production;conversion;norm"


def test_nothing_known_of_a_regency() -> None:
    assert regency_gaps(COVERAGE, "5399").empty
