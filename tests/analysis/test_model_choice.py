"""The chooser of models: what speaks for and against, and who says so."""

import pandas as pd
import pytest

from analysis.cooperation.model_choice import QUESTIONS, TRAITS, choose_models, model_reasons
from ntt_data.tables import load

MODELS = pd.DataFrame(
    {
        "model": ["hand", "fee", "agreement", "authority", "region"],
        "order": [1, 2, 3, 4, 5],
        "formal_body": ["none", "contract", "existing_structures", "joint_body", "regional_body"],
    }
)


def verdicts(**answers: bool) -> dict[str, str]:
    result = choose_models(MODELS, answers)
    return dict(zip(result["model"], result["verdict"], strict=True))


def test_nothing_answered_judges_nothing() -> None:
    assert set(verdicts().values()) == {"open"}
    assert choose_models(MODELS, {})["model"].tolist() == MODELS["model"].tolist()


def test_paid_supply_under_contract() -> None:
    """Surplus sells to deficit, binding, no body: 3 answers for the contract, none against."""
    result = verdicts(binding=True, body=False, payment=True)
    assert result == {
        "fee": "fits",
        "agreement": "possible",  # binding and no body, but nothing is said of payment
        "hand": "against",  # not binding
        "authority": "against",
        "region": "against",
    }


@pytest.mark.parametrize(
    ("answers", "fitting"),
    [
        ({"binding": False}, "hand"),
        ({"payment": True}, "fee"),
        ({"own_offices": True}, "agreement"),
        ({"own_offices": False}, "authority"),
        ({"region_wide": True}, "region"),
    ],
)
def test_every_model_can_be_the_answer(answers: dict[str, bool], fitting: str) -> None:
    assert [m for m, v in verdicts(**answers).items() if v == "fits"] == [fitting]


def test_ties_fit_together() -> None:
    assert [m for m, v in verdicts(body=True).items() if v == "fits"] == ["authority", "region"]


def test_contradiction_leaves_none_but_orders_the_nearest_first() -> None:
    """A joint body run by each region's own staff on a matter of two: nothing has all three."""
    result = choose_models(MODELS, {"body": True, "own_offices": True, "region_wide": False})
    assert set(result["verdict"]) == {"against"}
    # One answer against each; the handshake alone has none on its side.
    assert result["model"].tolist() == ["fee", "agreement", "authority", "region", "hand"]


def test_silence_counts_neither_way() -> None:
    reasons = model_reasons(MODELS, {"payment": True})
    assert reasons["model"].tolist() == ["fee"]


def test_reading_is_told_from_report() -> None:
    reasons = model_reasons(MODELS, {"body": False}).set_index("model")
    assert reasons.loc["agreement", "basis"] == "report"
    assert reasons.loc["fee", "basis"] == "reading"


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        choose_models(MODELS, {"colour": True})
    with pytest.raises(ValueError, match="club"):
        choose_models(MODELS.assign(formal_body="club"), {})


def test_every_kind_in_the_table_is_known() -> None:
    assert set(load("cooperation_models")["formal_body"]) == set(TRAITS)
    assert {q for traits in TRAITS.values() for q in traits} == set(QUESTIONS)
