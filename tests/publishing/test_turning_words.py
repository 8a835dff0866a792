"""Up to which road rate a conclusion is said to hold, and when it is said of the whole range."""

from __future__ import annotations

import pytest

from analysis.matching.ranges import Supply
from analysis.matching.turning import HoldingRange
from publishing.language import Language, speaking
from publishing.sentences.turning import holding_line, holding_note, nothing_to_turn

SUPPLY = Supply(("5315",), ("5320",), 3998.0, 3998.0)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (
            1000.0,
            2000.0,
            "holds over the whole stated range of the road rate, Rp 1,000 to Rp 2,000",
        ),
        (1000.0, 1500.0, "the road rate is below Rp 1,500 per t-km (tried down to Rp 1,000)."),
        (1100.0, 2000.0, "the road rate is above Rp 1,100 per t-km (tried up to Rp 2,000)."),
        (1100.0, 1500.0, "as long as the road rate is between Rp 1,100 and Rp 1,500 per t-km."),
    ],
)
def test_each_case_is_said_and_only_that(first: float, last: float, said: str) -> None:
    found = HoldingRange(1260.0, 1000.0, 2000.0, first, last, 5.0)
    with speaking("en"):
        line = holding_line(SUPPLY, found)
    assert line.startswith("Manggarai Barat can supply Sabu Raijua with 3,998 t: ")
    assert said in line
    assert ("whole" in line) == found.is_whole


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_was_held_is_said(language: Language) -> None:
    with speaking(language):
        note = holding_note(HoldingRange(1260.0, 1000.0, 2000.0, 1100.0, 1500.0, 5.0))
        assert nothing_to_turn()
    for figure in ("260", "Rp"):
        assert figure in note
    assert ("asumsi" if language == "id" else "assumption") in note
