"""The finer limits of a match: their fold stays as it is while they are chosen."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.open_page import open_page


def _captions(at: AppTest) -> str:
    return "\n".join(each.value for each in at.caption)


def _fold(at: AppTest) -> tuple[str, str]:
    (fold,) = [e for e in at.expander if "open-limits" in (e.proto.id or "")]
    return fold.label, fold.proto.id


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "id",
            "Batasan yang dipakai: jarak terjauh antara dua daerah: 150 km; "
            "pasangan yang dikecualikan: Kupang → TTS",
        ),
        (
            "en",
            "Limits in use: longest path between two regencies: 150 km; "
            "excluded pairs: Kupang → TTS",
        ),
    ],
)
def test_the_fold_of_limits_is_the_same_with_and_without_them(language: str, said: str) -> None:
    """Its label counted the limits in use: with each choice it was another fold, and closed."""
    without = open_page("matcher", language)
    limited = open_page("matcher", language, limit="150", closed_pairs="5303-5304")
    assert _fold(without) == _fold(limited)
    assert said in _captions(limited)
    assert said.split(":")[0] not in _captions(without)


def test_many_excluded_pairs_are_counted_and_none_is_offered_all_at_once() -> None:
    pairs = ",".join(f"5303-53{n:02}" for n in range(4, 10))
    at = open_page("matcher", closed_pairs=pairs)
    assert "; 2 lagi" in _captions(at)
    at.session_state["open-limits"] = True
    at.run()
    (box,) = [each for each in at.multiselect if each.key == "closed_pairs-choice"]
    assert len(box.value) == 6
    # "Select 82 matches" stood before the pair that somebody had typed a name for.
    assert not box.proto.select_all
