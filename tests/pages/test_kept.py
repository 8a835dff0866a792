"""What all sessions share is kept for each language by itself, and made once."""

from collections.abc import Callable

import pytest

from analysis.balance.result import Balance
from pages.balance.matcher import certainty, spread_rules
from pages.ui import balance_view, matching_view
from publishing.language import speaking
from publishing.tables import ReadyTable
from services.answer import evaluation


def _balance() -> Balance:
    found = evaluation.balance("rice", 2022)
    assert isinstance(found, Balance)
    return found


def _match() -> matching_view.MatchResult:
    found = evaluation.baseline_answer("rice", 2022).match
    assert found is not None
    return found


@pytest.mark.parametrize(
    "make",
    [
        lambda: balance_view.balance_table(_balance()),
        lambda: balance_view._inputs_table(_balance(), "5371"),
        lambda: matching_view._unmet_table(_match()),
    ],
    ids=["balance", "inputs", "unmet"],
)
def test_a_table_is_made_once_per_language(make: Callable[[], ReadyTable]) -> None:
    with speaking("id"):
        indonesian = make()
        assert make() is indonesian
        words = indonesian.markdown
    with speaking("en"):
        english = make()
        assert english is not indonesian
        assert english.markdown != words
        assert "Daerah" not in english.markdown
    with speaking("id"):
        assert make().markdown == words


def test_a_sentence_on_certainty_follows_language_and_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = set()
    for code in ("id", "en"):
        with speaking(code):
            said.add(certainty.certainty_headline(_balance()))
            said.add(certainty.interval_note(_balance(), "5371"))
    assert len(said) == 4
    wide = {spread_rules.KEY: "production.B:150,norm.B:150,population.B:150"}
    monkeypatch.setattr(spread_rules.st, "session_state", wide)
    with speaking("id"):
        assert certainty.certainty_headline(_balance()) not in said
        assert certainty.interval_note(_balance(), "5371") not in said
