"""Which of the report's models of cooperation fits the answers of the parties.

The report describes each model; it gives no rule for choosing. This module compares the answers
with what is said of each kind of model (column ``formal_body``) and keeps apart what the report
says and what is our reading of it. Where neither says anything, the model neither gains nor loses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Basis = Literal["report", "reading"]

#: What is asked, in this order. Every question is answered by yes, no, or not at all.
QUESTIONS = ("binding", "body", "payment", "own_offices", "region_wide")


@dataclass(frozen=True)
class Trait:
    """Whether a model has what a question asks for, and who says so."""

    holds: bool
    basis: Basis = "report"


#: formal_body -> question -> trait. A question that is absent is one on which nothing is known.
TRAITS: Mapping[str, Mapping[str, Trait]] = {
    "none": {"binding": Trait(False), "body": Trait(False, "reading")},
    "contract": {
        "binding": Trait(True, "reading"),
        "body": Trait(False, "reading"),
        "payment": Trait(True),
        "region_wide": Trait(False, "reading"),
    },
    "existing_structures": {
        "binding": Trait(True, "reading"),
        "body": Trait(False),
        "own_offices": Trait(True),
    },
    "joint_body": {"body": Trait(True), "own_offices": Trait(False, "reading")},
    "regional_body": {"body": Trait(True), "region_wide": Trait(True)},
}


def model_reasons(models: pd.DataFrame, answers: Mapping[str, bool]) -> pd.DataFrame:
    """Every point on which an answer agrees or disagrees with a model.

    Parameters
    ----------
    models : DataFrame
        ``model``, ``order``, ``formal_body``.
    answers : mapping of bool
        Yes or no by question, of ``QUESTIONS``; only those that were answered.

    Returns
    -------
    DataFrame
        ``model``, ``formal_body``, ``question``, ``agrees`` (bool), ``basis`` (``report`` or
        ``reading``), in the order of models and questions; a question on which nothing is known
        of a model gives no row.

    Raises
    ------
    ValueError
        An unknown question or an unknown kind of ``formal_body``.

    >>> models = pd.DataFrame({"model": ["fee"], "order": [2], "formal_body": ["contract"]})
    >>> reasons = model_reasons(models, {"payment": True, "body": True})
    >>> reasons[["question", "agrees", "basis"]].values.tolist()
    [['body', False, 'reading'], ['payment', True, 'report']]
    """
    unknown = set(answers) - set(QUESTIONS)
    if unknown:
        raise ValueError(f"unknown questions {sorted(unknown)}; known are {list(QUESTIONS)}")
    kinds = set(models["formal_body"]) - set(TRAITS)
    if kinds:
        raise ValueError(f"unknown formal_body {sorted(kinds)}; known are {sorted(TRAITS)}")
    ordered = models.sort_values("order")
    rows = [
        (model, kind, question, trait.holds == answers[question], trait.basis)
        for model, kind in zip(ordered["model"], ordered["formal_body"].astype("str"), strict=True)
        for question in QUESTIONS
        if question in answers and (trait := TRAITS[kind].get(question)) is not None
    ]
    return pd.DataFrame(rows, columns=["model", "formal_body", "question", "agrees", "basis"])


def choose_models(models: pd.DataFrame, answers: Mapping[str, bool]) -> pd.DataFrame:
    """Verdict on every model, the best first.

    Parameters
    ----------
    models, answers
        As ``model_reasons``.

    Returns
    -------
    DataFrame
        ``model``, ``order``, ``n_for``, ``n_against``, ``verdict``. ``open``: nothing was
        answered; ``against``: at least one answer speaks against the model; ``fits``: nothing
        speaks against it and no other such model has more answers on its side; ``possible``:
        nothing speaks against it, but others have more on their side or nothing speaks for it.

    >>> models = pd.DataFrame({"model": ["fee", "region"], "order": [2, 5],
    ...                        "formal_body": ["contract", "regional_body"]})
    >>> choose_models(models, {"region_wide": True})[["model", "verdict"]].values.tolist()
    [['region', 'fits'], ['fee', 'against']]
    """
    reasons = model_reasons(models, answers)
    result = models[["model", "order"]].copy()
    agrees = reasons["agrees"].astype("bool")
    for column, part in (("n_for", reasons[agrees]), ("n_against", reasons[~agrees])):
        result[column] = result["model"].map(part.groupby("model").size()).fillna(0).astype("int")
    free = result["n_against"].eq(0)
    most = result.loc[free, "n_for"].max() if free.any() else 0
    result["verdict"] = "possible"
    result.loc[free & result["n_for"].eq(most) & result["n_for"].gt(0), "verdict"] = "fits"
    result.loc[~free, "verdict"] = "against"
    if not answers:
        result["verdict"] = "open"
    return result.sort_values(
        ["n_against", "n_for", "order"], ascending=[True, False, True], ignore_index=True
    )
