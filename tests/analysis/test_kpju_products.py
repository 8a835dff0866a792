from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.leading.kpju_products import FAMILY, KpjuInputError, held_products
from tests.support.examples import many

COLUMNS = ["regency_code", "rank", "item", "commodity", "kind", "verdict"]


def ranked(*given: tuple[str, float, str, str | None, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(given), columns=COLUMNS)


def test_one_row_per_product_at_its_best_rank() -> None:
    held = held_products(
        ranked(
            ("5315", 4, "upland_rice", "rice", "crop", "recommended"),
            ("5315", 1, "wetland_rice", "rice", "crop", "not_judged"),
            ("5315", 8, "guesthouse", None, "tourism", "not_urgent"),
        )
    )
    assert held["product"].tolist() == ["rice", "guesthouse"]
    rice = held.iloc[0]
    assert (rice["rank"], rice["items"]) == (1, "wetland_rice;upland_rice")
    # The report is silent on the better-ranked item, so what it says of the other one counts.
    assert rice["verdict"] == "recommended"
    assert held["family"].tolist() == ["goods", "services"]


def test_the_verdict_on_the_better_rank_wins() -> None:
    held = held_products(
        ranked(
            ("5315", 4, "upland_rice", "rice", "crop", "recommended"),
            ("5315", 1, "wetland_rice", "rice", "crop", "not_urgent"),
        )
    )
    assert held["verdict"].tolist() == ["not_urgent"]


@pytest.mark.parametrize("rank", [0, 11, 2.5, float("nan")])
def test_a_rank_that_is_none_is_named(rank: float) -> None:
    with pytest.raises(KpjuInputError, match="5301") as error:
        held_products(ranked(("5301", rank, "maize", "maize", "crop", "not_judged")))
    assert error.value.code == "bad_rank"


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(KpjuInputError, match="banking"):
        held_products(ranked(("5301", 1, "bank", None, "banking", "not_judged")))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(AnalysisError, match="verdict"):
        held_products(ranked().drop(columns="verdict"))


@settings(max_examples=many(25), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["5301", "5302"]),
            st.integers(1, 10),
            st.sampled_from(["a", "b", "c"]),
            st.sampled_from(["x", "y", None]),
            st.sampled_from(sorted(FAMILY)),
            st.sampled_from(["not_judged", "recommended", "not_urgent"]),
        ),
        min_size=1,
        max_size=12,
        unique_by=lambda row: row[:3],
    ),
    st.randoms(use_true_random=False),
)
def test_unique_and_whatever_the_order_of_rows(rows: list, random) -> None:
    held = held_products(ranked(*rows))
    assert not held.duplicated(["regency_code", "product"]).any()
    random.shuffle(rows)
    again = held_products(ranked(*rows))
    same = ["regency_code", "product", "rank"]
    pd.testing.assert_frame_equal(held[same], again[same])
