"""The answer at a terminal: ``python -m services.answer rice 2022 [--scenario FILE_OR_ID] …``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis.balance.settings import MissingInputs
from analysis.scenario.document import ReadDocument
from publishing.answers.document import answer_document, as_json
from publishing.answers.text import answer_text, commodities_text
from publishing.formats import year as year_text
from publishing.language import DEFAULT, LANGUAGES, _
from publishing.names import commodity_name
from publishing.sentences.scenario import document_changes
from services.answer import certainty, evaluation, market
from services.answer.workbook import workbook_of
from services.commands import UsageError, opened_scenario, run, write_whole
from services.commodity_names import find_commodity, near_commodities


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the answer; 0 when there is one, 1 when there is none, 2 when asked wrongly."""
    asked = _parser().parse_args(arguments)
    return run(asked.lang, lambda: _answer(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.answer",
        description="Balance, pairs and totals of a commodity and year, under a scenario.",
    )
    parser.add_argument("commodity", nargs="?", help="slug or name, such as rice or beras")
    parser.add_argument("year", nargs="?", type=int, help="the newest with a balance, if left out")
    parser.add_argument(
        "--scenario", metavar="FILE_OR_ID", help="a scenario's file, or the id in its link"
    )
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    parser.add_argument(
        "--json", metavar="FILE", type=Path, help="write everything behind the answer to a file"
    )
    parser.add_argument(
        "--out",
        metavar="FILE.xlsx",
        type=Path,
        help="write a workbook with formulas, in which a reader can recompute the answer",
    )
    parser.add_argument(
        "--list", action="store_true", help="name the commodities and years that have a balance"
    )
    return parser


def _answer(asked: argparse.Namespace) -> int:
    if asked.list:
        print(commodities_text(evaluation.two_sided()), end="")
        return 0
    read = _scenario(asked)
    scenario = read.scenario
    answer = evaluation.evaluate(scenario)
    if isinstance(answer, MissingInputs):
        print(
            _(
                "No balance of {name} for {year} yet: figures are missing.",
                name=commodity_name(answer.commodity).lower(),
                year=year_text(answer.year),
            ),
            file=sys.stderr,
        )
        return 1
    prices = market.price_test(answer)
    sources = [*evaluation.answer_sources(answer), *(prices.source_ids if prices else ())]
    sources += market.support_sources(answer) if prices else []
    changes = document_changes(read.changes)
    certain, said = certainty.certainty(answer.balance), market.sentences(answer)
    gaps = market.monthly_gaps(answer)
    print(answer_text(answer, scenario.name, sources, prices, certain, changes, said, gaps), end="")
    if asked.json:
        document = answer_document(
            *(answer, scenario.name, sources, certainty.firmness(answer), prices, certain),
            *(read.changes, market.carried(answer), market.delivered(answer), gaps),
        )
        write_whole(asked.json, as_json(document).encode())
    if asked.out:
        name = "" if asked.scenario is None else scenario.name
        write_whole(asked.out, workbook_of(answer, name, notes=changes))
    return 0


def _scenario(asked: argparse.Namespace) -> ReadDocument:
    """The baseline of what was asked, or the scenario named; a commodity or year given counts."""
    given = None if asked.scenario is None else opened_scenario(asked.scenario)
    if asked.commodity is None and given is None:
        raise UsageError(
            _("Name a commodity and a year, such as: rice 2022. --list shows what there is.")
        )
    commodity = _commodity(asked.commodity) if asked.commodity else given.scenario.commodity  # type: ignore[union-attr]
    if given is not None:
        scenario = given.scenario.about(commodity, asked.year or given.scenario.year)
        return replace(given, scenario=scenario)
    year = asked.year or evaluation.default_year(commodity)
    return ReadDocument(evaluation.baseline_of(commodity, year, name=_("Baseline")))


def _commodity(asked: str) -> str:
    found = find_commodity(asked)
    if found is not None:
        return found
    hint = ", ".join(near_commodities(asked) or evaluation.two_sided())
    raise UsageError(_("'{asked}' is no commodity; perhaps: {hint}.", asked=asked, hint=hint))


if __name__ == "__main__":
    sys.exit(main())
