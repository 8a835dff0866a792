"""KPJu with their verdicts, by hand and on the curated tables."""

import pandas as pd
import pytest

from analysis.errors import AnalysisError
from analysis.leading.kpju import (
    FAVOURABLE,
    NOT_JUDGED,
    RANK_CLASSES,
    VERDICTS,
    item_ranks,
    judged_outside_list,
    with_verdicts,
)
from ntt_data.tables import load

KPJU = pd.DataFrame(
    {
        "regency_code": ["5304", "5304", "5304", "5301"],
        "rank": [2, 1, 3, 7],
        "item": ["goat", "pig", "goat", "goat"],
        "literal": ["kambing", "babi", "Kambing", "kambing"],
    }
)
OUTLOOK = pd.DataFrame(
    {
        "regency_code": ["5304", "5304"],
        "item": ["goat", "trade"],
        "verdict": ["recommended", "not_urgent"],
        "literal": ["ternak kambing", "dagang"],
        "reason": [None, "menjamur"],
    }
)


def test_an_item_named_twice_is_judged_at_both_ranks_and_silence_is_no_verdict() -> None:
    table = with_verdicts(KPJU, OUTLOOK)
    assert table[["regency_code", "rank", "verdict"]].to_numpy().tolist() == [
        ["5301", 7, NOT_JUDGED],  # judged for 5304 only
        ["5304", 1, NOT_JUDGED],
        ["5304", 2, "recommended"],
        ["5304", 3, "recommended"],
    ]
    assert table["literal"].tolist() == ["kambing", "babi", "kambing", "Kambing"]
    assert table["verdict_literal"].iloc[2] == "ternak kambing"


def test_a_verdict_on_something_outside_the_list() -> None:
    assert judged_outside_list(KPJU, OUTLOOK)["item"].tolist() == ["trade"]


def test_rank_classes() -> None:
    table = item_ranks(KPJU, "goat", ["5304", "5301", "5305"])
    assert table["rank_class"].tolist() == ["top", "low", "unknown"]
    assert table["rank"].iloc[0] == 2  # the better of two
    assert item_ranks(KPJU, "pig", ["5301"])["rank_class"].tolist() == ["absent"]
    assert set(table["rank_class"]) <= set(RANK_CLASSES)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(AnalysisError, match="item"):
        item_ranks(KPJU.drop(columns="item"), "pig", ["5301"])


def test_curated_lists() -> None:
    table = with_verdicts(load("kpju"), load("kpju_outlook"))
    assert len(table) == 210
    assert set(table["verdict"]) == {*VERDICTS, NOT_JUDGED}
    # Kota Kupang: nine recommended, the trade in farm produce not promising.
    kupang = table[table["regency_code"] == "5371"]
    assert kupang["verdict"].isin(FAVOURABLE).sum() == 9
    assert kupang.loc[kupang["rank"] == 3, "verdict"].item() == "not_promising"
    outside = judged_outside_list(load("kpju"), load("kpju_outlook"))
    assert set(outside["regency_code"]) == {"5304", "5306"}
