"""What the workbook of an answer is made of, gathered by ``services``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.answer import Answer
from analysis.matching.price_gaps import PriceTest
from publishing.tables import ReadyTable


@dataclass(frozen=True, eq=False)
class AnswerContents:
    """An answer with all that stands beside it in its workbook.

    Attributes
    ----------
    answer : Answer
    title : str
        "" for the baseline, else that of the scenario.
    findings : sequence of str
        What it says, most important first.
    legs : DataFrame
        The cheapest path of every flow leg by leg: ``origin``, ``destination``, ``LEG_COLUMNS``.
    prices : PriceTest or None
    gaps : DataFrame
        The price gap of every flow by month, see ``gaps_by_month``; empty without prices.
    assumed : ReadyTable or None
        What the scenario assumes beside the baseline.
    source_ids : sequence of str
        A source of the network is a ``NetworkSource``.
    day : date
        As of which the tables are.
    address : str
        The page that shows it, without host.
    """

    answer: Answer
    title: str
    findings: Sequence[str]
    legs: pd.DataFrame
    prices: PriceTest | None
    gaps: pd.DataFrame
    assumed: ReadyTable | None
    source_ids: Sequence[str]
    day: dt.date
    address: str
