"""The atlas' ratio beside the rice balance: who counts, who does not, and the correlation."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.balance.food_ratio import compare_with_rice, edition_rows, editions
from analysis.errors import AnalysisError


def ratios(*rows: tuple[str, float, str | None], edition: int = 2021) -> pd.DataFrame:
    return pd.DataFrame(
        [(code, edition, value, "own", flag) for code, value, flag in rows],
        columns=["regency_code", "edition_year", "value", "value_of", "flag"],
    )


def balance(**rows: tuple[str, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [(code[1:], *row) for code, row in rows.items()],
        columns=["regency_code", "balance_class", "ratio"],
    )


def test_a_parents_value_is_no_value_of_the_regency() -> None:
    table = ratios(("5301", 0.5, None), ("5316", 0.5, None)).assign(value_of=["own", "parent"])
    assert list(edition_rows(table, 2021).index) == ["5301"]


def test_a_meaningless_ratio_is_unknown_and_an_outlier_is_shown_without_counting() -> None:
    rows = edition_rows(
        ratios(("5371", 50.0, "suspect"), ("5320", 3.4, "outlier"), ("5301", 0.6, "series_break")),
        2021,
    )
    assert pd.isna(rows.loc["5371", "value"])
    assert rows.loc["5320", "value"] == 3.4
    assert rows["firm"].to_dict() == {"5371": False, "5320": False, "5301": True}


def test_older_editions_are_not_shown() -> None:
    table = pd.concat([ratios(("5301", 1.0, None), edition=year) for year in (2015, 2018, 2024)])
    assert editions(table) == [2024, 2018]


def test_who_feeds_itself_by_hand() -> None:
    found = compare_with_rice(
        # 1 exactly is no lack; an outlier counts on neither side; a surplus regency is not asked.
        ratios(
            ("5301", 1.0, None),
            ("5302", 1.01, None),
            ("5303", 0.2, "outlier"),
            ("5304", 0.3, None),
        ),
        2021,
        balance(
            _5301=("deficit", 0.4),
            _5302=("deficit", 0.3),
            _5303=("deficit", 0.2),
            _5304=("surplus", 2.0),
            _5305=("deficit", 0.1),
        ),
        2021,
    )
    assert found.fed == ("5301",)
    assert found.lacking == ("5302",)
    assert (found.n_deficit, found.n_compared, found.n) == (4, 2, 3)
    # Ratios 1.0, 1.01, 0.3 and rice 0.4, 0.3, 2.0: the same order of lack.
    assert found.correlation == pytest.approx(1.0)


def test_the_correlation_is_spearmans_by_hand() -> None:
    found = compare_with_rice(
        ratios(*((code, value, None) for code, value in zip("abcd", (1, 2, 3, 4), strict=True))),
        2021,
        pd.DataFrame(
            {
                "regency_code": list("abcd"),
                "balance_class": "balanced",
                # Lack of rice in the order 2, 1, 4, 3: differences of rank 1 each.
                "ratio": [0.8, 0.9, 0.6, 0.7],
            }
        ),
        2021,
    )
    # 1 - 6 * sum(d^2) / (n * (n^2 - 1)) = 1 - 6 * 4 / 60
    assert found.correlation == pytest.approx(0.6)
    assert found.fed == found.lacking == ()


def test_two_regencies_have_no_correlation() -> None:
    found = compare_with_rice(
        ratios(("5301", 0.5, None), ("5302", 2.0, None)),
        2021,
        balance(_5301=("surplus", 2.0), _5302=("deficit", 0.5)),
        2021,
    )
    assert pd.isna(found.correlation)


def test_a_table_without_flags_is_refused() -> None:
    with pytest.raises(AnalysisError):
        edition_rows(pd.DataFrame({"regency_code": ["5301"]}), 2021)


@given(
    st.lists(
        st.tuples(
            st.floats(0.01, 5),
            st.floats(0.01, 5),
            st.sampled_from(["deficit", "surplus", "unknown"]),
        ),
        min_size=1,
        max_size=22,
    )
)
def test_everybody_short_of_rice_is_counted_once(
    rows: list[tuple[float, float, str]],
) -> None:
    codes = [f"53{i:02}" for i in range(len(rows))]
    table = ratios(
        *((code, staples, None) for code, (staples, _, _) in zip(codes, rows, strict=True))
    )
    rice = pd.DataFrame(
        {
            "regency_code": codes,
            "balance_class": [word for _, _, word in rows],
            "ratio": [ratio for _, ratio, _ in rows],
        }
    )
    found = compare_with_rice(table, 2021, rice, 2021)
    assert len(found.fed) + len(found.lacking) == found.n_deficit
    assert not set(found.fed) & set(found.lacking)
    assert pd.isna(found.correlation) or -1 <= round(found.correlation, 9) <= 1
