"""The yearly report in words, and its files: what ``yearly`` has found, as it is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ntt_data.editions import current
from ntt_data.store.clock import now
from ntt_data.tables import load
from publishing import case_words, desk_words, following_words, yearly_words
from publishing.files.yearly_report.document import report_document
from publishing.files.yearly_report.model import (
    CaseTold,
    Missing,
    NextStep,
    OwedLine,
    YearlyReport,
)
from publishing.files.yearly_report.workbook import report_workbook
from publishing.formats import moment
from publishing.language import _
from services.access import Actor
from services.desk import board, cases, following, yearly
from services.desk.board import Step
from services.desk.following import Line
from services.desk.rules import guards_of
from services.desk.state import SCHEMES, Case, Scheme
from services.desk.yearly import CaseInYear, Year


def docx(actor: Actor, year: int) -> bytes:
    """The report of a year as a Word document; ``StoreError``."""
    made_at = now()
    return report_document(told_of(actor, year, made_at), made_at)


def xlsx(actor: Actor, year: int) -> bytes:
    """The same as a workbook; ``StoreError``."""
    return report_workbook(told_of(actor, year, now()))


def told_of(actor: Actor, year: int, made_at: datetime) -> YearlyReport:
    """Everything that the files of a year say to this actor, in the language spoken."""
    return told_by(yearly.year_of(actor, cases.cases_for(actor), year, made_at), actor)


def told_by(found: Year, actor: Actor) -> YearlyReport:
    """What a year says in words."""
    sees_all = cases.may_change(actor)
    return YearlyReport(
        year=found.year,
        title=yearly_words.title(found.year),
        as_of=yearly_words.as_of(found.until),
        made=_(
            "Data edition {edition}, taken {when}.", edition=current(), when=moment(found.made_at)
        ),
        scope=yearly_words.scope(sees_all, found.confidential),
        confidential=yearly_words.confidential() if found.confidential else "",
        standings=[
            (desk_words.standing_word(each), n)
            for each, n in found.standings.items()
            # Only who changes cases sees those that were withdrawn.
            if sees_all or each != "withdrawn"
        ],
        happened=[
            (yearly_words.happening(each), n)
            for each, n in found.happened.items()
            if sees_all or each != "withdrawn"
        ],
        stages=[(case_words.scheme_name(each), _stages(found, each)) for each in SCHEMES],
        notes=yearly_words.notes(following.DAYS_BEFORE_THE_END, found.off_legal_path),
        cases=[_case(each) for each in found.cases],
        source_ids=[
            str(each)
            for name in ("case_stages", "case_guards")
            for each in load(name)["source_ids"]
        ],
    )


def _stages(found: Year, scheme: Scheme) -> list[tuple[str, int]]:
    names = case_words.stage_names(scheme)
    return [(names[stage], n) for stage, n in found.by_stage(scheme).items()]


def _case(found: CaseInYear) -> CaseTold:
    case, days = found.case, found.days
    closing, warned = found.closing, found.runs_out
    return CaseTold(
        case_id=case.case_id,
        title=case.content.title,
        parties=desk_words.parties(case.content),
        subject=case.content.object,
        model=case_words.model_name(case.model) if case.model else _("not chosen yet"),
        standing=desk_words.standing_word(found.standing),
        seen_by=_("everybody") if case.is_public else _("bureau and parties"),
        stages=[
            (case_words.scheme_name(each), case_words.stage_name(each, case.stages[each]))
            for each in SCHEMES
            if board.on_path(case, each)
        ],
        opened=days.get("opened"),
        signed_recorded=days.get("signed"),
        signed_on=_signed_on(case) if "signed" in days else "",
        until=case.until,
        runs_out=yearly_words.runs_out(warned.kind, warned.day) if warned and warned.day else "",
        steps=[_step(case, scheme, step) for scheme, step in found.steps.items()],
        followed=found.followed,
        lines=_lines(case, found.lines),
        closed=days.get("ended") or days.get("withdrawn"),
        reason=closing.reason if closing else "",
        lesson=case.lesson,
        has_ended=case.state == "ended",
    )


def _signed_on(case: Case) -> str:
    days = [file.signed_on for file in case.files if file.kind == "agreement" and file.signed_on]
    return yearly_words.signed_day(days[-1] if days else None)


def _step(case: Case, scheme: Scheme, step: Step) -> NextStep:
    asked = guards_of(case, load("case_guards"), scheme, step.stage).to_dict("records")
    rows = {str(row["guard"]): {str(key): value for key, value in row.items()} for row in asked}
    missing = []
    for row in (rows[name] for name in step.missing):
        what, basis = yearly_words.guard(row)
        strength = yearly_words.strength(str(row["strength"]))
        missing.append(Missing(what, strength, basis, yearly_words.wording(row)))
    return NextStep(
        case_words.scheme_name(scheme),
        case_words.stage_name(scheme, step.stage),
        case_words.who_acts(scheme, step.stage),
        missing,
    )


def _lines(case: Case, lines: Iterable[Line]) -> list[OwedLine]:
    names = {party.code or party.name: party.name for party in case.content.parties}
    return [
        OwedLine(
            yearly_words.month_told(line.month),
            line.item,
            names.get(line.supplier, line.supplier),
            names.get(line.receiver, line.receiver),
            line.owed,
            line.delivered,
            following_words.line_state(line),
        )
        for line in lines
    ]
