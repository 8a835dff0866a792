"""Words of certainty beside what came a year later: ``python -m services.calibration``.

The page of methods shows the same tables, made by the same functions.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from analysis.uncertainty.calibration import baseline_accuracy
from analysis.uncertainty.likelihood import SCALE_SOURCE
from analysis.uncertainty.scatter import Scatter
from ntt_data import editions
from ntt_data.editions import once_per_edition
from ntt_data.problems import DataError
from publishing.answers.text import as_text
from publishing.language import DEFAULT, LANGUAGES, _, speaking
from publishing.listings.calibration import baseline_table, calibration_table
from publishing.rows import plain_records
from publishing.sentences import calibration as sentences
from publishing.sentences.certainty import scatter_note
from publishing.sources import split_ids
from services.answer import certainty, evaluation
from services.answer.certainty import PROMISES, Promise


@once_per_edition(maxsize=1)
def tested_words() -> pd.DataFrame:
    """``calibrate`` of every commodity with a balance, with ``commodity`` and ``promise``."""
    return _of_all(certainty.calibration)


@once_per_edition(maxsize=1)
def baseline() -> pd.DataFrame:
    """``baseline_accuracy`` of every commodity, with ``commodity`` and ``promise``."""
    return _of_all(
        lambda commodity, promise: baseline_accuracy(
            certainty.cases(commodity).rename(columns={f"p_{promise}": "promise"})
        )
    )


def _of_all(table_of: Callable[[str, Promise], pd.DataFrame]) -> pd.DataFrame:
    parts = [
        table_of(commodity, promise).assign(commodity=commodity, promise=promise)
        for commodity in _commodities()
        for promise in PROMISES
    ]
    return pd.concat(parts, ignore_index=True)


def _commodities() -> list[str]:
    """Those with a balance, the usual one first."""
    return sorted(
        evaluation.balanced_commodities(), key=lambda name: name != evaluation.DEFAULT_COMMODITY
    )


def scatters() -> dict[str, Scatter]:
    """What the figures of each commodity say of their own spread."""
    return {name: certainty.own_scatter(name) for name in _commodities()}


@once_per_edition(maxsize=1)
def sources() -> list[str]:
    """What the cases and the scale rest on."""
    cells = [
        cell
        for commodity, years in evaluation.balanced_commodities().items()
        for year in years
        for cell in evaluation.baseline_answer(commodity, year).balance.table["source_ids"]
    ]
    return split_ids([*cells, SCALE_SOURCE])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, write them where asked; 0, or 1 where the data or a file fails."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot draw a character must not hide the table.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    asked = _parser().parse_args(arguments)
    with speaking(asked.lang):
        editions.begin_run()
        try:
            print(_text(), end="")
            if asked.csv:
                asked.csv.write_text(tested_words().to_csv(index=False), encoding="utf-8")
            if asked.json:
                document = {
                    "edition": str(editions.current()),
                    "words": plain_records(tested_words()),
                    "baseline": plain_records(baseline()),
                    "sources": sources(),
                }
                text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
                asked.json.write_text(text + "\n", encoding="utf-8")
        except (DataError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.calibration",
        description="What each word of certainty promised, and what came a year later.",
    )
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write the words, unrounded")
    parser.add_argument(
        "--json", metavar="FILE", type=Path, help="write words and baseline, unrounded"
    )
    return parser


def _text() -> str:
    parts = [
        sentences.calibration_headline(tested_words()),
        as_text(calibration_table(tested_words())),
        "\n".join(f"- {line}" for line in sentences.calibration_notes()),
        as_text(baseline_table(baseline())),
        "\n".join(
            f"- {line}"
            for line in [
                *sentences.baseline_sentences(baseline()),
                *(scatter_note(name, own) for name, own in scatters().items()),
            ]
        ),
        _("Sources: {ids}", ids=", ".join(sources())),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
