"""A scenario on two pages of paper: what it assumes, and what follows beside the baseline."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.answer import Answer
from analysis.balance.settings import MissingInputs
from analysis.scenario.compare import (
    changed_assumptions,
)
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario
from analysis.scenario.upgrade import DocumentChange
from ntt_data.editions import current
from ntt_data.schema import data_date
from ntt_data.store import BASELINE_ID
from publishing import words
from publishing.briefing.model import (
    Basis,
    Block,
    Briefing,
    Note,
    Section,
    Table,
)
from publishing.formats import year as year_text
from publishing.language import _, current_language, once_per_language
from publishing.listings.coverage import missing_inputs_table
from publishing.listings.scenario import (
    assumptions_table,
)
from publishing.names import commodity_name
from publishing.sentences import balance as balances
from publishing.sentences import scenario as compared
from publishing.sentences import scenario_briefing as words_of
from publishing.sentences.coverage import missing_title
from services import coverage
from services.answer import evaluation
from services.briefing.scenario_outcome import ScenarioAnswer, outcome_sections

_ASSUMED = Basis(grade="assumption", source_ids=("assumption",))


@once_per_language(maxsize=32)
def scenario_briefing(
    scenario: Scenario, link_id: str = "", changes: Sequence[DocumentChange] = ()
) -> Briefing:
    """What a scenario assumes and what follows, beside the baseline of its commodity and year.

    Parameters
    ----------
    scenario : Scenario
        Saved or not; one that assumes nothing else than the baseline and is not saved is told as
        the baseline.
    link_id : str
        Of a saved one; ``BASELINE_ID`` of the baseline. "": not saved, so that no link opens it.
    changes : tuple of DocumentChange
        In what a saved document does not open as it was written.
    """
    untouched = evaluation.baseline_of(scenario.commodity, scenario.year)
    same = scenario.without_name() == untouched.without_name()
    is_baseline = link_id == BASELINE_ID or (same and not link_id)
    title = "" if is_baseline else compared.title(scenario.name)
    subject = f"{commodity_name(scenario.commodity)} {year_text(scenario.year)}"
    sections = [
        _assumptions(scenario, untouched, title, link_id, changes),
        *_outcome(scenario, untouched, title, subject),
    ]
    return Briefing(
        kind="scenario",
        key=link_id or (BASELINE_ID if is_baseline else ""),
        title=title or _("Baseline"),
        subtitle=subject if title else f"{subject} · {words_of.baseline_words()}",
        sections=[each for each in sections if each.blocks],
        language=current_language(),
        edition=str(current()),
        data_date=data_date(),
        address=_address(scenario, link_id, is_baseline),
        scenario=title,
    )


def _address(scenario: Scenario, link_id: str, is_baseline: bool) -> str:
    if is_baseline:
        return f"scenarios?commodity={scenario.commodity}&year={scenario.year}"
    return f"scenarios?scenario={link_id}" if link_id else "scenarios"


def _assumptions(
    scenario: Scenario,
    untouched: Scenario,
    title: str,
    link_id: str,
    changes: Sequence[DocumentChange],
) -> Section:
    """What is assumed differently, each in both wordings, and what its author wrote."""
    changed = changed_assumptions({"baseline": untouched, "scenario": scenario})
    headline = words_of.assumptions_headline(title, len(changed))
    blocks: list[Block] = []
    if title:
        blocks.append(Note("assumption", words.sentence_of(compared.not_measured(title))))
        if scenario.description.strip():
            blocks.append(Note("assumption", words_of.description(scenario.description)))
        if not link_id:
            blocks.append(Note("caution", words_of.not_saved()))
    blocks += [Note("caution", line) for line in compared.document_changes(changes)]
    if title and len(changed):
        headers = {"baseline": _("Baseline"), "scenario": _("Scenario")}
        blocks.append(Table(headline, assumptions_table(changed, headers), _ASSUMED, 8))
    return Section("assumptions", headline, blocks)


def _outcome(scenario: Scenario, untouched: Scenario, title: str, subject: str) -> list[Section]:
    """What follows; where nothing can, why not."""
    try:
        answer = evaluation.evaluate(scenario)
    except ScenarioError as error:
        said = Note("missing", words_of.unknown_reference(error))
        return [Section("unknown", words_of.cannot_be_computed(title), [said])]
    if isinstance(answer, MissingInputs):
        return [_no_balance(answer, scenario, title)]
    before = evaluation.evaluate(untouched) if title else None
    told = ScenarioAnswer(
        *(title, title or subject, answer),
        before if isinstance(before, Answer) else None,
    )
    return outcome_sections(told)


def _no_balance(missing: MissingInputs, scenario: Scenario, title: str) -> Section:
    """That there is no balance, and which figures would make one."""
    lacking = (
        balances.series_without_year(missing, scenario.population_series)
        if scenario.population_series and missing.missing == ("population",)
        else balances.no_balance(missing)
    )
    blocks: list[Block] = [Note("missing", lacking)]
    report = coverage.missing(missing.commodity, missing.year)
    if not report.empty:
        lacks = missing_title(missing.commodity, missing.year)
        blocks.append(Table(lacks, missing_inputs_table(report)))
    headline = balances.no_balance(missing).rstrip(".")
    return Section("missing", f"{title}: {headline}" if title else headline, blocks)
