from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import InvalidOptionError
from analysis.leading.rankings import (
    RankingInputError,
    borda,
    rank_biased_overlap,
    sector_shift,
    shared_items,
)


def rankings(*given: tuple[str, str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(list(given), columns=["regency_code", "scheme", "rank", "sector"])


RANKINGS = rankings(
    *(("5301", "kbli", rank, sector) for rank, sector in enumerate(["trade", "crops", "fish"], 1)),
    *(("5302", "kbli", rank, sector) for rank, sector in enumerate(["crops", "trade"], 1)),
    *(("5306", "kbli", rank, sector) for rank, sector in enumerate(["fish", "crops", "crops"], 1)),
    ("5303", "traditional", 1, "trade"),
)


def test_borda_by_hand() -> None:
    # Longest list m = 3, so ranks 1, 2, 3 give 3, 2, 1 points.
    # crops: 2 (5301) + 3 (5302) + 2 (5306, printed at 2 and 3: the better counts) = 7
    # trade: 3 + 2 + 0 (5306 does not rank it) = 5
    # fish:  1 + 0 + 3 = 4
    table = borda(RANKINGS, "kbli").set_index("sector")
    assert table["points"].to_dict() == {"crops": 7, "trade": 5, "fish": 4}
    assert table["provincial_rank"].to_dict() == {"crops": 1, "trade": 2, "fish": 3}
    assert table["n_regencies_ranked"].to_dict() == {"crops": 3, "trade": 2, "fish": 2}
    assert table["n_regencies_top3"].to_dict() == {"crops": 3, "trade": 2, "fish": 2}
    assert table["mean_rank"].to_dict() == pytest.approx({"crops": 5 / 3, "trade": 1.5, "fish": 2})
    assert table.loc["crops", "points_share_pct"] == pytest.approx(100 * 7 / 9)
    assert set(table["scheme"]) == {"kbli"}


def test_borda_of_some_regencies_keeps_the_points_of_the_scheme() -> None:
    # 5302 alone: still m = 3, so crops 3, trade 2.
    table = borda(RANKINGS, "kbli", ["5302"]).set_index("sector")
    assert table["points"].to_dict() == {"crops": 3, "trade": 2}


def test_equal_points_share_the_better_rank() -> None:
    table = borda(rankings(("1", "k", 1, "a"), ("2", "k", 1, "b"), ("1", "k", 2, "c")), "k")
    assert table["sector"].tolist() == ["a", "b", "c"]
    assert table["provincial_rank"].tolist() == [1, 1, 3]


def test_schemes_are_never_mixed() -> None:
    with pytest.raises(RankingInputError, match="5303") as error:
        borda(RANKINGS, "kbli", ["5301", "5303"])
    assert error.value.code == "mixed_schemes"
    both = pd.concat([RANKINGS, rankings(("5301", "traditional", 1, "trade"))])
    with pytest.raises(RankingInputError, match="5301"):
        borda(both, "kbli")


@pytest.mark.parametrize(
    ("table", "scheme", "code"),
    [(RANKINGS, "isic", "unknown_scheme"), (RANKINGS.assign(rank=0), "kbli", "bad_rank")],
)
def test_bad_rankings_are_refused(table, scheme, code) -> None:
    with pytest.raises(RankingInputError) as error:
        borda(table, scheme)
    assert error.value.code == code


def test_shift_keeps_what_the_report_says() -> None:
    table = RANKINGS.assign(note_2013=None, sector_2013=None)
    table.loc[0, ["note_2013", "sector_2013"]] = ["menggeser sektor perkebunan", "estate"]
    assert sector_shift(table).to_dict("records") == [
        {
            "regency_code": "5301",
            "sector": "trade",
            "rank": 1,
            "note_2013": "menggeser sektor perkebunan",
            "sector_2013": "estate",
        }
    ]


KPJU = pd.DataFrame(
    [
        ("5301", 1, "wetland_rice", "rice"),
        ("5301", 2, "cattle", "cattle"),
        ("5301", 3, "hotel", None),
        ("5302", 1, "cattle", "cattle"),
        ("5302", 2, "dryland_rice", "rice"),
        ("5304", 1, "goat", "goat"),
        ("5304", 2, "goat", "goat"),
        ("5304", 3, "cattle", "cattle"),
    ],
    columns=["regency_code", "rank", "item", "commodity"],
)


def test_shared_items() -> None:
    table = shared_items(KPJU).set_index("item")
    assert table.index[0] == "cattle"
    assert table.loc["cattle"].tolist() == [3, "5302;5301;5304", 1, 1]
    assert table.loc["goat"].tolist() == [1, "5304", 1, 1]
    by_commodity = shared_items(KPJU, by="commodity").set_index("commodity")
    assert by_commodity.loc["rice", "n"] == 2
    assert "hotel" not in by_commodity.index
    with pytest.raises(InvalidOptionError, match="by"):
        shared_items(KPJU, by="rank")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # p = 0.5, so (1-p)/p = 1. X1 = 1, X2 = 1, X3 = 2:
        # 1/1 x 0.5 + 1/2 x 0.25 + 2/3 x 0.125 = 0.708333; + 2/3 x 0.125 = 0.791667
        ("abc", "acd", 0.5 + 0.125 + 2 / 3 * 0.125 + 2 / 3 * 0.125),
        # s = 1, l = 2, X1 = 0, X2 = 1: 0 + 1/2 x 0.25 + 0; + ((1-0)/2 + 0) x 0.25 = 0.25
        ("a", "ba", 0.25),
        # X1 = X2 = 1: 0.5 + 1/2 x 0.25 + 1 x 1/(1 x 2) x 0.25 = 0.75; + (0 + 1) x 0.25 = 1
        ("a", "ab", 1.0),
        ("ab", "cd", 0.0),
        ("", "ab", 0.0),
    ],
)
def test_rank_biased_overlap_by_hand(first, second, expected) -> None:
    assert rank_biased_overlap(first, second, 0.5) == pytest.approx(expected)


lists = st.permutations("abcdefgh").flatmap(
    lambda order: st.integers(0, 8).map(lambda length: list(order[:length]))
)


@given(lists, lists, st.floats(0.05, 0.95))
def test_overlap_is_symmetric_and_between_0_and_1(first, second, persistence) -> None:
    overlap = rank_biased_overlap(first, second, persistence)
    assert 0 <= overlap <= 1
    assert overlap == rank_biased_overlap(second, first, persistence)
    if first:
        assert rank_biased_overlap(first, first, persistence) == pytest.approx(1)


def test_overlap_refuses_what_it_cannot_rank() -> None:
    with pytest.raises(RankingInputError, match="'a' is ranked twice"):
        rank_biased_overlap("aba", "ab")
    with pytest.raises(InvalidOptionError, match="persistence"):
        rank_biased_overlap("a", "a", 1.0)
