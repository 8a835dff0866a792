from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import InvalidOptionError
from analysis.leading.reach import Reach, pair_paths


def costs(*given: tuple[str, str, float, float, int]) -> pd.DataFrame:
    """(origin, destination, Rp/t, km, crossings)"""
    table = pd.DataFrame(
        list(given), columns=["origin", "destination", "cost_idr_per_t", "distance_km", "crossings"]
    )
    return table.assign(sea_km=0.0, road_km=table["distance_km"])


def test_the_costlier_direction_stands_for_the_pair() -> None:
    paths = pair_paths(costs(("b", "a", 9.0, 3.0, 1), ("a", "b", 7.0, 5.0, 0)))
    row = paths.iloc[0]
    assert (row["regency_a"], row["regency_b"]) == ("a", "b")
    # The whole path of the costlier direction, not a mixture.
    assert (row["cost_idr_per_t"], row["distance_km"], row["crossings"]) == (9.0, 3.0, 1)


def test_one_direction_alone_is_no_pair() -> None:
    one_way = costs(("a", "b", 7.0, 5.0, 0), ("b", "a", float("nan"), 5.0, 0))
    assert pair_paths(one_way).empty
    assert pair_paths(costs(("a", "a", 0.0, 0.0, 0))).empty


def test_every_limit_counts() -> None:
    paths = costs(
        ("a", "b", 100.0, 50.0, 0),
        ("a", "c", 300.0, 50.0, 0),
        ("a", "d", 100.0, 50.0, 1),
        ("a", "e", 100.0, 90.0, 0),
        ("a", "f", float("nan"), 1.0, 0),
    )
    reach = Reach(max_distance_km=60, max_cost_idr_per_t=200, max_crossings=0)
    assert reach.holds(paths).tolist() == [True, False, False, False, False]
    assert Reach().holds(paths).tolist() == [True, True, True, True, False]


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
@pytest.mark.parametrize("field", ["max_distance_km", "max_cost_idr_per_t", "max_crossings"])
def test_a_limit_that_is_none_names_the_field(field: str, value: float) -> None:
    with pytest.raises(InvalidOptionError, match=field):
        Reach(**{field: value})
