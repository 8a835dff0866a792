"""The yearly report as a workbook: figures stay numbers, days stay days."""

from __future__ import annotations

import pandas as pd

from publishing.files.page_workbook import free_name
from publishing.files.spreadsheets import cited_table, workbook_bytes
from publishing.files.xml_text import for_xml
from publishing.files.yearly_report.model import CaseTold, YearlyReport
from publishing.language import _


def report_workbook(told: YearlyReport) -> bytes:
    """A sheet for each kind of thing that the report tells; those without a row are left out."""
    tables = {
        _("Counts"): _counts(told),
        _("Stages"): _stages(told),
        _("Cases"): pd.DataFrame([_case_row(each) for each in told.cases]),
        _("Still missing"): pd.DataFrame(
            [row for each in told.cases for row in _missing_rows(each)]
        ),
        _("Obligations"): pd.DataFrame([row for each in told.cases for row in _owed_rows(each)]),
        _("Obligations by month"): pd.DataFrame(
            [row for each in told.cases for row in _line_rows(each)]
        ),
        _("Ended"): pd.DataFrame([_ended_row(each) for each in told.cases if each.closed]),
    }
    head = [told.confidential, told.title, told.as_of, told.scope, *told.notes, told.made]
    sheets: dict[str, pd.DataFrame] = {}
    for name, table in tables.items():
        if len(table):
            sheets[free_name(name, sheets)] = table.map(for_xml)
    first = next(iter(sheets))
    # Each sheet may be sent alone, and says then what it is of and who may see it.
    notes = {name: "\n".join(filter(None, head[:4])) for name in sheets}
    notes[first] = "\n".join(filter(None, head))
    sheets[free_name(_("Sources"), sheets)] = cited_table(told.source_ids)
    return workbook_bytes(sheets, notes)


def _counts(told: YearlyReport) -> pd.DataFrame:
    rows = [(_("Standing at the end"), what, n) for what, n in told.standings]
    rows += [(_("Recorded within the year"), what, n) for what, n in told.happened]
    return pd.DataFrame(rows, columns=[_("What is counted"), _("How"), _("Number of cases")])


def _stages(told: YearlyReport) -> pd.DataFrame:
    rows = [
        (scheme, place, stage, n)
        for scheme, counted in told.stages
        for place, (stage, n) in enumerate(counted, start=1)
    ]
    columns = [_("Scheme of stages"), _("Order"), _("Stage"), _("Number of cases")]
    return pd.DataFrame(rows, columns=columns)


def _case_row(case: CaseTold) -> dict[str, object]:
    row: dict[str, object] = {
        **_name_of(case),
        _("Parties"): case.parties,
        _("Object"): case.subject,
        _("Model"): case.model,
        _("How it stands"): case.standing,
        _("Who sees it"): case.seen_by,
        _("Opened on"): case.opened,
        _("Recorded as signed on"): case.signed_recorded,
        _("Day of signing"): case.signed_on,
        _("Holds until"): case.until,
        _("Running out"): case.runs_out,
    }
    row |= dict(case.stages)
    for step in case.steps:
        row[_("Next step, {scheme}", scheme=step.scheme)] = step.stage
        row[_("Who acts, {scheme}", scheme=step.scheme)] = step.who
    return row


def _missing_rows(case: CaseTold) -> list[dict[str, object]]:
    return [
        {
            **_name_of(case),
            _("Scheme of stages"): step.scheme,
            _("Next step"): step.stage,
            _("Still missing"): each.guard,
            _("Strength"): each.strength,
            _("Legal basis"): each.basis,
            _("Wording of the basis"): each.wording,
        }
        for step in case.steps
        for each in step.missing
    ]


def _owed_rows(case: CaseTold) -> list[dict[str, object]]:
    return [
        {
            **_name_of(case),
            _("Commodity or service"): each.item,
            _("Due lines"): each.lines,
            _("Lines with reports that agree"): each.told,
            _("Owed over these (t)"): each.owed,
            _("Delivered over these (t)"): each.delivered,
            _("Lines without a report"): each.without,
            _("Lines with reports that differ"): each.differing,
            _("Lines in no tonnes"): each.uncounted,
            _("Lines not due yet"): each.later,
            _("Lines reported without an obligation"): each.unowed,
            _("Lines of no agreement in force"): each.not_binding,
        }
        for each in case.followed
    ]


def _line_rows(case: CaseTold) -> list[dict[str, object]]:
    return [
        {
            **_name_of(case),
            _("Month"): each.month,
            _("Commodity or service"): each.item,
            _("Who supplies"): each.supplier,
            _("Who receives"): each.receiver,
            _("Owed (t)"): each.owed,
            _("Delivered, by the reports (t)"): each.delivered,
            _("How the line stands"): each.state,
        }
        for each in case.lines
    ]


def _ended_row(case: CaseTold) -> dict[str, object]:
    return {
        **_name_of(case),
        _("How it stands"): case.standing,
        _("Day"): case.closed,
        _("Reason"): case.reason,
        _("What was learned"): case.lesson,
    }


def _name_of(case: CaseTold) -> dict[str, object]:
    return {_("Code of the case"): case.case_id, _("Cooperation"): case.title}
