"""Tables of words of certainty beside what came a year later."""

from __future__ import annotations

import pandas as pd

from publishing.formats import number
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences.calibration import promise_word, sign_of_all, verdict_word
from publishing.sentences.certainty import likelihood_word
from publishing.tables import Column, ReadyTable


def calibration_table(words: pd.DataFrame) -> ReadyTable:
    """Promise and outcome of every word; ``words`` as ``services.calibration.tested_words``."""
    verdicts = zip(words["verdict"], words["bears"], strict=True)
    table = words.assign(
        name=words["commodity"].map(commodity_name),
        promise_word=words["promise"].map(promise_word),
        said=words["word"].map(likelihood_word),
        floor_pct=words["floor"] * 100,
        mean_pct=words["mean_promise"] * 100,
        share_pct=words["share"] * 100,
        interval=_intervals(words),
        verdict_word=[verdict_word(*each) for each in verdicts],
    )
    columns = {
        "name": Column(_("Commodity")),
        "promise_word": Column(_("About")),
        "said": Column(_("Word")),
        "share_pct": Column(_("Came true (%)"), 0),
        "n": Column(_("n"), 0),
        "n_effective": Column(_("Effective n"), 0),
        "interval": Column(_("95 % interval (%)"), figures=_interval_figures()),
        "verdict_word": Column(_("So the word")),
        "mean_pct": Column(_("Promised on average (%)"), 1),
        "floor_pct": Column(_("Floor (%)"), 0, help=_("The word promises at least this")),
        "n_stayed": Column(_("Came true (n)"), 0),
    }
    return ReadyTable(table, columns)


def baseline_table(accuracy: pd.DataFrame) -> ReadyTable:
    """“Last year's sign” by class; ``accuracy`` as ``services.calibration.baseline``."""
    table = accuracy.assign(
        name=accuracy["commodity"].map(commodity_name),
        promise_word=accuracy["promise"].map(promise_word),
        class_word=accuracy["sign"].map(sign_of_all),
        share_pct=accuracy["share"] * 100,
        interval=_intervals(accuracy),
        low_pct=accuracy["low"] * 100,
        high_pct=accuracy["high"] * 100,
    )
    columns = {
        "name": Column(_("Commodity")),
        "promise_word": Column(_("Cases of")),
        "class_word": Column(_("Class")),
        "n": Column(_("n"), 0),
        "share_pct": Column(_("Right (%)"), 0),
        "interval": Column(_("95 % interval (%)"), figures=_interval_figures()),
        "brier": Column(_("Brier score, promise"), 3, help=_("0 is best")),
        "brier_baseline": Column(_("Brier score, last year's sign"), 3, help=_("0 is best")),
    }
    return ReadyTable(table, columns)


def _interval_figures() -> dict[str, str]:
    return {_("95 % interval, from (%)"): "low_pct", _("95 % interval, to (%)"): "high_pct"}


def _intervals(table: pd.DataFrame) -> list[str]:
    """Lower and upper bound in one cell; empty without a case."""
    bounds = table[["low", "high"]].itertuples(index=False, name=None)
    return [
        "" if pd.isna(low) else f"{number(100 * low, 1)}–{number(100 * high, 1)}"
        for low, high in bounds
    ]
