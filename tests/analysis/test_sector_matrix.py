"""Rankings as a matrix, by hand and on the curated table."""

import pandas as pd

from analysis.leading.sector_matrix import first_sectors, list_lengths, rank_cells
from ntt_data.tables import load

ROWS = pd.DataFrame(
    {
        "regency_code": ["5306", "5306", "5306", "5301", "5303"],
        "scheme": ["kbli", "kbli", "kbli", "kbli", "traditional"],
        "rank": [1, 3, 2, 1, 1],
        "sector": ["food", "estate", "estate", "food", "livestock"],
        "literal": ["pangan", "kebun", "perkebunan", "pangan", "ternak"],
    }
)


def test_a_sector_named_twice_is_one_cell_with_both_ranks() -> None:
    cells = rank_cells(ROWS, "kbli").set_index(["sector", "regency_code"])
    assert len(cells) == 3
    twice = cells.loc[("estate", "5306")]
    assert (twice["rank"], twice["ranks"], twice["n"]) == (2, "2, 3", 2)
    assert twice["literal"] == "perkebunan / kebun"
    assert "livestock" not in cells.index.get_level_values("sector")


def test_first_sectors() -> None:
    assert first_sectors(ROWS, "kbli").to_dict() == {"food": 2}


def test_curated_schemes_are_not_alike() -> None:
    lengths = list_lengths(load("sector_rankings"))
    assert lengths.loc["kbli"].tolist() == [11, 23, 10, 10]
    assert lengths.loc["traditional"].tolist() == [10, 11, 9, 11]
    doubles = rank_cells(load("sector_rankings"), "kbli").query("n > 1")
    assert doubles[["regency_code", "sector", "ranks"]].to_numpy().tolist() == [
        ["5306", "estate_crops", "3, 4"]
    ]
