"""The workbook of an answer: what its sheets need, gathered and written."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.answer import Answer
from analysis.matching.ranges import corridors_of
from analysis.scenario.compare import changed_assumptions
from analysis.scenario.scenario import Scenario
from geo.paths import LEG_COLUMNS
from ntt_data.editions import once_per_tables
from ntt_data.schema import data_date
from publishing.files.answer_workbook.answer import answer_workbook
from publishing.files.answer_workbook.contents import AnswerContents
from publishing.language import _
from publishing.listings.scenario import assumptions_table
from publishing.sentences import balance as balances
from publishing.sentences import matching
from publishing.sentences import scenario as compared
from publishing.sentences.matching import corridor_line
from publishing.tables import ReadyTable
from publishing.words import sentence_of
from services.answer import evaluation, freight, market


def workbook_of(
    answer: Answer, name: str = "", link_id: str = "", notes: Sequence[str] = ()
) -> bytes:
    """The workbook of an answer in the language of now.

    ``name`` is what its author called the scenario, "" for the baseline; ``link_id`` that of a
    saved one; ``notes`` in what its document does not open as it was written.
    """
    prices = market.price_test(answer)
    cited = [*evaluation.answer_sources(answer), *(prices.source_ids if prices else ())]
    title = compared.title(name) if name else ""
    return answer_workbook(
        AnswerContents(
            answer=answer,
            title=title,
            findings=[*_findings(answer, title), *notes],
            legs=flow_legs(answer),
            prices=prices,
            gaps=market.monthly_gaps(answer),
            assumed=_assumed(answer.scenario) if name else None,
            source_ids=cited,
            day=data_date(),
            address=_address(answer, link_id),
        )
    )


@once_per_tables(maxsize=64)
def flow_legs(answer: Answer) -> pd.DataFrame:
    """The cheapest path of every flow leg by leg: ``origin``, ``destination``, ``LEG_COLUMNS``."""
    ends = ["origin", "destination"]
    parts = [
        freight.legs_under(answer.scenario, origin, destination).assign(
            origin=origin, destination=destination
        )
        for origin, destination in answer.match.flows[ends].itertuples(index=False, name=None)
    ]
    if not parts:
        return pd.DataFrame(columns=[*ends, *LEG_COLUMNS])
    return pd.concat(parts, ignore_index=True)


def _findings(answer: Answer, title: str) -> Sequence[str]:
    result = answer.balance
    said = [f"{balances.headline(result, title)}."]
    if title:
        said.append(sentence_of(compared.not_measured(title)))
    if result.suspended:
        return said
    label, total = balances.total_words(result)
    said += [f"{label}: {total}.", f"{matching.match_headline(answer.match, answer.ranges)}."]
    said += matching.outside_notes(answer.match.totals)
    said += [corridor_line(each) for each in corridors_of(answer.ranges)]
    return said + market.sentences(answer)[:1]


def _assumed(scenario: Scenario) -> ReadyTable:
    untouched = evaluation.baseline_of(scenario.commodity, scenario.year)
    changed = changed_assumptions({"baseline": untouched, "scenario": scenario})
    return assumptions_table(changed, {"baseline": _("Baseline"), "scenario": _("Scenario")})


def _address(answer: Answer, link_id: str) -> str:
    settings = answer.balance.settings
    if link_id:
        return f"scenarios?scenario={link_id}"
    return f"matcher?commodity={settings.commodity}&year={settings.year}"
