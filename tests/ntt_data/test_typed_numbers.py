"""Numbers as people type them, in both conventions."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Literal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from ntt_data.intake.typed_numbers import TypedNumberError, read_typed_number

_Mark = Literal[",", "."]


@pytest.mark.parametrize(
    ("text", "decimal", "value", "other"),
    [
        ("12500", ",", 12500, None),
        ("12.500", ",", 12500, 12.5),
        ("12.500", ".", 12.5, 12500),
        ("12,500", ",", 12.5, 12500),
        ("12,500", ".", 12500, 12.5),
        ("1.234,5", ",", 1234.5, None),
        ("1.234,5", ".", 1234.5, None),
        ("1,234.5", ",", 1234.5, None),
        ("1.234.567", ",", 1234567, None),
        ("1.234.567", ".", 1234567, None),
        ("12.5", ",", 12.5, None),
        ("12,5", ".", 12.5, None),
        ("0,5", ",", 0.5, None),
        ("0.500", ",", 0.5, None),
        (" 12 500 ", ",", 12500, None),
        ("12\u00a0500", ",", 12500, None),
        ("-3", ",", -3, None),
        ("\u22123,5", ",", -3.5, None),
        ("+7", ",", 7, None),
        ("- 3", ",", -3, None),
        ("1 234 567,5", ",", 1234567.5, None),
        ("12\t500", ",", 12500, None),
        ("\u200b12\ufeff", ",", 12, None),
        ("00012", ",", 12, None),
    ],
)
def test_what_a_text_is_read_as(
    text: str, decimal: _Mark, value: float, other: float | None
) -> None:
    read = read_typed_number(text, decimal)
    assert (read.value, read.other) == (value, other)


def test_what_only_the_other_convention_writes_is_told() -> None:
    assert read_typed_number("1,500,000", ",").foreign
    assert not read_typed_number("1.500.000", ",").foreign
    assert not read_typed_number("12,500", ",").foreign, "it can be meant either way"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_number"),
        ("dua ton", "not_a_number"),
        ("12 ton", "unit_inside"),
        ("Rp 5.000", "unit_inside"),
        ("5.000kg", "unit_inside"),
        ("1e5", "not_a_number"),
        ("nan", "not_a_number"),
        ("inf", "not_a_number"),
        ("1.23.4", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("1..2", "not_a_number"),
        ("12.", "not_a_number"),
        (",5", "not_a_number"),
        ("١٢", "not_a_number"),
        ("=1+1", "not_a_number"),
        ("1 2", "not_a_number"),  # two figures in one field, or a slip
        ("12 5", "not_a_number"),
        ("12 5000", "not_a_number"),
        ("1 . 5", "not_a_number"),
        ("\uff11\uff12", "not_a_number"),
        ("1_000", "not_a_number"),
        ("12 ribu", "not_a_number"),
        ("Rp5.000,-", "unit_inside"),
        ("5.000,-", "unit_inside"),
        ("1" * 16, "too_long"),
        ("1" * 401, "too_long"),
    ],
)
def test_what_is_no_number_says_why(text: str, reason: str) -> None:
    with pytest.raises(TypedNumberError) as caught:
        read_typed_number(text)
    assert caught.value.reason == reason


def test_a_zero_is_not_below_zero() -> None:
    for text in ("-0", "0", "-0,0"):
        assert math.copysign(1, read_typed_number(text).value) == 1


@given(st.integers(0, 10**12).map(lambda cents: cents / 1000))
def test_what_is_written_by_the_rules_of_a_language_is_read_back(value: float) -> None:
    for language, decimal in (("id", ","), ("en", ".")):
        written = format_decimal(value, "#,##0.###", locale=language)
        assert read_typed_number(written, decimal).value == value  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_told_why_not(text: str) -> None:
    with suppress(TypedNumberError):
        assert math.isfinite(read_typed_number(text).value)
