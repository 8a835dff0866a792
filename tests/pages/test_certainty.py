"""Certainty on the screen, under the spreads that a session has set."""

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.tables import load
from pages.balance.matcher import certainty, spread_rules
from publishing.language import speaking
from services.answer import evaluation


def _script() -> None:
    from pages.balance.matcher import certainty_panel
    from services.answer import evaluation

    balance = evaluation.baseline_answer("rice", 2022).balance
    certainty_panel.show_certainty(balance)
    certainty_panel.show_tornado(balance, "5308")


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_is_shown_in_both_languages(language: str) -> None:
    page = AppTest.from_function(_script, default_timeout=60)
    page.session_state["lang"] = language
    page.run()
    assert not page.exception
    # Beside the rules of spread stands the editor, which is a table of its own kind.
    assert len(page.dataframe[-1].value) == len(load("uncertainty_spreads"))
    assert page.subheader[0].value.startswith("NTT: ")


def test_sentences_follow_language_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    balance = evaluation.baseline_answer("rice", 2022).balance
    said = set()
    for code in ("id", "en"):
        with speaking(code):
            said.add(certainty.certainty_headline(balance))
            said.add(certainty.interval_note(balance, "5371"))
    assert len(said) == 4
    wide = {spread_rules.KEY: "production.B:150,norm.B:150,population.B:150"}
    monkeypatch.setattr(spread_rules.st, "session_state", wide)
    with speaking("id"):
        assert certainty.certainty_headline(balance) not in said
        assert certainty.interval_note(balance, "5371") not in said


def test_what_is_drawn_of_certainty_is_made_once() -> None:
    balance = evaluation.baseline_answer("rice", 2022).balance
    with speaking("id"):
        assert certainty.interval_chart(balance) is certainty.interval_chart(balance)
        assert certainty.tornado_chart(balance, None) is certainty.tornado_chart(balance, None)
        first = certainty.certain_choropleth(balance, "5371")
        assert certainty.certain_choropleth(balance, "5371") is first
