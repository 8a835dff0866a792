"""Columns of a table on paper: nothing cut, no number broken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publishing.files.paper.columns import LINE_SIGNS, printed_columns


def test_what_cannot_be_broken_comes_first() -> None:
    printed = printed_columns(["Daerah", "t"], [["kata " * 40], ["1.234.567.890"]], [False, True])
    assert printed.size == 1
    assert printed.shares[1] == len("1.234.567.890") + 2
    assert sum(printed.shares) == LINE_SIGNS


def test_the_rest_goes_to_words_so_that_numbers_stay_together() -> None:
    printed = printed_columns(["Daerah", "t", "kg"], [["Ende"], ["12"], ["3"]], [False, True, True])
    assert printed.shares[1:] == [4, 4]
    assert sum(printed.shares) == LINE_SIGNS


def test_a_table_that_is_too_wide_gets_smaller_letters() -> None:
    cells = [["1.234.567"]] * 12
    printed = printed_columns(["ton"] * 12, cells, [True] * 12)
    assert printed.size == LINE_SIGNS / (12 * 11)
    assert set(printed.shares) == {11}


@given(
    st.lists(
        st.tuples(
            st.text("abc ", min_size=1, max_size=30),
            st.lists(st.text("abc ", max_size=90), min_size=1, max_size=4),
            st.booleans(),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_column_is_narrower_than_its_longest_word(
    table: list[tuple[str, list[str], bool]],
) -> None:
    headers, columns, numeric = (list(part) for part in zip(*table, strict=True))
    printed = printed_columns(headers, columns, numeric)
    assert 0 < printed.size <= 1
    for share, header, cells, is_number in zip(
        printed.shares, headers, columns, numeric, strict=True
    ):
        words = header.split() + [w for c in cells for w in ([c] if is_number else c.split())]
        assert share >= max(map(len, words), default=0)
