"""Certainty and robustness on the screen, without the page around them."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from analysis.matching.options import MatchingOptions
from analysis.uncertainty.pair_robustness import ROBUST_PCT
from pages.balance.matcher import certainty, draws, robustness, swings
from publishing.files.pictures import png_bytes
from services.answer import evaluation


def _script() -> None:
    from analysis.matching.options import MatchingOptions
    from pages.balance.matcher import certainty, draws, intervals, robustness, spread_rules, swings
    from services.answer import evaluation

    balance = evaluation.balance("rice", 2022)
    options = MatchingOptions()
    answer = evaluation.baseline_answer("rice", 2022, options)
    match = answer.match
    certainty.show_certainty_key()
    intervals.show_intervals(balance)
    swings.show_tornado(balance)
    swings.show_tornado(balance, "5308")
    found = draws.firmness(answer)
    robustness.show_pair_robustness(match, found, evaluation.match_sources(balance), "rice-2022")
    spread_rules.show_spreads()


@pytest.mark.parametrize(
    ("language", "words"), [("id", ("kokoh", "rapuh")), ("en", ("robust", "fragile"))]
)
def test_everything_is_shown_in_both_languages(language: str, words: tuple[str, str]) -> None:
    page = AppTest.from_function(_script, default_timeout=60)
    page.session_state["lang"] = language
    page.run()
    assert not page.exception
    pairs, spreads = (frame.value for frame in page.dataframe)
    firm = pairs.iloc[:, 2]
    assert set(firm) == set(words)
    # The word says what the figure beside it says.
    assert ((pairs.iloc[:, 3] >= ROBUST_PCT) == (firm == words[0])).all()
    assert len(spreads) == 42


def test_map_fades_exactly_where_the_word_is_less_than_certain() -> None:
    balance = evaluation.balance("rice", 2022)
    found = draws.certainty(balance).set_index("regency_code")["certainty"]
    opacities = certainty.opacities(balance)
    assert set(opacities) == set(found[found != "unknown"].index)
    for code, opacity in opacities.items():
        assert (opacity == 1.0) == found[code].startswith("certain_")


def test_every_flow_of_the_match_gets_a_word() -> None:
    options = MatchingOptions(reserve_share=0.1)
    answer = evaluation.baseline_answer("rice", 2022, options)
    match = answer.match
    words = robustness.pair_words(match, draws.firmness(answer))
    assert words.index.equals(match.flows.index)
    assert set(words) <= {"kokoh", "rapuh"}


def test_the_picture_of_a_chart_has_its_text() -> None:
    balance = evaluation.balance("rice", 2022)
    picture = Image.open(BytesIO(png_bytes(swings.tornado_spec(balance, None, "id"))))
    # The names of the inputs stand left of the plot: dark pixels on white.
    left = picture.convert("L").crop((0, 0, 180, picture.height))
    assert left.getextrema()[0] < 60


def test_unknown_balances_are_said_to_be_unknown() -> None:
    for commodity, years in evaluation.balanced_commodities().items():
        for year in years:
            balance = evaluation.balance(commodity, year)
            unknown = balance.table.loc[balance.table["balance_t"].isna(), "regency_code"]
            found = draws.certainty(balance).set_index("regency_code")
            assert (found.loc[unknown, "certainty"] == "unknown").all()
            assert found.loc[unknown, "p_surplus"].isna().all()
            assert pd.notna(found.drop(unknown)["p_surplus"]).all()
