"""What is said of a pair that is looked up, and when it is not said."""

from collections.abc import Hashable
from typing import Any

import pytest

from analysis.matching.problem import PAIR_STATES
from publishing.language import speaking
from publishing.sentences import forcing as sentences

PAIR = "A → B"
FOUND: dict[Hashable, Any] = {
    "extra_inside_idr_per_t": 90_000.0,
    "extra_outside_idr_per_t": -50_000.0,
    "extra_moved_t_per_t": 0.0,
    "extra_unmet_t_per_t": 0.0,
    "goes_before_freight": False,
    "up_to_t": 905.0,
}


def _line(own_first: bool = False, **other: Any) -> str:
    with speaking("en"):
        return sentences.forcing_line({**FOUND, **other}, own_first).replace("\u00a0", " ")


def test_where_outside_is_an_equal_rival_both_freights_are_one_sum() -> None:
    said = _line()
    assert "adds Rp 40,000/t to all freight together" in said
    assert "first 905 t" in said


def test_where_ntt_comes_first_its_own_freight_is_told_apart() -> None:
    said = _line(own_first=True)
    assert "adds Rp 90,000/t to the freight between regencies" in said
    assert "Freight from outside changes by −Rp 50,000/t." in said
    assert "all freight together" not in said
    assert "from outside" not in _line(own_first=True, extra_outside_idr_per_t=0.0)


def test_nothing_is_added_where_freight_would_fall() -> None:
    said = _line(goes_before_freight=True, extra_inside_idr_per_t=10_000.0)
    assert "harms what goes before freight" in said
    assert "would fall by Rp 40,000/t" in said
    assert "adds" not in said
    assert "harms" not in _line()


def test_more_unmet_and_less_than_a_tonne_are_said_only_where_it_is_so() -> None:
    assert "1.0 t more stay unmet" in _line(extra_unmet_t_per_t=1.0)
    assert "unmet" not in _line()
    assert "less than one tonne" in _line(up_to_t=0.4)
    assert "holds" not in _line(up_to_t=float("inf"))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("identified", "certain, 3.0 t"),
        ("interchangeable", "a choice"),
        ("never", "in no best answer"),
        ("", "not known"),
    ],
)
def test_each_class_has_its_sentence(name: str, word: str) -> None:
    found: dict[Hashable, Any] = {"pair_class": name, "min_t": 3.0, "max_t": 9.0}
    with speaking("en"):
        said = sentences.pair_verdict(PAIR, found, 3.0, ["open"])
    assert word in said


def test_a_closed_pair_says_why() -> None:
    with speaking("id"):
        said = {sentences.pair_verdict(PAIR, None, 0.0, [state]) for state in PAIR_STATES}
    assert len(said) == len(PAIR_STATES)
    assert all("tidak dapat berdagang" in each for each in said)


def test_a_pair_closed_twice_names_both() -> None:
    with speaking("en"):
        said = sentences.pair_verdict(PAIR, None, 0.0, ["too_far", "forbidden"])
    assert "it lies beyond the distance limit and it is closed by choice" in said
